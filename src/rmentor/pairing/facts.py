"""People's facts as columns, so that a rule is asked of all pairs at once.

A matrix has a row for each mentor and a column for each mentee.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rmentor.pairing.asked import TURNS, attribute_of, working_hours
from rmentor.people.model import Participant, Person
from rmentor.people.seniority import SENIORITY
from rmentor.programme.model import Programme
from rmentor.programme.words import Mode

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sides:
    """Those who may mentor and those who may be mentored; in reciprocal mode both are everyone."""

    programme: Programme
    mentors: Sequence[Participant]
    mentees: Sequence[Participant]
    managers: Mapping[str, str]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of a matrix."""
        return len(self.mentors), len(self.mentees)

    @property
    def both_ways(self) -> bool:
        """True where the two of a pair mentor each other."""
        return self.programme.mode is Mode.RECIPROCAL


@dataclass(frozen=True, slots=True)
class Measured:
    """A number for every pair, and where it is known."""

    values: Numbers
    known: Mask


def above(sides: Sides, fact: str) -> Measured:
    """Return how far the mentee stands above the mentor by grade, age, tenure or industry, in the fact's own unit."""
    read, start = SENIORITY[fact], sides.programme.plan.start
    mentors, mentees = (_column([read(one.person, start) for one in side]) for side in (sides.mentors, sides.mentees))
    known = mentors.known[:, None] & mentees.known
    return Measured(np.where(known, mentees.values - mentors.values[:, None], 0), known)


def apart(sides: Sides, fact: str) -> Measured:
    """Return how far the senior stands above the junior, whoever of the two that is to be in this mode."""
    found = above(sides, fact)
    if sides.both_ways:
        return Measured(np.abs(found.values), found.known)
    return Measured(-found.values if sides.programme.mode is Mode.TRADITIONAL else found.values, found.known)


def agree(sides: Sides, attribute: str) -> tuple[Mask, Mask]:
    """Return where the two have the same value of an attribute, letter case aside, and where both are known."""
    values = [[_folded(one.person, attribute) for one in side] for side in (sides.mentors, sides.mentees)]
    codes = {value: code for code, value in enumerate(sorted({*values[0], *values[1]} - {""}))}
    mentors, mentees = (np.array([codes.get(value, -1) for value in side], dtype=np.int64) for side in values)
    return mentors[:, None] == mentees, (mentors >= 0)[:, None] & (mentees >= 0)


def hours_known(people: Sequence[Participant]) -> Mask:
    """Return whose working hours are known."""
    return np.array([one.person.hours is not None for one in people], dtype=bool)


def minutes_together(sides: Sides) -> Numbers:
    """Return the minutes of a day that both work, on the programme's first day; none where hours are unknown.

    Who gives no zone works in the programme's.
    """
    (begin, last), (other_begin, other_last) = (
        _spans(sides.programme, side) for side in (sides.mentors, sides.mentees)
    )
    begin, last = begin[:, None], last[:, None]
    together = np.zeros(sides.shape, dtype=np.int64)
    for turn in TURNS:
        ends = np.minimum(begin + last, other_begin + other_last + turn)
        together += np.maximum(0, ends - np.maximum(begin, other_begin + turn))
    return together


def _spans(programme: Programme, people: Sequence[Participant]) -> tuple[Numbers, Numbers]:
    spans = [working_hours(programme, one.person) for one in people]
    found = np.array(spans, dtype=np.int64).reshape(len(spans), 2)
    return found[:, 0], found[:, 1]


def _folded(person: Person, attribute: str) -> str:
    return attribute_of(person, attribute).casefold()


def _column(values: Sequence[int | None]) -> Measured:
    known = np.array([value is not None for value in values], dtype=bool)
    return Measured(np.array([value or 0 for value in values], dtype=np.int64), known)
