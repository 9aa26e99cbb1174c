"""People and programmes for tests of pairing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from rmentor.pairing.model import Pair, Proposal
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.people.model import Participant, Person
from rmentor.programme.model import Programme, Topic
from rmentor.programme.pairing import Capacity, Couple, PairingRules, Preferences, Requirements
from rmentor.programme.period import Period, Unit
from rmentor.programme.plan import Plan
from rmentor.programme.words import Mode, Role

START = date(2027, 1, 11)
TOPICS = ("ai", "data", "video")


def programme(mode: Mode = Mode.REVERSE, pairs: int | None = None, **rules: Any) -> Programme:
    """Return a programme with pairing rules; requirements and preferences are given by their names."""
    require = {name: rules.pop(name) for name in list(rules) if hasattr(Requirements(), name)}
    prefer = {name: rules.pop(name) for name in list(rules) if hasattr(Preferences(), name)}
    return Programme(
        format=1,
        id="north",
        title="Northwind",
        mode=mode,
        plan=Plan(start=START, length=Period(6, Unit.MONTH), zone="Europe/Oslo", pairs=pairs),
        topics=tuple(Topic(id=name, title=name.title()) for name in TOPICS),
        pairing=PairingRules(require=Requirements(**require), prefer=Preferences(**prefer), **rules),
    )


def someone(name: str, role: Role, **facts: Any) -> Participant:
    """Return a participant; what is not of the part in the programme is of the person."""
    part = {key: facts.pop(key) for key in list(facts) if key in Participant.__dataclass_fields__}
    return Participant(person=Person(id=name, name=f"{name.title()} Example", **facts), role=role, **part)


def mentor(name: str, **facts: Any) -> Participant:
    return someone(name, Role.MENTOR, **facts)


def mentee(name: str, **facts: Any) -> Participant:
    return someone(name, Role.MENTEE, **facts)


def pool(people: Iterable[Participant], rules: Programme | None = None, **known: Any) -> Pool:
    everyone = list(people)
    managers = {one.id: one.person.manager for one in everyone if one.person.manager}
    return Pool(programme=rules or programme(), people=everyone, **({"managers": managers} | known))


def proposed(people: Iterable[Participant], rules: Programme | None = None, **known: Any) -> Proposal:
    return propose(pool(people, rules, **known))


def couples(proposal: Proposal) -> list[tuple[str, str]]:
    return [(pair.mentor, pair.mentee) for pair in proposal.pairs]


def reason(proposal: Proposal, person: str) -> str:
    return {one.person: one.reason for one in proposal.unpaired}[person]


def couple(one: str, other: str) -> Couple:
    return Couple(mentor=one, mentee=other)


def capacity(mentor: int = 1, mentee: int = 1) -> Capacity:
    return Capacity(mentor=mentor, mentee=mentee)


def running(number: int, one: str, other: str, **facts: Any) -> Pair:
    known: dict[str, Any] = {"mode": Mode.REVERSE, "started": START}
    return Pair(number=number, mentor=one, mentee=other, **(known | facts))
