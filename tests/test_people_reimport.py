"""A file enrolled again: what it changes is said first, and what it breaks before all else."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from conftest import Ended, Run
from rmentor.commands import enrolling
from rmentor.files.csv_out import csv_text
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Standing
from rmentor.programme.words import Mode, Role
from rmentor.store import journal, people, rounds
from rmentor.store.connection import reading, writing

PROGRAMME = """
format: 1
id: pilot
title: Pilot
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
pairing: {require: {outside_reporting_line: yes, grade_gap: 1}}
roster:
  columns: {role: role, grade: grade, left: left, manager: boss, site: site, consent: ok}
"""
HEADINGS = ("id", "name", "role", "grade", "left", "boss", "site", "ok")
ANN = ("E1", "Ann Berg", "mentor", "2", "", "M1", "Oslo", "")
BEN = ("E2", "Ben Dahl", "mentee", "5", "", "Top Boss", "Oslo", "yes")
MIDDLE = ("M1", "Mia Middle", "", "3", "2020-01-01", "T1", "", "")
TOP = ("T1", "Top Boss", "", "9", "2020-01-01", "", "", "")
FIRST = (ANN, BEN, MIDDLE, TOP)


@pytest.fixture
def pilot(run: Run) -> Run:
    Path("pilot.yaml").write_text(PROGRAMME)
    assert run("load", "pilot.yaml").code == 0
    return run


@pytest.fixture
def paired(pilot: Run) -> Run:
    """Enrol two people, who are a pair."""
    assert pilot("enrol", "--from", roster(*FIRST)).code == 0
    pair = Pair(number=3, mentor="E1", mentee="E2", mode=Mode.REVERSE, started=date(2027, 1, 4))
    with writing(Path("rmentor.db")) as db:
        rounds.save_pair(db, "pilot", pair)
    return pilot


def roster(*rows: tuple[str, ...], name: str = "roster.csv") -> Path:
    path = Path(name)
    path.write_text(csv_text(HEADINGS, rows))
    return path


def with_cell(row: tuple[str, ...], **cells: str) -> tuple[str, ...]:
    return tuple(cells.get(heading, cell) for heading, cell in zip(HEADINGS, row, strict=True))


def enrolled() -> dict[str, Participant]:
    with reading(Path("rmentor.db")) as db:
        return {one.id: one for one in people.participants(db, "pilot")}


def links() -> dict[str, str]:
    with reading(Path("rmentor.db")) as db:
        return dict(people.reporting(db))


def digest() -> str:
    return sha256(Path("rmentor.db").read_bytes()).hexdigest()


def told(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)["enrolment"]


def test_a_line_runs_through_people_who_take_no_part_and_keeps_their_ids_alone(pilot: Run) -> None:
    side = ("S1", "Sid Side", "", "3", "2020-01-01", "T1", "", "")
    pilot("enrol", "--from", roster(*FIRST, side))
    assert (enrolled()["E1"].person.manager, enrolled()["E2"].person.manager) == ("M1", "T1")
    assert links() == {"M1": "T1"}
    assert b"Mia Middle" not in Path("rmentor.db").read_bytes()


def test_links_above_go_with_those_below(pilot: Run) -> None:
    pilot("enrol", "--from", roster(*FIRST))
    pilot("enrol", "--from", roster(with_cell(ANN, boss="T1"), *FIRST[1:]), "--yes")
    assert links() == {}


def test_a_new_manager_who_forbids_a_pair_is_an_alarm_named_first(paired: Run) -> None:
    ended = paired("enrol", "--from", roster(with_cell(ANN, boss="E2", site="Bergen"), *FIRST[1:]))
    assert ended.code == 0
    lines = [line.strip() for line in ended.out.splitlines()]
    assert lines[0] == "ALARM: 1 open pair is now forbidden."
    assert " ".join(lines[1:3]).startswith("pair 3, Ann Berg and Ben Dahl: Ann Berg (E1) reports to Ben Dahl (E2)")
    assert lines[3] == "rmentor pair repair"
    assert "manager: M1 → E2; site: Oslo → Bergen" in ended.out
    assert ended.err == "Next: rmentor pair repair\n"
    assert enrolled()["E1"].person.manager == "E2"
    status = paired("status", "--today", "2027-01-04").out.splitlines()
    assert status[1].startswith("1. Pair 3, Ann Berg and Ben Dahl: Ann Berg (E1) reports to Ben Dahl (E2)")
    assert told(paired("enrol", "--from", "roster.csv", "--json"))["alarms"] == []


def test_a_link_in_the_middle_is_an_alarm_as_well(paired: Run) -> None:
    found = told(paired("enrol", "--from", roster(ANN, BEN, with_cell(MIDDLE, boss="E2"), TOP), "--json"))
    assert [(one["pairs"], one["people"], one["requirements"]) for one in found["alarms"]] == [
        ([3], ["E1", "E2"], ["outside_reporting_line"])
    ]
    assert "reports to Ben Dahl (E2) through M1" in found["alarms"][0]["what"]
    assert (found["unchanged"], found["moved"]) == (["E1", "E2"], [])


def test_a_role_that_no_longer_fits_is_an_alarm(paired: Run) -> None:
    found = told(paired("enrol", "--from", roster(ANN, with_cell(BEN, role="mentor"), *FIRST[2:]), "--json"))
    assert found["alarms"][0]["requirements"] == ["role"]
    assert found["changed"] == [{"id": "E2", "facts": ["role"]}]


def test_taking_fewer_pairs_than_one_is_in_is_an_alarm(paired: Run) -> None:
    Path("pilot.yaml").write_text(PROGRAMME.replace("site: site", "capacity: site"))
    paired("load", "pilot.yaml")
    rows = [with_cell(row, site="1") for row in FIRST]
    assert told(paired("enrol", "--from", roster(*rows), "--json"))["alarms"] == []
    found = told(paired("enrol", "--from", roster(with_cell(ANN, site="0"), *rows[1:]), "--json"))
    assert [(one["requirements"], one["what"]) for one in found["alarms"]] == [
        (["capacity"], "Ann Berg (E1) takes 0 pairs and is in pair 3")
    ]


def test_a_pair_that_ends_with_a_leaver_is_no_alarm(paired: Run) -> None:
    left = with_cell(ANN, boss="E2", left="2026-12-01")
    found = told(paired("enrol", "--from", roster(left, *FIRST[1:]), "--today", "2027-01-05", "--json"))
    assert (found["left"], found["ended_pairs"], found["alarms"]) == (["E1"], [3], [])


def test_whoever_no_longer_agrees_is_let_go_and_it_is_kept(paired: Run) -> None:
    ended = paired("enrol", "--from", roster(ANN, with_cell(BEN, ok="no"), *FIRST[2:]))
    assert "no longer agrees" in ended.out
    assert (enrolled()["E2"].standing, enrolled()["E2"].consent) == (Standing.WITHDRAWN, False)


def test_a_file_that_changes_nothing_says_so_and_leaves_no_trace(paired: Run) -> None:
    before = digest()
    ended = paired("enrol", "--from", "roster.csv")
    assert ended.out.splitlines()[:2] == ["Enrolled 2 of 4 rows: 2 as before, 2 left out.", "Nothing changed."]
    assert digest() == before


def test_a_dry_run_shows_what_would_be_and_writes_nothing(paired: Run) -> None:
    before = digest()
    ended = paired("enrol", "--from", roster(with_cell(ANN, boss="E2"), *FIRST[1:]), "--dry-run")
    assert ended.out.startswith("ALARM")
    assert "Would enrol 2 of 4 rows: 1 moved, 1 as before, 2 left out." in ended.out
    assert digest() == before


def test_odd_managers_are_named_and_stop_nothing(pilot: Run) -> None:
    rows = (
        with_cell(ANN, boss="Nobody"),
        with_cell(BEN, boss="E2"),
        ("E3", "Cai Eng", "mentor", "2", "", "E4", "", ""),
        ("E4", "Dag Fure", "mentor", "2", "", "E3", "", ""),
        ("E5", "Dag Fure", "mentor", "2", "", "dag fure", "", ""),
    )
    assert told(pilot("enrol", "--from", roster(*rows), "--json"))["managers"] == {
        "unknown": [{"manager": "Nobody", "of": ["E1"]}],
        "ambiguous": [{"manager": "dag fure", "may_be": ["E4", "E5"], "of": ["E5"]}],
        "their_own": ["E2"],
        "circles": [["E3", "E4"]],
    }
    shown = " ".join(pilot("enrol", "--from", "roster.csv").out.split())
    assert "1 manager is not known, and reporting lines end there: Nobody (of E1)." in shown
    assert "dag fure may be E4 or E5 (of E5)." in shown
    assert "Reporting in a circle: E3 → E4 → E3." in shown


def test_a_manager_who_comes_to_be_known_is_no_move(pilot: Run) -> None:
    pilot("enrol", "--from", roster(ANN, BEN))
    assert enrolled()["E2"].person.manager == "Top Boss"
    found = told(pilot("enrol", "--from", roster(*FIRST), "--json"))
    assert (found["moved"], found["changed"]) == ([], [{"id": "E2", "facts": ["manager"]}])
    assert enrolled()["E2"].person.manager == "T1"


def test_roles_follow_from_the_grades_of_all_who_take_part(pilot: Run) -> None:
    Path("pilot.yaml").write_text(PROGRAMME.replace("role: role, ", ""))
    pilot("load", "pilot.yaml")
    pilot("enrol", "--from", roster(ANN, BEN))
    assert {name: one.role for name, one in enrolled().items()} == {"E1": Role.MENTOR, "E2": Role.MENTEE}
    middle = ("E3", "Cai Eng", "", "3", "", "", "", "")
    found = told(pilot("enrol", "--from", roster(middle, with_cell(middle, id="E4", grade="")), "--json"))
    assert [(one["why"], one["sentence"]) for one in found["left_out"]] == [
        ("no role", "no role is named, and to follow from others it needs a grade")
    ]
    assert enrolled()["E3"].role is Role.BOTH
    assert found["absent"] == ["E1", "E2"]


def test_who_was_forgotten_is_not_brought_back_and_leaves_no_id(pilot: Run) -> None:
    rows = (with_cell(ANN, boss="E3"), BEN, ("E3", "Cai Eng", "mentor", "2", "", "E2", "", ""), TOP)
    pilot("enrol", "--from", roster(*rows))
    assert pilot("people", "forget", "E3", "--yes").code == 0
    before = digest()
    found = told(pilot("enrol", "--from", "roster.csv", "--json"))
    aside = {one["id"]: (one["name"], one["why"]) for one in found["left_out"]}
    assert aside["E3"] == ("", "forgotten")
    assert (found["unchanged"], found["moved"], found["joined"]) == (["E1", "E2"], [], [])
    assert enrolled()["E1"].person.manager == "E2"
    assert digest() == before


def test_forgetting_closes_the_line_of_those_who_take_no_part_too(pilot: Run) -> None:
    rows = (ANN, with_cell(BEN, boss="T1"), with_cell(MIDDLE, boss="E2"), TOP)
    pilot("enrol", "--from", roster(*rows))
    assert links() == {"M1": "E2"}
    assert pilot("people", "forget", "E2", "--yes").code == 0
    assert links() == {"M1": "T1"}
    pilot("enrol", "--from", "roster.csv")
    assert links() == {"M1": "T1"}


def test_problems_of_many_rows_are_grouped_and_json_has_them_all(pilot: Run) -> None:
    rows = [with_cell(ANN, id=f"E{number:03}", role="mentr") for number in range(60)]
    odd = [with_cell(ANN, id=f"F{number:03}", grade=f"x{number}") for number in range(30)]
    ended = pilot("enrol", "--from", roster(*rows, *odd))
    lines = [line for line in ended.err.splitlines() if " RM813 " in line]
    assert (ended.code, ended.out, len(lines)) == (3, "", 20)
    assert lines[0].startswith("roster.csv:2:3: RM813 'role' is 'mentr'")
    assert lines[0].endswith("(and in rows 3, 4, 5, 6, 7 and 54 more)")
    assert "and 11 more; in all 90 problems in 90 rows, which --json lists" in ended.err
    whole = json.loads(pilot("enrol", "--from", "roster.csv", "--json").out)["problems"]["problems"]
    assert [(one["line"], one["column"]) for one in whole] == [(2 + n, 3) for n in range(60)] + [
        (62 + n, 4) for n in range(30)
    ]


def test_rows_put_aside_are_enrolled_again_though_the_headings_stood_lower(pilot: Run) -> None:
    table = csv_text(HEADINGS, [ANN, with_cell(BEN, role="mentr"), MIDDLE, TOP])
    Path("export.csv").write_text(f"Staff list\n\n{table}")
    found = told(pilot("enrol", "--from", "export.csv", "--skip-bad", "bad.csv", "--json"))
    assert (found["joined"], [one["line"] for one in found["bad"]]) == (["E1"], [5])
    Path("bad.csv").write_text(Path("bad.csv").read_text().replace("mentr,", "mentee,"))
    assert told(pilot("enrol", "--from", "bad.csv", "--json"))["joined"] == ["E2"]


def typed(answer: str, *words: str) -> tuple[int, str, str]:
    """Run rmentor at a terminal at which somebody answers; return how it ended and what it said."""
    theirs, ours = pty.openpty()
    os.write(theirs, answer.encode())
    command = [sys.executable, "-m", "rmentor", *words]
    try:
        ended = subprocess.run(command, stdin=ours, capture_output=True, check=False, timeout=60, text=True)
    finally:
        os.close(ours)
        os.close(theirs)
    return ended.returncode, ended.stdout, ended.stderr


def test_on_a_terminal_nothing_is_written_before_somebody_agrees(paired: Run) -> None:
    before = digest()
    moved = str(roster(with_cell(ANN, boss="E2"), *FIRST[1:]))
    code, out, err = typed("n\n", "enrol", "--from", moved)
    assert (code, out, digest()) == (1, "", before)
    assert err.index("ALARM") < err.index("Would enrol 2 of 4 rows: 1 moved") < err.index("Write this? [y/N]")
    code, out, _ = typed("y\n", "enrol", "--from", moved)
    assert code == 0
    assert out.startswith("ALARM")
    assert "Enrolled 2 of 4 rows: 1 moved" in out
    assert enrolled()["E1"].person.manager == "E2"


def test_on_a_terminal_yes_asks_nothing_and_joiners_need_no_answer(paired: Run) -> None:
    code, _, err = typed("", "enrol", "--from", str(roster(with_cell(ANN, site="Bergen"), *FIRST[1:])), "--yes")
    assert (code, "Write this?" in err, enrolled()["E1"].person.site) == (0, False, "Bergen")
    new = ("E9", "Eva Foss", "mentor", "1", "", "", "", "")
    code, _, err = typed("", "enrol", "--from", str(roster(with_cell(ANN, site="Bergen"), *FIRST[1:], new)))
    assert (code, "Write this?" in err, "E9" in enrolled()) == (0, False, True)


def test_what_was_agreed_to_is_what_is_written(paired: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else changes a person while the question is being answered."""
    other = roster(with_cell(ANN, site="Bergen"), BEN, MIDDLE, TOP, name="other.csv")
    monkeypatch.setattr(enrolling.Manner, "asks", property(lambda manner: not manner.yes))
    monkeypatch.setattr(enrolling, "_agrees", lambda: paired("enrol", "--from", other, "--yes").code == 0)
    ended = paired("enrol", "--from", roster(with_cell(ANN, boss="T1"), *FIRST[1:]))
    assert ended.code == 5
    assert "has changed meanwhile" in ended.err
    assert {name: one.person.site for name, one in enrolled().items()} == {"E1": "Bergen", "E2": "Oslo"}
    with reading(Path("rmentor.db")) as db:
        assert [one.what for one in journal.entries(db)][-1] == "0 joined, 1 changed, 0 left"


