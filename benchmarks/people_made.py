"""People made up for benchmarks: the same ones at every run, in a database of their own.

Juniors offer three to six of forty topics and seniors want two to five, popular topics more often. Grades, ages,
years, departments, sites with their zones and languages are spread as in a large firm; seniors report to seniors in a
tree, and every junior to one of them.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date, time, timedelta
from pathlib import Path
from random import Random

from compare import RMENTOR

from rmentor.people.model import Participant, Person
from rmentor.programme.kinds import Hours
from rmentor.programme.words import Mode, Role
from rmentor.store import people
from rmentor.store.connection import writing

DATABASE = "made.db"
_TOPICS = tuple(f"t{number:02}" for number in range(40))
_POPULAR = [1 / (rank + 1) ** 0.6 for rank in range(len(_TOPICS))]
_DEPARTMENTS = tuple(f"Department {number:02}" for number in range(25))
_SIZES = [1 / (rank + 1) ** 0.5 for rank in range(len(_DEPARTMENTS))]
_SITES = {
    "Los Angeles": "America/Los_Angeles", "Denver": "America/Denver", "Chicago": "America/Chicago",
    "New York": "America/New_York", "London": "Europe/London", "Leeds": "Europe/London", "Oslo": "Europe/Oslo",
    "Berlin": "Europe/Berlin", "Helsinki": "Europe/Helsinki", "Karachi": "Asia/Karachi",
    "Singapore": "Asia/Singapore", "Brisbane": "Australia/Brisbane",
}  # fmt: skip
_OTHERS = ("de", "es", "fr", "it", "ja", "no", "zh")
_START = date(2027, 1, 11)
_HOURS = Hours(time(9), time(17))
_REQUIRE = {
    Mode.REVERSE: "grade_gap: 2, outside_reporting_line: true, no_shared_manager: true",
    Mode.RECIPROCAL: "outside_reporting_line: true, no_shared_manager: true",
}
_PREFER = "topics: 10, grade_distance: 3, age_distance: 3, tenure_distance: 2, hours_overlap: 3, same_site: 1"
_BIRTH = {Role.MENTOR: (1987, 2006), Role.MENTEE: (1960, 1989)}
_JOINED = {Role.MENTOR: 9 * 365, Role.MENTEE: 34 * 365}
_GRADES = {Role.MENTOR: ((1, 2, 3, 4), (30, 35, 25, 10)), Role.MENTEE: ((5, 6, 7, 8, 9), (40, 30, 18, 9, 3))}


def write_people(folder: Path, size: int, mode: Mode = Mode.REVERSE) -> None:
    """Leave a database of so many juniors and as many seniors; in reciprocal mode of so many people in all."""
    (folder / "made.yaml").write_text(_programme(mode), "utf-8")
    load = (*RMENTOR, "load", "made.yaml", "--db", DATABASE)
    subprocess.run(load, cwd=folder, capture_output=True, check=True)
    with writing(folder / DATABASE) as db:
        people.save(db, "made", _everyone(size, mode))


def _programme(mode: Mode) -> str:
    return f"""
format: 1
id: made
title: Everybody at once
mode: {mode}
plan: {{start: {_START}, length: 12 months, zone: Europe/Oslo}}
topics: [{", ".join(f"{{id: {topic}, title: Topic {topic[1:]}}}" for topic in _TOPICS)}]
pairing:
  require: {{{_REQUIRE[mode]}, different: [department], shared_language: true, shared_topic: true, overlap: 2 hours}}
  prefer: {{{_PREFER}}}
"""


def _everyone(size: int, mode: Mode) -> Iterator[Participant]:
    chance = Random(1)
    both = mode is Mode.RECIPROCAL
    seniors = size // 2 if both else size
    for number in range(size - seniors if both else size):
        boss = f"s{chance.randrange(seniors):06}"
        yield _someone(chance, f"j{number:06}", Role.MENTOR, boss, both=both)
    for number in range(seniors):
        yield _someone(chance, f"s{number:06}", Role.MENTEE, f"s{number // 8:06}" if number else None, both=both)


def _someone(chance: Random, name: str, side: Role, boss: str | None, *, both: bool) -> Participant:
    site = chance.choice(tuple(_SITES))
    joined = _START - timedelta(days=chance.randrange(_JOINED[side]))
    grades, often = _GRADES[side]
    person = Person(
        id=name,
        name=f"Made Up-{name}",
        birth_year=chance.randrange(*_BIRTH[side]),
        joined=joined,
        industry_since=joined.year - chance.randrange(15),
        grade=chance.choices(grades, often)[0],
        department=chance.choices(_DEPARTMENTS, _SIZES)[0],
        site=site,
        manager=boss,
        zone=_SITES[site],
        hours=_HOURS,
        languages=("en",) if chance.random() < 0.9 else (chance.choice(_OTHERS),),
    )
    gives, takes = both or side is Role.MENTOR, both or side is Role.MENTEE
    return Participant(
        person=person,
        role=Role.BOTH if both else side,
        offers=_topics(chance, 3, 6) if gives else (),
        wants=_topics(chance, 2, 5) if takes else (),
    )


def _topics(chance: Random, least: int, most: int) -> tuple[str, ...]:
    """Return some topics, popular ones more often, none twice (Efraimidis and Spirakis, 2006)."""
    keys = [(chance.random() ** (1 / often), topic) for topic, often in zip(_TOPICS, _POPULAR, strict=True)]
    return tuple(topic for _, topic in sorted(keys, reverse=True)[: chance.randint(least, most)])
