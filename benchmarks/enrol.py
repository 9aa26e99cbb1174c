"""The whole `rmentor enrol --from` of 100,000 rows, beside `sqlite-utils insert` of the same file.

The peer copies the cells into one table, guessing a type for each column unless told not to; both are timed. rmentor
reads titles, days, topics and managers by the programme's mapping, checks every mapped cell, and keeps people, roles
and topics in tables with keys and checks.
"""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from compare import QUICK, RMENTOR, TOOLS, Bar, Task, judge, measured

INSERT = "sqlite-utils insert"
PLAIN = "insert --no-detect-types"
ROWS = 20_000 if QUICK else 100_000
TITLES = ("Trainee", "Associate", "Engineer", "Senior Engineer", "Manager", "Senior Manager", "Director", "Partner")
TOPICS = ("ai", "web", "data", "security", "remote", "youth", "media", "climate")
DEPARTMENTS = ("Finance", "Sales", "Forschung & Entwicklung", "Légal", "Operations", "People", "IT", "Care, 24 hours")
SITES = ("Oslo", "Málaga", "Zürich", "Leeds", "Pune", "Osaka")
FIRST = ("Ada", "Björn", "Chloé", "Dan", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo", "Kai", "Lía", "Mo", "Nia", "Ole")
LAST = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper", "Linden", "Mäkelä")
LANGUAGES = ("English", "English;Deutsch", "English;Español", "Norsk;English")
COUNTRIES = ("Norway", "Spain", "Switzerland", "India")
HEADINGS = (
    "Employee No", "Name", "Work E-mail", "Job Title", "Department", "Site", "Manager No", "Entry Date",
    "Date of Birth", "Exit Date", "Country", "Languages", "Offers", "Wants", "Cost Centre", "Phone",
)  # fmt: skip
PROGRAMME = f"""
format: 1
id: large
title: Everybody at once
mode: reverse
plan: {{start: 2027-01-04, length: 12 months, zone: Europe/Oslo}}
topics: [{", ".join(f"{{id: {topic}, title: {topic.title()}}}" for topic in TOPICS)}]
roster:
  columns:
    id: Employee No
    name: Name
    email: Work E-mail
    grade: Job Title
    department: Department
    site: Site
    manager: Manager No
    joined: Entry Date
    birth_date: Date of Birth
    left: Exit Date
    languages: Languages
    offers: Offers
    wants: Wants
  attributes: {{country: Country}}
  dates: ["%d.%m.%Y"]
  grades: {{{", ".join(f"{title}: {grade}" for grade, title in enumerate(TITLES, 1))}}}
  roles: [{{role: mentor, grade_to: 4}}, {{role: mentee, grade_from: 5}}]
"""


def rows() -> Iterator[tuple[str, ...]]:
    """Yield the rows of the export, the same at every run; one in a thousand is of somebody who has left."""
    chance = Random(1)
    for number in range(ROWS):
        first, last = chance.choice(FIRST), f"{chance.choice(LAST)}-{chance.choice(LAST)}"
        yield (
            f"{number:07}", f"{last}, {first}", f"{first}.{last}.{number}@example.org".lower(), chance.choice(TITLES),
            chance.choice(DEPARTMENTS), chance.choice(SITES), f"{number // 8:07}" if number else "",
            _day(date(1990, 1, 1), chance.randrange(13_000)), _day(date(1960, 1, 1), chance.randrange(16_000)),
            "01.06.2026" if number % 1000 == 999 else "", chance.choice(COUNTRIES), chance.choice(LANGUAGES),
            ";".join(chance.sample(TOPICS, 2)), ";".join(chance.sample(TOPICS, chance.randrange(3))),
            f"CC-{chance.randrange(10_000):05}", f"+47 {chance.randrange(10**8):08}",
        )  # fmt: skip


def _day(first: date, later: int) -> str:
    return f"{first + timedelta(later):%d.%m.%Y}"


def main() -> int:
    """Enrol the file into a new database of a loaded programme, and insert it into a new table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "programme.yaml").write_text(PROGRAMME, "utf-8")
        with (folder / "export.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADINGS, *rows()])
        load = (*RMENTOR, "load", "programme.yaml", "--db", "loaded.db")
        subprocess.run(load, cwd=folder, capture_output=True, check=True)
        taken = measured(_tasks(folder), runs=3)
    bars = [Bar("rmentor enrol", peer, seconds=4, mebibytes=4) for peer in (INSERT, PLAIN)]
    return judge(f"enrol {ROWS:,} rows", taken, bars)


def _tasks(folder: Path) -> list[Task]:
    insert = (str(TOOLS / "sqlite-utils"), "insert", "peer.db", "export", "export.csv", "--csv")
    enrol = (*RMENTOR, "enrol", "--from", "export.csv", "--today", "2027-01-04")

    def loaded() -> None:
        shutil.copy(folder / "loaded.db", folder / "rmentor.db")

    def none() -> None:
        (folder / "peer.db").unlink(missing_ok=True)

    return [
        Task("rmentor enrol", enrol, folder, loaded),
        Task(INSERT, insert, folder, none),
        Task(PLAIN, (*insert, "--no-detect-types"), folder, none),
    ]


if __name__ == "__main__":
    sys.exit(main())
