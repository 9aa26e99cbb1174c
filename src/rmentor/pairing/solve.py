"""Who is paired with whom: the most people, then the aim, then a fixed order."""

from __future__ import annotations

import numpy as np

from rmentor.pairing.general import best_matching
from rmentor.pairing.market import Market, Solution, reached
from rmentor.pairing.twins import best_one_way
from rmentor.programme.pairing import PairingAim


def solve(market: Market, aim: PairingAim, *, one_pool: bool) -> Solution:
    """Return the best pairing of a market; with `one_pool` its rows and columns are the same people."""
    found = _best(market, one_pool=one_pool)
    if aim is PairingAim.FAIREST and len(found.chosen):
        return _fairest(market, found, one_pool=one_pool)
    return found


def _best(market: Market, *, one_pool: bool) -> Solution:
    return best_matching(market) if one_pool else best_one_way(market)


def _fairest(market: Market, found: Solution, *, one_pool: bool) -> Solution:
    """Return the pairing whose worst pair is best while as many are placed, and of these the highest total.

    The worst fit is found by halving the fits that occur.
    """
    aim = reached(market, found.chosen)
    steps = np.unique(market.fits)
    low, high = int(np.searchsorted(steps, market.fits[found.chosen].min())), len(steps) - 1
    best = found
    while low < high:
        middle = (low + high + 1) // 2
        smaller, places = market.only(market.fits >= steps[middle])
        tried = _best(smaller, one_pool=one_pool)
        if reached(smaller, tried.chosen) == aim:
            best = Solution(places[tried.chosen], tried.gap)
            low = int(np.searchsorted(steps, market.fits[best.chosen].min()))
        else:
            high = middle - 1
    return best
