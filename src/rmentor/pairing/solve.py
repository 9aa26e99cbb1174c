"""Who is paired with whom: the most people, then the aim, then a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from rmentor.pairing.field import every_pair
from rmentor.pairing.flow import best_flow
from rmentor.pairing.market import Market, Solution, reached
from rmentor.pairing.twins import OneWay, by_lowest
from rmentor.pairing.watch import NOBODY_WAITS, Watch
from rmentor.programme.pairing import PairingAim

MOST_LISTED = 2_000_000
_SAMPLED = 64

Solver = Callable[[Market], Solution]


def solve(market: Market, aim: PairingAim, *, one_pool: bool, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the best pairing of a market; with `one_pool` its rows and columns are the same people.

    With the aim `fairest` it is `exact` where every fit was raised as far as it goes; where the possible pairs are
    too many for that, only the lowest was, and the total then decided.
    """
    if aim is PairingAim.TOTAL:
        return _highest(market, one_pool=one_pool, watch=watch)
    if one_pool:
        from rmentor.pairing.fairest_pool import fairest_matching

        raised = _raised(market, partial(_highest, one_pool=True, watch=watch))
        if not _few(market, raised):
            return _open(market, raised)
        found = fairest_matching(market, raised, watch)
        return found if found.exact and raised.exact else _open(market, found)
    if _few(market, Solution()):
        from rmentor.pairing.fairest import fairest_flow

        return OneWay(market, partial(fairest_flow, watch=watch), by_lowest).solution()
    return _open(market, _raised(market, partial(_highest, one_pool=False, watch=watch)))


def _highest(market: Market, *, one_pool: bool, watch: Watch) -> Solution:
    if one_pool:
        from rmentor.pairing.general import best_matching

        return best_matching(market, watch)
    return OneWay(market, partial(best_flow, watch=watch)).solution()


def _open(market: Market, found: Solution) -> Solution:
    """Return a solution of which nobody has proved that it is the fairest."""
    return replace(found, gap=max(1, len(found.pairs) * market.field.top - found.total), exact=False)


def _raised(market: Market, best: Solver) -> Solution:
    """Return the pairing whose worst pair is best while as many are placed, and of these the highest total.

    The worst fit is found by halving what lies between the worst so far and the highest. It is `exact` where nothing
    that was tried for that was cut short.
    """
    found = best(market)
    aim, high, exact = reached(market, found.pairs), market.field.top, found.exact
    while len(found.pairs) and (low := int(found.pairs.fits.min())) < high:
        middle = (low + high + 1) // 2
        tried = best(market.of(market.field.at_least(middle)))
        exact = exact and tried.exact
        if reached(market, tried.pairs) == aim:
            found = tried
        else:
            high = middle - 1
    return replace(found, exact=exact)


def _few(market: Market, found: Solution) -> bool:
    """Return whether so few pairs fit as well as the worst one found that they can all be held and weighed."""
    from rmentor.pairing.blocks import Blocks

    field = market.field
    if not isinstance(field, Blocks):
        return True
    rows = field.room[0].nonzero()[0]
    some = rows[:: max(1, len(rows) // _SAMPLED)]
    sample = field.room[0].copy()
    sample[:] = False
    sample[some] = True
    least = int(found.pairs.fits.min(initial=0))
    pairs = every_pair(replace(field, room=(sample, field.room[1])).at_least(least))
    return len(pairs) * len(rows) <= MOST_LISTED * len(some)
