"""What makes a pair better: each preference gives 0 to 1000 points, whole numbers, so that a tie is exact.

Where a fact is missing the preference gives 500 points: it speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rmentor.pairing.facts import GRADES, NEEDED, YEARS
from rmentor.pairing.requirements import direction, together
from rmentor.pairing.sides import Sides, flags, folded, same, seniority
from rmentor.pairing.terms import Mask, Numbers, Table, Term, Two, coded, table
from rmentor.pairing.topics import FULL, wishes_met
from rmentor.people.model import Participant
from rmentor.programme.pairing import Preferences
from rmentor.values import Value

NEUTRAL = 500
_MINUTES, _STEPS = 8 * 60, 4


class Preference(Value):
    """A preference's weight, the points it gives, and of whom what it asks about is known."""

    weight: int
    points: Term
    known: tuple[Mask, Mask]


def preferences(sides: Sides) -> Mapping[str, Preference]:
    """Return the preferences that have a weight, in the file's order."""
    return {
        name: Preference(weight, _POINTS[name](sides), _known(sides, name))
        for name, weight in weights(sides.programme.pairing.prefer)
    }


def weights(prefer: Preferences) -> list[tuple[str, int]]:
    """Return the names and weights of the preferences that have one, in the file's order."""
    return [(name, getattr(prefer, name)) for name in _POINTS if getattr(prefer, name)]


def best_fit(prefer: Preferences) -> int:
    """Return the fit of a pair that has all there is to wish."""
    return sum(FULL * weight for _, weight in weights(prefer))


def _topics(sides: Sides) -> Term:
    """Return the share of the ranked wishes that is offered; in reciprocal mode the weaker direction counts."""
    return wishes_met(sides, NEUTRAL)


def _distance(fact: str, top: int) -> Callable[[Sides], Term]:
    """Return 0 points for no distance up to the senior, 1000 for `top` and more, evenly between, rounded down."""

    def points(sides: Sides) -> Term:
        up = direction(sides.programme.mode)

        def scaled(one: Numbers, other: Numbers) -> Numbers:
            return FULL * np.clip(up(other - one), 0, top) // top

        return table(*sides.coded(seniority(sides.programme, fact)), scaled, NEUTRAL)

    return points


def _hours_overlap(sides: Sides) -> Term:
    """Return 125 points for each working hour in common, up to eight."""
    minutes = together(sides, _MINUTES * NEUTRAL // FULL)
    return Table(minutes.rows, minutes.columns, FULL * np.minimum(minutes.values, _MINUTES) // _MINUTES)


def _alike(attribute: str, agree: int, differ: int) -> Callable[[Sides], Term]:
    """Return points for two who agree in an attribute, and for two who differ."""

    def points(sides: Sides) -> Term:
        mentors, mentees = (map(folded(sides.programme, attribute), side) for side in sides.both)
        return same(mentors, mentees, (agree, differ, NEUTRAL))

    return points


def _challenge(sides: Sides) -> Term:
    """Return 250 points for each step above 1 of the lesser of two: readiness to challenge, and to be challenged.

    The mentor's readiness to challenge stands against the mentee's to be challenged; in reciprocal mode both
    directions are taken, and the weaker one counts.
    """
    forth = _dared(sides, lambda one: one.challenge, lambda one: one.challenged)
    if not sides.both_ways:
        return forth
    return Two(forth, _dared(sides, lambda one: one.challenged, lambda one: one.challenge), np.minimum)


def _dared(
    sides: Sides, mine: Callable[[Participant], int | None], theirs: Callable[[Participant], int | None]
) -> Table:
    rows, columns = coded(map(mine, sides.mentors)), coded(map(theirs, sides.mentees))
    return table(rows, columns, lambda one, other: FULL * (np.minimum(one, other) - 1) // _STEPS, NEUTRAL)


def _each(people: Callable[[Sides], frozenset[str]], *, among: bool) -> Callable[[Sides], Term]:
    """Return 500 points for each of the two who is among some people, or who is not."""

    def points(sides: Sides) -> Term:
        chosen = people(sides)
        rows, columns = (flags(side, lambda one: (one.id in chosen) is among).astype(np.int64) for side in sides.both)
        return Table(rows, columns, np.array([[0, NEUTRAL], [NEUTRAL, 2 * NEUTRAL]]))

    return points


_POINTS: Mapping[str, Callable[[Sides], Term]] = {
    "topics": _topics,
    "grade_distance": _distance("grade", GRADES),
    "age_distance": _distance("age", YEARS),
    "tenure_distance": _distance("years", YEARS),
    "industry_distance": _distance("industry", YEARS),
    "hours_overlap": _hours_overlap,
    "different_department": _alike("department", 0, FULL),
    "same_site": _alike("site", FULL, 0),
    "challenge": _challenge,
    "first_time": _each(lambda sides: sides.pool.experienced, among=False),
    "left_out": _each(lambda sides: sides.pool.left_out, among=True),
}


def _known(sides: Sides, name: str) -> tuple[Mask, Mask]:
    """Return of which mentors, and of which mentees, all is known that a preference asks of them."""
    if name not in NEEDED:
        return flags(sides.mentors, lambda _: True), flags(sides.mentees, lambda _: True)
    mine, theirs = NEEDED[name]
    if sides.both_ways:
        found = flags(sides.mentors, lambda one: mine.known(one) and theirs.known(one))
        return found, found
    return flags(sides.mentors, mine.known), flags(sides.mentees, theirs.known)