def test_one_persons_new_manager_is_an_alarm_for_pairs_further_down_the_line(paired: Run) -> None:
    paired("enrol", "--id", "M1", "--name", "Mia Middle", "--role", "both")
    ended = paired("enrol", "--id", "M1", "--manager", "E2", "--json")
    alarms = json.loads(ended.out)["enrolled"]["alarms"]
    assert [(one["pairs"], one["requirements"]) for one in alarms] == [([3], ["outside_reporting_line"])]
    assert paired("enrol", "--id", "T1", "--name", "Top Boss", "--role", "both").err == "Next: rmentor people show T1\n"


def test_somebody_above_who_joins_keeps_the_line_up(paired: Run) -> None:
    paired("enrol", "--id", "M1", "--name", "Mia Middle", "--role", "both")
    assert enrolled()["M1"].person.manager == "T1"
    paired("enrol", "--id", "M1", "--manager", "")
    with reading(Path("rmentor.db")) as db:
        assert people.managers(db) == {"E1": "M1", "E2": "T1"}


def test_a_file_without_managers_keeps_the_line_of_who_joins_from_above(paired: Run) -> None:
    Path("pilot.yaml").write_text(PROGRAMME.replace(", manager: boss", "").replace("outside_reporting_line: yes, ", ""))
    assert paired("load", "pilot.yaml").code == 0
    paired("enrol", "--from", roster(ANN, BEN, with_cell(MIDDLE, role="both", left="")), "--yes")
    assert enrolled()["M1"].person.manager == "T1"


