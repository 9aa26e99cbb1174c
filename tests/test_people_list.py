"""Who takes part, in a list and one by one; the roster's own attributes stay out of lists."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import Run
from rmentor.pairing.model import Pair
from rmentor.programme.words import Mode
from rmentor.store import rounds
from rmentor.store.connection import reading, writing

PROGRAMME = """
format: 1
id: pilot
title: Pilot
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
roster:
  columns: {role: role, department: department}
  attributes: {faith: faith}
"""
ROSTER = """\
id,name,role,department,faith
E3,Cai Eng,both,IT,zoroastrian
E1,Ann Berg,mentor,IT,zoroastrian
E2,Ben Dahl,mentee,HR,zoroastrian
"""


@pytest.fixture
def pilot(run: Run) -> Run:
    Path("pilot.yaml").write_text(PROGRAMME)
    Path("roster.csv").write_text(ROSTER)
    assert run("load", "pilot.yaml").code == 0
    assert run("enrol", "--from", "roster.csv").code == 0
    return run


def pair_up() -> None:
    with writing(Path("rmentor.db")) as db:
        pair = Pair(number=1, mentor="E1", mentee="E2", mode=Mode.REVERSE, started=date(2027, 1, 4))
        rounds.save_pair(db, "pilot", pair)


def ids(run: Run, *words: str) -> list[str]:
    return [one["id"] for one in json.loads(run("people", "list", "--json", *words).out)["people"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), ["E1", "E2", "E3"]),
        (("--role", "mentor"), ["E1", "E3"]),
        (("--role", "mentee"), ["E2", "E3"]),
        (("--role", "both"), ["E3"]),
    ],
)
def test_the_list_is_by_id_and_narrowed_by_role(pilot: Run, words: tuple[str, ...], found: list[str]) -> None:
    assert ids(pilot, *words) == found


def test_who_withdrew_is_listed_only_on_request(pilot: Run) -> None:
    pilot("people", "withdraw", "E1", "--yes")
    assert (ids(pilot), ids(pilot, "--all")) == (["E2", "E3"], ["E1", "E2", "E3"])


def test_attributes_are_kept_and_never_listed(pilot: Run) -> None:
    for words in ((), ("--json",), ("--csv",)):
        assert "zoroastrian" not in pilot("people", "list", *words).out
    assert "zoroastrian" in pilot("people", "show", "E1").out


def test_the_list_fits_a_narrow_terminal(pilot: Run) -> None:
    pair_up()
    ended = pilot("people", "list")
    assert max(map(len, ended.out.splitlines())) <= 80
    assert ended.out.splitlines()[-1] == "3 people; mentor: 1; mentee: 1; both: 1."


def test_csv_and_json_are_two_forms(pilot: Run) -> None:
    assert pilot("people", "list", "--csv").out.splitlines()[1] == "E1,Ann Berg,,mentor,,IT,,,,enrolled,"
    assert pilot("people", "list", "--csv", "--json").code == 2


def test_nobody_yet_is_no_error(run: Run) -> None:
    Path("pilot.yaml").write_text(PROGRAMME)
    run("load", "pilot.yaml")
    ended = run("people", "list")
    assert (ended.code, ended.out, ended.err) == (0, "Nobody.\n", "Next: rmentor enrol --from roster.csv\n")


def test_a_person_is_shown_with_facts_and_pairs(pilot: Run) -> None:
    pair_up()
    shown = json.loads(pilot("people", "show", "E2", "--json").out)["person"]
    assert (shown["name"], shown["role"], shown["department"]) == ("Ben Dahl", "mentee", "HR")
    assert shown["attributes"] == {"faith": "zoroastrian"}
    assert [(pair["pair"], pair["mentor"], pair["ended"]) for pair in shown["pairs"]] == [(1, "E1", None)]
    assert "E1, Ann Berg" in pilot("people", "show", "E2").out


@pytest.mark.parametrize("verb", ["show", "withdraw"])
def test_an_unknown_person_is_not_found_and_the_nearest_are_named(pilot: Run, verb: str) -> None:
    ended = pilot("people", verb, "E11")
    assert (ended.code, ended.out) == (4, "")
    assert "there is no person 'E11'; did you mean 'E1'" in ended.err


def test_trying_out_a_withdrawal_leaves_everything_as_it_is(pilot: Run) -> None:
    pair_up()
    ended = pilot("people", "withdraw", "E1", "--yes", "--dry-run", "--json")
    assert json.loads(ended.out)["withdrawn"] == {"id": "E1", "ended_pairs": [1], "dry_run": True}
    assert ids(pilot) == ["E1", "E2", "E3"]
    with reading(Path("rmentor.db")) as db:
        assert rounds.pairs(db, "pilot")[0].open
