"""The people of a round on its two sides, and their facts as columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache, cached_property
from zoneinfo import ZoneInfo

import numpy as np

from rmentor.pairing.pool import Pool
from rmentor.pairing.terms import Codes, Couples, Mask, Numbers, coded
from rmentor.people.model import Participant, Person
from rmentor.programme.kinds import MINUTES_OF_DAY, minute_of
from rmentor.programme.model import Programme

_DAYS_OF_YEAR = 365.25
_OWN = {"department", "site", "manager", "zone", "grade", "birth_year", "industry_since"}


@dataclass(frozen=True)
class Sides:
    """Those who may mentor and those who may be mentored, each sorted by id; in reciprocal mode both are everyone."""

    pool: Pool
    mentors: tuple[Participant, ...]
    mentees: tuple[Participant, ...]

    @property
    def programme(self) -> Programme:
        """The programme whose round it is."""
        return self.pool.programme

    @property
    def both_ways(self) -> bool:
        """True where the two of a pair mentor each other."""
        return self.pool.both_ways

    @property
    def both(self) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """The mentors, then the mentees."""
        return self.mentors, self.mentees

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Where each mentor stands, by id."""
        return {one.id: index for index, one in enumerate(self.mentors)}

    @cached_property
    def columns(self) -> Mapping[str, int]:
        """Where each mentee stands, by id."""
        return {one.id: index for index, one in enumerate(self.mentees)}

    def coded(self, fact: Callable[[Participant], int | None]) -> tuple[Codes, Codes]:
        """Return a number of each person on the two sides as codes."""
        mentors, mentees = (coded(fact(one) for one in side) for side in self.both)
        return mentors, mentees

    def without(self, couples: Iterable[tuple[str, str]]) -> Couples:
        """Return a term that is true for all pairs but these couples, whichever of the two stands first."""
        keys: set[int] = set()
        for couple in couples:
            for mentor, mentee in (couple, couple[::-1]):
                if mentor in self.rows and mentee in self.columns:
                    keys.add(self.rows[mentor] * len(self.mentees) + self.columns[mentee])
        return Couples(np.array(sorted(keys), dtype=np.int64), len(self.mentees))


def seniority(programme: Programme) -> Mapping[str, Callable[[Participant], int | None]]:
    """Return how to read how senior somebody is, by each fact; a larger number is more senior.

    Time in the organisation is in days, and in whole years as `years`, up to the programme's start.
    """
    start = programme.plan.start

    def days(one: Participant) -> int | None:
        return None if one.person.joined is None else max(0, (start - one.person.joined).days)

    def years(one: Participant) -> int | None:
        served = days(one)
        return None if served is None else int(served / _DAYS_OF_YEAR)

    return {
        "grade": lambda one: one.person.grade,
        "age": lambda one: _since(one.person.birth_year, start),
        "tenure": days,
        "years": years,
        "industry": lambda one: _since(one.person.industry_since, start),
    }


def _since(year: int | None, day: date) -> int | None:
    return None if year is None else max(0, day.year - year)


def attribute_of(person: Person, attribute: str) -> str:
    """Return a fact of that name, else the roster's attribute of that name, as text; empty where not known."""
    if attribute in _OWN:
        value = getattr(person, attribute)
        return "" if value is None else str(value)
    return person.attributes.get(attribute, "")


def folded(attribute: str) -> Callable[[Participant], str | None]:
    """Return how to read an attribute without its capitals, None where it is not known."""
    return lambda one: attribute_of(one.person, attribute).casefold() or None


def working_day(programme: Programme) -> Callable[[Participant], tuple[int, int] | None]:
    """Return how to read when somebody's day begins, in minutes UTC, and how long it is, on the programme's first day.

    Who gives no zone works in the programme's.
    """

    def read(one: Participant) -> tuple[int, int] | None:
        hours = one.person.hours
        if hours is None:
            return None
        ahead = _minutes_ahead(one.person.zone or programme.plan.zone, programme.plan.start)
        return (minute_of(hours.start) - ahead) % MINUTES_OF_DAY, hours.minutes_to(hours.end)

    return read


def minutes_together(one: Numbers, other: Numbers) -> Numbers:
    """Return the minutes of a day that two work together; days are (begin, length) in the last axis."""
    begin, end = one[..., 0], one[..., 0] + one[..., 1]
    found: Numbers = np.zeros(np.broadcast_shapes(begin.shape, other.shape[:-1]), dtype=np.int64)
    for turn in (-MINUTES_OF_DAY, 0, MINUTES_OF_DAY):
        other_begin = other[..., 0] + turn
        found += np.maximum(0, np.minimum(end, other_begin + other[..., 1]) - np.maximum(begin, other_begin))
    return found


@cache
def _minutes_ahead(zone: str, day: date) -> int:
    ahead = datetime.combine(day, time(12), ZoneInfo(zone)).utcoffset()
    return round(ahead.total_seconds() / 60) if ahead is not None else 0


def flags(people: Iterable[Participant], fact: Callable[[Participant], bool]) -> Mask:
    """Return of whom something is true."""
    return np.array([fact(one) for one in people], dtype=bool)