def test_a_table_without_rows_enrols_nobody(pilot: Run) -> None:
    assert pilot("enrol", "--from", roster()).out == "Enrolled 0 of 0 rows.\nNothing changed.\n"


def test_a_dry_run_names_the_command_that_does_it(pilot: Run) -> None:
    bad = with_cell(BEN, grade="?")
    ended = pilot("enrol", "--from", roster(ANN, bad), "--skip-bad", "bad.csv", "--dry-run")
    assert ended.err == "Next: rmentor enrol --from roster.csv --skip-bad bad.csv\n"
    Path("bad.csv").touch()
    ended = pilot("enrol", "--from", roster(ANN, bad), "--skip-bad", "bad.csv", "--dry-run")
    assert (ended.code, ended.err) == (2, "rmentor: bad.csv exists already; name another file\n")


def test_a_grade_that_is_typed_is_a_grade_whatever_amounts_the_export_has(pilot: Run) -> None:
    Path("pilot.yaml").write_text(f"{PROGRAMME}  grade_steps: [60000, 90000]\n")
    assert pilot("load", "pilot.yaml").code == 0
    pilot("enrol", "--id", "E5", "--name", "Eva", "--role", "mentor", "--grade", "4")
    assert enrolled()["E5"].person.grade == 4


def test_who_takes_part_and_agrees_no_longer_is_not_said_to_be_absent(paired: Run) -> None:
    ended = paired("enrol", "--id", "E1", "--consent", "no")
    assert (ended.code, "E1 stays as before; `rmentor people withdraw` lets somebody go" in ended.err) == (5, True)
    assert enrolled()["E1"].standing is Standing.ENROLLED


