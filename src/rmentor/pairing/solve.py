"""Who is paired with whom: the most people, then the aim, then a fixed order."""

from __future__ import annotations

from functools import partial

import numpy as np

from rmentor.pairing.fairest import fairest_flow
from rmentor.pairing.field import every_pair
from rmentor.pairing.flow import best_flow
from rmentor.pairing.general import best_matching
from rmentor.pairing.market import Market, Solution, reached
from rmentor.pairing.twins import OneWay, by_lowest
from rmentor.pairing.watch import NOBODY_WAITS, Watch
from rmentor.programme.pairing import PairingAim


def solve(market: Market, aim: PairingAim, *, one_pool: bool, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the best pairing of a market; with `one_pool` its rows and columns are the same people."""
    if one_pool:
        found = best_matching(market, watch)
        return _fairest(market, found, watch) if aim is PairingAim.FAIREST and len(found.pairs) else found
    if aim is PairingAim.FAIREST:
        return OneWay(market, fairest_flow, by_lowest).solution()
    return OneWay(market, partial(best_flow, watch=watch)).solution()


def _fairest(market: Market, found: Solution, watch: Watch) -> Solution:
    """Return the pairing whose worst pair is best while as many are placed, and of these the highest total.

    The worst fit is found by halving the fits that occur.
    """
    aim = reached(market, found.pairs)
    steps = np.unique(every_pair(market.field).fits)
    low, high = int(np.searchsorted(steps, found.pairs.fits.min())), len(steps) - 1
    best = found
    while low < high:
        middle = (low + high + 1) // 2
        tried = best_matching(market.of(market.field.at_least(int(steps[middle]))), watch)
        if reached(market, tried.pairs) == aim:
            best = tried
            low = int(np.searchsorted(steps, best.pairs.fits.min()))
        else:
            high = middle - 1
    return best
