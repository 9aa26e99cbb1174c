"""A group of three lives its whole life through the command line, and one of the three leaves it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from conftest import Run
from pools import programme, someone
from rmentor.evaluation.as_of import as_of_today
from rmentor.evaluation.facts import Facts
from rmentor.evaluation.figures import Found
from rmentor.evaluation.recorded import pairs_completed
from rmentor.pairing.model import Pair
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, rounds, schema

DB, GONE = Path("rmentor.db"), "2027-01-20"
DAY, WEEK = date(2027, 1, 11), timedelta(weeks=1)
PEOPLE = {"a": "Ada Ash", "b": "Bo Birch", "c": "Cy Cedar", "d": "Di Dale", "e": "Em Elm"}
PROGRAMME = """
format: 1
id: turns
title: Turns
mode: reciprocal
plan: {start: 2027-01-11, length: 6 months, zone: Europe/Oslo, follow_up: 3 months}
topics: [{id: ai, title: AI}, {id: law, title: Law}]
pairing: {groups_of_three: yes, prefer: {topics: 10}, always: [{mentor: a, mentee: b}, {mentor: d, mentee: e}]}
preparation:
  agreement: {by: first_meeting, rules: [What is said stays here]}
  goals: {professional: 1}
meetings: {every: 1 month, at: 11:00, booked_by: both}
surveys:
  items: [{id: worth, text: Worth it?}]
  waves: [{id: end, at: end, open_for: 2 weeks, items: [worth]}]
reminders:
  sender: mentoring@example.org
  occasions: [{on: meeting_ahead, lead: 2 days}, {on: agreement_due, lead: 3 days}]
