"""The fairest round where it is large, fine-grained or given by rules."""

from __future__ import annotations

from itertools import product
from random import Random
from time import process_time
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracles import Cells, Worth, best_of_one_pool, best_of_two_sides, market_of
from pools import capacity, couple, mentee, mentor, pool, programme, someone
from rmentor.pairing import solve as solving
from rmentor.pairing.decided import decided
from rmentor.pairing.fairest_pool import fairest_matching
from rmentor.pairing.general import best_matching
from rmentor.pairing.market import Market, Places
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.solve import solve
from rmentor.pairing.table import market_of as market_of_table
from rmentor.pairing.table import table_of
from rmentor.programme.pairing import PairingAim
from rmentor.programme.words import Mode, Role

_IDS = "abcdefg"


def _whole(size: int, levels: int, *, one_pool: bool = False) -> Market:
    random = Random(levels)
    every = Places(np.ones(size, dtype=np.int64), np.ones(size, dtype=bool), np.zeros(size, dtype=bool))
    cells: Cells = {
        (row, column): random.randrange(levels)
        for row, column in product(range(size), repeat=2)
        if not one_pool or row < column
    }
    return market_of(cells, every, every, size)


@pytest.mark.parametrize("levels", [30, 1_000_000])
def test_three_hundred_a_side_are_paired_fairest_at_once(levels: int) -> None:
    market = _whole(300, levels)
    begun = process_time()
    found = solve(market, PairingAim.FAIREST, one_pool=False)
    assert process_time() - begun < 10
    assert found.pairs.fits.min() >= solve(market, PairingAim.TOTAL, one_pool=False).pairs.fits.min()
    assert found.exact


@pytest.mark.parametrize("levels", [4, 60, 1_000_000])
def test_twelve_in_one_pool_are_raised_pair_by_pair(levels: int) -> None:
    market = _whole(12, levels, one_pool=True)
    found = solve(market, PairingAim.FAIREST, one_pool=True)
    assert found.exact
    assert Worth(market, PairingAim.FAIREST).of(found.pairs) == best_of_one_pool(market, PairingAim.FAIREST)


def test_where_there_is_no_room_for_all_levels_it_is_not_called_fairest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rmentor.pairing.fairest_pool.LARGEST_WEIGHT", 1 << 30)
    market = _whole(40, 20, one_pool=True)
    found = solve(market, PairingAim.FAIREST, one_pool=True)
    assert not found.exact
    assert found.gap > 0
    raised = solving._raised(market, best_matching)
    assert found.pairs.fits.min() == raised.pairs.fits.min()
    assert fairest_matching(market, raised).total == found.total


def _drawn(seed: int) -> Pool:
    """Return a pool with forbidden and decided pairs, capacities, first people and a wanted number, in any mode."""
    random = Random(seed)
    mode = random.choice(list(Mode))
    roles = {name: random.choice([Role.MENTOR, Role.MENTEE, Role.BOTH][: 2 + (random.random() < 0.2)]) for name in _IDS}
    one_pool = mode is Mode.RECIPROCAL
    people = [
        someone(name, Role.BOTH if one_pool else roles[name], offers=_topics(random), wants=_topics(random),
                capacity=None if one_pool else random.choice([None, None, 1, 2, 3]), site=random.choice("NS"))
        for name in _IDS
    ]  # fmt: skip
    couples = [couple(one, other) for one in _IDS for other in _IDS if one < other and random.random() < 0.3]
    able = [
        couple(one, other)
        for one, other in product(_IDS, repeat=2)
        if one != other and (one_pool or (roles[one] is Role.MENTOR and roles[other] is Role.MENTEE))
        if not any({one, other} == set(never.people) for never in couples)
    ]
    rules: dict[str, Any] = {"never": tuple(couples), "first": tuple(random.sample(_IDS, random.randint(0, 2)))}
    rules |= {"always": tuple(random.sample(able, min(len(able), random.randint(0, 1)))), "same_site": 3}
    rules |= {"aim": random.choice(list(PairingAim)), "capacity": capacity(1, 1 if one_pool else random.randint(1, 2))}
    return pool(people, programme(mode, pairs=random.choice([None, 2, 3]), **rules))


def _topics(random: Random) -> tuple[str, ...]:
    return tuple(random.sample(("ai", "data", "video"), random.randint(0, 3)))


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_round_is_the_best_that_its_rules_allow_in_whatever_order_people_come(seed: int) -> None:
    drawn = _drawn(seed)
    rules, one_pool = drawn.programme.pairing, drawn.both_ways
    proposal = propose(drawn)
    made = {frozenset(pair.people) for pair in proposal.pairs}
    assert len(made) == len(proposal.pairs)
    assert not made & {frozenset(never.people) for never in rules.never}
    assert made >= {frozenset(always.people) for always in rules.always}
    if not any(one.role is Role.BOTH for one in drawn.people) or one_pool:
        assert _worth_of_rest(drawn, made) == _best_of_rest(drawn)
    others = pool(Random(seed).sample(list(drawn.people), len(drawn.people)), drawn.programme)
    assert propose(others) == proposal


def _rest(drawn: Pool) -> Market:
    table = table_of(drawn)
    return market_of_table(table, decided(drawn, table.mentors, table.mentees))


def _best_of_rest(drawn: Pool) -> int:
    best = best_of_one_pool if drawn.both_ways else best_of_two_sides
    return best(_rest(drawn), drawn.programme.pairing.aim)


def _worth_of_rest(drawn: Pool, made: set[frozenset[str]]) -> int:
    table, market = table_of(drawn), _rest(drawn)
    worth = Worth(market, drawn.programme.pairing.aim)
    names = [[seat.id for seat in side] for side in (table.mentors, table.mentees)]
    fixed = {frozenset(always.people) for always in drawn.programme.pairing.always}
    cells = [
        (row, column) for row, column in worth.cells if frozenset((names[0][row], names[1][column])) in made - fixed
    ]
    ends = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2)
    return worth.of(Pairs(ends[:, 0], ends[:, 1], ends[:, 0]))


def test_two_mentors_and_a_worthless_pair_are_still_paired() -> None:
    people = [mentor("m1"), mentor("m2", offers=("ai",)), mentee("s1", wants=("ai",)), mentee("s2", wants=("data",))]
    proposal = propose(pool(people, programme(aim=PairingAim.FAIREST)))
    assert len(proposal.pairs) == 2
    assert proposal.optimal
