"""The hour of a meeting and who leads it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northwind import DAY, MONDAY, pair, person, programme
from rmentor.meetings.alternation import lead_of
from rmentor.meetings.availability import Slot, slot
from rmentor.pairing.model import Pair
from rmentor.people.model import Person
from rmentor.programme.kinds import Hours
from rmentor.programme.words import Mode

TIMES = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))
HOURS = st.builds(Hours, TIMES, TIMES)
ZONES = st.sampled_from([None, "Europe/Oslo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"])
PEOPLE = st.builds(lambda hours, zone: person("a", hours=hours, zone=zone), st.none() | HOURS, ZONES)
DAYS = st.dates(date(2027, 1, 1), date(2028, 1, 1)).filter(lambda day: day.weekday() < 5)


def suits(one: Person, start: datetime) -> bool:
    """True where every minute of the hour from `start` on is one in which the person works."""
    local = [(start + timedelta(minutes=n)).astimezone(ZoneInfo(one.zone or "Europe/Oslo")) for n in range(60)]
    at_work = one.hours is None or all(one.hours.holds(moment.time()) for moment in local)
    return at_work and (local[0].date() == start.date() or local[0].weekday() < 5)


@given(PEOPLE, PEOPLE, DAYS)
def test_the_hour_suits_both_and_none_nearer_to_the_usual_one_does(one: Person, other: Person, day: date) -> None:
    plan, zone = programme(), ZoneInfo("Europe/Oslo")
    starts = [datetime.combine(day, time(hour, half), zone) for hour in range(9, 17) for half in (0, 30)]
    good = [start.time() for start in starts[:-1] if suits(one, start) and suits(other, start)]
    best = min(good, key=lambda at: (abs(at.hour * 60 + at.minute - 600), at), default=None)
    assert slot(plan, day, (one, other)) == (Slot(best, fits=True) if best else Slot(time(10), fits=False))


@pytest.mark.parametrize(("day", "at"), [("2027-03-11", time(15)), ("2027-03-18", time(14))])
def test_between_two_clock_changes_the_common_hour_is_another(day: str, at: time) -> None:
    abroad = person("ann", hours=DAY, zone="America/New_York")
    assert slot(programme(), date.fromisoformat(day), (abroad, person("bo", hours=DAY))) == Slot(at, fits=True)


def test_hours_over_midnight_hold_a_meeting() -> None:
    plan = programme(meetings={"hours": "20:00-04:00", "at": "22:30"})
    night = person("ann", hours=Hours(time(23), time(7)))
    assert slot(plan, MONDAY, [night]) == Slot(time(23), fits=True)


def test_sunday_elsewhere_is_no_working_day() -> None:
    plan = programme(plan={"start": "2027-01-11", "length": "1 month", "zone": "Pacific/Auckland"})
    assert slot(plan, MONDAY, [person("ann", zone="America/Los_Angeles")]) == Slot(time(10), fits=False)


MENTOR = ["junior1", "junior1", "junior1"]
TURNS = ["junior1", "senior1", "junior1"]


@pytest.mark.parametrize(
    ("mode", "rule", "expected"),
    [
        (Mode.REVERSE, "mentor", MENTOR),
        (Mode.REVERSE, "alternate", TURNS),
        (Mode.RECIPROCAL, "mentor", TURNS),
        (Mode.TRADITIONAL, "alternate", MENTOR),
    ],
)
def test_who_leads(mode: Mode, rule: str, expected: list[str]) -> None:
    two: Pair = pair(mode=mode)
    rules = programme(meetings={"lead": rule}).meetings
    assert [lead_of(two, rules, number) for number in (1, 2, 3)] == expected
