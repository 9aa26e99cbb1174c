"""A small programme to evaluate: mentors M1…, mentees E1…, one scale from 1 to 5, waves `opening` and `closing`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from rmentor.evaluation.facts import Facts
from rmentor.evaluation.model import Response
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Person
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.words import Role
from rmentor.store import answers, connection, meetings, people, programmes, rounds
from rmentor.store.programmes import Definition

START = date(2027, 1, 4)
TEXT = """
format: 1
id: pilot
title: Pilot
mode: reverse
purpose:
  objectives:
    - {id: trusted, text: Mentees trust their mentor., target: 75 %,
       measure: {kind: top_two, item: trust, wave: closing, role: mentee}}
    - {id: held, text: Meetings take place., measure: {kind: meetings_held}, target: 80 %}
plan:
  start: 2027-01-04
  length: 6 months
  zone: Europe/London
  criteria:
    - {id: completed, text: Pairs stay together., measure: {kind: pairs_completed}, target: 75 %}
outcomes: [promotion]
surveys:
  items:
    - {id: trust, text: How far do you trust the other?}
    - {id: strain, text: How much of a strain was it?, reversed: yes}
    - {id: said, text: What should we keep?, answer: text}
  waves:
    - {id: opening, at: start, items: [trust]}
    - {id: closing, at: end, items: [trust, strain, said]}
evaluation:
  compare:
    - {measure: {kind: mean, item: trust, wave: closing}, value: 4, source: Elsewhere 2020}
"""
PROGRAMME = read_programme(TEXT.encode(), "pilot.yaml").programme
assert PROGRAMME is not None


def programme(**sections: Any) -> Programme:
    """Return the programme with other sections."""
    assert PROGRAMME is not None
    return replace(PROGRAMME, **sections)


def people_of(mentors: int, mentees: int, **attributes: str) -> list[Participant]:
    """Return mentors M1… and mentees E1…; each has the attributes."""
    roles = [(f"M{one + 1}", Role.MENTOR) for one in range(mentors)]
    roles += [(f"E{one + 1}", Role.MENTEE) for one in range(mentees)]
    named = [(Person(id=one, name=f"Quillfeather {one}", attributes=attributes), role) for one, role in roles]
    return [Participant(person=person, role=role) for person, role in named]


def pairs_of(count: int) -> list[Pair]:
    """Return open pairs of M1 with E1, M2 with E2 …"""
    made = range(1, count + 1)
    return [Pair(number=n, mentor=f"M{n}", mentee=f"E{n}", mode=programme().mode, started=START) for n in made]


def meeting(pair: int, number: int, status: MeetingStatus) -> Meeting:
    """Return a meeting in week `number` of the programme."""
    return Meeting(
        pair=pair,
        number=number,
        kind=MeetingKind.REGULAR,
        on=START + timedelta(weeks=number),
        at=time(10),
        zone="Europe/London",
        minutes=60,
        lead=f"M{pair}",
        status=status,
    )


def responses(wave: str, item: str, scores: Mapping[str, int]) -> list[Response]:
    """Return responses of one item."""
    return [Response(person=one, wave=wave, received=START, numbers={item: n}) for one, n in scores.items()]


def facts(people: Sequence[Participant], **recorded: Any) -> Facts:
    """Return facts as of a day after the programme's end."""
    given = {"programme": programme(), "today": date(2027, 8, 2), "participants": people, **recorded}
    return Facts(**given)


def stored(facts: Facts, text: str = TEXT) -> Path:
    """Keep facts in a database in the current folder, as the programme of the text."""
    path = Path("rmentor.db")
    with connection.writing(path) as db:
        defined = Definition(programme="pilot", source="pilot.yaml", definition=text, digest="0", loaded_at="2027")
        programmes.save(db, defined)
        people.save(db, "pilot", facts.participants)
        rounds.save_pairs(db, "pilot", facts.pairs)
        meetings.save(db, "pilot", facts.meetings)
        answers.save(db, "pilot", facts.responses)
    return path
