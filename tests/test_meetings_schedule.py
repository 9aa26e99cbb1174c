"""`rmentor schedule`, as a facilitator types it."""

from __future__ import annotations

import json
from datetime import date, time
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from icalendar import Calendar

from conftest import Run
from northwind import DAY, MONDAY, OFFICE, database, kept, pair, text_of
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.pairing.model import EndReason
from rmentor.programme.kinds import Hours
from rmentor.store import connection, journal, meetings, people, rounds

TODAY = ("--today", "2027-01-04")
TEXT = text_of(meetings={"holidays": "NO", "place": "Café Nord"}, reminders=OFFICE)


@pytest.fixture
def _north() -> None:
    ended = pair(3, ended=date(2027, 1, 12), end_reason=EndReason.TIME)
    database(TEXT, pair(1), pair(2, started=date(2027, 5, 3)), ended)


@pytest.fixture
def _planned(_north: None, run: Run) -> None:
    assert run("schedule", "plan", *TODAY).code == 0


def notes() -> list[tuple[str, str]]:
    with connection.reading(Path("rmentor.db")) as db:
        return [(entry.command, entry.what) for entry in journal.entries(db)]


@pytest.mark.usefixtures("_north")
def test_plan_gives_every_open_pair_its_series(run: Run) -> None:
    ended = run("schedule", "plan", *TODAY)
    assert (ended.code, ended.out) == (0, "Planned 9 meetings of 2 pairs, 2027-01-11 to 2027-07-05.\n")
    assert ended.err == "Next: rmentor schedule ics calendars\n"
    assert [one.number for one in kept()] == [1, 2, 3, 4, 5, 6, 1, 2, 3]
    assert notes() == [("schedule plan", "9 meetings of 2 pairs")]


def reload(run: Run, **sections: Any) -> str:
    Path("north.yaml").write_text(text_of(reminders=OFFICE, **sections), "utf-8")
    return " ".join(run("load", "north.yaml", "--today", "2027-03-01").out.split())


@pytest.mark.usefixtures("_planned")
def test_load_says_which_meetings_stand_by_the_earlier_rules(run: Run) -> None:
    told = "7 meetings are planned by the earlier rules; `rmentor schedule plan --again` plans anew."
    assert told in reload(run, meetings={"holidays": "NO", "place": "Café Nord", "at": "14:00"})
    assert "earlier rules" not in reload(run, meetings={"holidays": "NO", "place": "Café Nord", "at": "14:00"})
    changed = reload(run, meetings={"holidays": "NO", "place": "Café Nord", "at": "14:00", "booked_by": "mentor"})
    assert "booked_by" in changed
    assert "earlier rules" not in changed


@pytest.mark.usefixtures("_planned")
def test_plan_again_cancels_what_is_to_come_and_plans_the_rest_anew(run: Run) -> None:
    assert run("schedule", "plan", "--again", *TODAY).out.startswith("Nothing to plan")
    reload(run, meetings={"place": "Café Nord", "every": "2 months", "at": "14:00", "lead": "alternate"})
    ended = run("schedule", "plan", "--again", "--today", "2027-03-01")
    assert ended.out.splitlines() == [
        "Cancelled 7 meetings that had been planned otherwise.",
        "Planned 4 meetings of 2 pairs, 2027-03-11 to 2027-07-05.",
    ]
    assert notes()[-1] == ("schedule plan", "4 meetings of 2 pairs, 7 cancelled")
    first = [one for one in kept() if one.pair == 1]
    assert [(one.status, one.sequence) for one in first[:6]] == [("planned", 0)] * 2 + [("cancelled", 1)] * 4
    assert [(one.number, one.on.isoformat(), one.at.hour, one.lead) for one in first[6:]] == [
        (7, "2027-03-11", 14, "junior1"), (8, "2027-05-11", 14, "senior1"),
    ]  # fmt: skip
    after = kept()
    assert run("schedule", "plan", "--again", "--today", "2027-03-01").out.startswith("Nothing to plan")
    assert kept() == after


@pytest.mark.usefixtures("_planned")
def test_a_second_plan_changes_nothing_and_says_so(run: Run) -> None:
    before = kept()
    ended = run("schedule", "plan", "--today", "2027-02-01")
    assert (ended.code, ended.out) == (0, "Nothing to plan: every open pair has its meetings.\n")
    assert (kept(), len(notes())) == (before, 1)


