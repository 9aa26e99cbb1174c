"""`rmentor pair` as a facilitator meets it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from northwind import text_of
from pools import mentee, mentor
from rmentor.meetings.model import MeetingStatus
from rmentor.pairing.model import EndReason, Pair, RoundStatus
from rmentor.people.model import Participant
from rmentor.programme.words import Mode
from rmentor.store import connection, meetings, people, programmes, rounds
from rmentor.store.programmes import Definition

DB = Path("rmentor.db")
TODAY = ("--today", "2027-01-04")
PEOPLE = (
    mentor("m1", offers=("data",), department="Sales"),
    mentor("m2", department="Law"),
    mentee("s1", wants=("data",), department="IT"),
    mentee("s2", department="Care"),
    mentee("s3"),
)


def put(everyone: Iterable[Participant], **sections: Any) -> None:
    """Make rmentor.db hold a programme with these people."""
    definition = text_of(**({"pairing": {"prefer": {"topics": 10, "different_department": 5}}} | sections))
    with connection.writing(DB) as db:
        stored = Definition(programme="north", source="n.yaml", definition=definition, digest="d", loaded_at="t")
        programmes.save(db, stored)
        people.save(db, "north", everyone)


@pytest.fixture(autouse=True)
def _some_people() -> None:
    put(PEOPLE)


def stored() -> list[Pair]:
    with connection.reading(DB) as db:
        return rounds.pairs(db, "north")


def statuses() -> list[RoundStatus]:
    with connection.reading(DB) as db:
        return [one.status for one in rounds.rounds(db, "north")]


def test_propose_shows_pairs_with_fit_and_reasons_and_who_is_left(run: Run) -> None:
    ended = run("pair", "propose", *TODAY)
    assert (ended.code, ended.err) == (0, "Next: rmentor pair approve\n")
    lines = ended.out.splitlines()
    assert lines[0] == "Round 1, proposed on 2027-01-04: 2 pairs, 1 without a pair"
    assert "m1 M1 Example   s1 S1 Example   100 %   Data; from Sales and IT" in ended.out
    assert "Proved optimal" in ended.out
    assert "s3 S3 Example    all 2 allowed are paired with others" in ended.out
    assert stored() == []


def test_approve_makes_pairs_that_start_with_the_plan(run: Run) -> None:
    run("pair", "propose", *TODAY)
    ended = run("pair", "approve", *TODAY)
    assert (ended.code, ended.err) == (0, "Next: rmentor schedule plan\n")
    assert ended.out == "Approved round 1: 2 pairs (1 to 2), from 2027-01-11.\n"
    assert [(pair.number, *pair.people, pair.mode, str(pair.started)) for pair in stored()] == [
        (1, "m1", "s1", Mode.REVERSE, "2027-01-11"),
        (2, "m2", "s2", Mode.REVERSE, "2027-01-11"),
    ]


def test_a_pair_approved_late_starts_that_day(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", "--today", "2027-02-01")
    assert {str(pair.started) for pair in stored()} == {"2027-02-01"}


def test_a_round_is_approved_once(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    again, named, unknown = (run("pair", "approve", *words, *TODAY) for words in ((), ("1",), ("7",)))
    assert [one.code for one in (again, named, unknown)] == [5, 5, 4]
    assert "round 1 was approved already" in named.err


def test_a_round_with_somebody_who_left_is_refused_and_nothing_changes(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("people", "withdraw", "s1", "--yes", *TODAY)
    ended = run("pair", "approve", *TODAY)
    assert (ended.code, ended.out, stored()) == (5, "", [])
    assert "s1 no longer takes part" in ended.err


def test_a_new_proposal_drops_the_one_before(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "propose", *TODAY)
    assert statuses() == [RoundStatus.DROPPED, RoundStatus.PROPOSED]


def test_the_same_people_get_the_same_pairs_again(run: Run) -> None:
    first, second = (json.loads(run("pair", "propose", "--json", *TODAY).out)["round"] for _ in range(2))
    assert {**first, "round": 2} == second


def test_a_second_round_pairs_only_newcomers(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    put([mentor("m3")])
    ended = run("pair", "propose", *TODAY)
    assert "m3 M3 Example   s3 S3 Example" in ended.out
    assert "m1" not in ended.out


def test_a_dry_run_leaves_no_trace(run: Run) -> None:
    ended = run("pair", "propose", "--dry-run", *TODAY)
    assert ended.out.startswith("Round 1, would be proposed: 2 pairs")
    assert (ended.err, statuses()) == ("", [])


def test_nothing_to_propose_is_said_and_not_kept(run: Run) -> None:
    put([replace(one, capacity=0) for one in PEOPLE])
    ended = run("pair", "propose", *TODAY)
    assert ended.out.startswith("Nobody can be paired now.\n")
    assert "takes no pair (capacity 0)" in ended.out
    assert statuses() == []


def test_list_shows_open_pairs_and_with_all_the_ended_ones(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    run("pair", "end", "m1", "--reason", "time", "--today", "2027-02-01")
    assert run("pair", "list").out.splitlines()[2:] == [
        "   2   m2 M2 Example   s2 S2 Example   2027-01-11",
        "",
        "1 pair.",
    ]
    assert "2027-02-01 (time)" in run("pair", "list", "--all").out
    assert [pair["pair"] for pair in json.loads(run("pair", "list", "--all", "--json").out)["pairs"]] == [1, 2]


def test_list_shows_what_a_round_proposed(run: Run) -> None:
    proposed = run("pair", "propose", *TODAY).out
    assert run("pair", "list", "--round", "1").out == proposed
    assert run("pair", "list", "--round", "2").code == 4


def test_the_end_of_a_pair_cancels_its_meetings_and_frees_its_people(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    run("schedule", "plan", *TODAY)
    ended = run("pair", "end", "1", "--reason", "changed_role", "--today", "2027-03-01")
    assert (ended.code, stored()[0].end_reason, stored()[0].open) == (0, EndReason.CHANGED_ROLE, False)
    with connection.reading(DB) as db:
        states = {one.status for one in meetings.meetings(db, "north") if one.pair == 1 and str(one.on) >= "2027-03-01"}
    assert states == {MeetingStatus.CANCELLED}
    again = run("pair", "propose", "--json", "--today", "2027-03-01")
    assert ["m1", "s1"] not in [[one["mentor"], one["mentee"]] for one in json.loads(again.out)["round"]["pairs"]]


def test_an_ended_pair_does_not_end_again(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    run("pair", "end", "1", "--reason", "fit", *TODAY)
    assert run("pair", "end", "1", "--reason", "fit", *TODAY).code == 5
    assert run("pair", "end", "m1", "--reason", "fit", *TODAY).code == 4
    assert run("pair", "end", "2", "--reason", "converted", *TODAY).code == 2


def test_a_pair_that_ends_before_it_began_ends_on_the_day_it_was_to_begin(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    run("schedule", "plan", *TODAY)
    assert run("pair", "end", "1", "--reason", "time", *TODAY).code == 0
    assert str(stored()[0].started) == str(stored()[0].ended) == "2027-01-11"
    with connection.reading(DB) as db:
        states = {one.status for one in meetings.meetings(db, "north") if one.pair == 1}
    assert states == {MeetingStatus.CANCELLED}


def test_completed_needs_a_meeting_or_the_end_of_the_programme(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    early = run("pair", "end", "1", "--reason", "completed", "--today", "2027-07-10")
    assert (early.code, early.out, stored()[0].open) == (5, "", True)
    assert "pair 1 has held no meeting and the programme runs until 2027-07-11" in " ".join(early.err.split())
    run("record", "meeting", "1", "--on", "2027-02-01", "--today", "2027-02-01")
    assert run("pair", "end", "1", "--reason", "completed", "--today", "2027-02-02").code == 0
    assert run("pair", "end", "2", "--reason", "completed", "--today", "2027-07-11").code == 0


def test_convert_turns_pairs_round_and_keeps_the_history(run: Run) -> None:
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    ended = run("pair", "convert", "--all", "--today", "2027-07-12")
    assert (ended.code, ended.err) == (0, "Next: rmentor schedule plan\n")
    first, _, third, _ = stored()
    assert (first.end_reason, str(first.ended)) == (EndReason.CONVERTED, "2027-07-12")
    assert (third.people, third.mode, third.converted_from) == (("s1", "m1"), Mode.TRADITIONAL, 1)
    assert run("pair", "convert", "3", *TODAY).code == 5
    assert run("pair", "convert", *TODAY).code == 2


def test_fifty_pairs_with_long_names_stay_within_eighty_columns(run: Run) -> None:
    names = [f"Maximiliane-Charlotte von und zu Beispielhausen-Langenfeld the {number}th" for number in range(50)]
    put(
        replace(one, person=replace(one.person, name=name))
        for number, name in enumerate(names)
        for one in (mentor(f"j{number:02}", offers=("data",)), mentee(f"k{number:02}", wants=("data",)))
    )
    for words in (("propose",), ("approve",), ("list", "--all"), ("convert", "--all")):
        ended = run("pair", *words, *TODAY)
        assert ended.code == 0
        assert max(map(len, ended.out.splitlines())) <= 80
        assert words == ("approve",) or "Beispielhausen" in ended.out


def test_five_hundred_seniors_and_five_hundred_juniors_are_paired_at_once(run: Run) -> None:
    topics = [("data",), ("data", "video"), ("video", "ai"), ("ai",)]
    departments = ["Sales", "IT", "Law", "Care", "Post"]
    put(
        person(f"{letter}{number:03}", department=departments[number % 5], **{side: topics[number * step % 4]})
        for person, letter, side, step in ((mentor, "j", "offers", 3), (mentee, "k", "wants", 1))
        for number in range(500)
    )
    shown = run("pair", "propose", *TODAY)
    proposed = json.loads(run("pair", "list", "--round", "1", "--json").out)["round"]
    assert (len(proposed["pairs"]), proposed["optimal"]) == (502, True)
    assert "These 20 fit least; `rmentor pair list --round 1` shows all." in shown.out
