"""Nothing is ended, and no programme chosen, that nobody named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run


@pytest.fixture
def begun(run: Run) -> Run:
    assert run("init", ".", "--today", "2026-11-22").code == 0
    assert run("load", "programme.yaml").code == 0
    assert run("enrol", "--from", "roster.csv").code == 0
    return run


def standing(run: Run, person: str) -> str:
    return str(json.loads(run("people", "show", person, "--json").out)["person"]["standing"])


def test_without_a_terminal_nobody_is_withdrawn_unasked(begun: Run) -> None:
    ended = begun("people", "withdraw", "101")
    assert (ended.code, ended.out) == (2, "")
    assert "add --yes" in ended.err
    assert standing(begun, "101") == "enrolled"
    assert begun("people", "withdraw", "101", "--yes").code == 0
    assert standing(begun, "101") == "withdrawn"


def test_an_empty_programme_option_chooses_none(begun: Run) -> None:
    ended = begun("people", "list", "-p", "")
    assert (ended.code, ended.out) == (2, "")


def test_what_is_to_be_typed_next_is_safe_to_paste(begun: Run) -> None:
    ended = begun("enrol", "--id", "x; touch y", "--name", "Ann", "--role", "mentor", "--grade", "1")
    assert "rmentor people show 'x; touch y'" in ended.err


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "0001-01-01T00:00+14:00", "9999-12-31T23:00-12:00"])
def test_a_day_of_another_age_is_wrong_usage(begun: Run, day: str) -> None:
    for words in (["status"], ["remind"], ["remind", "list"], ["schedule", "list"]):
        assert begun(*words, "--today", day).code == 2


def test_a_demo_in_an_impossible_place_is_refused(run: Run) -> None:
    Path("file").touch()
    for folder in ("/proc/x", "file"):
        ended = run("demo", folder)
        assert (ended.code, "Traceback" in ended.err, "bug" in ended.err) == (5, False, False)