def test_pairs_of_another_programme_are_weighed_as_well(paired: Run) -> None:
    Path("other.yaml").write_text(PROGRAMME.replace("id: pilot", "id: other"))
    assert paired("load", "other.yaml").code == 0
    file = roster(with_cell(ANN, boss="E2"), *FIRST[1:], with_cell(ANN, id="E3", boss="M1"))
    ended = paired("enrol", "--programme", "other", "--from", file)
    assert ended.out.startswith("ALARM: in other programmes, 1 open pair now forbidden.\n  pilot, pair 3, Ann Berg and")
    assert ended.err == "Next: rmentor pair repair --programme pilot\n"
    ended = paired("enrol", "--programme", "other", "--from", file, "--json")
    assert told(ended)["alarms"] == []


def test_one_persons_change_is_weighed_in_another_programme(paired: Run) -> None:
    Path("other.yaml").write_text(PROGRAMME.replace("id: pilot", "id: other"))
    assert paired("load", "other.yaml").code == 0
    words = "enrol", "--programme", "other", "--id", "E1", "--role", "mentor", "--manager", "E2", "--json"
    alarms = json.loads(paired(*words).out)["enrolled"]["alarms"]
    assert [(one["programme"], one["pairs"]) for one in alarms] == [("pilot", [3])]
    assert json.loads(paired(*words).out)["enrolled"]["alarms"] == []


