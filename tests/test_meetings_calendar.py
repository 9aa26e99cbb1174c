"""Calendar files, as other programs read them."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import tzical
from icalendar import Calendar, Event

from northwind import OFFICE, agenda, pair, programme
from rmentor.files.ics import calendar_file, pair_files
from rmentor.meetings.agenda import Agenda
from rmentor.meetings.entries import Contact, Entry, entry
from rmentor.meetings.model import Meeting, MeetingKind
from rmentor.meetings.planning import cancelled, moved, plan_pair
from rmentor.programme.model import Programme

NOW = datetime(2027, 1, 4, 12, tzinfo=ZoneInfo("Europe/Oslo"))
PLAN = programme(meetings={"every": "1 week", "place": "Café Nord"}, reminders=OFFICE)
TWO: Agenda = agenda(pair())
KHAL = shutil.which("khal")


def planned() -> list[Meeting]:
    return list(plan_pair(PLAN, TWO, pair(), NOW).meetings)


def entries(*meetings: Meeting, plan: Programme = PLAN, people: Agenda = TWO) -> list[Entry]:
    return [entry(plan, people, meeting) for meeting in meetings]


def events(content: bytes) -> list[Event]:
    return Calendar.from_ical(content).events


def test_ten_o_clock_stays_ten_o_clock_over_a_clock_change() -> None:
    starts: list[Any] = [event.start for event in events(calendar_file(entries(*planned()), NOW))]
    assert {start.hour for start in starts} == {10}
    hours = {start.date(): start.astimezone(UTC).hour for start in starts}
    assert (hours[date(2027, 3, 22)], hours[date(2027, 3, 29)]) == (9, 8)


@pytest.mark.parametrize(
    "zone", ["Europe/Oslo", "America/New_York", "Europe/Dublin", "Asia/Kolkata", "Africa/Casablanca"]
)
def test_the_zone_in_the_file_tells_the_hours_of_the_zone(zone: str) -> None:
    plan = programme(plan={"start": "2027-01-11", "length": "18 months", "zone": zone})
    content = calendar_file(entries(*plan_pair(plan, TWO, pair(), NOW).meetings, plan=plan), NOW)
    assert b"RDATE" not in content
    ours, theirs = tzical(io.StringIO(content.decode())).get(zone), ZoneInfo(zone)
    for noon in (datetime(2027, 1, 1, 12, tzinfo=theirs) + timedelta(days=n) for n in range(700)):
        assert noon.replace(tzinfo=ours).utcoffset() == noon.utcoffset()


def test_a_clock_change_is_dated_by_the_clock_before_it() -> None:
    """RFC 5545, 3.6.5: the onset stands in the local time of the offset it ends."""
    zone: Any = Calendar.from_ical(calendar_file(entries(*planned()), NOW)).timezones[0]
    starts = [f"{change.DTSTART:%Y-%m-%d %H:%M}" for change in zone.walk() if "DTSTART" in change]
    assert starts == ["2027-01-01 00:00", "2027-03-28 02:00", "2027-10-31 03:00"]


def test_a_request_names_all_that_a_calendar_shows() -> None:
    calendar = Calendar.from_ical(calendar_file(entries(planned()[0]), NOW))
    event = calendar.events[0]
    assert (calendar["method"], event["status"], event.sequence, event.summary, event.location) == (
        "REQUEST", "CONFIRMED", 0, "Northwind: meeting 1", "Café Nord",
    )  # fmt: skip
    assert event.end - event.start == timedelta(hours=1)
    assert event.DTSTAMP == NOW
    assert str(event.organizer) == "mailto:office@north.example"
    assert [str(guest) for guest in event.attendees] == ["mailto:junior1@north.example", "mailto:senior1@north.example"]
    assert "Junior1 Example leads." in str(event.description)


def test_topics_are_named_by_their_titles() -> None:
    meeting = Meeting(
        pair=1, number=3, kind=MeetingKind.MIDPOINT, on=date(2027, 3, 1), at=time(10), zone="UTC", minutes=90,
        lead="senior1", topics=("data",),
    )  # fmt: skip
    shown = entries(meeting)[0]
    assert shown.summary == "Northwind: meeting 3, the mid-point"
    assert "Topics: Data." in shown.description
    assert b"VTIMEZONE" not in calendar_file([shown], NOW)
    assert b"DTSTART:20270301T100000Z" in calendar_file([shown], NOW)


def test_the_uid_stays_and_the_sequence_rises_through_a_move_and_a_cancellation() -> None:
    first = planned()[1]
    second = moved(first, date(2027, 1, 20), time(14))
    third = cancelled(second)
    ids = [(one.uid, one.sequence, one.cancelled) for one in entries(first, second, third)]
    assert [one[1:] for one in ids] == [(0, False), (1, False), (2, True)]
    assert len({one[0] for one in ids}) == 1
    assert ids[0][0].endswith("@rmentor")
    assert not any(name in ids[0][0] for name in ("junior", "senior", "north"))


def test_uids_differ_between_meetings_pairs_and_programmes() -> None:
    both = agenda(pair(1), pair(2))
    meetings = [meeting for one in (pair(1), pair(2)) for meeting in plan_pair(PLAN, both, one, NOW).meetings]
    assert len({one.uid for one in entries(*meetings, people=both)}) == len(meetings)


def test_what_is_cancelled_has_a_file_of_its_own() -> None:
    first, second, *_ = planned()
    files = pair_files("north-pair-007", entries(first, cancelled(second)), NOW)
    methods = {name: Calendar.from_ical(content or b"")["method"] for name, content in files.items()}
    assert methods == {"north-pair-007.ics": "REQUEST", "north-pair-007-cancelled.ics": "CANCEL"}
    assert pair_files("north-pair-007", entries(first), NOW)["north-pair-007-cancelled.ics"] is None


def test_without_a_facilitator_whoever_books_is_the_organiser() -> None:
    plan = programme(meetings={"booked_by": "mentor"})
    assert entries(planned()[0], plan=plan)[0].organiser == Contact("junior1@north.example", "Junior1 Example")


def test_a_person_without_an_address_is_not_invited() -> None:
    people = agenda(pair(), senior1={"email": None})
    assert entries(planned()[0], plan=programme(), people=people)[0].organiser is None
    assert [one.name for one in entries(planned()[0], people=people)[0].attendees] == ["Junior1 Example"]


def test_the_same_meetings_at_the_same_moment_are_the_same_bytes() -> None:
    assert calendar_file(entries(*planned()), NOW) == calendar_file(entries(*planned()), NOW)


def test_text_that_means_something_in_a_calendar_file_stays_text() -> None:
    people = agenda(pair(), junior1={"name": 'Ann; "Q", B\\n'})
    event = events(calendar_file(entries(planned()[0], people=people), NOW))[0]
    assert 'Ann; "Q", B\\n leads.' in str(event.description)
    assert len(events(calendar_file(entries(planned()[0], people=people), NOW))) == 1


@pytest.mark.skipif(KHAL is None, reason="khal, a calendar for terminals, is not installed")
def test_a_calendar_program_follows_a_request_a_move_and_a_cancellation() -> None:
    first, second, *_ = planned()
    gone = cancelled(second)
    assert khal(calendar_file(entries(first, second), NOW)) == ["11 10:00 CONFIRMED", "18 10:00 CONFIRMED"]
    there = moved(first, date(2027, 1, 13), time(14))
    assert khal(calendar_file(entries(there), NOW)) == ["13 14:00 CONFIRMED", "18 10:00 CONFIRMED"]
    assert khal(calendar_file(entries(gone), NOW)) == ["13 14:00 CONFIRMED", "18 10:00 CANCELLED"]


def khal(content: bytes) -> list[str]:
    """Let khal import a file, and return what it then shows of January."""
    for name, text in (("khal.conf", _CONFIGURATION.format(folder=Path.cwd())), ("in.ics", content.decode())):
        Path(name).write_text(text)
    Path("calendar").mkdir(exist_ok=True)
    command = [str(KHAL), "-c", "khal.conf"]
    subprocess.run([*command, "import", "--batch", "-a", "north", "in.ics"], check=True, capture_output=True)
    listing = [*command, "list", "-df", "", "--format", "{start-date} {start-time} {status}", "2027-01-01", "30d"]
    shown = subprocess.run(listing, check=True, capture_output=True, text=True).stdout.splitlines()
    return [line.removeprefix("2027-01-").strip() for line in shown if line.strip()]


_CONFIGURATION = """\
[calendars]
[[north]]
path = {folder}/calendar
[sqlite]
path = {folder}/khal.db
[locale]
local_timezone = Europe/Oslo
default_timezone = Europe/Oslo
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""
