"""The solver against an integer programme, on hundreds of markets of forty a side."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from integer import best_counts, counts
from oracles import allowed, market_of_size
from rmentor.pairing.field import every_pair
from rmentor.pairing.market import Market
from rmentor.pairing.solve import solve
from rmentor.programme.pairing import PairingAim

_TIMES, _MOST_LEVELS = 50, 4


def _drawn(random: Random, aim: PairingAim, *, one_pool: bool, both: bool) -> Market:
    """Return a market of forty a side; one with few fits where each is a programme of its own."""
    while True:
        capacity = 1 if one_pool else random.choice([1, 3])
        market = market_of_size(random, (40, 40), capacity, (0.05, 0.1, 0.3), one_pool=one_pool, both=both)
        if aim is PairingAim.TOTAL or len(np.unique(every_pair(market.field).fits)) <= _MOST_LEVELS:
            return market


@pytest.mark.parametrize("aim", PairingAim)
@pytest.mark.parametrize(("one_pool", "both"), [(False, False), (False, True), (True, False)])
def test_markets_of_forty_a_side_get_what_an_integer_programme_gets(
    aim: PairingAim, one_pool: bool, both: bool
) -> None:
    """Each kind fifty times: two sides, two sides with the same people on both, and one pool."""
    random = Random(40)
    for _ in range(_TIMES):
        market = _drawn(random, aim, one_pool=one_pool, both=both)
        found = solve(market, aim, one_pool=one_pool)
        assert found.exact
        assert allowed(market, found.pairs, one_pool=one_pool)
        assert counts(market, found.pairs, aim) == best_counts(market, aim, one_pool=one_pool)