def test_of_a_large_circle_the_first_and_the_last_are_named(pilot: Run) -> None:
    ids = [f"{number:02}" for number in range(40)]
    rows = [(one, f"P{one}", "mentor", "2", "", boss, "", "") for one, boss in zip(ids, [*ids[1:], "00"], strict=True)]
    ended = pilot("enrol", "--from", roster(*rows))
    assert "00 → 01 → 02 → 03 → 04 → 05 → 33 more → 39 → 00." in " ".join(ended.out.split())


def rows(*people: tuple[str, str]) -> list[tuple[str, ...]]:
    return [(person, f"P{person}", "", grade, "", "", "", "") for person, grade in people]


def roles_of() -> dict[str, Role]:
    return {name: one.role for name, one in enrolled().items()}


def test_roles_are_the_same_whether_people_come_at_once_or_one_after_another(pilot: Run) -> None:
    pilot("enrol", "--from", roster(*rows(("1", "3"), ("2", "5"))))
    assert roles_of() == {"1": Role.MENTOR, "2": Role.MENTEE}
    found = told(pilot("enrol", "--from", roster(*rows(("3", "1"))), "--json"))
    assert (found["rows"], found["shifted"]) == (1, [{"id": "1", "role": "both"}])
    assert roles_of() == {"1": Role.BOTH, "2": Role.MENTEE, "3": Role.MENTOR}
    ended = pilot("enrol", "--id", "4", "--name", "P4", "--grade", "9")
    assert ended.out == "Enrolled 4, P4, as mentee.\nRoles that follow from who takes part now: 2 is both.\n"
    assert roles_of() == {"1": Role.BOTH, "2": Role.BOTH, "3": Role.MENTOR, "4": Role.MENTEE}
    again = pilot("enrol", "--from", roster(*rows(("1", "3"), ("2", "5"), ("3", "1"), ("4", "9"))))
    assert "Nothing changed." in again.out


def test_a_role_that_was_given_shifts_with_nobody(pilot: Run) -> None:
    pilot("enrol", "--id", "1", "--name", "Ann", "--grade", "3", "--role", "mentor")
    pilot("enrol", "--from", roster(*rows(("2", "1"), ("3", "5"))))
    assert roles_of()["1"] is Role.MENTOR
