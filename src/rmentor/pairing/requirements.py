"""Who may be paired with whom: every requirement is met, or the pair is forbidden at any price.

What a requirement asks about must be known: an unknown grade meets no grade gap. Only a missing manager is
taken as it stands, since somebody has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from rmentor.pairing.available import agreed, away_until
from rmentor.pairing.pool import Pool
from rmentor.pairing.sides import Sides, flags, folded, minutes_together, same, seniority
from rmentor.pairing.terms import UNKNOWN, Above, AtLeast, Numbers, Shared, Table, Term, Two, coded, table
from rmentor.pairing.topics import topic_shared
from rmentor.people.model import Participant
from rmentor.people.seniority import WAYS
from rmentor.people.tree import DIRECT_AND_NEXT, bosses
from rmentor.programme.words import Mode, Role

_NO_GAP = -1_000


def requirements(sides: Sides) -> Mapping[str, Term]:
    """Return by its name what a pair must meet; what is not required is not among it."""
    found = {name: term for name, asked in _REQUIRED.items() if (term := asked(sides)) is not None}
    require = sides.programme.pairing.require
    found |= {f"different {name}": _alike(sides, name, differ=True) for name in require.different}
    found |= {f"same {name}": _alike(sides, name, differ=False) for name in require.same}
    found["never"] = sides.without(_kept_apart(sides.pool))
    found["no_repeats"] = sides.without(_known_couples(sides.pool))
    return found


def forms(sides: Sides) -> Mapping[str, Term]:
    """Return what makes two people a pair at all: they are two, and in reciprocal mode one of them can mentor."""
    two: dict[str, Term] = {"themselves": sides.without((one.id, one.id) for one in sides.mentors)}
    if sides.both_ways:
        two["roles"] = Two(_acts(sides), _acts(sides, turned=True), np.logical_or)
    return two


def _acts(sides: Sides, *, turned: bool = False) -> Term:
    """Return where the row can mentor and the column be mentored, or, turned, the other way round."""
    giver, taker = (Role.MENTEE, Role.MENTOR) if turned else (Role.MENTOR, Role.MENTEE)
    rows = coded(int(one.role.plays(giver)) for one in sides.mentors)
    columns = coded(int(one.role.plays(taker)) for one in sides.mentees)
    return table(rows, columns, np.minimum, 0)


def _grade_gap(sides: Sides) -> Term | None:
    least = sides.programme.pairing.require.grade_gap
    if least is None:
        return None
    up = direction(sides.programme.mode)
    gap = table(*sides.coded(seniority(sides.programme, "grade")), lambda one, other: up(other - one), _NO_GAP)
    return AtLeast(gap, least)


def direction(mode: Mode) -> Callable[[Numbers], Numbers]:
    """Return how far the senior stands above the junior, of how far the mentee stands above the mentor."""
    return {Mode.REVERSE: np.positive, Mode.TRADITIONAL: np.negative, Mode.RECIPROCAL: np.abs}[mode]


def _outside_reporting_line(sides: Sides) -> Term | None:
    return sides.without(_led(sides.pool, None)) if sides.programme.pairing.require.outside_reporting_line else None


def _not_under_direct_report(sides: Sides) -> Term | None:
    if not sides.programme.pairing.require.not_under_direct_report:
        return None
    return sides.without(_led(sides.pool, DIRECT_AND_NEXT))


def _led(pool: Pool, depth: int | None) -> Iterator[tuple[str, str]]:
    """Yield everybody with everybody whom they report to, up to a depth."""
    return ((one.id, boss) for one in pool.enrolled for boss in bosses(pool.managers, one.id, depth))


def _no_shared_manager(sides: Sides) -> Term | None:
    if not sides.programme.pairing.require.no_shared_manager:
        return None
    mentors, mentees = (map(folded(sides.programme, "manager"), side) for side in sides.both)
    return same(mentors, mentees, (False, True, True))


def _junior_ways(sides: Sides) -> Term | None:
    least = sides.programme.pairing.require.junior_ways
    if least is None:
        return None
    mentors, mentees = (_standing(sides, side) for side in sides.both)
    forth, back = AtLeast(Above(mentors, mentees), least), AtLeast(Above(mentors, mentees, turned=True), least)
    ways: Mapping[Mode, Term] = {Mode.REVERSE: forth, Mode.TRADITIONAL: back}
    return ways.get(sides.programme.mode, Two(forth, back, np.logical_or))


def _standing(sides: Sides, people: Sequence[Participant]) -> Numbers:
    """Return a matrix row of how senior everybody is in each of the three ways, -1 where that is not known."""
    read = [seniority(sides.programme, way) for way in WAYS]
    told = [[UNKNOWN if (found := way(one)) is None else found for one in people] for way in read]
    return np.array(told, dtype=np.int64).reshape(len(WAYS), len(people))


def _overlap(sides: Sides) -> Term | None:
    least = sides.programme.pairing.require.overlap
    return None if least is None else AtLeast(together(sides, UNKNOWN), least.minutes)


def together(sides: Sides, unknown: int) -> Table:
    """Return the minutes of a day that two work together, `unknown` where the hours of one are not known."""
    return table(*sides.days, minutes_together, unknown)


def _shared_language(sides: Sides) -> Term | None:
    if not sides.programme.pairing.require.shared_language:
        return None
    spoken = [[frozenset(map(str.casefold, one.person.languages)) for one in side] for side in sides.both]
    known = sorted(frozenset({""}).union(*spoken[0], *spoken[1]))
    mentors, mentees = (
        np.array([[language in own for language in known] for own in side], dtype=np.float32).reshape(
            len(side), len(known)
        )
        for side in spoken
    )
    return AtLeast(Shared(mentors, mentees), 1)


def _shared_topic(sides: Sides) -> Term | None:
    return AtLeast(topic_shared(sides), 1) if sides.programme.pairing.require.shared_topic else None


def _alike(sides: Sides, attribute: str, *, differ: bool) -> Term:
    mentors, mentees = (map(folded(sides.programme, attribute), side) for side in sides.both)
    return same(mentors, mentees, (not differ, differ, False))


def _consent(sides: Sides) -> Term | None:
    return _each(sides, partial(agreed, sides.pool)) if sides.programme.pairing.require.consent else None


def _away(sides: Sides) -> Term | None:
    return _each(sides, lambda one: away_until(sides.pool, one.person) is None)


def _each(sides: Sides, fact: Callable[[Participant], bool]) -> Term | None:
    """Return where something is true of both; None where it is true of everybody."""
    mentors, mentees = (flags(side, fact) for side in sides.both)
    if mentors.all() and mentees.all():
        return None
    return Table(mentors.astype(np.int64), mentees.astype(np.int64), np.array([[False, False], [False, True]]))


def _kept_apart(pool: Pool) -> Iterator[tuple[str, str]]:
    """Yield who is never paired: by the programme file, by the facilitator's decision, or since one declined."""
    yield from (couple.people for couple in pool.programme.pairing.never)
    yield from pool.banned


def _known_couples(pool: Pool) -> Iterator[tuple[str, str]]:
    """Yield who is not paired again: the couples of this programme always, of others unless repeats are allowed."""
    yield from (couple for pair in pool.pairs for couple in pair.couples)
    if pool.programme.pairing.require.no_repeats:
        yield from ((min(couple), max(couple)) for couple in pool.met)


_REQUIRED: Mapping[str, Callable[[Sides], Term | None]] = {
    "grade_gap": _grade_gap,
    "outside_reporting_line": _outside_reporting_line,
    "not_under_direct_report": _not_under_direct_report,
    "no_shared_manager": _no_shared_manager,
    "junior_ways": _junior_ways,
    "overlap": _overlap,
    "shared_language": _shared_language,
    "shared_topic": _shared_topic,
    "consent": _consent,
    "away": _away,
}
