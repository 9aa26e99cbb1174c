"""`rmentor record` briefings, agreements, goals, commitments and outcomes."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from conftest import Run
from pilot import PILOT, set_up, stored

TODAY = ("--today", "2027-02-19")
LATER = ("--today", "2027-02-22")
GOAL = "pair, goal, person, kind, text, measure, set_on, progress, closed_on"


@pytest.fixture(autouse=True)
def _pilot() -> None:
    set_up()


@pytest.mark.parametrize(
    ("words", "table", "columns", "rows"),
    [
        (
            ("briefing", "s1", "power"),
            "briefing_done",
            "person, briefing, on_day",
            [("s1", "power", "2027-02-19")],
        ),
        (
            ("agreement", "s2"),
            "acceptance",
            "pair, person, version, on_day",
            [(2, "s2", 2, "2027-02-19"), (3, "s2", 2, "2027-02-19")],
        ),
        (
            ("goal", "s1", "Make a podcast", "--kind", "personal"),
            "goal",
            GOAL,
            [(1, 1, "s1", "personal", "Make a podcast", None, "2027-02-19", "open", None)],
        ),
        (
            ("commitment", "s2", "Ask first", "--pair", "3", "--due", "2027-03-01"),
            "commitment",
            "pair, commitment, person, text, due, made_on, progress",
            [(3, 1, "s2", "Ask first", "2027-03-01", "2027-02-19", "open")],
        ),
        (
            ("outcome", "j1", "promotion"),
            "outcome",
            "person, kind, on_day",
            [("j1", "promotion", "2027-02-19")],
        ),
    ],
)
def test_what_is_recorded_is_kept_once_however_often_it_is_said(
    run: Run, words: tuple[str, ...], table: str, columns: str, rows: list[tuple[object, ...]]
) -> None:
    first, again = run("record", *words, *TODAY), run("record", *words, *LATER)
    assert (first.code, again.code) == (0, 0)
    assert first.out.startswith("Recorded: ")
    assert again.out.startswith("Known already, nothing changed: ")
    assert stored(table, columns) == rows


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("briefing", "s1", "powre"), 4, "there is no briefing 'powre'; did you mean 'power'?"),
        (("briefing", "s9", "power"), 4, "there is no person 's9'"),
        (("briefing", "s1", "power", "--on", "2027-02-20"), 5, "is after today"),
        (("briefing", "s1"), 2, "BRIEFING missing"),
        (("agreement", "s3"), 5, "s3 was in no pair on 2027-02-19; pair 4 began on 2027-01-11 and ended"),
        (("goal", "s1", "x"), 2, "--kind missing"),
        (("goal", "s2", "x", "--kind", "personal"), 2, "s2 is in the pairs 2, 3"),
        (("goal", "s2", "x", "--kind", "personal", "--pair", "1"), 5, "s2 was not in pair 1"),
        (("goal", "s1", "x" * 301, "--kind", "personal"), 2, "at most 300 characters"),
        (("goal", "s1", "--close", "1", "--as", "met"), 4, "there is no record of s1 with the number '1'"),
        (("goal", "s1", "x", "--close", "1", "--as", "met"), 2, "leave out text"),
        (("goal", "s1", "--close", "1"), 2, "--as missing"),
        (("commitment", "s1", "x", "--due", "2027-02-01"), 5, "before it was made"),
        (("outcome", "s1", "promo"), 4, "there is no outcome 'promo'; did you mean 'promotion'?"),
        (("outcome", "s1", "promotion", "--from", "x.csv"), 2, "leave out person, kind"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_reason(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = run("record", *words, *TODAY)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert stored("journal", "entry") == []


def test_a_day_that_is_given_corrects_the_one_that_is_known(run: Run) -> None:
    run("record", "briefing", "s1", "power", *TODAY)
    ended = run("record", "briefing", "s1", "power", "--on", "2027-01-15", *TODAY)
    assert "on was 2027-02-19" in ended.out
    assert stored("briefing_done", "on_day") == [("2027-01-15",)]


def test_a_goal_is_closed_and_its_end_corrected(run: Run) -> None:
    run("record", "goal", "s1", "Make a podcast", "--kind", "personal", "--measure", "one", *TODAY)
    met = run("record", "goal", "s1", "--close", "1", "--as", "met", *LATER)
    dropped = run("record", "goal", "s1", "--close", "1", "--as", "dropped", "--on", "2027-02-21", *LATER)
    assert "Recorded: personal goal 1 of Sage B in pair 1, met on 2027-02-22." in met.out
    assert "progress was met" in " ".join(dropped.out.split())
    assert stored("goal", "measure, progress, closed_on") == [("one", "dropped", "2027-02-21")]


def test_a_closed_goal_that_is_said_again_stays_closed(run: Run) -> None:
    run("record", "goal", "s1", "Make a podcast", "--kind", "personal", *TODAY)
    run("record", "goal", "s1", "--close", "1", "--as", "met", *TODAY)
    run("record", "goal", "s1", "make a PODCAST", "--kind", "personal", *LATER)
    assert stored("goal", "text, progress") == [("Make a podcast", "met")]


def test_an_agreement_is_accepted_only_where_the_programme_has_one(run: Run) -> None:
    without = "\n".join(line for line in PILOT.splitlines() if "agreement" not in line)
    Path("pilot.yaml").write_text(without, "utf-8")
    assert run("load", "pilot.yaml").code == 0
    ended = run("record", "agreement", "s1", *TODAY)
    assert (ended.code, "has no agreement" in ended.err) == (5, True)


@pytest.mark.parametrize(
    ("kind", "text", "table", "count"),
    [
        ("briefing", "person,briefing,on\ns1,power,2027-01-08\nj1,voice,\n", "briefing_done", 2),
        ("agreement", "person,on\ns1,\nj1,2027-01-12\n", "acceptance", 2),
        ("goal", "person,kind,text,measure,on\ns1,personal,Swim,,\ns1,professional,Swim,,\n", "goal", 2),
        ("commitment", "person,text,due,on,pair\ns2,Ask,,,2\ns2,Ask,,,3\n", "commitment", 2),
        ("outcome", "person,kind,on\nj1,promotion,2027-02-01\ns4,departure,\n", "outcome", 2),
    ],
)
def test_a_file_is_recorded_in_one_transaction(run: Run, kind: str, text: str, table: str, count: int) -> None:
    Path("many.csv").write_text(text, "utf-8")
    assert run("record", kind, "--from", "many.csv", *TODAY).code == 0
    assert len(stored(table, "*")) == count
    assert stored("journal", "command") == [(f"record {kind}",)]


@pytest.mark.parametrize(
    ("kind", "text", "codes"),
    [
        ("briefing", "person,briefing,on\ns1,powre,2028-01-01\n,power,\n", ["RC102", "RC301", "RC201"]),
        ("agreement", "name,on\ns1,\n", ["RC205"]),
        (
            "goal",
            "person,kind,text,measure\ns1,private,,\ns1,personal,a,1\ns1,personal,a,2\n",
            ["RC201", "RC202", "RC204"],
        ),
        ("commitment", "person,text,due,on\ns1,a,2027-01-01,2027-01-12\ns3,b,,\n", ["RC304", "RC302"]),
        ("outcome", "person,kind,on\nj9,promotion,1.2.2027\n", ["RC101", "RC202"]),
    ],
)
def test_a_file_with_problems_is_told_all_of_them_and_kept_not_at_all(
    run: Run, kind: str, text: str, codes: list[str]
) -> None:
    Path("bad.csv").write_text(text, "utf-8")
    ended = run("record", kind, "--from", "bad.csv", *TODAY)
    assert ended.code == 3
    found = [line.split(" ")[1] for line in ended.err.splitlines() if line.startswith("bad.csv")]
    assert found == codes
    assert stored("journal", "entry") == []


def test_on_a_terminal_it_asks_for_what_is_missing(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(io, "StringIO", Terminal)
    ended = run("record", "goal", "s1", *TODAY, stdin="Make a podcast\npersonal\n")
    assert ended.code == 0
    assert "professional or personal" in ended.err
    assert stored("goal", "text, kind") == [("Make a podcast", "personal")]
