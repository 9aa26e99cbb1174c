"""A programme in Oslo and its pairs, for tests of meetings and calendars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, time
from json import dumps
from pathlib import Path
from typing import Any

from rmentor.meetings.agenda import Agenda
from rmentor.meetings.model import Meeting
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Person
from rmentor.programme.kinds import Hours
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, meetings, people, programmes, rounds
from rmentor.store.programmes import Definition

MONDAY = date(2027, 1, 11)
DAY = Hours(time(9), time(17))
PLAN = {"start": "2027-01-11", "length": "6 months", "zone": "Europe/Oslo"}
OFFICE = {"facilitator": "Programme office <office@north.example>"}


def text_of(**sections: Mapping[str, Any]) -> str:
    """Return the programme file with some sections of its own."""
    lines = ["format: 1", "id: north", "title: Northwind", "mode: reverse", "topics: [{id: data, title: Data}]"]
    return "\n".join(
        [*lines, *(f"{name}: {dumps(section, default=str)}" for name, section in ({"plan": PLAN} | sections).items())]
    )


def programme(**sections: Mapping[str, Any]) -> Programme:
    reading = read_programme(text_of(**sections).encode(), "north.yaml")
    assert reading.programme, reading.problems
    return reading.programme


def person(name: str, /, **facts: Any) -> Person:
    known = {"name": f"{name.title()} Example", "email": f"{name}@north.example"} | facts
    return Person(id=name, **known)


def pair(number: int = 1, **facts: Any) -> Pair:
    who: dict[str, Any] = {
        "mentor": f"junior{number}",
        "mentee": f"senior{number}",
        "mode": Mode.REVERSE,
        "started": MONDAY,
    }
    return Pair(number=number, **(who | facts))


def agenda(*pairs: Pair, known: Iterable[Meeting] = (), **facts: Any) -> Agenda:
    names = {name: person(name, **facts.get(name, {})) for one in pairs for name in one.people}
    return Agenda(tuple(known), {one.number: one for one in pairs}, names)


def database(text: str, *pairs: Pair, known: Iterable[Meeting] = (), **facts: Any) -> None:
    """Make rmentor.db hold the programme, the pairs with their people, and meetings."""
    everyone = agenda(*pairs, **facts).people.values()
    with connection.writing(Path("rmentor.db")) as db:
        programmes.save(
            db, Definition(programme="north", source="north.yaml", definition=text, digest="0", loaded_at="2027-01-04")
        )
        people.save(db, "north", [Participant(person=one, role=Role.BOTH) for one in everyone])
        rounds.save_pairs(db, "north", pairs)
        meetings.save(db, "north", known)


def kept() -> list[Meeting]:
    """Return the meetings in rmentor.db."""
    with connection.reading(Path("rmentor.db")) as db:
        return meetings.meetings(db, "north")
