"""A newcomer joins a pair that runs, and the two of it stay together."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from conftest import Run
from pools import START, couple, pool, programme, running, someone
from rmentor.evaluation.as_of import as_of_today
from rmentor.evaluation.facts import Facts
from rmentor.pairing.joining import with_joins
from rmentor.pairing.model import EndReason, Pair, Proposal
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.two import Two, objections
from rmentor.people.model import Participant
from rmentor.programme.model import Programme
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, rounds

JOINED = "2027-02-20"
PROGRAMME = """
format: 1
id: turns
title: Turns
mode: reciprocal
plan: {start: 2027-01-11, length: 6 months, zone: Europe/Oslo}
topics: [{id: ai, title: AI}, {id: law, title: Law}]
pairing: {groups_of_three: yes, prefer: {topics: 10}}
preparation:
  agreement: {by: first_meeting, rules: [What is said stays here]}
  goals: {professional: 1}
meetings: {every: 1 month, at: 11:00, booked_by: both}
reminders:
  sender: mentoring@example.org
  occasions: [{on: meeting_ahead, lead: 2 days}, {on: agreement_due, lead: 3 days}]
roster: {columns: {email: email, role: role, offers: offers, wants: wants}}
"""
ROSTER = "id,name,email,role,offers,wants\na,Ada Ash,a@example.org,both,ai,law\nb,Bo Birch,b@example.org,both,law,ai\n"
NEWCOMER = "id,name,email,role,offers,wants\nc,Cy Cedar,c@example.org,both,ai;law,ai;law\n"


def done(run: Run, *words: str, on: str = JOINED) -> str:
    ended = run(*words, "--today", on)
    assert ended.code == 0, ended.err
    return " ".join(ended.out.split())


def told(run: Run, *words: str, on: str = JOINED) -> Any:
    found = json.loads(run(*words, "--today", on, "--json").out)
    return found[found["kind"]]


def stored() -> Pair:
    with connection.reading(Path("rmentor.db")) as db:
        return rounds.pairs(db, "turns")[0]


@pytest.fixture
def waiting(run: Run) -> Run:
    """Let a pair run since January, and somebody come in February."""
    for name, text in {"turns.yaml": PROGRAMME, "roster.csv": ROSTER, "newcomer.csv": NEWCOMER}.items():
        Path(name).write_text(text)
    done(run, "load", "turns.yaml", on="2027-01-04")
    done(run, "enrol", "--from", "roster.csv", on="2027-01-04")
    for words in (("pair", "propose"), ("pair", "approve"), ("schedule", "plan")):
        done(run, *words, on="2027-01-04")
    done(run, "enrol", "--from", "newcomer.csv")
    return run


@pytest.fixture
def joined(waiting: Run) -> Run:
    done(waiting, "pair", "repair")
    done(waiting, "pair", "approve")
    return waiting


def test_a_proposal_leaves_running_pairs_alone_and_says_what_asks_them(waiting: Run) -> None:
    ended = waiting("pair", "propose", "--today", JOINED)
    assert "no pair of this round may take a third" in " ".join(ended.out.split())
    assert "Next: rmentor pair repair" in ended.err
    assert "Next: rmentor pair repair" in waiting("pair", "unpaired", "--today", JOINED).err


def test_a_repair_says_which_running_pair_somebody_joins_and_why(waiting: Run) -> None:
    shown = done(waiting, "pair", "repair")
    assert "1 person joins a running pair" in shown
    assert "joins a running pair of fit because" in shown
    assert "c Cy Cedar a Ada Ash" in shown
    found = told(waiting, "pair", "list", "--round", "2")
    assert (found["pairs"], found["unpaired"], found["placed"]) == ([], [], 1)
    assert [(one["pair"], one["third"]) for one in found["joins"]] == [(1, "c")]
    assert found["joins"][0]["joined"]["fit"] == found["joined_total"]
    assert "They are proposed together in pair 1 in round 2" in done(waiting, "pair", "why", "c", "b")


def test_approved_the_newcomer_is_in_the_pair_from_that_day(joined: Run) -> None:
    pair = stored()
    assert (pair.people, pair.started, pair.late, str(pair.late_on)) == (("a", "b", "c"), START, "c", JOINED)
    assert f"third {JOINED}" in done(joined, "people", "show", "c")
    planned = told(joined, "schedule", "list", "--pair", "1", "--all")
    assert [(one["sequence"], one["lead"]) for one in planned[:5]] == [(0, "a"), (0, "b"), (1, "c"), (1, "a"), (1, "b")]


def test_the_newcomer_is_invited_to_what_is_to_come(joined: Run) -> None:
    done(joined, "schedule", "ics", "calendars")
    events = Calendar.from_ical(Path("calendars", "turns-pair-001.ics").read_bytes()).events
    assert ["c@example.org" in str(event["ATTENDEE"]) for event in events[:4]] == [False, False, True, True]
    assert not Path("calendars", "turns-pair-001-left.ics").exists()


def test_what_is_asked_of_the_newcomer_counts_from_the_joining(joined: Run) -> None:
    late = {one["kind"]: one["people"] for one in told(joined, "status")["matters"]}
    assert (late["agreement_overdue"], late["goals_missing"]) == (["a", "b"], ["a", "b"])
    due = told(joined, "remind", "list", "--days", "30")["coming"]
    assert [one["due"] for one in due if (one["person"], one["occasion"]) == ("c", "agreement_due")] == ["2027-03-08"]
    refused = joined("record", "goal", "c", "Lead", "--kind", "professional", "--on", "2027-02-01", "--today", JOINED)
    assert f"and c joined it on {JOINED}" in " ".join(refused.err.split())
    done(joined, "record", "goal", "c", "Lead", "--kind", "professional")


@pytest.mark.parametrize(("gone", "people"), [("c", ("a", "b")), ("a", ("c", "b"))], ids=["the newcomer", "the mentor"])
def test_who_joined_late_is_known_after_one_of_three_left(joined: Run, gone: str, people: tuple[str, str]) -> None:
    done(joined, "pair", "end", "1", "--reason", "fit", "--only", gone, on="2027-04-01")
    pair = stored()
    assert (pair.people, str(pair.since("c")), pair.why(gone)) == (people, JOINED, EndReason.FIT)
    done(joined, "schedule", "ics", "calendars", on="2027-04-02")
    left = Calendar.from_ical(Path("calendars", "turns-pair-001-left.ics").read_bytes()).events
    assert {event["ATTENDEE"] for event in left} == {f"mailto:{gone}@example.org"}
    assert min(str(event.start) for event in left) > "2027-04-02"
    done(joined, "people", "forget", "c", "--yes", on="2027-05-01")
    assert b"Cy Cedar" not in Path("rmentor.db").read_bytes()


def test_who_is_declined_does_not_join_the_pair(waiting: Run) -> None:
    done(waiting, "pair", "repair")
    assert "taken out of round 2" in done(waiting, "pair", "decline", "a", "c", "--by", "a", "--reason", "timing")
    assert told(waiting, "pair", "list", "--round", "2")["unpaired"] == [{"person": "c", "reason": "declined"}]
    assert "it has no pairs" in waiting("pair", "approve", "--today", JOINED).err
    assert stored().people == ("a", "b")


def test_of_several_who_join_one_can_be_left_out_and_banned(waiting: Run) -> None:
    """A second pair runs by now, and of two newcomers who may not be paired each joins one."""
    for name in "ef":
        done(waiting, "enrol", "--id", name, "--name", f"{name.upper()} Example", "--role", "both")
    done(waiting, "pair", "propose")
    done(waiting, "pair", "approve", "--without", "c")
    done(waiting, "enrol", "--id", "d", "--name", "D Example", "--role", "both")
    done(waiting, "pair", "ban", "c", "d")
    joins = {one["third"]: one for one in told(waiting, "pair", "repair")["round"]["joins"]}
    one, other = (each["person"] for each in joins["c"]["joined"]["with"])
    assert "; d joins pair" in done(waiting, "pair", "approve", "--without", f"{one}:c", "--ban")
    assert len(stored().people) == (3 if joins["d"]["pair"] == 1 else 2)
    assert [waiting("pair", "pin", "c", each, "--today", JOINED).code for each in (one, other)] == [5, 5]


@pytest.mark.parametrize(
    ("since", "why"),
    [
        (("people", "withdraw", "c", "--yes"), "c no longer takes part"),
        (("pair", "ban", "b", "c"), "c and b are not to be paired"),
        (("pair", "end", "1", "--reason", "time"), "pair 1, which c was to join, is not what it was"),
    ],
    ids=["withdrew", "banned", "ended"],
)
def test_what_changed_since_the_repair_refuses_the_joining(waiting: Run, since: tuple[str, ...], why: str) -> None:
    done(waiting, "pair", "repair")
    done(waiting, *since)
    refused = waiting("pair", "approve", "--today", JOINED)
    assert (refused.code, why in " ".join(refused.err.split())) == (5, True)


def test_as_of_a_day_before_the_joining_the_two_are_a_pair() -> None:
    day = START + timedelta(weeks=4)
    pair = running(1, "a", "b", mode=Mode.RECIPROCAL).taking("c", day)
    facts = Facts(programme=programme(Mode.RECIPROCAL), today=START, pairs=[pair.without("a", day + timedelta(1))])
    assert as_of_today(facts).pairs[0].people == ("b", "a")
    assert as_of_today(replace(facts, today=day)).pairs[0].people == ("c", "b", "a")


def rules(pairs: int | None = None, **more: Any) -> Programme:
    return programme(Mode.RECIPROCAL, pairs, groups_of_three=True, **more)


def crowd(number: int) -> list[Participant]:
    return [someone(f"p{index}", Role.BOTH) for index in range(number)]


def after(asked: Pool) -> Proposal:
    return with_joins(asked, propose(asked))


def test_a_full_plan_a_pair_of_three_and_one_that_somebody_left_take_nobody() -> None:
    two = running(1, "p0", "p1", mode=Mode.RECIPROCAL)
    several = [(two, 1), (replace(two, third="p3"), None), (replace(two, third="p3", third_left=START), None)]
    for pair, pairs in several:
        people = [*crowd(3), someone("p3", Role.BOTH, capacity=0)]
        assert after(pool(people, rules(pairs), pairs=[pair])).joins == ()
    [left] = [one for one in after(pool(people, rules(), pairs=[pair])).unpaired if one.person == "p2"]
    assert left.reason.endswith("and no pair, of this round or running, may take a third")


def test_a_running_pair_is_asked_only_where_somebody_would_be_left() -> None:
    run = [running(1, "p0", "p1", mode=Mode.RECIPROCAL)]
    assert after(pool(crowd(5), rules(), pairs=run)).joins == ()
    kept = tuple(couple("p4", name) for name in ("p2", "p3"))
    assert [one.third for one in after(pool(crowd(5), rules(never=kept), pairs=run)).joins] == ["p4"]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_choice_of_joins_places_more_people(data: st.DataObject) -> None:
    size = data.draw(st.integers(3, 8))
    names = st.sampled_from([f"p{index}" for index in range(size)])
    apart = [two for two in data.draw(st.lists(st.tuples(names, names), max_size=14)) if two[0] != two[1]]
    several = [running(index + 1, f"p{2 * index}", f"p{2 * index + 1}", mode=Mode.RECIPROCAL) for index in range(2)]
    several = several[: data.draw(st.integers(0, (size - 1) // 2))]
    asked = pool(crowd(size), rules(never=tuple(couple(*two) for two in apart)), pairs=several)
    found = after(asked)
    assert found.placed == 2 * len(found.pairs) + _most(asked, found, several)
    known = {one.id: one for one in asked.people}
    for one in found.joins:
        assert not [why for two in one.couples for why in objections(Two(asked, *(known[name] for name in two)))]


def _most(asked: Pool, found: Proposal, several: list[Pair]) -> int:
    """Return how many of those left by the pairs can join one, each taking one, by trying every way."""
    known = {one.id: one for one in asked.people}
    couples = [*(pair.couple for pair in found.pairs), *(pair.couple for pair in several)]
    left = sorted(set(known) - {person for two in couples for person in two})
    best = 0
    for chosen in product([None, *couples], repeat=len(left)):
        taken = [(one, two) for one, two in zip(left, chosen, strict=True) if two]
        legal = not any([*objections(Two(asked, known[one], known[each]))] for one, two in taken for each in two)
        if legal and len({two for _, two in taken}) == len(taken):
            best = max(best, len(taken))
    return best
