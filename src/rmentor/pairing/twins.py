"""People who stand on both sides: two of them may be paired one way round or the other, not both.

A flow knows no such rule. Where its answer breaks it, the question is split: once without the one, once without
the other; the first answer that keeps the rule, in the order of what is still possible, is the best.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

import numpy as np

from rmentor.pairing.facts import Mask, Numbers
from rmentor.pairing.flow import best_flow
from rmentor.pairing.market import Market, Solution, reached

_MOST_SPLITS = 100


@dataclass(frozen=True, slots=True, order=True)
class _Answer:
    """What the kept pairs can reach at best, twins aside; better answers sort first."""

    rank: tuple[int, ...]
    number: int
    chosen: Numbers = field(compare=False)
    kept: Mask = field(compare=False)
    gap: int = field(compare=False)


def best_one_way(market: Market) -> Solution:
    """Return the best pairing without twins; its gap is 0 unless the splits ran out before the proof."""
    waiting = [_answer(market, np.ones(len(market.fits), dtype=bool), 0)]
    for split in range(_MOST_SPLITS):
        best = waiting[0]
        broken = _broken(market, best.chosen)
        if not len(broken):
            return Solution(best.chosen, best.gap)
        heapq.heappop(waiting)
        for turn, dropped in enumerate((broken[0], market.twins[broken[0]])):
            heapq.heappush(waiting, _answer(market, _without(best.kept, dropped), 2 * split + turn + 1))
    return _dive(market, waiting[0])


def _answer(market: Market, kept: Mask, number: int) -> _Answer:
    smaller, places = market.only(kept)
    found = best_flow(smaller)
    chosen = places[found.chosen]
    pairs, firsts, fresh = reached(market, chosen)
    rank = (-pairs, -firsts, -fresh, -int(market.fits[chosen].sum()))
    return _Answer(rank, number, chosen, kept, found.gap)


def _broken(market: Market, chosen: Numbers) -> Numbers:
    """Return the pairs that were made together with their twin."""
    return chosen[np.isin(market.twins[chosen], chosen)]


def _without(kept: Mask, dropped: Numbers) -> Mask:
    fewer = kept.copy()
    fewer[dropped] = False
    return fewer


def _dive(market: Market, best: _Answer) -> Solution:
    """Return a pairing found by dropping the worse of every two twins, and how far it may be from the best."""
    answer = best
    while len(both := _broken(market, answer.chosen)):
        twins = market.twins[both]
        short = market.fits[twins] - market.fits[both]
        worse = both[(short > 0) | ((short == 0) & (both > twins))]
        answer = _answer(market, _without(answer.kept, worse), 0)
    return Solution(answer.chosen, _distance(market, best, answer))


def _distance(market: Market, limit: _Answer, answer: _Answer) -> int:
    if limit.rank[:3] == answer.rank[:3]:
        return answer.rank[3] - limit.rank[3] + limit.gap
    most = len(answer.chosen) * int(market.fits.max(initial=0))
    return max(1, most + answer.rank[3])