roster: {columns: {email: email, role: role, offers: offers, wants: wants, hours: Hours}}
"""
# Who is the third works until noon alone, with the first pair from eleven.
ROSTER = """id,name,email,role,offers,wants,Hours
a,Ada Ash,a@example.org,both,ai,law,10:30-17:00
b,Bo Birch,b@example.org,both,law,ai,08:00-16:00
c,Cy Cedar,c@example.org,both,ai;law,ai;law,08:00-12:00
d,Di Dale,d@example.org,both,ai,,08:00-16:00
e,Em Elm,e@example.org,both,law,,08:00-16:00
"""


def done(run: Run, *words: str, on: str = "2027-01-04") -> str:
    ended = run(*words, "--today", on)
    assert ended.code == 0, ended.err
    return " ".join(ended.out.split())


def told(run: Run, *words: str, on: str = "2027-01-04") -> Any:
    found = json.loads(run(*words, "--today", on, "--json").out)
    return found[found["kind"]]


def stored() -> Pair:
    with connection.reading(DB) as db:
        return rounds.pairs(db, "turns")[0]


@pytest.fixture
def proposed(run: Run) -> Run:
    """Propose two decided pairs, of which the first takes the third person in."""
    Path("turns.yaml").write_text(PROGRAMME)
    Path("roster.csv").write_text(ROSTER)
    done(run, "load", "turns.yaml")
    done(run, "enrol", "--from", "roster.csv")
    done(run, "pair", "propose")
    return run


@pytest.fixture
def three(proposed: Run) -> Run:
    """Let the three have their meetings planned."""
    done(proposed, "pair", "approve")
    done(proposed, "schedule", "plan")
    return proposed


def test_a_proposal_shows_who_joins_whom_and_why(proposed: Run) -> None:
    shown = done(proposed, "pair", "list", "--round", "1")
    assert "2 pairs, 1 of three, 5 people placed" in shown
    assert "c Cy Cedar a Ada Ash" in shown
    assert "1 person joins a pair, which adds" in shown
    found = told(proposed, "pair", "list", "--round", "1")
    assert (found["placed"], found["unpaired"]) == (5, [])
    joined = found["pairs"][0]["joined"]
    assert found["pairs"][0]["third"] == "c"
    assert [one["person"] for one in joined["with"]] == ["a", "b"]
    assert joined["fit"] == found["joined_total"] == min(sum(one["points"].values()) for one in joined["with"])


def test_why_knows_any_two_of_three(proposed: Run) -> None:
    assert "They are proposed together with b in round 1" in done(proposed, "pair", "why", "a", "c")
    assert "They are together in the best round" in done(proposed, "pair", "why-not", "b", "c")
    assert "Nobody is left without a pair." in done(proposed, "pair", "unpaired")
    assert proposed("pair", "unpaired", "c").code == 5


def test_what_if_tells_who_would_join_or_no_longer(proposed: Run) -> None:
    shown = done(proposed, "pair", "propose", "--what-if", "groups_of_three=no")
    assert "Nobody would join a pair. Would lose a place: c Cy Cedar." in shown


@pytest.mark.parametrize(
    ("without", "people"),
    [("c", ["a", "b"]), ("a:c", ["a", "b"]), ("b", ["a", "c"]), ("a:b", ["d", "e"])],
    ids=["the third", "the third with one", "one of the two", "the two"],
)
def test_approving_without_one_leaves_a_pair_of_the_others(proposed: Run, without: str, people: list[str]) -> None:
    done(proposed, "pair", "approve", "--without", without)
    assert list(stored().people) == people


@pytest.mark.parametrize(
    ("since", "why"),
    [
        (("pair", "ban", "a", "c"), "a and c are not to be paired"),
        (("people", "withdraw", "c", "--yes"), "c no longer takes part"),
    ],
    ids=["banned", "withdrew"],
)
def test_what_forbids_the_third_since_refuses_the_round_but_not_without(
    proposed: Run, since: tuple[str, ...], why: str
) -> None:
    done(proposed, *since)
    refused = proposed("pair", "approve", "--today", "2027-01-04")
    assert (refused.code, why in refused.err) == (5, True)
    done(proposed, "pair", "approve", "--without", "c")
    assert stored().people == ("a", "b")


def test_a_ban_of_one_of_three_is_a_ban_with_both_others(proposed: Run) -> None:
    done(proposed, "pair", "approve", "--without", "c", "--ban")
    assert [proposed("pair", "pin", "c", one).code for one in "ab"] == [5, 5]


@pytest.mark.parametrize(("by", "other"), [("c", "a"), ("a", "c")])
def test_a_third_declined_leaves_the_two_as_they_were(proposed: Run, by: str, other: str) -> None:
    assert "a and b stay a pair in round 1" in done(
        proposed, "pair", "decline", by, other, "--by", by, "--reason", "timing"
    )
    found = told(proposed, "pair", "list", "--round", "1")
    assert [pair["third"] for pair in found["pairs"]] == [None, None]
    assert found["unpaired"] == [{"person": "c", "reason": "declined"}]
    assert found["optimal"]


def test_the_hour_suits_all_three_and_they_lead_in_turn(three: Run) -> None:
    planned = told(three, "schedule", "list", "--pair", "c", "--all")
    assert {one["at"] for one in planned} == {"11:00"}
    assert [one["lead"] for one in planned[:4]] == ["a", "b", "c", "a"]
    assert "Ada Ash Bo Birch and Cy Cedar" in done(three, "schedule", "list")


def test_no_hour_for_all_three_is_told(proposed: Run) -> None:
    Path("late.csv").write_text(ROSTER.replace("08:00-12:00", "17:00-22:00"))
    done(proposed, "enrol", "--from", "late.csv")
    done(proposed, "pair", "approve")
    assert "Pair 1: no hour suits all three" in done(proposed, "schedule", "plan")


def test_all_three_are_invited_and_reminded_once(three: Run) -> None:
    done(three, "schedule", "ics", "calendars")
    assert guests("turns-pair-001") == {"a", "b", "c"}
    done(three, "remind", "--outbox", "out", on="2027-01-09")
    mails = [path.read_text() for path in Path("out").glob("*.eml")]
    assert len(mails) == 5
    assert [mail for mail in mails if "Cy Cedar" in mail.partition("\n\n")[0] and "Ada Ash and Bo Birch" in mail]
    done(three, "remind", "--outbox", "again", on="2027-01-09")
    assert not Path("again").exists() or not [*Path("again").glob("*.eml")]


def guests(name: str) -> set[str]:
    """Return whom the last entry of a calendar file invites, or uninvites."""
    event = Calendar.from_ical(Path("calendars", f"{name}.ics").read_bytes()).events[-1]
    return {str(guest).removeprefix("mailto:")[0] for guest in event.attendees}


def test_each_of_three_accepts_the_ground_rules_and_sets_goals(three: Run) -> None:
    for person in "abc":
        done(three, "record", "agreement", person, on="2027-01-11")
    done(three, "record", "goal", "c", "Lead", "--kind", "professional", on="2027-01-12")
    late = {one["kind"]: one["people"] for one in told(three, "status", on="2027-02-02")["matters"]}
    assert (late["agreement_overdue"], late["goals_missing"]) == (["d", "e"], ["a", "b", "d", "e"])


def test_the_guide_is_for_all_three(three: Run) -> None:
    guide = done(three, "guide", "c", on="2027-01-20")
    assert "Pair 1: Ada Ash, Bo Birch and Cy Cedar" in guide
    assert "Bo Birch leads." in guide
    assert "Ada Ash, then Cy Cedar, names one thing to do differently" in guide


def test_when_the_mentor_goes_the_two_others_go_on(three: Run) -> None:
    for person in "abc":
        done(three, "record", "agreement", person, on="2027-01-11")
        done(three, "record", "goal", person, f"Goal of {person}", "--kind", "professional", on="2027-01-11")
    done(three, "record", "meeting", "1", "--on", "2027-01-11", "--minutes", "60", on="2027-01-12")
    assert "pair 1 goes on with c and b" in done(three, "people", "withdraw", "a", "--yes", on="2027-01-20")
    pair = stored()
    assert (pair.open, pair.people, pair.third, str(pair.third_left)) == (True, ("c", "b"), "a", "2027-01-20")
    planned = told(three, "schedule", "list", "--pair", "1", "--all", on="2027-01-20")
    assert [one["lead"] for one in planned[:4]] == ["a", "b", "c", "b"]
    assert {one["sequence"] for one in planned[1:]} == {1}
    assert "Goal of a" not in done(three, "guide", "1", on="2027-01-20")
    due = told(three, "remind", "list", on="2027-02-09")["due"]
    assert [one["person"] for one in due if one["about"].startswith("meeting 1.")] == ["b", "c"]
    done(three, "schedule", "ics", "calendars", on="2027-01-20")
    assert (guests("turns-pair-001"), guests("turns-pair-001-left")) == ({"b", "c"}, {"a"})


def test_who_left_a_group_of_three_was_in_it_until_then(three: Run) -> None:
    done(three, "people", "withdraw", "c", "--yes", on="2027-01-20")
    assert "2027-01-20 (left)" in done(three, "people", "show", "c", on="2027-01-25")
    assert "They are a pair no more" in done(three, "pair", "why", "a", "c", on="2027-01-25")
    assert done(three, "record", "goal", "c", "Late", "--kind", "personal", "--on", "2027-01-15", on="2027-01-25")
    refused = three("record", "goal", "c", "Later", "--kind", "personal", "--on", "2027-01-22", "--today", "2027-01-25")
    assert refused.code == 5
    assert "and c left it on 2027-01-20" in " ".join(refused.err.split())
    shown = {one["what"]: one["count"] for one in told(three, "report", on="2027-01-25")["activity"]["tallies"]}
    assert shown["people who were in a pair"] == 5


def test_the_guide_knows_who_led_the_meeting_of_the_day_and_left_since(three: Run) -> None:
    done(three, "people", "withdraw", "a", "--yes", on="2027-01-11T15:00")
    assert "Pair 1: Cy Cedar and Bo Birch" in done(three, "guide", "1", on="2027-01-11T16:00")


def test_who_is_forgotten_after_the_end_leaves_the_follow_up_to_the_two_others(three: Run) -> None:
    done(three, "people", "forget", "c", "--yes", on="2027-07-20")
    [follow_up] = told(three, "schedule", "list", "--pair", "1", on="2027-07-20")
    assert (follow_up["kind"], follow_up["lead"]) == ("follow_up", "a")
    assert stored().people == ("a", "b")


def test_when_two_of_three_go_the_pair_ends(three: Run) -> None:
    done(three, "people", "withdraw", "a", "--yes", on="2027-01-20")
    assert "this ends pair 1" in done(three, "people", "withdraw", "b", "--yes", on="2027-01-21")
    assert told(three, "schedule", "list", "--pair", "1", on="2027-01-22") == []


def test_an_import_that_says_that_one_of_three_has_left_keeps_the_pair(three: Run) -> None:
    Path("turns.yaml").write_text(PROGRAMME.replace("hours: Hours", "hours: Hours, left: Left"))
    Path("left.csv").write_text(
        "".join(f"{row},{end}\n" for row, end in zip(ROSTER.splitlines(), ("Left", "", GONE, "", "", ""), strict=True))
    )
    done(three, "load", "turns.yaml", on=GONE)
    assert "Groups of three that go on as a pair: 1." in done(three, "enrol", "--from", "left.csv", on=GONE)
    assert stored().people == ("a", "c")


def test_one_of_three_is_forgotten_and_still_counted(three: Run) -> None:
    done(three, "people", "forget", "b", "--yes", on="2027-01-20")
    pair = stored()
    assert (pair.people, pair.third) == (("a", "c"), "forgotten-1")
    assert b"Bo Birch" not in DB.read_bytes()


def test_ending_a_group_of_three_ends_it_for_all(three: Run) -> None:
    assert "Ended pair 1, a Ada Ash, b Bo Birch and c Cy Cedar." in done(three, "pair", "end", "c", "--reason", "time")
    assert [three("pair", "pin", *two).code for two in (("a", "b"), ("a", "c"), ("b", "c"))] == [5, 5, 5]
    assert "c Cy Cedar 2027-01-11 2027-01-11 (time)" in done(three, "pair", "list", "--all")


def test_one_of_three_can_go_alone_and_be_paired_again(three: Run) -> None:
    left = done(three, "pair", "end", "1", "--reason", "fit", "--only", "b", on="2027-01-20")
    assert "b Bo Birch has left pair 1; a Ada Ash and c Cy Cedar go on as a pair." in left
    assert stored().people == ("a", "c")
    assert "2027-01-20 (fit)" in done(three, "people", "show", "b", on="2027-01-21")
    assert "b Bo Birch" in done(three, "pair", "unpaired", on="2027-01-21")
    assert three("pair", "end", "1", "--reason", "fit", "--only", "a").code == 5
    assert three("pair", "end", "1", "--reason", "fit", "--only", "d").code == 4


def test_repair_keeps_a_group_of_three_and_tells_what_forbids_it(three: Run) -> None:
    assert "Every other pair that runs stays" in done(three, "pair", "repair", "--moves", "2")
    Path("turns.yaml").write_text(PROGRAMME.replace("always:", "never: [{mentor: b, mentee: c}], always:"))
    done(three, "load", "turns.yaml")
    shown = done(three, "status", on="2027-01-20")
    assert "Pair 1, Ada Ash, Bo Birch and Cy Cedar: `never` names the two" in shown
    goes = "rmentor pair end 1 --reason changed_role --only c"
    assert goes in shown
    assert f"`{goes}` first, and the two others go on." in done(three, "pair", "repair", "--dry-run")
    done(three, *goes.split()[1:])
    assert stored().people == ("a", "b")
    assert "`never` names" not in done(three, "status", on="2027-01-20")


def test_pairs_are_listed_as_csv_with_all_three(three: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(three("pair", "list", "--csv").out)))
    assert [(row["third"], row["third_name"]) for row in rows] == [("c", "Cy Cedar"), ("", "")]
    assert three("pair", "list", "--csv", "--json").code == 2


def test_pairs_made_before_groups_of_three_stay_as_they_are(proposed: Run) -> None:
    """The file is taken back to the step before, as an older rmentor left it."""
    done(proposed, "pair", "approve", "--without", "c")
    with sqlite3.connect(DB) as old:
        old.execute("DROP TABLE round_join")
        columns_of = {
            "pair": ("late_on", "late", "third_reason", "third_left", "third"),
            "round_pair": ("third_points", "third"),
        }
        for table, columns in columns_of.items():
            for column in columns:
                old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute(f"PRAGMA user_version = {schema.STEPS.index(schema.THREES)}")
    done(proposed, "load", "turns.yaml")
    assert stored().people == ("a", "b")
    assert Path(f"rmentor.db.before-{len(schema.STEPS)}").exists()


@pytest.mark.parametrize(
    "wrong",
    ["UPDATE pair SET third = 'a'", "UPDATE pair SET third = 'b'", "UPDATE pair SET third = NULL, third_left = '2027'"],
)
def test_the_file_keeps_no_third_that_cannot_be(three: Run, wrong: str) -> None:
    with pytest.raises(sqlite3.IntegrityError), connection.writing(DB) as db:
        db.execute(f"{wrong} WHERE pair = 1")


def test_as_of_a_day_before_who_left_later_is_still_there() -> None:
    left = Pair(number=1, mentor="a", mentee="b", third="c", mode=Mode.RECIPROCAL, started=DAY, third_left=DAY + WEEK)
    facts = Facts(programme=programme(Mode.RECIPROCAL), today=DAY + WEEK, pairs=[left])
    assert as_of_today(facts).pairs[0].people == ("a", "b")
    assert as_of_today(replace(facts, today=DAY)).pairs[0].people == ("a", "b", "c")


@pytest.mark.parametrize(("role", "counted"), [(Role.MENTOR, "ac"), (Role.MENTEE, "bc"), (Role.BOTH, "abc")])
def test_a_third_acts_in_either_role(role: Role, counted: str) -> None:
    people = [someone(name, Role.BOTH, department=name) for name in "abc"]
    pair = Pair(number=1, mentor="a", mentee="b", third="c", mode=Mode.RECIPROCAL, started=DAY)
    facts = Facts(programme=programme(Mode.RECIPROCAL), today=DAY, participants=people, pairs=[pair])
    for name in "abc":
        found = pairs_completed(Measure(kind=MeasureKind.PAIRS_COMPLETED, role=role, among={"department": name}), facts)
        assert isinstance(found, Found) is (name in counted)
