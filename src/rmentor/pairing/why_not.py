"""Why two people are not put together: what forbids it, or what a round would lose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rmentor.pairing.model import Pair
from rmentor.pairing.pool import Pool, acting
from rmentor.pairing.propose import Attempt, attempt, pairs_of
from rmentor.pairing.two import Two, objections
from rmentor.pairing.watch import NOBODY_WAITS, Watch
from rmentor.pairing.what_if import Comparison, compared
from rmentor.pairing.why import ways_round
from rmentor.people.model import Participant
from rmentor.programme.pairing import Couple


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why two people are not put together: what stands against it, or what it would change.

    `pair` runs already; `against` says all that forbids it; otherwise `change` is the best round beside the best one
    in which the two are a pair, `way` round.
    """

    way: tuple[str, str]
    pair: Pair | None = None
    against: tuple[tuple[str, str], ...] = ()
    change: Comparison | None = None


def why_not(pool: Pool, one: Participant, other: Participant, watch: Watch = NOBODY_WAITS) -> WhyNot:
    """Return why two people are not put together; raises Refused where the pool cannot be paired at all."""
    running = [pair for pair in pool.pairs if pair.open and {one.id, other.id}.issubset(pair.people)]
    if running:
        two = (one.id, other.id)
        return WhyNot(way=two if len(running[0].people) > len(two) else acting(pool, running[0]), pair=running[0])
    ways = ways_round(pool, one, other)
    allowed = [two for two in ways if not any(forbidding(two))]
    if not allowed:
        against = dict.fromkeys(told for two in ways for told in forbidding(two))
        return WhyNot(way=(ways[0].mentor.id, ways[0].mentee.id), against=tuple(against))
    made = attempt(pool, watch)
    if any({one.id, other.id}.issubset(pair.people) for pair in pairs_of(made) if pair.third):
        return WhyNot(way=(one.id, other.id), change=compared(made, pool, watch))
    seated = [two for two in allowed if not _no_place(made, two)]
    if not seated:
        return WhyNot(way=(allowed[0].mentor.id, allowed[0].mentee.id), against=tuple(_no_place(made, allowed[0])))
    changes = {(two.mentor.id, two.mentee.id): _put_together(made, two, watch) for two in seated}
    way, change = max(changes.items(), key=lambda item: item[1].supposed.worth)
    return WhyNot(way=way, change=change)


def forbidding(two: Two) -> Iterator[tuple[str, str]]:
    """Yield all that forbids two people to be a pair, by its name, and why."""
    here = {one.id for one in two.pool.enrolled}
    yield from (
        ("part", f"{one.name} ({one.id}) takes no part") for one in (two.mentor, two.mentee) if one.id not in here
    )
    yield from objections(two)


def _no_place(made: Attempt, two: Two) -> list[tuple[str, str]]:
    """Return who of the two has no place left beside the pairs that run or are decided, and whether the plan has."""
    if (two.mentor.id, two.mentee.id) in _fixed(made):
        return []
    sides, market = made.table.rules.sides, made.market
    left = {
        two.mentor.id: int(market.mentors.left[sides.rows[two.mentor.id]]),
        two.mentee.id: int(market.mentees.left[sides.columns[two.mentee.id]]),
    }
    full = [("capacity", f"{name} has no place left beside the pairs that run or are decided") for name in left]
    told = [one for one, places in zip(full, left.values(), strict=True) if places <= 0]
    if market.wanted <= 0:
        told.append(("plan.pairs", "the planned number of pairs is reached"))
    return told


def _fixed(made: Attempt) -> set[tuple[str, str]]:
    return {(made.table.mentors[row].id, made.table.mentees[column].id) for row, column in made.fixed}


def _put_together(made: Attempt, two: Two, watch: Watch) -> Comparison:
    way, pool = (two.mentor.id, two.mentee.id), made.table.pool
    return compared(made, pool if way in _fixed(made) else together(pool, way), watch)


def together(pool: Pool, way: tuple[str, str]) -> Pool:
    """Return the pool with two people decided to be a pair."""
    rules = pool.programme.pairing
    pinned = replace(rules, always=(*rules.always, Couple(mentor=way[0], mentee=way[1])))
    return replace(pool, programme=replace(pool.programme, pairing=pinned))
