"""Who may be paired with whom: every requirement is met, or the pair is forbidden at any price.

What a requirement asks about must be known: an unknown grade meets no grade gap. Only a missing manager is
taken as it stands, since somebody has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.facts import Mask, Sides, above, agree, apart, hours_known, minutes_together
from rmentor.pairing.pool import Pool
from rmentor.pairing.topics import share_of_wishes
from rmentor.people.model import Participant
from rmentor.people.seniority import WAYS
from rmentor.people.tree import DIRECT_AND_NEXT, bosses
from rmentor.programme.words import Mode, Role


@dataclass(frozen=True, slots=True)
class Candidates:
    """Which pairs may be made, and for each requirement by its name which pairs meet it."""

    may: Mask
    met: Mapping[str, Mask]


def candidates(pool: Pool, sides: Sides) -> Candidates:
    """Return who may be paired with whom."""
    met = {name: mask for name, check in _CHECKS.items() if (mask := check(sides)) is not None}
    met |= {f"different {name}": _different(sides, name) for name in pool.programme.pairing.require.different}
    met |= {f"same {name}": _same(sides, name) for name in pool.programme.pairing.require.same}
    met["never"] = _without(sides, {frozenset(couple.people) for couple in pool.programme.pairing.never})
    met["no_repeats"] = _without(sides, _known_couples(pool))
    may = _roles(sides)
    for mask in met.values():
        may = may & mask
    return Candidates(may, met)


def _grade_gap(sides: Sides) -> Mask | None:
    least = sides.programme.pairing.require.grade_gap
    if least is None:
        return None
    gap = apart(sides, "grade")
    return gap.known & (gap.values >= least)


def _outside_reporting_line(sides: Sides) -> Mask | None:
    if not sides.programme.pairing.require.outside_reporting_line:
        return None
    return _no_bosses(sides, depth=None)


def _not_under_direct_report(sides: Sides) -> Mask | None:
    if not sides.programme.pairing.require.not_under_direct_report:
        return None
    return _no_bosses(sides, depth=DIRECT_AND_NEXT)


def _no_bosses(sides: Sides, depth: int | None) -> Mask:
    forth, back = (sides.mentors, sides.mentees), (sides.mentees, sides.mentors)
    return _no_boss(sides.managers, forth, depth) & _no_boss(sides.managers, back, depth).T


def _no_boss(managers: Mapping[str, str], two: tuple[Sequence[Participant], ...], depth: int | None) -> Mask:
    rows, upper = two
    place = {one.id: index for index, one in enumerate(upper)}
    mask = np.ones((len(rows), len(place)), dtype=bool)
    for row, one in enumerate(rows):
        mask[row, [place[boss] for boss in bosses(managers, one.id, depth) if boss in place]] = False
    return mask


def _no_shared_manager(sides: Sides) -> Mask | None:
    if not sides.programme.pairing.require.no_shared_manager:
        return None
    shared, known = agree(sides, "manager")
    return ~(shared & known)


def _junior_ways(sides: Sides) -> Mask | None:
    least = sides.programme.pairing.require.junior_ways
    if least is None:
        return None
    steps = [above(sides, fact).values for fact in WAYS]
    mentor_junior = np.sum([step > 0 for step in steps], axis=0)
    mentee_junior = np.sum([step < 0 for step in steps], axis=0)
    ways = {
        Mode.REVERSE: mentor_junior,
        Mode.TRADITIONAL: mentee_junior,
        Mode.RECIPROCAL: np.maximum(mentor_junior, mentee_junior),
    }
    return np.asarray(ways[sides.programme.mode] >= least)


def _overlap(sides: Sides) -> Mask | None:
    least = sides.programme.pairing.require.overlap
    if least is None:
        return None
    known = hours_known(sides.mentors)[:, None] & hours_known(sides.mentees)
    return np.asarray(known & (minutes_together(sides) >= least.minutes))


def _shared_language(sides: Sides) -> Mask | None:
    if not sides.programme.pairing.require.shared_language:
        return None
    spoken = [[frozenset(map(str.casefold, one.person.languages)) for one in side] for side in _both(sides)]
    known = sorted(frozenset().union(*spoken[0], *spoken[1]))
    mentors, mentees = (
        np.array([[language in own for language in known] for own in side], dtype=float).reshape(len(side), len(known))
        for side in spoken
    )
    return np.asarray(mentors @ mentees.T > 0)


def _shared_topic(sides: Sides) -> Mask | None:
    return share_of_wishes(sides) > 0 if sides.programme.pairing.require.shared_topic else None


def _different(sides: Sides, attribute: str) -> Mask:
    same, known = agree(sides, attribute)
    return known & ~same


def _same(sides: Sides, attribute: str) -> Mask:
    same, known = agree(sides, attribute)
    return known & same


def _known_couples(pool: Pool) -> set[frozenset[str]]:
    """Return who is not paired again: the couples of this programme always, of others unless repeats are allowed."""
    own = {frozenset(pair.people) for pair in pool.pairs}
    return own | pool.met if pool.programme.pairing.require.no_repeats else own


def _without(sides: Sides, couples: Iterable[frozenset[str]]) -> Mask:
    """Return every pair but those of the couples; one person alone stands for a pair with himself."""
    rows, columns = ({one.id: index for index, one in enumerate(side)} for side in _both(sides))
    mask = np.ones(sides.shape, dtype=bool)
    for couple in couples:
        one, other = min(couple), max(couple)
        for mentor, mentee in ((one, other), (other, one)):
            if mentor in rows and mentee in columns:
                mask[rows[mentor], columns[mentee]] = False
    return mask


def _roles(sides: Sides) -> Mask:
    """Nobody is paired with himself; in reciprocal mode one of two acts as mentor, the other as mentee."""
    others = _without(sides, {frozenset({one.id}) for one in sides.mentors})
    if not sides.both_ways:
        return others
    gives = np.array([one.role.plays(Role.MENTOR) for one in sides.mentors], dtype=bool)
    takes = np.array([one.role.plays(Role.MENTEE) for one in sides.mentees], dtype=bool)
    forth = gives[:, None] & takes
    return np.asarray(others & (forth | forth.T))


def _both(sides: Sides) -> tuple[list[Participant], list[Participant]]:
    return list(sides.mentors), list(sides.mentees)


_CHECKS: Mapping[str, Callable[[Sides], Mask | None]] = {
    "grade_gap": _grade_gap,
    "outside_reporting_line": _outside_reporting_line,
    "not_under_direct_report": _not_under_direct_report,
    "no_shared_manager": _no_shared_manager,
    "junior_ways": _junior_ways,
    "overlap": _overlap,
    "shared_language": _shared_language,
    "shared_topic": _shared_topic,
}
