"""The only place that asks the clock."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

_YEARS = range(1950, 2200)


def moment_of(text: str) -> datetime:
    """Read a day (taken at noon) or a moment; raises ValueError for anything else, and for other centuries.

    Plans reach years ahead, so a day near the calendar's end could not be worked with.
    """
    moment = datetime.fromisoformat(text)
    if moment.year not in _YEARS:
        raise ValueError(text)
    return datetime.combine(moment.date(), time(12)) if len(text) == len("2027-01-31") else moment


def now_in(zone: str, given: datetime | None) -> datetime:
    """Return the moment that was given, or the clock's, aware in the zone."""
    place = ZoneInfo(zone)
    if given is None:
        return datetime.now(place)
    return given.replace(tzinfo=place) if given.tzinfo is None else given.astimezone(place)
