"""The days of a pair's meetings."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from northwind import MONDAY, PLAN, programme
from rmentor.errors import NotFound, Refused
from rmentor.meetings.model import MeetingKind
from rmentor.meetings.series import series
from rmentor.programme.model import Programme

NORWAY = holidays.country_holidays("NO", years=range(2024, 2034))
STARTS = st.dates(date(2025, 1, 1), date(2030, 12, 31))
EVERY = st.builds("{} {}".format, st.integers(1, 9), st.sampled_from(["days", "weeks", "months"]))


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    length, follow_up = draw(st.tuples(st.integers(1, 400), st.integers(0, 200)))
    plan = PLAN | {"start": draw(STARTS), "length": f"{length} days", "follow_up": f"{follow_up} days"}
    meetings = {"every": draw(EVERY)} | draw(st.sampled_from([{}, {"holidays": "NO"}]))
    return programme(plan=plan, meetings=meetings)


def works(plan: Programme, day: date) -> bool:
    return day.weekday() < 5 and not (plan.meetings.holidays and day in NORWAY)


@given(programmes(), st.integers(-30, 300))
def test_meetings_lie_in_the_plan_on_working_days_one_after_the_other(plan: Programme, late: int) -> None:
    started = plan.plan.start + timedelta(days=late)
    days = series(plan, started)
    regular = [day.on for day in days if day.kind is not MeetingKind.FOLLOW_UP]
    assert all(max(plan.plan.start, started) <= day < plan.plan.end for day in regular)
    assert all(works(plan, day.on) for day in days)
    assert all(earlier.on < later.on for earlier, later in pairwise(days))


@given(programmes())
def test_there_is_one_meeting_for_each_step_of_the_cadence_that_has_a_working_day(plan: Programme) -> None:
    nominal = [plan.meetings.every.after(plan.plan.start, times) for times in range(400)]
    steps = [*[day for day in nominal if day < plan.plan.end], plan.plan.end]
    spans = [[first + timedelta(days=n) for n in range((end - first).days)] for first, end in pairwise(steps)]
    expected = [next(day for day in span if works(plan, day)) for span in spans if any(works(plan, d) for d in span)]
    regular = [day.on for day in series(plan, MONDAY - timedelta(days=9999)) if day.kind is not MeetingKind.FOLLOW_UP]
    assert regular == expected


@given(programmes())
def test_the_last_is_the_closure_and_the_mid_point_is_the_nearest_between(plan: Programme) -> None:
    days = [day for day in series(plan, plan.plan.start) if day.kind is not MeetingKind.FOLLOW_UP]
    assert [day.kind for day in days[-1:]] == [MeetingKind.CLOSURE] * bool(days)
    between = [abs(day.on - plan.plan.middle) for day in days[1:-1]]
    found = [abs(day.on - plan.plan.middle) for day in days if day.kind is MeetingKind.MIDPOINT]
    assert found == sorted(between)[:1]


def test_a_public_holiday_moves_a_meeting_to_the_next_working_day() -> None:
    plan = programme(plan=PLAN | {"start": "2027-04-17", "length": "2 months"}, meetings={"holidays": "NO"})
    assert [day.on for day in series(plan, MONDAY)] == [date(2027, 4, 19), date(2027, 5, 18)]


def test_the_31st_is_the_last_day_of_a_shorter_month() -> None:
    plan = programme(plan=PLAN | {"start": "2028-01-31", "length": "3 months"})
    assert [day.on.isoformat() for day in series(plan, MONDAY)] == ["2028-01-31", "2028-02-29", "2028-03-31"]


def test_a_pair_that_starts_after_the_middle_has_no_mid_point_and_after_the_end_nothing() -> None:
    plan = programme(plan=PLAN | {"follow_up": "3 months"})
    kinds = [day.kind for day in series(plan, date(2027, 5, 3))]
    assert kinds == [MeetingKind.REGULAR, MeetingKind.REGULAR, MeetingKind.CLOSURE, MeetingKind.FOLLOW_UP]
    assert series(plan, plan.plan.end) == ()


def test_a_friday_off_is_a_day_off_where_the_weekend_is_another() -> None:
    plan = programme(plan=PLAN | {"start": "2027-01-15", "length": "1 week"}, meetings={"holidays": "SA"})
    assert [day.on for day in series(plan, MONDAY)] == [date(2027, 1, 17)]


def test_a_cadence_of_hours_is_refused() -> None:
    with pytest.raises(Refused, match="a day is the shortest"):
        series(programme(meetings={"every": "5 hours"}), MONDAY)


def test_an_unknown_region_is_named() -> None:
    with pytest.raises(NotFound, match="'NO-XX'"):
        series(programme(meetings={"holidays": "NO-XX"}), MONDAY)
