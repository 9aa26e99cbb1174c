"""Enrolling: what a file says comes in once, and a file with problems changes nothing."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from conftest import Ended, Run
from rmentor.files.csv_out import csv_text
from rmentor.files.tables import read_sheet
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.pairing.model import EndReason, Pair
from rmentor.people.model import Participant, Standing
from rmentor.programme.words import Mode, Occasion, Role
from rmentor.reminders.model import Notice, NoticeKey, NoticeStatus
from rmentor.store import journal, meetings, notices, people, rounds
from rmentor.store.connection import reading, writing
from rmentor.text import clean
from workbooks import cell, row, rows_of, write_workbook

PROGRAMME = """
format: 1
id: pilot
title: Pilot
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
topics: [{id: ai, title: AI}, {id: esg, title: ESG}]
roster:
  columns: {role: role, grade: grade, left: left, wants: wants, department: department}
  attributes: {country: country}
  grades: {Chief: 9}
"""
HEADINGS = ("id", "name", "role", "grade", "left", "wants", "department", "country")
ANN = ("E1", "Ann Berg", "mentor", "2", "", "", "IT", "Norway")
BEN = ("E2", "Ben Dahl", "mentee", "Chief", "", "ai;esg", "HR", "Sweden")
GONE = ("E3", "Cai Eng", "mentor", "2", "2026-05-01", "", "IT", "Norway")
BAD = ("E4", "Dag Fure", "mentr", "Boss", "", "", "IT", "Norway")


@pytest.fixture
def pilot(run: Run) -> Run:
    Path("pilot.yaml").write_text(PROGRAMME)
    assert run("load", "pilot.yaml").code == 0
    return run


def roster(*rows: tuple[str, ...], name: str = "roster.csv") -> Path:
    path = Path(name)
    path.write_text(csv_text(HEADINGS, rows))
    return path


def enrolled() -> dict[str, Participant]:
    with reading(Path("rmentor.db")) as db:
        return {one.id: one for one in people.participants(db, "pilot")}


def digest() -> str:
    return sha256(Path("rmentor.db").read_bytes()).hexdigest()


def told(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)["enrolment"]


def test_a_file_enrols_who_is_in_it_and_names_who_is_left_out(pilot: Run) -> None:
    found = told(pilot("enrol", "--from", roster(ANN, BEN, GONE), "--json"))
    assert (found["rows"], found["enrolled"], found["joined"]) == (3, 2, ["E1", "E2"])
    assert found["left_out"] == [
        {"line": 4, "id": "E3", "name": "Cai Eng", "why": "has left", "sentence": "left on 2026-05-01"}
    ]
    assert enrolled()["E2"].wants == ("ai", "esg")
    assert enrolled()["E1"].person.attributes == {"country": "Norway"}


def test_a_column_called_as_a_fact_is_named_where_no_mapping_keeps_it(pilot: Run) -> None:
    Path("roster.csv").write_text("id,name,role,Site,birth year,shoe size,grade,left,wants,department,country\n")
    with Path("roster.csv").open("a") as file:
        file.write("E1,Ann Berg,mentor,Oslo,1990,39,2,,,IT,Norway\n")
    ended = pilot("enrol", "--from", "roster.csv")
    assert ended.code == 0
    told = "not kept, as roster.columns names no column for it: Site, birth year; --suggest writes a mapping"
    assert told in " ".join(ended.err.split())


def test_people_read_the_same_in_a_terminal(pilot: Run) -> None:
    ended = pilot("enrol", "--from", roster(ANN, GONE))
    assert ended.out.startswith("Enrolled 1 of 2 rows: 1 new, 1 left out.")
    assert "Cai Eng" in ended.out
    assert ended.err == "Next: rmentor people list\n"


def test_a_problem_anywhere_keeps_the_whole_file_out(pilot: Run) -> None:
    before = digest()
    ended = pilot("enrol", "--from", roster(ANN, BAD))
    assert (ended.code, ended.out, digest()) == (3, "", before)
    assert [line.split(" ")[0] for line in ended.err.splitlines()] == ["roster.csv:3:3:", "roster.csv:3:4:"]


def test_bad_rows_can_be_put_aside_put_right_and_enrolled(pilot: Run) -> None:
    found = told(pilot("enrol", "--from", roster(ANN, BAD), "--skip-bad", "bad.csv", "--json"))
    assert (found["rows"], found["joined"], [one["line"] for one in found["bad"]]) == (2, ["E1"], [3, 3])
    bad = read_sheet(Path("bad.csv"))
    assert set(bad.headings) == {*HEADINGS, "rmentor row", "rmentor problem"}
    assert "'role' is 'mentr'" in bad.rows[0].cells["rmentor problem"]
    Path("bad.csv").write_text(Path("bad.csv").read_text().replace("mentr", "mentor").replace("Boss", "1"))
    assert told(pilot("enrol", "--from", "bad.csv", "--json"))["joined"] == ["E4"]


def test_bad_rows_never_replace_a_file(pilot: Run) -> None:
    before = digest()
    ended = pilot("enrol", "--from", roster(ANN, BAD), "--skip-bad", "roster.csv")
    assert (ended.code, digest()) == (2, before)
    assert "roster.csv exists already" in ended.err


def test_the_same_file_twice_changes_nothing(pilot: Run) -> None:
    pilot("enrol", "--from", roster(ANN, BEN, GONE))
    before = enrolled()
    with reading(Path("rmentor.db")) as db:
        lines = list(journal.entries(db))
    found = told(pilot("enrol", "--from", "roster.csv", "--json"))
    assert (found["unchanged"], found["joined"], found["changed"]) == (["E1", "E2"], [], [])
    with reading(Path("rmentor.db")) as db:
        assert list(journal.entries(db)) == lines
    assert enrolled() == before
    assert lines[-1].what == "2 joined, 0 changed, 0 left"


def test_a_dry_run_tells_all_and_keeps_nothing(pilot: Run) -> None:
    before = digest()
    ended = pilot("enrol", "--from", roster(ANN, BAD), "--skip-bad", "bad.csv", "--dry-run")
    assert ended.out.startswith("Would enrol 1 of 2 rows: 1 new, 1 skipped.")
    assert (digest(), Path("bad.csv").exists()) == (before, False)


def paired(pilot: Run) -> None:
    """Enrol two people, pair them, and plan a meeting and a notice."""
    assert pilot("enrol", "--from", roster(ANN, BEN)).code == 0
    with writing(Path("rmentor.db")) as db:
        rounds.save_pair(
            db, "pilot", Pair(number=1, mentor="E1", mentee="E2", mode=Mode.REVERSE, started=date(2027, 1, 4))
        )
        meeting = Meeting(
            pair=1,
            number=1,
            kind=MeetingKind.REGULAR,
            on=date(2027, 2, 1),
            at=time(10),
            zone="Europe/Oslo",
            minutes=60,
            lead="E1",
        )
        meetings.save(db, "pilot", [meeting])
        notice = Notice(
            key=NoticeKey("E1", Occasion.SILENT_PAIR, "pair 1"), due=date(2027, 2, 1), expires=date(2027, 2, 4)
        )
        notices.plan(db, "pilot", [notice], datetime(2027, 1, 4, tzinfo=UTC))


def after_leaving() -> tuple[Standing, EndReason | None, date | None, MeetingStatus, NoticeStatus]:
    with reading(Path("rmentor.db")) as db:
        pair, meeting, notice = (
            rounds.pairs(db, "pilot")[0],
            meetings.meetings(db, "pilot")[0],
            notices.notices(db, "pilot")[0],
        )
    return enrolled()["E1"].standing, pair.end_reason, pair.ended, meeting.status, notice.status


LEFT = (Standing.WITHDRAWN, EndReason.LEFT, date(2027, 1, 20), MeetingStatus.CANCELLED, NoticeStatus.WITHDRAWN)


def test_whoever_the_file_marks_as_left_is_let_go_with_all_that_hangs_on_it(pilot: Run) -> None:
    paired(pilot)
    left = (*ANN[:4], "2027-01-15", *ANN[5:])
    found = told(pilot("enrol", "--from", roster(left, BEN), "--today", "2027-01-20", "--json"))
    assert (found["left"], found["ended_pairs"], found["unchanged"]) == (["E1"], [1], ["E2"])
    assert after_leaving() == LEFT


def test_withdrawing_ends_pairs_meetings_and_notices(pilot: Run) -> None:
    paired(pilot)
    ended = pilot("people", "withdraw", "E1", "--yes", "--today", "2027-01-20")
    assert ended.out == "Withdrew E1, Ann Berg; this ends pair 1.\n"
    assert after_leaving() == LEFT
    before = digest()
    again = pilot("people", "withdraw", "E1", "--yes", "--today", "2027-01-21")
    assert (again.code, digest()) == (0, before)
    assert "has withdrawn already" in again.out


def test_a_file_does_not_bring_back_who_withdrew_but_a_person_does(pilot: Run) -> None:
    pilot("enrol", "--from", roster(ANN, BEN))
    pilot("people", "withdraw", "E1", "--yes")
    assert told(pilot("enrol", "--from", "roster.csv", "--json"))["withdrawn_before"] == ["E1"]
    assert enrolled()["E1"].standing is Standing.WITHDRAWN
    assert pilot("enrol", "--id", "E1").out == "Enrolled E1, Ann Berg, as mentor.\n"
    assert enrolled()["E1"].standing is Standing.ENROLLED


def test_people_whom_the_file_no_longer_names_are_told_and_kept(pilot: Run) -> None:
    pilot("enrol", "--from", roster(ANN, BEN))
    assert told(pilot("enrol", "--from", roster(BEN), "--json"))["absent"] == ["E1"]
    assert enrolled()["E1"].standing is Standing.ENROLLED


def test_one_person_is_enrolled_by_options(pilot: Run) -> None:
    words = "--id", "E9", "--name", "Eva Foss", "--role", "both", "--grade", "chief", "--joined", "2020-01-31"
    assert pilot("enrol", *words, "--offers", "ESG;ai", "--email", "eva@example.org").code == 0
    one = enrolled()["E9"]
    assert (one.role, one.offers, one.person.grade, one.person.joined) == (
        Role.BOTH,
        ("esg", "ai"),
        9,
        date(2020, 1, 31),
    )
    assert pilot("enrol", "--id", "E9", "--site", "Oslo").code == 0
    assert enrolled()["E9"].offers == ("esg", "ai")
    assert enrolled()["E9"].person.site == "Oslo"


def test_the_same_options_twice_leave_no_trace(pilot: Run) -> None:
    pilot("enrol", "--id", "E9", "--name", "Eva Foss", "--role", "both")
    before = digest()
    assert pilot("enrol", "--id", "E9", "--name", "Eva Foss", "--role", "both").code == 0
    assert digest() == before


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--id, --name and --role missing"),
        (("--id", "E9"), "--name and --role missing"),
        (("--id", "E9", "--name", "Eva"), "--role missing"),
        (("--id", "E9", "--name", "Eva", "--role", "boss", "--birth-year", "x"), "'--birth-year' is 'x', expected"),
        (("--id", "E9", "--from", "roster.csv"), "--from, or one person"),
        (("--skip-bad", "bad.csv"), "--from, or one person"),
    ],
)
def test_what_is_not_said_is_asked_for_and_nothing_is_written(pilot: Run, words: tuple[str, ...], told: str) -> None:
    before = digest()
    ended = pilot("enrol", *words)
    assert (ended.code, ended.out, digest()) == (2, "", before)
    assert told in ended.err


HOSTILE = [
    "Null",
    "=cmd()",
    "+1-2",
    "@x",
    "'=x",
    "[/b]",
    "[link=x]",
    ":smile:",
    "O'Brien",
    "שרה לוי",
    "a\u202eb",
    "N" * 120,
    '";--',
]


def test_hostile_names_come_out_as_they_came_in(pilot: Run) -> None:
    rows = [(f"E{number:02}", name, *ANN[2:]) for number, name in enumerate(HOSTILE)]
    assert pilot("enrol", "--from", roster(*rows)).code == 0
    names = [clean(name) for name in HOSTILE]
    assert [one["name"] for one in json.loads(pilot("people", "list", "--json").out)["people"]] == names
    Path("out.csv").write_text(pilot("people", "list", "--csv").out)
    assert [one.cells["name"] for one in read_sheet(Path("out.csv")).rows] == names
    shown = pilot("people", "list").out
    assert all(name in shown for name in names if len(name) < 20)
    assert "\u202e" not in shown


def broken() -> Iterator[tuple[str, bytes]]:
    write_workbook(Path("far.xlsx"), {"S": row(1, cell("A1", "id")) + row(1_048_576, cell("XFD1048576", 1.0))})
    write_workbook(Path("lacks.xlsx"), {"S": rows_of([("id", "nome"), ("E1", "Ann")])})
    yield from (
        ("empty.csv", b""),
        ("nul.csv", b"id,name\nE1,A\0\n"),
        ("code.csv", b"id,name\nE1,\x81\n"),
        ("ragged.csv", csv_text(HEADINGS, [ANN]).encode() + b"E2,Ben\n"),
        ("quote.csv", csv_text(HEADINGS, [ANN]).encode() + b'"E2\n'),
        ("far.xlsx", Path("far.xlsx").read_bytes()),
        ("lacks.xlsx", Path("lacks.xlsx").read_bytes()),
        ("half.xlsx", Path("far.xlsx").read_bytes()[:700]),
    )


def test_no_broken_file_gets_in_or_breaks_anything(pilot: Run) -> None:
    before = digest()
    for name, data in broken():
        Path(name).write_bytes(data)
        for more in ((), ("--skip-bad", "bad.csv")):
            ended = pilot("enrol", "--from", name, *more)
            assert (name, ended.code, ended.out, digest()) == (name, 3, "", before)
            assert ended.err.startswith(f"{name}:")
            assert "Traceback" not in ended.err


@contextmanager
def terminal(answer: str) -> Iterator[int]:
    """Yield the file number of a terminal on which somebody types."""
    theirs, ours = pty.openpty()
    os.write(theirs, answer.encode())
    try:
        yield ours
    finally:
        os.close(ours)
        os.close(theirs)


def typed(answer: str, *words: str) -> int:
    command = [sys.executable, "-m", "rmentor", *words]
    with terminal(answer) as stdin:
        return subprocess.run(command, stdin=stdin, capture_output=True, check=False, timeout=60).returncode


def test_on_a_terminal_withdrawing_asks(pilot: Run) -> None:
    pilot("enrol", "--from", roster(ANN))
    assert typed("n\n", "people", "withdraw", "E1") == 1
    assert enrolled()["E1"].standing is Standing.ENROLLED
    assert typed("y\n", "people", "withdraw", "E1") == 0
    assert enrolled()["E1"].standing is Standing.WITHDRAWN


def test_on_a_terminal_enrolling_asks_for_what_is_missing(pilot: Run) -> None:
    assert typed("E9\nEva Foss\n\n\n", "enrol", "--role", "mentor") == 0
    assert enrolled()["E9"].name == "Eva Foss"
