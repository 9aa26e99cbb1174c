"""A programme with every occasion for a reminder, as facts and in a database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from rmentor.meetings.model import Meeting, MeetingKind
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Person
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.reminders import ReminderRule
from rmentor.programme.words import Mode, Role
from rmentor.reminders.facts import Facts, grouped
from rmentor.store import connection, meetings, people, programmes, rounds
from rmentor.store.programmes import Definition

TEXT = """\
format: 1
id: harbour
title: Harbour Voices
mode: reverse
plan: {start: 2027-01-11, length: 6 months, zone: Europe/London, follow_up: 3 months}
preparation:
  briefings: [{id: power, title: Power distance}]
  agreement: {rules: [What is said here stays here.]}
  goals: {professional: 1}
meetings: {every: 1 month, place: Café Nord}
surveys:
  items: [{id: useful, text: Was it useful?}]
  waves: [{id: middle, at: midpoint, open_for: 14 days, items: [useful]}]
reminders: {sender: Harbour Voices <voices@harbour.example>, facilitator: people@harbour.example}
"""
LONDON = ZoneInfo("Europe/London")
PAIRED_ON = date(2027, 1, 4)


def programme(*rules: ReminderRule, text: str = TEXT) -> Programme:
    """Return the programme, with these rules instead of the usual ones."""
    read = read_programme(text.encode(), "harbour.yaml").programme
    assert read is not None
    return replace(read, reminders=replace(read.reminders, occasions=rules))


def participant(name: str, *, email: str | None = "") -> Participant:
    """Return a junior (`j1`) or a senior (`s1`), who has an address unless it is None."""
    own = f"{name}@harbour.example" if email == "" else email
    role = Role.MENTOR if name.startswith("j") else Role.MENTEE
    return Participant(person=Person(id=name, name=f"Sam {name.upper()}", email=own), role=role)


def pair(number: int) -> Pair:
    """Return the pair of `j` and `s` of that number."""
    return Pair(number=number, mentor=f"j{number}", mentee=f"s{number}", mode=Mode.REVERSE, started=PAIRED_ON)


def meeting(of: int, number: int, on: date) -> Meeting:
    """Return a planned meeting at ten in London."""
    return Meeting(
        pair=of, number=number, kind=MeetingKind.REGULAR, on=on, at=time(10), zone="Europe/London", minutes=60,
        lead=f"j{of}", place="Café Nord",
    )  # fmt: skip


def plan(pairs: int) -> list[Meeting]:
    """Return five monthly meetings for each pair, from the 19th of January on."""
    return [
        meeting(number, month, date(2027, month, min(18 + number, 28)))
        for number in range(1, pairs + 1)
        for month in range(1, 6)
    ]


def facts(day: date, *rules: ReminderRule, planned: Iterable[Meeting] | None = None, hour: int = 12) -> Facts:
    """Return what is known of two pairs at an hour of a day, by default with nothing recorded."""
    return Facts(
        programme=programme(*rules),
        now=datetime.combine(day, time(hour), LONDON),
        participants={name: participant(name) for name in ("j1", "j2", "s1", "s2")},
        pairs=(pair(1), pair(2)),
        meetings=grouped(plan(2) if planned is None else planned, lambda one: one.pair),
    )


def set_up(pairs: int = 2, *, text: str = TEXT, without: tuple[str, ...] = (), path: Path = Path("rmentor.db")) -> None:
    """Make a database with so many pairs and their meetings; the people named last have no address."""
    names = [f"{side}{number}" for side in "js" for number in range(1, pairs + 1)]
    at = datetime(2027, 1, 4, 12, tzinfo=UTC).isoformat()
    with connection.writing(path) as db:
        programmes.save(db, Definition(programme="harbour", source="x", definition=text, digest="d1", loaded_at=at))
        everyone = [participant(name, email=None if name in without else "") for name in names]
        people.save(db, "harbour", everyone)
        rounds.save_pairs(db, "harbour", [pair(number) for number in range(1, pairs + 1)])
        meetings.save(db, "harbour", plan(pairs))
