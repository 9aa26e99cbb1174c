"""How well a pair fits: each preference gives 0 to 1000 points times its weight, and the fit is their sum.

All in whole numbers, so that a best total and a tie are exact. Where a fact is missing the preference gives
500 points: it speaks neither for nor against.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.facts import Measured, Numbers, Sides, agree, apart, hours_known, minutes_together
from rmentor.pairing.topics import FULL, share_of_wishes, wishes_known
from rmentor.programme.pairing import Preferences

_NEUTRAL = 500
_GRADES, _YEARS, _DAYS_OF_YEAR, _MINUTES = 10, 40, 365.25, 8 * 60


@dataclass(frozen=True, slots=True)
class Fits:
    """The fit of every pair, and the part of it that each preference with a weight gave."""

    total: Numbers
    parts: Mapping[str, Numbers]


def fits(sides: Sides) -> Fits:
    """Return how well each mentor and mentee fit."""
    parts = {name: weight * _PREFERENCES[name](sides) for name, weight in weights(sides.programme.pairing.prefer)}
    total = np.zeros(sides.shape, dtype=np.int64)
    for part in parts.values():
        total += part
    return Fits(total, parts)


def weights(prefer: Preferences) -> list[tuple[str, int]]:
    """Return the preferences that have a weight, in the file's order."""
    return [(name, getattr(prefer, name)) for name in _PREFERENCES if getattr(prefer, name)]


def best_fit(prefer: Preferences) -> int:
    """Return the fit of a pair that has all there is to wish."""
    return sum(FULL * weight for _, weight in weights(prefer))


def _points(found: Measured) -> Numbers:
    return np.where(found.known, found.values, _NEUTRAL)


def _scaled(found: Measured, top: int) -> Numbers:
    """Return 0 points for nothing, 1000 for `top` and more, evenly between, rounded down."""
    return _points(Measured(FULL * np.clip(found.values, 0, top) // top, found.known))


def topics(sides: Sides) -> Numbers:
    """Return the share of the ranked wishes that is offered; in reciprocal mode the weaker direction counts."""
    return _points(Measured(share_of_wishes(sides), wishes_known(sides)))


def grade_distance(sides: Sides) -> Numbers:
    """Return 100 points for each grade that the senior stands above the junior, up to ten."""
    return _scaled(apart(sides, "grade"), _GRADES)


def age_distance(sides: Sides) -> Numbers:
    """Return 25 points for each year that the senior is older, up to forty."""
    return _scaled(apart(sides, "age"), _YEARS)


def tenure_distance(sides: Sides) -> Numbers:
    """Return 25 points for each year that the senior has been longer in the organisation, up to forty."""
    return _scaled(apart(sides, "tenure"), round(_YEARS * _DAYS_OF_YEAR))


def industry_distance(sides: Sides) -> Numbers:
    """Return 25 points for each year that the senior has been longer in the industry, up to forty."""
    return _scaled(apart(sides, "industry"), _YEARS)


def hours_overlap(sides: Sides) -> Numbers:
    """Return 125 points for each working hour in common, up to eight."""
    known = hours_known(sides.mentors)[:, None] & hours_known(sides.mentees)
    return _scaled(Measured(minutes_together(sides), known), _MINUTES)


def different_department(sides: Sides) -> Numbers:
    """Return 1000 points for different departments."""
    same, known = agree(sides, "department")
    return _points(Measured(FULL * ~same, known))


def same_site(sides: Sides) -> Numbers:
    """Return 1000 points for the same site."""
    same, known = agree(sides, "site")
    return _points(Measured(FULL * same, known))


def challenge(sides: Sides) -> Numbers:
    """Return 250 points for each step of readiness above 1 of the less ready of the two."""
    mentors, mentees = (
        np.array([one.challenge or 0 for one in side], dtype=np.int64) for side in (sides.mentors, sides.mentees)
    )
    lesser = np.minimum(mentors[:, None], mentees)
    return _scaled(Measured(lesser - 1, lesser > 0), 4)


_PREFERENCES: Mapping[str, Callable[[Sides], Numbers]] = {
    "topics": topics,
    "grade_distance": grade_distance,
    "age_distance": age_distance,
    "tenure_distance": tenure_distance,
    "industry_distance": industry_distance,
    "hours_overlap": hours_overlap,
    "different_department": different_department,
    "same_site": same_site,
    "challenge": challenge,
}
