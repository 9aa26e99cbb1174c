"""An import killed at any moment has happened or it has not, and two at once wait for each other."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from conftest import Run
from rmentor.files.csv_out import csv_text
from rmentor.people.model import Participant
from rmentor.store import journal, people
from rmentor.store.connection import reading

DATABASE = Path("rmentor.db")
PEOPLE = 3_000
PROGRAMME = """
format: 1
id: large
title: Large
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
topics: [{id: ai, title: AI}, {id: esg, title: ESG}, {id: data, title: Data}]
roster:
  columns: {role: role, joined: joined, department: department, left: left, languages: languages, offers: offers}
  attributes: {country: country}
"""
HEADINGS = ("id", "name", "role", "joined", "department", "left", "languages", "offers", "country")
FIRST, SECOND = Path("first.csv"), Path("second.csv")
ALONG = (0.4, 0.6, 0.75, 0.9, 0.97)  # parts of the time that a whole import takes
COMMITTING = (0, 0.002)  # seconds after the database file began to change

State = tuple[list[Participant], list[str]]


def row_of(number: int, *, later: bool = False) -> tuple[str, ...]:
    """Return a row; later, every fifth person has moved and knows more, and every hundredth has left."""
    moved = later and number % 5 == 0
    department, offers = ("Sales", "esg;ai") if moved else ("IT", "data")
    left_on = "2027-01-01" if later and number % 100 == 0 else ""
    joined = f"20{number % 27:02}-03-01"
    return f"E{number:05}", f"Name {number}", "mentor", joined, department, left_on, "English;Norsk", offers, "Norway"


@pytest.fixture(autouse=True)
def _programme(run: Run) -> None:
    Path("large.yaml").write_text(PROGRAMME)
    assert run("load", "large.yaml").code == 0
    FIRST.write_text(csv_text(HEADINGS, map(row_of, range(PEOPLE))))
    SECOND.write_text(csv_text(HEADINGS, (row_of(number, later=True) for number in range(100, PEOPLE + 100))))


def started(file: Path) -> subprocess.Popen[bytes]:
    words = (sys.executable, "-m", "rmentor", "enrol", "--from", str(file), "--today", "2027-01-04T09:00")
    nothing = subprocess.DEVNULL
    return subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE)


def finished(running: subprocess.Popen[bytes]) -> None:
    _, err = running.communicate()
    assert running.returncode == 0, err.decode()


def left() -> State:
    """Return who is enrolled and what the journal says, from a database that is sound."""
    with reading(DATABASE) as db:
        assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not db.execute("PRAGMA foreign_key_check").fetchall()
        return people.participants(db, "large"), [entry.what for entry in journal.entries(db)]


def killed(file: Path, reached: Callable[[], bool]) -> None:
    """Kill an import once a moment is reached, or let it end where it was faster."""
    running = started(file)
    while running.poll() is None and not reached():
        time.sleep(0.0005)
    running.kill()
    running.communicate()


def after(seconds: float) -> Callable[[], bool]:
    begun = time.monotonic()
    return lambda: time.monotonic() - begun >= seconds


def committing(seconds: float) -> Callable[[], bool]:
    """Return the moment so long after the database file itself, and not only its journal, began to change."""
    before, begun = DATABASE.stat().st_mtime_ns, list[float]()

    def reached() -> bool:
        if not begun and DATABASE.stat().st_mtime_ns != before:
            begun.append(time.monotonic())
        return bool(begun) and time.monotonic() - begun[0] >= seconds

    return reached


def test_an_import_killed_at_any_moment_is_there_whole_or_not_at_all() -> None:
    """First of new people, then of those with changes; each import begins with what the killed one before it left."""
    for file in (FIRST, SECOND):
        before = left()
        shutil.copy(DATABASE, "before.db")
        begun = time.monotonic()
        finished(started(file))
        took, whole = time.monotonic() - begun, left()
        assert whole != before
        shutil.copy("before.db", DATABASE)
        for moment in (*(partial(after, took * part) for part in ALONG), *(partial(committing, s) for s in COMMITTING)):
            killed(file, moment())
            found = left()
            assert found in (before, whole)
            if found == whole:
                shutil.copy("before.db", DATABASE)
        finished(started(file))
        assert left() == whole


def test_two_imports_at_once_wait_for_each_other() -> None:
    both = [started(FIRST), started(SECOND)]
    for running in both:
        finished(running)
    enrolled, told = left()
    assert len(enrolled) == PEOPLE + 99  # of the last hundred one has left, whichever file came first
    assert len(told) == 3