@pytest.mark.usefixtures("_north")
def test_a_dry_run_plans_nothing(run: Run) -> None:
    ended = run("schedule", "plan", "--dry-run", *TODAY)
    assert ended.out.startswith("Planned 9 meetings")
    assert (ended.err, kept()) == ("Dry run: nothing was changed.\n", [])


@pytest.mark.usefixtures("_north")
def test_what_lies_before_today_is_not_planned(run: Run) -> None:
    run("schedule", "plan", "--today", "2027-06-01")
    assert [(one.pair, one.number, one.on.isoformat()) for one in kept()] == [
        (1, 1, "2027-06-11"), (2, 1, "2027-06-03"), (2, 2, "2027-07-05"),
    ]  # fmt: skip
    assert kept()[0].kind is MeetingKind.CLOSURE


@pytest.mark.usefixtures("_north")
@pytest.mark.parametrize(
    ("now", "first"),
    [("2027-01-11T09:59", "2027-01-11"), ("2027-01-11T10:01", "2027-01-12"), ("2027-06-11T10:01", "2027-06-14")],
)
def test_a_meeting_whose_hour_has_passed_today_moves_to_the_next_working_day(run: Run, now: str, first: str) -> None:
    run("schedule", "plan", "--today", now)
    assert kept()[0].on.isoformat() == first
    assert (kept()[0].kind is MeetingKind.CLOSURE) == (now > "2027-06")


@pytest.mark.parametrize(
    ("every", "now", "expected"),
    [
        ("1 day", "2027-01-11T12:00", ["2027-01-12", "2027-01-13"]),
        ("1 month", "2027-07-10T12:00", []),
        ("1 week", "2027-07-05T12:00", ["2027-07-06"]),
    ],
)
def test_a_meeting_put_off_stays_before_the_next_and_in_the_programme(
    run: Run, every: str, now: str, expected: list[str]
) -> None:
    database(text_of(meetings={"every": every}), pair(1))
    run("schedule", "plan", "--today", now)
    assert [one.on.isoformat() for one in kept()[:2]] == expected


@pytest.mark.usefixtures("_north")
def test_after_the_end_plan_says_that_it_is_too_late(run: Run) -> None:
    assert run("schedule", "plan", "--today", "2027-09-01").out == "Too late to plan anything: pairs 1, 2.\n"


def test_without_pairs_plan_says_so(run: Run) -> None:
    database(TEXT)
    assert run("schedule", "plan", *TODAY).out == "There is no open pair.\n"


def test_a_pair_that_met_before_it_was_planned_goes_on_from_there(run: Run) -> None:
    met = Meeting(
        pair=1, number=1, kind=MeetingKind.REGULAR, on=MONDAY, at=time(9), zone="Europe/Oslo", minutes=45,
        lead="junior1", status=MeetingStatus.HELD,
    )  # fmt: skip
    database(TEXT, pair(1), known=[met])
    assert run("schedule", "plan", "--today", MONDAY).code == 0
    assert kept()[0] == met
    assert [(one.number, one.on.month) for one in kept()] == [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6)]


def test_where_no_hour_suits_both_plan_tells_it(run: Run) -> None:
    database(TEXT, pair(1), senior1={"hours": Hours(time(18), time(23))}, junior1={"hours": DAY})
    told = "Pair 1: no hour suits both, the usual one stands for meetings 1, 2, 3, 4, 5, 6."
    assert told in " ".join(run("schedule", "plan", *TODAY).out.split())
    assert {one.at for one in kept()} == {time(10)}


@pytest.mark.usefixtures("_planned")
def test_list_shows_the_next_four_weeks(run: Run) -> None:
    ended = run("schedule", "list", *TODAY)
    assert ended.out.startswith("1 meeting planned for the next 4 weeks.")
    assert "1     1   Mon 2027-01-11   10:00   Junior1 Example   Senior1 Example" in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


