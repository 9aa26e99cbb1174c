"""What is asked for, and that nothing is ended, and no programme chosen, that nobody named."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import Run
from rmentor.people.model import Participant
from rmentor.store import people
from rmentor.store.connection import reading


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


def enrolled(person: str) -> Participant | None:
    with reading(Path("rmentor.db")) as db:
        return {one.id: one for one in people.participants(db, "first-programme")}.get(person)


def converse(answers: Sequence[tuple[str, str]], *words: str, piped: bool = False) -> tuple[int, str, bytes]:
    """Run rmentor on a terminal and type each answer when its question stands there.

    Returns the exit code, what the terminal showed, and stdout where it went into a pipe.
    """
    theirs, ours = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "rmentor", *words],
        stdin=ours, stdout=subprocess.PIPE if piped else ours, stderr=ours, start_new_session=True,
        env={**os.environ, "TERM": "xterm"},
    )  # fmt: skip
    os.close(ours)
    seen, at = "", 0
    for question, answer in answers:
        seen = shown(theirs, seen, until=question, after=at)
        at = seen.index(question, at) + len(question)
        os.write(theirs, answer.encode())
    with process:
        out = process.stdout.read() if process.stdout else b""
        seen = shown(theirs, seen)
    os.close(theirs)
    return process.returncode, seen, out


def shown(terminal: int, seen: str, until: str | None = None, after: int = 0) -> str:
    """Return what the terminal shows by the time that a text stands in it, or until nobody writes any more."""
    end = time.monotonic() + 30
    while until is None or until not in seen[after:]:
        assert time.monotonic() < end, seen
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                seen += os.read(terminal, 4096).decode(errors="replace")
            except OSError:
                break
    return seen


WHO = [("Employee id: ", "900\n"), ("Full name: ", "Eva Foss\n")]


def test_on_a_terminal_everything_missing_is_asked_for(begun: Run) -> None:
    answers = [
        *WHO,
        ("Role: mentor, mentee or both (TAB completes): ", "bo\t\n"),
        ("E-mail address (Enter skips): ", "\n"),
        ("Offers, best first, with ; between topics (TAB completes, Enter skips): ", "\n"),
        ("Wants, best first, with ; between topics (TAB completes, Enter skips): ", "\n"),
    ]
    code, seen, _ = converse(answers, "enrol")
    assert code == 0, seen
    found = enrolled("900")
    assert found
    assert (found.name, found.role, found.person.email, found.offers) == ("Eva Foss", "both", None, ())


def test_topics_are_completed_by_id_and_by_title(begun: Run) -> None:
    answers = [*WHO, ("E-mail", "\n"), ("Offers", "SOC\t;reading d\t; ass\t\n")]
    code, seen, _ = converse(answers, "enrol", "--role", "mentor")
    assert code == 0, seen
    found = enrolled("900")
    assert found
    assert found.offers == ("social-media", "data", "assistants")


def test_a_wrong_answer_is_explained_and_asked_for_again(begun: Run) -> None:
    answers = [
        *WHO,
        ("Role", "mentr\n"),
        ("did you mean 'mentor'", ""),
        ("Role", "mentor\n"),
        ("E-mail", "eva at home\n"),
        ("expected an e-mail address", ""),
        ("E-mail", "eva@north.example\n"),
        ("Offers", "dato\n"),
        ("did you mean 'data'", ""),
        ("Offers", "data\n"),
    ]
    code, seen, _ = converse(answers, "enrol")
    assert code == 0, seen
    found = enrolled("900")
    assert found
    assert (found.person.email, found.offers) == ("eva@north.example", ("data",))


def test_questions_never_come_where_data_goes(begun: Run) -> None:
    answers = [*WHO, ("Role", "mentee\n"), ("E-mail", "\n"), ("Wants", "\n")]
    code, _, out = converse(answers, "enrol", "--json", piped=True)
    assert code == 0
    assert json.loads(out)["enrolled"] == {
        "id": "900", "name": "Eva Foss", "role": "mentee", "alarms": [], "shifted": [],
    }  # fmt: skip


def test_a_line_that_says_enough_asks_nothing(begun: Run) -> None:
    code, seen, _ = converse([], "enrol", "--id", "900", "--name", "Eva Foss", "--role", "mentor")
    assert (code, "Enter skips" in seen) == (0, False)
    code, seen, _ = converse([], "enrol", "--id", "900", "--grade", "4")
    assert (code, "Enter skips" in seen) == (0, False)


def test_giving_up_leaves_nothing(begun: Run) -> None:
    code, seen, _ = converse([("Employee id: ", "900\n"), ("Full name: ", "\x04")], "enrol")
    assert (code, enrolled("900")) == (1, None), seen


@pytest.mark.parametrize(
    ("manager", "code", "told"),
    [
        ("900", 2, "nobody reports to themselves"),
        ("Eva Foss", 2, "nobody reports to themselves"),
        ("Nobody Such", 0, "Warning: nobody known is called 'Nobody Such'"),
        ("Aster Quary", 0, "did you mean 'Aster Quarry'?"),
        ("aster quarry", 0, ""),
    ],
)
def test_a_manager_is_somebody_else(begun: Run, manager: str, code: int, told: str) -> None:
    ended = begun("enrol", "--id", "900", "--name", "Eva Foss", "--role", "mentor", "--manager", manager)
    assert (ended.code, told in ended.err) == (code, True)
    found = enrolled("900")
    assert (found and found.person.manager) == {"aster quarry": "101"}.get(manager, manager if code == 0 else None)


def test_a_circle_of_managers_is_said(begun: Run) -> None:
    begun("enrol", "--id", "900", "--name", "Eva", "--role", "mentor", "--manager", "101")
    ended = begun("enrol", "--id", "101", "--manager", "900")
    assert (ended.code, "report to each other in a circle: 101, 900" in ended.err) == (0, True)


def test_all_that_is_missing_or_wrong_is_said_at_once(begun: Run) -> None:
    ended = begun("enrol", "--email", "x", "--offers", "dta")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    for told in ("--id and --name missing", "e-mail address", "did you mean 'data'"):
        assert told in ended.err


def test_a_change_that_forbids_a_pair_is_an_alarm(begun: Run) -> None:
    assert begun("pair", "propose").code == 0
    assert begun("pair", "approve").code == 0
    pairs = json.loads(begun("pair", "list", "--json").out)["pairs"]
    mine = next(pair for pair in pairs if pair["mentor"] == "101")
    ended = begun("enrol", "--id", "101", "--manager", mine["mentee"])
    assert (ended.code, ended.out.startswith("ALARM: 1 open pair is now forbidden.")) == (0, True)
    assert f"pair {mine['pair']}, " in ended.out
    assert "rmentor pair repair" in ended.out
    again = begun("enrol", "--id", "101", "--department", "Elsewhere", "--json")
    assert json.loads(again.out)["enrolled"]["alarms"] == []


def test_yes_means_that_nothing_is_asked(begun: Run) -> None:
    code, seen, _ = converse([], "enrol", "--yes", "--role", "mentor")
    assert (code, "--id and --name missing" in seen) == (2, True)
