"""The fairest pairing of one pool: the worst-off pair as high as it goes, then the next, and so on.

There are no potentials to narrow a matching down by, so the levels of fit are digits of one weight: a pair on a low
level weighs less than all pairs on the levels above it can make good. The matcher counts in 128 bits, which is
room for some levels at a time; levels that the best answer does without are left out of the next question, and
pairs that make up a whole level in it are settled, with their people. What no room is left for is decided by the total.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.field import costs, every_pair
from rmentor.pairing.heaviest import LARGEST_WEIGHT, heaviest
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.pairs import Pairs, joined
from rmentor.pairing.terms import Mask, Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch


@dataclass(frozen=True, slots=True)
class _Rest:
    """What is still to be chosen: possible pairs, the chosen ones among them, and those that are settled."""

    pairs: Pairs
    chosen: Numbers
    settled: Pairs

    @property
    def solution(self) -> Pairs:
        """All pairs of the pairing at hand, sorted by row."""
        made = joined([self.settled, self.pairs.only(self.chosen)])
        return made.only(np.argsort(made.rows, kind="stable"))


def fairest_matching(market: Market, found: Solution, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the fairest pairing of a pool, given one that places as many people.

    It is `exact` where every level was decided, else the levels that were not were left to the total.
    """
    pairs = every_pair(market.field.at_least(int(found.pairs.fits.min(initial=0))))
    width = market.field.shape[1]
    chosen = np.searchsorted(pairs.keys(width), found.pairs.keys(width))
    rest = _Rest(pairs, chosen, pairs.only(chosen[:0]))
    while len(rest.chosen):
        before, (rest, exact) = rest, _next(market, rest)
        watch.told(f"{len(rest.settled):,} pairs are settled, {len(rest.pairs):,} possible ones left")
        if exact:
            return Solution(rest.solution)
        if watch.enough() or (len(before.pairs) == len(rest.pairs) and _fits(rest) <= _fits(before)):
            return Solution(rest.solution, exact=False)
    return Solution(rest.solution)


def _fits(rest: _Rest) -> list[int]:
    return sorted(rest.pairs.fits[rest.chosen].tolist())


def _next(market: Market, rest: _Rest) -> tuple[_Rest, bool]:
    """Return what is left once the lowest levels are decided, and whether that was all of them."""
    used = np.unique(rest.pairs.fits[rest.chosen])
    rest = _only(rest, rest.pairs.fits >= used[0])
    place = np.searchsorted(used, rest.pairs.fits)
    steps = 2 * place - (used[np.minimum(place, len(used) - 1)] != rest.pairs.fits)
    prices = _prices(market, rest, steps)
    chosen = heaviest(rest.pairs, _weights(market, rest.pairs, steps, prices), len(rest.chosen))
    asked = len(prices) - 2
    between = steps[chosen][(steps[chosen] % 2 == 1) & (steps[chosen] < asked)]
    known = int(between.min(initial=asked))
    empty = (steps < known) & ~np.isin(steps, steps[chosen])
    exact = not (steps[chosen] >= known).any()
    return _settled(_only(replace(rest, chosen=chosen), ~empty), used, known), exact


def _only(rest: _Rest, kept: Mask) -> _Rest:
    """Return what is left with the kept pairs alone, among which all chosen ones are."""
    place = np.cumsum(kept) - 1
    return replace(rest, pairs=rest.pairs.only(kept), chosen=place[rest.chosen])


def _settled(rest: _Rest, used: Numbers, known: int) -> _Rest:
    """Return what is left without the people whose pairs are all there are on a decided level."""
    decided = used[: (known + 1) // 2]
    fits = rest.pairs.fits
    whole = [fit for fit in decided.tolist() if (fits == fit).sum() == (fits[rest.chosen] == fit).sum()]
    ready = rest.chosen[np.isin(fits[rest.chosen], whole)]
    done = rest.pairs.only(ready)
    people = np.concatenate([done.rows, done.columns])
    kept = ~(np.isin(rest.pairs.rows, people) | np.isin(rest.pairs.columns, people))
    others = replace(rest, chosen=rest.chosen[kept[rest.chosen]], settled=joined([rest.settled, done]))
    return _only(others, kept)


def _prices(market: Market, rest: _Rest, steps: Numbers) -> list[int]:
    """Return what a pair costs on each step from the lowest, then a unit of the total, then a first person's worth.

    Each costs more than all that can be on what follows; there are as many steps as there is room for.
    """
    most = np.minimum(np.bincount(steps), len(rest.chosen)).tolist()
    people = market.field.shape[0]
    above = len(rest.chosen) * market.field.dearest + 1
    room = LARGEST_WEIGHT // (people * above * (2 * len(rest.chosen) + 1))
    product, asked = 1, 0
    while asked < len(most) and product * (most[asked] + 1) <= room:
        product *= most[asked] + 1
        asked += 1
    prices = [above]
    for step in range(asked - 1, 0, -1):
        prices.insert(0, prices[0] * (most[step] + 1))
    prices = prices[:asked]
    worth = prices[0] * (most[0] + 1) if prices else above
    return [*prices, 1, worth]


def _weights(market: Market, pairs: Pairs, steps: Numbers, prices: list[int]) -> list[int]:
    """Return weights of which the highest is the fairest, once the most people who go first are placed."""
    *levels, _, worth = prices
    first = (market.mentors.first & market.mentors.fresh).astype(int)
    named = (first[pairs.rows] + first[pairs.columns]).tolist()
    dear = costs(market.field, pairs).tolist()
    price = [
        (levels[step] if step < len(levels) else 0) + cost - worth * firsts
        for step, cost, firsts in zip(steps.tolist(), dear, named, strict=True)
    ]
    highest = max(price)
    return [highest - one for one in price]
