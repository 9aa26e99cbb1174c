"""`check --with`: a roster is held against a definition before anybody is enrolled."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES, Run

HEAD = """\
format: 1
id: p
title: T
plan: {{start: 2027-01-11, length: 6 months, zone: Europe/Oslo{plan}}}
mode: {mode}
topics: [{{id: data, title: Data}}, {{id: media, title: Media}}]
pairing: {pairing}
roster: {{columns: {{role: role, grade: grade, manager: manager, offers: offers, wants: wants, left: left}}}}
"""
HEADINGS = "id,name,role,grade,manager,offers,wants,left\n"
TWO_AND_TWO = (
    "a,Aster,mentor,3,,data,,\nb,Briar,mentor,4,,media,,\nc,Clover,mentee,9,,,data,\nd,Dill,mentee,8,,,media,\n"
)

Hold = Any


@pytest.fixture
def hold(run: Run) -> Hold:
    """Hold rows against a definition and return the exit code and each problem's row, code and message."""

    def held(rows: str, *, pairing: str = "{}", plan: str = "", mode: str = "reverse") -> Any:
        Path("p.yaml").write_text(HEAD.format(pairing=pairing, plan=plan, mode=mode), encoding="utf-8")
        Path("r.csv").write_text(HEADINGS + rows, encoding="utf-8")
        ended = run("check", "p.yaml", "--with", "r.csv", "--today", "2027-01-04", "--json")
        problems = json.loads(ended.out)["prospects"]["problems"]
        return ended.code, [(one["line"], one["code"], one["message"]) for one in problems]

    return held


def test_a_roster_that_fits_has_no_problem(hold: Hold) -> None:
    assert hold(TWO_AND_TWO, pairing="{require: {grade_gap: 3, shared_topic: yes}}") == (0, [])


def test_an_unknown_topic_is_told_with_its_row(hold: Hold) -> None:
    code, problems = hold(TWO_AND_TWO.replace("9,,,data", "9,,,dta"))
    assert (code, [(line, name) for line, name, _ in problems]) == (1, [(4, "RM813")])
    assert "did you mean 'data'?" in problems[0][2]


def test_whoever_could_never_be_paired_is_told_with_the_requirement_to_blame(hold: Hold) -> None:
    code, problems = hold(
        TWO_AND_TWO.replace("b,Briar,mentor,4", "b,Briar,mentor,7"), pairing="{require: {grade_gap: 3}}"
    )
    assert code == 1
    assert problems == [(3, "RM832", "Briar: nobody of 2 is allowed: a grade gap of 3 excludes 2")]


def test_a_manager_who_takes_no_part_still_counts(hold: Hold) -> None:
    rows = "a,Aster,mentor,3,m,,,\nm,Moss,,5,c,,,2026-12-31\nc,Clover,mentee,9,,,,\n"
    code, problems = hold(rows, pairing="{require: {outside_reporting_line: yes}}")
    assert code == 1
    assert [(line, name) for line, name, _ in problems] == [(2, "RM832"), (4, "RM832")]
    assert "the reporting line excludes 1" in problems[0][2]


@pytest.mark.parametrize(
    ("pairing", "told"),
    [
        ("{}", "3 pairs are planned, 2 can be made: 2 mentors take 2 pairs, 2 mentees take 2 pairs"),
        (
            "{capacity: {mentor: 2}}",
            "3 pairs are planned, 2 can be made: 2 mentors take 4 pairs, 2 mentees take 2 pairs",
        ),
    ],
)
def test_a_plan_beyond_the_seats_is_told(hold: Hold, pairing: str, told: str) -> None:
    assert hold(TWO_AND_TWO, pairing=pairing, plan=", pairs: 3") == (1, [(0, "RM831", told)])


def test_without_a_number_planned_who_is_too_many_is_told(hold: Hold) -> None:
    rows = TWO_AND_TWO + "e,Elder,mentee,9,,,,\n"
    assert hold(rows) == (1, [(0, "RM831", "3 mentees, but the mentors take 2 pairs")])
    assert hold(rows, plan=", pairs: 2") == (0, [])


def test_who_is_named_must_take_part(hold: Hold) -> None:
    told = "pairing.first names 'z', who takes no part by this roster"
    assert hold(TWO_AND_TWO, pairing="{first: [c, z]}") == (1, [(0, "RM833", told)])


def test_in_reciprocal_mode_two_people_make_one_pair(hold: Hold) -> None:
    rows = "a,Aster,,3,,,,\nb,Briar,,4,,,,\nc,Clover,,9,,,,\n"
    assert hold(rows, mode="reciprocal", plan=", pairs: 1") == (0, [])
    _, problems = hold(rows, mode="reciprocal", plan=", pairs: 2")
    assert [name for _, name, _ in problems] == ["RM831"]


def test_nobody_on_the_other_side_is_told(hold: Hold) -> None:
    _, problems = hold("a,Aster,mentor,3,,,,\n")
    assert [what for *_, what in problems] == [
        "1 mentors, but the mentees take 0 pairs",
        "Aster: there is nobody on the other side",
    ]


@pytest.mark.parametrize("sample", sorted(path.parent for path in SAMPLES.glob("*/roster.csv")), ids=lambda p: p.name)
def test_the_samples_have_people_for_their_pairs(run: Run, sample: Path) -> None:
    ended = run("check", sample / "programme.yaml", "--with", sample / "roster.csv", "--today", "2027-01-04")
    assert ended.code == 0
    assert "no problems" in " ".join(ended.out.split())


def test_people_are_held_against_one_readable_file(run: Run) -> None:
    Path("bad.yaml").write_text("format: 1\n", encoding="utf-8")
    assert run("check", "bad.yaml", "bad.yaml", "--with", "r.csv").code == 2
    assert run("check", "bad.yaml", "--with", "r.csv").code == 3
    sample = SAMPLES / "hartford" / "programme.yaml"
    assert run("check", sample, "--with", "nowhere.csv").code == 3


def test_a_problem_of_all_stands_before_the_rows_in_the_table(run: Run) -> None:
    Path("p.yaml").write_text(HEAD.format(pairing="{}", plan=", pairs: 3", mode="reverse"), encoding="utf-8")
    Path("r.csv").write_text(HEADINGS + TWO_AND_TWO, encoding="utf-8")
    ended = run("check", "p.yaml", "--with", "r.csv")
    assert ended.out.startswith("r.csv: 4 people; 1 problem\n")
    assert "all   RM831   3 pairs are planned" in ended.out
