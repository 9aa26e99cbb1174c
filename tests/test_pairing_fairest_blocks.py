"""The fairest round where possible pairs are not held: the same where they are few, the best worst pair where not."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracles import Worth, allowed, best_of_one_pool, best_of_two_sides
from pools import pool, programme, someone
from rmentor.pairing import solve as solving
from rmentor.pairing.blocks import Blocks
from rmentor.pairing.field import every_pair
from rmentor.pairing.market import Market, Solution, reached
from rmentor.pairing.solve import solve
from rmentor.pairing.table import field_of, market_of, room, table_of
from rmentor.pairing.watch import Watch
from rmentor.programme.pairing import Capacity, PairingAim
from rmentor.programme.words import Mode, Role

_TOPICS = ("ai", "data", "video")
seeds = st.integers(0, 2**32)


def _two_markets(seed: int, size: int = 4) -> tuple[Market, Market, bool]:
    """Return a small market whose possible pairs are held, the same by blocks, and whether it is one pool."""
    chance = Random(seed)
    mode = chance.choice((Mode.REVERSE, Mode.RECIPROCAL))
    one_pool = mode is Mode.RECIPROCAL
    roles = [Role.BOTH] if one_pool else [Role.MENTOR, Role.MENTEE, Role.MENTOR, Role.MENTEE, Role.BOTH]
    people = [
        someone(f"p{index}", chance.choice(roles), offers=_some(chance), wants=_some(chance),
                grade=chance.randint(1, 4), department=chance.choice("ab"))
        for index in range(chance.randint(2, 2 * size))
    ]  # fmt: skip
    rules = programme(mode, topics=chance.choice((1, 7)), grade_distance=3, different_department=chance.choice((0, 2)),
                      grade_gap=chance.choice((None, 0, 1)), first=("p0", "p1"),
                      capacity=Capacity(mentor=1 if one_pool else 2, mentee=1))  # fmt: skip
    table = table_of(pool(people, rules))
    held = replace(market_of(table, []), wanted=chance.choice((9, 2, 3)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rmentor.pairing.table.MOST_HELD", 0)
        by_blocks = field_of(table.rules, (room(table.mentors), room(table.mentees)), upper=one_pool)
    assert isinstance(by_blocks, Blocks) or not len(table.mentors) * len(table.mentees)
    return held, held.of(by_blocks), one_pool


def _some(chance: Random) -> tuple[str, ...]:
    return tuple(chance.sample(_TOPICS, chance.randrange(4)))


def _best(market: Market, *, one_pool: bool) -> int:
    best = best_of_one_pool if one_pool else best_of_two_sides
    return best(replace(market, twins=None), PairingAim.FAIREST)


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_few_pairs_by_blocks_are_raised_one_by_one(seed: int) -> None:
    held, by_blocks, one_pool = _two_markets(seed)
    one, other = (solve(market, PairingAim.FAIREST, one_pool=one_pool) for market in (held, by_blocks))
    worth = Worth(held, PairingAim.FAIREST)
    assert other.exact
    assert allowed(held, other.pairs, one_pool=one_pool)
    assert worth.of(one.pairs) == worth.of(other.pairs)
    if held.twins is None:
        assert worth.of(other.pairs) == _best(held, one_pool=one_pool)


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_of_many_pairs_by_blocks_the_worst_is_raised_and_the_total_decides_the_rest(seed: int) -> None:
    held, by_blocks, one_pool = _two_markets(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "MOST_LISTED", 0)
        found = solve(by_blocks, PairingAim.FAIREST, one_pool=one_pool)
    fairest = solve(held, PairingAim.FAIREST, one_pool=one_pool)
    assert allowed(held, found.pairs, one_pool=one_pool)
    assert reached(held, found.pairs) == reached(held, fairest.pairs)
    if len(found.pairs):
        worst = int(fairest.pairs.fits.min())
        highest = solve(held.of(held.field.at_least(worst)), PairingAim.TOTAL, one_pool=one_pool)
        assert (int(found.pairs.fits.min()), found.total) == (worst, highest.total)
        assert not found.exact
        assert fairest.total <= found.total + found.gap


@settings(max_examples=30, deadline=None)
@given(seeds, st.integers(0, 12))
def test_a_fairest_round_cut_short_is_exact_only_where_it_is_fairest(seed: int, asked: int) -> None:
    held, by_blocks, one_pool = _two_markets(seed)
    best = Worth(held, PairingAim.FAIREST).of(solve(held, PairingAim.FAIREST, one_pool=one_pool).pairs)
    for market in (held, by_blocks):
        found = _hasty(market, asked, one_pool=one_pool)
        assert allowed(held, found.pairs, one_pool=one_pool)
        assert not found.exact or Worth(held, PairingAim.FAIREST).of(found.pairs) == best


def _hasty(market: Market, asked: int, *, one_pool: bool) -> Solution:
    """Return what a watch gets that has enough after it was asked so many times."""
    answers = iter([False] * asked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rmentor.pairing.flow.FEW", 1)
        patch.setattr("rmentor.pairing.flow.MANY", 1)
        return solve(market, PairingAim.FAIREST, one_pool=one_pool, watch=Watch(enough=lambda: next(answers, True)))


def test_where_nobody_has_a_place_nobody_is_weighed() -> None:
    _, by_blocks, _ = _two_markets(3)
    nobody = by_blocks.field.at_least(10**9)
    assert not len(every_pair(nobody))
    assert solve(by_blocks.of(nobody), PairingAim.FAIREST, one_pool=False) == Solution()
