"""`rmentor record meeting`, as a facilitator types it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from conftest import Run
from pilot import set_up, stored
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Person
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, people, rounds

TODAY = ("--today", "2027-02-19")
FACTS = "pair, meeting, on_day, status, minutes, lead, shared"


@pytest.fixture(autouse=True)
def _pilot() -> None:
    set_up()


def recorded() -> list[tuple[object, ...]]:
    return [facts for facts in stored("meeting", FACTS) if facts[3] != "planned"]


def test_without_a_day_the_earliest_planned_meeting_is_meant(run: Run) -> None:
    ended = run("record", "meeting", "j1", *TODAY)
    assert ended.code == 0
    assert ended.out.startswith("Recorded: meeting 1 of pair 1 (Juno B, Sage B), held on 2027-01-20")
    assert "rmentor status" in ended.err
    assert recorded() == [(1, 1, "2027-01-20", "held", 60, "j1", None)]


def test_a_day_means_the_meeting_of_that_day_with_all_that_was_said_of_it(run: Run) -> None:
    told = ("--minutes", "45", "--topics", "values; podcasts", "--shared", "we  go on\u202e")
    assert run("record", "meeting", "1", "--on", "2027-02-17", *told, *TODAY).code == 0
    assert recorded() == [(1, 2, "2027-02-17", "held", 45, "j1", "we go on")]
    assert stored("meeting_topic", "pair, meeting, topic") == [(1, 2, "podcasts"), (1, 2, "values")]


def test_a_day_near_a_planned_meeting_means_that_meeting_and_calendars_learn_of_it(run: Run) -> None:
    run("record", "meeting", "1", "--on", "2027-01-22", *TODAY)
    assert recorded() == [(1, 1, "2027-01-22", "held", 60, "j1", None)]
    assert stored("meeting", "sequence")[-1] == (1,)


def test_a_meeting_that_was_never_planned_gets_the_next_number(run: Run) -> None:
    ended = run("record", "meeting", "2", "--on", "2027-02-04", *TODAY)
    assert "it was not planned" in ended.out
    assert recorded() == [(2, 5, "2027-02-04", "held", 60, "j2", None)]


def test_recording_the_same_twice_changes_nothing_and_says_so(run: Run) -> None:
    words = ("record", "meeting", "1", "--on", "2027-02-17", *TODAY)
    run(*words)
    again = run(*words)
    assert again.code == 0
    assert again.out.startswith("Known already, nothing changed: meeting 2")
    assert len(stored("journal", "entry")) == 1


def test_a_contradiction_is_kept_and_said(run: Run) -> None:
    run("record", "meeting", "1", "--shared", "we liked it", *TODAY)
    ended = run("record", "meeting", "1", "--on", "2027-01-20", "--missed", *TODAY)
    assert ended.code == 0
    assert "Changed" in ended.out
    assert "status was held" in " ".join(ended.out.split())
    assert recorded() == [(1, 1, "2027-01-20", "missed", 60, "j1", None)]


def test_shortly_after_a_record_the_meeting_without_a_day_is_the_one_just_recorded(run: Run) -> None:
    run("record", "meeting", "1", "--today", "2027-01-20")
    ended = run("record", "meeting", "1", "--missed", "--today", "2027-01-21")
    assert "Changed: meeting 1" in ended.out


@pytest.mark.parametrize("today", ["2027-01-19", "2027-02-16"])
def test_without_a_day_a_meeting_that_is_still_to_come_is_never_meant(run: Run, today: str) -> None:
    if today > "2027-02":
        run("record", "meeting", "1", "--today", today)
    before = recorded()
    ended = run("record", "meeting", "1", "--today", today)
    assert (ended.code, ended.out) == (2, "")
    assert "no meeting of pair 1 was planned up to today; say --on DATE" in ended.err
    assert recorded() == before
    assert run("record", "meeting", "1", "--on", today, "--today", today).code == 0
    assert len(recorded()) == len(before) + 1


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("1", "--on", "2027-02-20"), 5, "is after today"),
        (("1", "--on", "2026-12-01"), 5, "pair 1 began on 2027-01-11"),
        (("1", "--on", "0001-01-01"), 5, "pair 1 began on 2027-01-11"),
        (("4", "--on", "2027-02-02"), 5, "ended on 2027-02-01"),
        (("1", "--on", "2027-02-04", "--missed"), 5, "had no meeting planned"),
        (("1", "--on", "tomorrow"), 2, "expected a date, as 2027-01-31"),
        (("1", "--missed", "--topics", "podcasts"), 2, "a missed meeting has"),
        (("1", "--topics", "podcats"), 4, "did you mean 'podcasts'"),
        (("j9",), 4, "there is no pair or person 'j9'"),
        (("s2",), 2, "in the pairs 2, 3"),
        (("s4",), 5, "s4 was in no pair"),
        ((), 2, "PAIR missing"),
        (("1", "--from", "x.csv"), 2, "--from gives everything"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_the_reason(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    ended = run("record", "meeting", *words, *TODAY)
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert recorded() == []


def test_a_record_of_an_ended_pair_is_taken_where_it_still_lasted(run: Run) -> None:
    assert run("record", "meeting", "j4", "--on", "2027-01-25", *TODAY).code == 0
    assert recorded() == [(4, 1, "2027-01-25", "held", 60, "j4", None)]


@pytest.fixture
def _numeric() -> None:
    """Enrol somebody whose id is the number of another pair."""
    number = Pair(number=5, mentor="2", mentee="s4", mode=Mode.REVERSE, started=date(2027, 1, 11))
    with connection.writing(Path("rmentor.db")) as db:
        people.save(db, "pilot", [Participant(person=Person(id="2", name="Two"), role=Role.MENTOR)])
        rounds.save_pairs(db, "pilot", [number])


@pytest.mark.usefixtures("_numeric")
def test_a_number_that_is_somebodys_id_means_that_person_in_a_file(run: Run) -> None:
    rows = "person,on\n2,2027-01-19\npair:2,2027-01-20\n3,2027-01-21\nperson:j1,2027-01-22\n"
    Path("met.csv").write_text(rows, "utf-8")
    assert run("record", "meeting", "--from", "met.csv", *TODAY).code == 0
    assert [(facts[0], facts[2]) for facts in recorded()] == [
        (1, "2027-01-22"), (2, "2027-01-20"), (3, "2027-01-21"), (5, "2027-01-19"),
    ]  # fmt: skip


@pytest.mark.usefixtures("_numeric")
@pytest.mark.parametrize(
    "words", [("record", "meeting"), ("guide",), ("schedule", "list", "--pair"), ("pair", "end", "--reason", "time")]
)
def test_a_number_that_is_somebodys_id_has_to_be_told_apart_when_typed(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words, "2", *TODAY)
    assert (ended.code, ended.out) == (2, "")
    assert "2 is a pair's number and a person's id; say pair:2 or person:2" in " ".join(ended.err.split())
    on = ("--on", "2027-01-20") if words[0] == "record" else ()
    for name in ("person:2", "pair:2"):
        assert run(*words, name, *on, *TODAY).code == 0
    assert run(*words, "pair:9", *TODAY).code == 4


def test_a_file_is_recorded_whole(run: Run) -> None:
    rows = "j2,1,2027-01-20,held,50,podcasts,\n2,2,2027-02-16,,,values,\nj3,1,,missed,,,\nj1,1,,,,,\n"
    Path("met.csv").write_text(f"person,number,on,status,minutes,topics,shared\n{rows}", "utf-8")
    ended = run("record", "meeting", "--from", "met.csv", *TODAY)
    assert ended.out == "4 meetings recorded, 0 changed.\n"
    assert [facts[:5] for facts in recorded()] == [
        (1, 1, "2027-01-20", "held", 60),
        (2, 1, "2027-01-20", "held", 50),
        (2, 2, "2027-02-16", "held", 60),
        (3, 1, "2027-01-20", "missed", 60),
    ]
    assert stored("journal", "command, what") == [("record meeting", "1.1 held, 2.1 held, 2.2 held, 3.1 missed")]


def test_a_file_with_problems_is_told_all_of_them_and_kept_not_at_all(run: Run) -> None:
    rows = ("1,,2027-01-20,,podcats", "j9,,,helt,", "3,9,,,", "2,1,,held,", "2,1,,missed,", "1,,,,", "j1,,,,")
    Path("met.csv").write_text("\n".join(("person,number,on,status,topics", *rows)), "utf-8")
    ended = run("record", "meeting", "--from", "met.csv", *TODAY)
    assert (ended.code, ended.out) == (3, "")
    lines = [line.split(" ")[:2] for line in ended.err.splitlines() if line.startswith("met.csv:")]
    assert lines == [
        ["met.csv:2:", "RC102"],
        ["met.csv:3:", "RC101"],
        ["met.csv:3:", "RC202"],
        ["met.csv:4:", "RC103"],
        ["met.csv:6:", "RC204"],
        ["met.csv:8:", "RC203"],
    ]
    assert recorded() == []


def test_a_heading_that_is_nearly_ours_is_a_problem_and_a_foreign_one_is_not_kept(run: Run) -> None:
    Path("near.csv").write_text("person,topic\n1,podcasts\n", "utf-8")
    Path("foreign.csv").write_text("Person,What was said\n1,secret\n", "utf-8")
    near, foreign = (run("record", "meeting", "--from", name, *TODAY) for name in ("near.csv", "foreign.csv"))
    assert "near.csv:1: RC205 there is no heading 'topic'; call it 'topics'" in near.err
    assert (near.code, foreign.code) == (3, 0)
    assert "not kept: what was said" in foreign.err
    assert b"secret" not in Path("rmentor.db").read_bytes()


def test_a_dry_run_says_and_does_nothing(run: Run) -> None:
    ended = run("record", "meeting", "1", "--dry-run", "--json", *TODAY)
    (entry,) = json.loads(ended.out)["recorded"]["entries"]
    assert (entry["effect"], entry["status"], entry["number"]) == ("recorded", "held", 1)
    assert "Dry run" in ended.err
    assert recorded() == []
