"""The people of a round on its two sides, and their facts as columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from rmentor.pairing.asked import TURNS, attribute_of, whole_years, working_hours
from rmentor.pairing.pool import Pool
from rmentor.pairing.terms import Codes, Couples, Floats, Mask, Numbers, Same, Shared, Table, coded
from rmentor.people.model import Participant
from rmentor.people.seniority import SENIORITY
from rmentor.programme.model import Programme
from rmentor.values import Value

_MOST_TABLED = 255


class Sides(Value):
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

    @cached_property
    def turned(self) -> Sides:
        """The same people, each on the other side."""
        return Sides(self.pool, self.mentees, self.mentors)

    @cached_property
    def wanted(self) -> Mapping[str, int]:
        """Where each topic stands that a mentee wants, by id."""
        return {
            topic: index for index, topic in enumerate(sorted({topic for one in self.mentees for topic in one.wants}))
        }

    @cached_property
    def topics(self) -> Shared:
        """How many topics the mentee wants that the mentor offers."""
        offers, wants = [one.offers for one in self.mentors], [one.wants for one in self.mentees]
        return Shared(_marked(offers, self.wanted), _marked(wants, self.wanted))

    @cached_property
    def days(self) -> tuple[Codes, Codes]:
        """When each person's working day begins and how long it is, as codes."""
        mentors, mentees = (coded(map(working_day(self.programme), side)) for side in self.both)
        return mentors, mentees

    def coded(self, fact: Callable[[Participant], int | None]) -> tuple[Codes, Codes]:
        """Return a number of each person on the two sides as codes."""
        mentors, mentees = (coded(fact(one) for one in side) for side in self.both)
        return mentors, mentees

    def without(self, couples: Iterable[tuple[str, str]]) -> Couples:
        """Return a term that is true for all pairs but these couples, whichever of the two stands first."""
        rows, columns, width = self.rows, self.columns, len(self.mentees)
        keys = {
            rows[mentor] * width + columns[mentee]
            for couple in couples
            for mentor, mentee in (couple, couple[::-1])
            if mentor in rows and mentee in columns
        }
        return Couples(np.array(sorted(keys), dtype=np.int64), width)


def same(
    rows: Iterable[Hashable | None], columns: Iterable[Hashable | None], answers: tuple[Any, Any, Any]
) -> Same | Table:
    """Return what is answered where two agree, where they differ, and where one of them is not known."""
    mine = list(rows)
    codes = coded([*mine, *columns])
    mine_of, theirs_of = codes.of[: len(mine)], codes.of[len(mine) :]
    size, (agree, differ, unknown) = len(codes.values), answers
    if size > _MOST_TABLED:
        return Same(mine_of, theirs_of, *answers)
    values = np.full((size + 1, size + 1), unknown)
    values[:-1, :-1] = np.where(np.eye(size, dtype=bool), agree, differ)
    return Table(mine_of, theirs_of, values)


def seniority(programme: Programme, fact: str) -> Callable[[Participant], int | None]:
    """Return how to read how senior somebody is by a fact, `years` being whole years in the organisation."""
    start = programme.plan.start
    if fact == "years":
        return lambda one: None if one.person.joined is None else whole_years(one.person.joined, start)
    return lambda one: SENIORITY[fact](one.person, start)


def folded(programme: Programme, attribute: str) -> Callable[[Participant], str | None]:
    """Return how to read an attribute without its capitals, None where it is not known."""
    return lambda one: attribute_of(programme, one.person, attribute).casefold() or None


def working_day(programme: Programme) -> Callable[[Participant], tuple[int, int] | None]:
    """Return how to read when somebody's day begins and how long it is, None where the hours are not known."""
    return lambda one: None if one.person.hours is None else working_hours(programme, one.person)


def minutes_together(one: Numbers, other: Numbers) -> Numbers:
    """Return the minutes of a day that two work together; days are (begin, length) in the last axis."""
    begin, end = one[..., 0], one[..., 0] + one[..., 1]
    found: Numbers = np.zeros(np.broadcast_shapes(begin.shape, other.shape[:-1]), dtype=np.int64)
    for turn in TURNS:
        other_begin = other[..., 0] + turn
        found += np.maximum(0, np.minimum(end, other_begin + other[..., 1]) - np.maximum(begin, other_begin))
    return found


def _marked(topics: Sequence[Sequence[str]], place: Mapping[str, int]) -> Floats:
    """Return a row for each list of topics with 1 at the place of each; topics without a place are left out."""
    marks = np.zeros((len(topics), len(place)), dtype=np.float32)
    cells = [(row, place[topic]) for row, some in enumerate(topics) for topic in some if topic in place]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    marks[rows, columns] = 1
    return marks


def flags(people: Iterable[Participant], fact: Callable[[Participant], bool]) -> Mask:
    """Return of whom something is true."""
    return np.array([fact(one) for one in people], dtype=bool)