@pytest.mark.usefixtures("_planned")
def test_list_shows_a_pair_or_everything_as_json(run: Run) -> None:
    coming = json.loads(run("schedule", "list", "--pair", "senior2", "--json", "--today", "2027-06-01").out)
    assert [one["on"] for one in coming["meetings"]] == ["2027-06-03", "2027-07-05"]
    assert coming["meetings"][0] == {
        "pair": 2, "number": 2, "kind": "regular", "on": "2027-06-03", "at": "10:00", "zone": "Europe/Oslo",
        "minutes": 60, "lead": "junior2", "place": "Café Nord", "status": "planned", "sequence": 0, "topics": [],
    }  # fmt: skip
    everything = json.loads(run("schedule", "list", "--all", "--json", "--today", "2027-06-01").out)
    assert len(everything["meetings"]) == 9


@pytest.mark.usefixtures("_planned")
def test_move_changes_day_hour_and_sequence(run: Run) -> None:
    ended = run("schedule", "move", "junior1", 2, "2027-02-16", "--at", "14:30", *TODAY)
    assert ended.out == "Meeting 2 of pair 1 moves from Thu 2027-02-11 10:00 to Tue 2027-02-16 14:30.\n"
    assert ended.err == "Next: rmentor schedule ics calendars --pair 1\n"
    after = kept()[1]
    assert (after.on, after.at, after.sequence) == (date(2027, 2, 16), time(14, 30), 1)
    assert notes()[-1] == ("schedule move", "meeting 1.2 to 2027-02-16 14:30")


@pytest.mark.usefixtures("_planned")
def test_cancel_raises_the_sequence_and_is_final(run: Run) -> None:
    assert run("schedule", "cancel", 1, 2, *TODAY).out == "Meeting 2 of pair 1, Thu 2027-02-11 10:00, is cancelled.\n"
    assert (kept()[1].status, kept()[1].sequence) == (MeetingStatus.CANCELLED, 1)
    again = run("schedule", "cancel", 1, 2, *TODAY)
    assert (again.code, again.out) == (5, "")
    assert "is cancelled; only a planned one can be cancelled" in again.err
    assert run("schedule", "move", 1, 2, "2027-02-16", *TODAY).code == 5
    assert kept()[1].sequence == 1


@pytest.mark.usefixtures("_planned")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("move", 1, 2, "2027-02-11"), 5),
        (("move", 1, 2, "2026-12-01"), 5),
        (("move", 1, 9, "2027-02-16"), 4),
        (("move", "nobody", 2, "2027-02-16"), 4),
        (("move", 1, 2, "next week"), 2),
        (("move", 1, 2, "2027-02-16", "--at", "2pm"), 2),
        (("cancel", 1, 0), 2),
        (("cancel", 3, 1), 4),
    ],
)
def test_what_cannot_be_changed_is_refused_and_stays(run: Run, words: tuple[object, ...], code: int) -> None:
    before = kept()
    ended = run("schedule", *words, *TODAY)
    assert (ended.code, ended.out, bool(ended.err)) == (code, "", True)
    assert kept() == before


@pytest.mark.usefixtures("_planned")
@pytest.mark.parametrize(
    ("number", "day", "at", "said"),
    [
        (1, "2027-01-08", "10:00", "2027-01-08 is before 2027-01-11, the day pair 1 begins"),
        (1, "2028-07-11", "10:00", "2028-07-11 is more than a year after 2027-07-11, when the programme is over"),
        (1, "9999-12-31", "23:59", "more than a year after"),
        (1, "2027-03-28", "02:30", "there is no 02:30 on 2027-03-28 in Europe/Oslo: the clocks go forward over it"),
    ],
)
def test_a_meeting_does_not_move_to_where_its_pair_cannot_meet(
    run: Run, number: int, day: str, at: str, said: str
) -> None:
    before = kept()
    ended = run("schedule", "move", 1, number, day, "--at", at, *TODAY)
    assert (ended.code, ended.out) == (5, "")
    assert said in " ".join(ended.err.split())
    assert kept() == before
    assert run("schedule", "move", 1, number, "2028-07-10", "--at", "10:00", *TODAY).code == 0


@pytest.mark.usefixtures("_planned")
def test_a_meeting_may_move_to_a_day_off_but_not_unnoticed(run: Run) -> None:
    ended = run("schedule", "move", 1, 5, "2027-05-17", *TODAY)
    assert ended.code == 0
    assert ended.err.startswith("Monday 2027-05-17 is not a working day.\n")


