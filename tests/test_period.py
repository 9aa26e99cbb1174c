"""Lengths of time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmentor.programme.period import Period


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("3 months", date(2027, 1, 11), date(2027, 4, 11)),
        ("1 month", date(2027, 1, 31), date(2027, 2, 28)),
        ("1 year", date(2028, 2, 29), date(2029, 2, 28)),
        ("2 weeks", date(2027, 12, 25), date(2028, 1, 8)),
        ("90 minutes", date(2027, 1, 1), date(2027, 1, 1)),
    ],
)
def test_a_period_leads_from_a_day_to_a_day(period: str, start: date, end: date) -> None:
    assert Period.parse(period).after(start) == end


@pytest.mark.parametrize("text", ["", "3", "months", "-1 day", "1.5 days", "3 moons", "٣ days"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the reader words the message
        Period.parse(text)


@given(st.integers(1, 240), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_months_ahead_and_back_come_within_three_days(months: int, day: date) -> None:
    period = Period.parse(f"{months} months")
    assert 0 <= (day - period.before(period.after(day))).days <= 3


def test_a_period_past_the_calendar_overflows() -> None:
    with pytest.raises(OverflowError):
        Period.parse("9999 years").after(date(2027, 1, 1))
