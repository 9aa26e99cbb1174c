"""A small programme in the database, for tests of what is recorded and shown."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

from rmentor.meetings.model import Meeting, MeetingKind
from rmentor.pairing.model import EndReason, Pair
from rmentor.people.model import Participant, Person
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, meetings, people, programmes, rounds
from rmentor.store.programmes import Definition

PILOT = """\
format: 1
id: pilot
title: Pilot
mode: reverse
plan: {start: 2027-01-11, length: 6 months, zone: Europe/London}
topics:
  - {id: podcasts, title: Podcasts, focus: technology}
  - {id: values, title: What the young value, focus: social values}
  - {id: gardening, title: Gardening}
purpose: {learning: {mentor: How decisions are made, mentee: What customers see}}
preparation:
  briefings:
    - {id: power, title: Power distance, role: mentee, content: Listen twice as long as you speak.}
    - {id: voice, title: Speaking up, role: mentor}
  agreement: {version: 2, rules: [What is said stays here., We meet off site.]}
  goals: {professional: 1, personal: 1}
meetings: {every: 1 month, length: 1 hour, at: "10:00", place: The café}
outcomes: [promotion, departure]
"""
DAYS = (date(2027, 1, 20), date(2027, 2, 17), date(2027, 3, 17), date(2027, 4, 21))
KINDS = (MeetingKind.REGULAR, MeetingKind.REGULAR, MeetingKind.MIDPOINT, MeetingKind.CLOSURE)
PAIRS = (
    Pair(number=1, mentor="j1", mentee="s1", mode=Mode.REVERSE, started=date(2027, 1, 11)),
    Pair(number=2, mentor="j2", mentee="s2", mode=Mode.RECIPROCAL, started=date(2027, 1, 11)),
    Pair(number=3, mentor="j3", mentee="s2", mode=Mode.REVERSE, started=date(2027, 1, 11)),
    Pair(
        number=4,
        mentor="j4",
        mentee="s3",
        mode=Mode.REVERSE,
        started=date(2027, 1, 11),
        ended=date(2027, 2, 1),
        end_reason=EndReason.TIME,
    ),
)


def planned(pair: Pair) -> list[Meeting]:
    """Return the four planned meetings of a pair."""
    return [
        Meeting(
            pair=pair.number,
            number=number,
            kind=kind,
            on=day,
            at=time(10),
            zone="Europe/London",
            minutes=60,
            lead=pair.people[(number - 1) % 2 if pair.mode is Mode.RECIPROCAL else 0],
            place="The café",
        )
        for number, (day, kind) in enumerate(zip(DAYS, KINDS, strict=True), start=1)
    ]


def set_up(path: Path = Path("rmentor.db")) -> None:
    """Make a database with the pilot: three open pairs, the second and third sharing a mentee, and an ended one."""
    now = datetime(2027, 1, 11, 12, tzinfo=UTC).isoformat()
    definition = Definition(programme="pilot", source="pilot.yaml", definition=PILOT, digest="0", loaded_at=now)
    with connection.writing(path) as db:
        programmes.save(db, definition)
        people.save(db, "pilot", [_participant(f"{side}{number}") for side in "js" for number in range(1, 5)])
        rounds.save_pairs(db, "pilot", PAIRS)
        meetings.save(db, "pilot", [meeting for pair in PAIRS[:3] for meeting in planned(pair)])


def _participant(name: str) -> Participant:
    junior = name.startswith("j")
    return Participant(
        person=Person(id=name, name=f"{'Juno' if junior else 'Sage'} {'Abcde'[int(name[1])].upper()}"),
        role=Role.MENTOR if junior else Role.MENTEE,
        offers=("podcasts", "values") if junior else (),
        wants=() if junior else ("values", "gardening"),
    )


def stored(table: str, columns: str, path: Path = Path("rmentor.db")) -> list[tuple[object, ...]]:
    """Return columns of a table as they lie in the file, sorted."""
    with connection.reading(path) as db:
        return sorted(tuple(row) for row in db.execute(f"SELECT {columns} FROM {table}"))
