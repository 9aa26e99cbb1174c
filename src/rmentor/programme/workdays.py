"""The days on which people work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING

from rmentor.errors import NotFound

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 5


def days(first: date, end: date) -> Iterator[date]:
    """Yield each day from the first up to the end, which is left out."""
    while first < end:
        yield first
        first += timedelta(days=1)


@cache
def is_working_day(day: date, region: str | None) -> bool:
    """True where the day is neither at a weekend nor a public holiday of the region, such as NO or GB-SCT.

    Without a region no holiday is known and the weekend is Saturday and Sunday. Raises NotFound for a region
    whose holidays nobody has listed.
    """
    if region is None:
        return day.weekday() < SATURDAY
    holidays = _holidays(region)
    return not holidays.is_weekend(day) and day not in holidays


@cache
def _holidays(region: str) -> HolidayBase:
    from holidays import country_holidays

    country, _, part = region.partition("-")
    try:
        return country_holidays(country, subdiv=part or None)
    except NotImplementedError:
        raise NotFound("list of public holidays for", region) from None