@pytest.mark.usefixtures("_planned")
def test_ics_writes_private_files_named_by_number(run: Run) -> None:
    run("schedule", "cancel", 1, 2, *TODAY)
    ended = run("schedule", "ics", "out/calendars", *TODAY)
    assert ended.out == "3 calendar files with 9 meetings in out/calendars.\n"
    modes = {path.name: path.stat().st_mode & 0o777 for path in Path("out/calendars").iterdir()}
    assert modes == dict.fromkeys(["north-pair-001.ics", "north-pair-001-cancelled.ics", "north-pair-002.ics"], 0o600)
    assert Path("out/calendars").stat().st_mode & 0o777 == 0o700


@pytest.mark.usefixtures("_planned")
def test_ics_brings_a_folder_up_to_date_and_leaves_the_rest_of_it(run: Run) -> None:
    run("schedule", "ics", "calendars", *TODAY)
    Path("calendars/notes.txt").write_text("mine")
    with connection.writing(Path("rmentor.db")) as db:
        assert meetings.cancel_from(db, "north", 2, MONDAY) == 3
    run("schedule", "ics", "calendars", *TODAY)
    assert sorted(path.name for path in Path("calendars").iterdir()) == [
        "north-pair-001.ics", "north-pair-002-cancelled.ics", "notes.txt",
    ]  # fmt: skip
    cancelled = Calendar.from_ical(Path("calendars/north-pair-002-cancelled.ics").read_bytes())
    assert [(event["status"], event.sequence) for event in cancelled.events] == [("CANCELLED", 1)] * 3


@pytest.mark.usefixtures("_planned")
def test_two_programmes_share_a_folder_and_keep_their_files(run: Run) -> None:
    run("schedule", "ics", "calendars", *TODAY)
    north = {path: path.read_bytes() for path in Path("calendars").iterdir()}
    Path("south.yaml").write_text(TEXT.replace("id: north", "id: south"), "utf-8")
    run("load", "south.yaml", *TODAY)
    with connection.writing(Path("rmentor.db")) as db:
        people.save(db, "south", people.participants(db, "north"))
        rounds.save_pairs(db, "south", [pair(1)])
    for words in (("plan",), ("ics", "calendars"), ("cancel", 1, 1), ("ics", "calendars")):
        assert run("schedule", *words, "-p", "south", *TODAY).code == 0
    assert {path: path.read_bytes() for path in north} == north
    south = {path.name for path in Path("calendars").iterdir()} - {path.name for path in north}
    assert south == {"south-pair-001.ics", "south-pair-001-cancelled.ics"}


@pytest.mark.usefixtures("_planned")
def test_ics_replaces_a_link_and_does_not_write_through_it(run: Run) -> None:
    Path("calendars").mkdir()
    Path("mine").write_text("mine")
    Path("calendars/north-pair-001.ics").symlink_to(Path("mine").absolute())
    assert run("schedule", "ics", "calendars", "--pair", "1", *TODAY).code == 0
    assert (Path("mine").read_text(), Path("calendars/north-pair-001.ics").is_symlink()) == ("mine", False)


@pytest.mark.usefixtures("_north")
def test_ics_without_meetings_says_what_comes_first(run: Run) -> None:
    ended = run("schedule", "ics", "calendars", *TODAY)
    assert (ended.code, ended.err) == (0, "Next: rmentor schedule plan\n")


@pytest.mark.usefixtures("_planned")
def test_a_folder_that_cannot_be_made_is_named(run: Run) -> None:
    Path("taken").write_text("")
    ended = run("schedule", "ics", "taken/calendars", *TODAY)
    assert (ended.code, ended.out) == (2, "")
    assert "taken/calendars cannot be written" in ended.err


def test_five_hundred_pairs_are_planned_in_a_second_or_two(run: Run) -> None:
    database(TEXT, *(pair(number) for number in range(1, 501)))
    begun = process_time()
    assert run("schedule", "plan", *TODAY).out.startswith("Planned 3000 meetings of 500 pairs")
    assert process_time() - begun < 4
