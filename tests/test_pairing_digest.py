"""The digest of a round stands for everything that can change its pairs, and for nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from pools import START, couple, mentee, mentor, pool, programme, running
from rmentor.pairing.digest import digest_of
from rmentor.pairing.pool import Pool
from rmentor.people.model import Away, Participant, Standing
from rmentor.programme.kinds import Hours
from rmentor.programme.roster import Roster
from rmentor.programme.words import Role

_RULES = programme(different=("team",), consent=True, challenge=3)
_LEAVE = Away(START, date(2027, 6, 1))


def base() -> Pool:
    known: dict[str, Any] = {"consent": True, "challenge": 2, "challenged": 4, "offers": ("ai",), "wants": ("data",)}
    people = [mentor("a", attributes={"team": "x", "shoe": "9"}, **known), mentee("b", **known), mentee("c", **known)]
    return pool(people, _RULES, managers={"a": "boss", "boss": "head"}, today=START)


def person(**facts: Any) -> Callable[[Pool], Pool]:
    """Return how to change facts of the first person."""

    def changed(found: Pool) -> Pool:
        first, *others = found.people
        return replace(found, people=[replace(first, person=replace(first.person, **facts)), *others])

    return changed


def part(**facts: Any) -> Callable[[Pool], Pool]:
    """Return how to change the first person's part in the programme."""

    def changed(found: Pool) -> Pool:
        first, *others = found.people
        return replace(found, people=[replace(first, **facts), *others])

    return changed


def known(**facts: Any) -> Callable[[Pool], Pool]:
    return lambda found: replace(found, **facts)


def rules(**changed: Any) -> Callable[[Pool], Pool]:
    return lambda found: replace(found, programme=replace(found.programme, **changed))


_CHANGES: list[Callable[[Pool], Pool]] = [
    *(person(**{name: 1990}) for name in ("birth_year", "industry_since", "grade")),
    *(person(**{name: "x"}) for name in ("department", "site", "manager")),
    person(zone="Asia/Tokyo"),
    person(hours=Hours(time(9), time(17))),
    person(joined=START),
    person(languages=("en",)),
    person(attributes={"team": "y"}),
    person(away=(_LEAVE,)),
    part(role=Role.BOTH),
    part(capacity=2),
    part(offers=("data", "ai")),
    part(wants=()),
    part(challenge=3),
    part(challenged=3),
    part(consent=None),
    part(consent=False),
    part(standing=Standing.WITHDRAWN),
    known(pairs=[running(1, "a", "b")]),
    known(pairs=[running(1, "b", "a")]),
    known(met=frozenset({frozenset("ab")})),
    known(managers={"a": "boss", "boss": "b"}),
    known(managers={"a": "boss"}),
    known(experienced=frozenset("a")),
    known(left_out=frozenset("a")),
    known(pinned=frozenset({("a", "b")})),
    known(banned=frozenset({("a", "b")})),
    rules(pairing=replace(_RULES.pairing, never=(couple("a", "b"),))),
    rules(plan=replace(_RULES.plan, start=date(2027, 2, 1))),
    rules(plan=replace(_RULES.plan, zone="Asia/Tokyo")),
    rules(plan=replace(_RULES.plan, pairs=7)),
]
_NO_CHANGES: list[Callable[[Pool], Pool]] = [
    person(name="New Name", email="new@example.org"),
    person(attributes={"team": "x", "shoe": "10"}),
    person(away=(Away(START, START),)),
    known(today=date(2027, 1, 2)),
    known(met=frozenset({frozenset(("x", "y"))})),
    known(managers={"a": "boss", "boss": "head", "stranger": "head"}),
    known(experienced=frozenset({"stranger"}), left_out=frozenset({"stranger"})),
    lambda found: replace(found, people=found.people[::-1]),
    lambda found: replace(found, people=[*found.people, _gone()]),
    rules(title="Another title", roster=Roster(attributes={"team": "Team"})),
]


def _gone() -> Participant:
    return mentee("z", standing=Standing.WITHDRAWN)


@pytest.mark.parametrize("change", _CHANGES)
def test_what_can_change_the_pairs_changes_the_digest(change: Callable[[Pool], Pool]) -> None:
    assert digest_of(change(base())) != digest_of(base())


def test_no_two_changes_share_a_digest_but_two_ways_to_be_gone_or_to_wait() -> None:
    digests = [digest_of(change(base())) for change in _CHANGES]
    assert len(set(digests)) == len(digests) - 2


@pytest.mark.parametrize("change", _NO_CHANGES)
def test_what_cannot_change_the_pairs_leaves_the_digest(change: Callable[[Pool], Pool]) -> None:
    assert digest_of(change(base())) == digest_of(base())
