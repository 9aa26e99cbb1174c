"""What rules about pairs ask of one person."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from rmentor.people.generations import GENERATION, generation
from rmentor.people.model import Person
from rmentor.programme.kinds import MINUTES_OF_DAY, minute_of
from rmentor.programme.model import Programme

_FACTS = frozenset({"department", "site", "manager", "zone", "grade", "birth_year", "industry_since"})
TURNS = (-MINUTES_OF_DAY, 0, MINUTES_OF_DAY)


def attribute_of(programme: Programme, person: Person, attribute: str) -> str:
    """Return a fact of that name, else the roster's attribute of that name, as text; empty where not known.

    The generation follows from the birth year, unless the roster has an attribute of that name.
    """
    if attribute in _FACTS:
        value = getattr(person, attribute)
        return "" if value is None else str(value)
    if attribute == GENERATION and GENERATION not in programme.roster.attributes:
        return "" if person.birth_year is None else generation(person.birth_year)
    return person.attributes.get(attribute, "")


def working_hours(programme: Programme, person: Person) -> tuple[int, int]:
    """Return the minute of a day in UTC at which work begins on the programme's first day, and for how many it lasts.

    Who gives no zone works in the programme's; who gives no hours, at no time.
    """
    if person.hours is None:
        return 0, 0
    ahead = _minutes_ahead(person.zone or programme.plan.zone, programme.plan.start)
    begins = (minute_of(person.hours.start) - ahead) % MINUTES_OF_DAY
    return begins, person.hours.minutes_to(person.hours.end)


def minutes_in_common(programme: Programme, one: Person, other: Person) -> int:
    """Return for how many minutes of a day two work at the same time."""
    (begin, length), (also, for_long) = working_hours(programme, one), working_hours(programme, other)
    return sum(max(0, min(begin + length, also + for_long + turn) - max(begin, also + turn)) for turn in TURNS)


@cache
def _minutes_ahead(zone: str, day: date) -> int:
    ahead = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    return round(ahead.total_seconds() / 60) if ahead is not None else 0


def whole_years(since: date, until: date) -> int:
    """Return how many whole years have passed by a day, 0 where none has."""
    begun = (until.month, until.day) < (since.month, since.day)
    return max(0, until.year - since.year - begun)
