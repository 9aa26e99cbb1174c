"""The solver against other ways of finding the best: on thousands of small markets, and on some of hundreds a side."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from oracles import (
    Worth,
    allowed,
    best_of_all_choices,
    best_of_one_pool,
    best_of_two_sides,
    market_of,
    random_market,
)
from rmentor.pairing.bound import Network, distances, least_cost, with_bypass
from rmentor.pairing.field import Listed, every_pair
from rmentor.pairing.flow import best_flow, cheapest_flow, network_of
from rmentor.pairing.heaviest import heaviest
from rmentor.pairing.market import Market, Places, Solution, reached
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.solve import solve
from rmentor.pairing.watch import Watch
from rmentor.programme.pairing import PairingAim

_AT_ONCE = 20
_ARCS = ("tails", "heads", "capacities", "costs")

seeds = st.integers(0, 2**32)
thousands = settings(max_examples=50, deadline=None)
aims = pytest.mark.parametrize("aim", PairingAim)


def _solved(market: Market, aim: PairingAim, *, one_pool: bool = False) -> tuple[Solution, int]:
    """Return a market's solution, checked to be allowed, and its worth."""
    found = solve(market, aim, one_pool=one_pool)
    assert allowed(market, found.pairs, one_pool=one_pool)
    assert found.exact
    return found, Worth(market, aim).of(found.pairs)


def _even(size: int) -> Places:
    return Places(np.ones(size, dtype=np.int64), np.ones(size, dtype=bool), np.zeros(size, dtype=bool))


@aims
@thousands
@given(seed=seeds)
def test_two_sides_get_the_best_there_is_with_its_proof(aim: PairingAim, seed: int) -> None:
    random = Random(seed)
    for _ in range(_AT_ONCE):
        market = random_market(random, *random.choice([(7, 1), (5, 2), (4, 3)]))
        found, worth = _solved(market, aim)
        assert worth == best_of_two_sides(market, aim)
        assert found.gap == 0


@aims
@thousands
@given(seed=seeds)
def test_one_pool_gets_the_best_there_is(aim: PairingAim, seed: int) -> None:
    random = Random(seed)
    for _ in range(_AT_ONCE):
        market = random_market(random, 9, one_pool=True)
        found, worth = _solved(market, aim, one_pool=True)
        assert worth == best_of_one_pool(market, aim)
        assert found.gap >= 0


@aims
@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_the_other_ways_agree_with_looking_at_every_choice(aim: PairingAim, seed: int) -> None:
    random = Random(seed)
    sides, pool = random_market(random, 3), random_market(random, 4, one_pool=True)
    assert best_of_two_sides(sides, aim) == best_of_all_choices(sides, aim, one_pool=False)
    assert best_of_one_pool(pool, aim) == best_of_all_choices(pool, aim, one_pool=True)


@aims
@settings(max_examples=60, deadline=None)
@given(seed=seeds)
def test_people_on_both_sides_get_the_best_there_is_one_way_round(aim: PairingAim, seed: int) -> None:
    random = Random(seed)
    for _ in range(5):
        market = random_market(random, 4, both=True, most=2)
        found, worth = _solved(market, aim)
        assert worth == best_of_all_choices(market, aim, one_pool=False)
        assert found.gap == 0


def test_two_thousand_a_side_get_what_another_solver_finds() -> None:
    fits = np.random.default_rng(2000).integers(0, 9000, (2000, 2000))
    rows, columns = np.indices(fits.shape).reshape(2, -1)
    field = Listed(Pairs(rows, columns, fits.reshape(-1)), (2000, 2000))
    found = best_flow(Market(field=field, mentors=_even(2000), mentees=_even(2000), wanted=2000))
    assert found.gap == 0
    assert found.total == fits[linear_sum_assignment(fits, maximize=True)].sum()


@pytest.mark.parametrize("levels", [3, 1000])
def test_hundreds_in_one_pool_get_what_the_matcher_finds_among_all_pairs(levels: int) -> None:
    random = np.random.default_rng(levels)
    cells = {(one, other): int(random.integers(levels)) for one in range(301) for other in range(one + 1, 301)}
    market = market_of(cells, _even(301), _even(301), 301)
    pairs = every_pair(market.field)
    found, _ = _solved(market, PairingAim.TOTAL, one_pool=True)
    assert found.total == pairs.fits[heaviest(pairs, pairs.fits.tolist(), 301)].sum()


@thousands
@given(seed=seeds)
def test_a_worse_flow_is_seen_by_its_potentials(seed: int) -> None:
    """Taking one pair out of a proved flow, round by the bypass, costs what the gap then says, or more is found."""
    market = random_market(Random(seed), 5, 2)
    tried = every_pair(market.field)
    if not len(tried) or market.wanted <= 0:
        return
    network = with_bypass(network_of(market, tried), market.field.dearest)
    flows = _whole_flow(network)
    best = int(flows @ network.costs)
    assert best - least_cost(network, distances(network, flows)) == 0
    for pair in np.flatnonzero(flows[: len(tried)]):
        worse = _without(network, flows, int(pair))
        assert (
            int(worse @ network.costs) - least_cost(network, distances(network, worse)) >= worse @ network.costs - best
        )
        assert worse @ network.costs > best


def _whole_flow(network: Network) -> NDArray[np.int64]:
    inside = replace(network, **{name: getattr(network, name)[:-1] for name in _ARCS})
    flows = cheapest_flow(inside)
    return np.append(flows, network.supply - flows[network.tails[:-1] == network.source].sum())


def _without(network: Network, flows: NDArray[np.int64], pair: int) -> NDArray[np.int64]:
    """Return a flow without a pair: its unit goes round the network."""
    worse = flows.copy()
    worse[[pair, -1]] += [-1, 1]
    for end, ends, others in (
        (network.tails[pair], network.heads, network.tails),
        (network.heads[pair], network.tails, network.heads),
    ):
        arcs = np.flatnonzero((ends == end) & np.isin(others, (network.source, network.sink)) & (flows > 0))
        worse[arcs[-1]] -= 1
    return worse


@thousands
@given(seed=seeds, one_pool=st.booleans())
def test_a_search_cut_short_among_few_pairs_is_exact_only_where_it_is_best(seed: int, one_pool: bool) -> None:
    market = random_market(Random(seed), 8, one_pool=one_pool)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rmentor.pairing.flow.FEW", 1)
        patch.setattr("rmentor.pairing.flow.MANY", 1)
        hasty = solve(market, PairingAim.TOTAL, one_pool=one_pool, watch=Watch(enough=lambda: True))
    best = solve(market, PairingAim.TOTAL, one_pool=one_pool)
    as_many = reached(market, hasty.pairs) == reached(market, best.pairs)
    assert not hasty.exact or (as_many and hasty.total == best.total)
    assert not as_many or hasty.total <= best.total <= hasty.total + hasty.gap


@thousands
@given(seed=seeds)
def test_an_impatient_watch_still_gets_a_round_that_is_allowed_and_a_true_bound(seed: int) -> None:
    random = Random(seed)
    for one_pool in (False, True):
        market = random_market(random, 8, one_pool=one_pool)
        hasty = solve(market, PairingAim.TOTAL, one_pool=one_pool, watch=Watch(enough=lambda: True))
        best = solve(market, PairingAim.TOTAL, one_pool=one_pool)
        assert allowed(market, hasty.pairs, one_pool=one_pool)
        assert not hasty.exact or hasty.total == best.total
        if reached(market, hasty.pairs) == reached(market, best.pairs):
            assert hasty.total <= best.total <= hasty.total + hasty.gap
