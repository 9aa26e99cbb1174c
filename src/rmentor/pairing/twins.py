"""People who stand on both sides: two of them may be paired one way round or the other, not both.

A flow knows no such rule. Where its answer breaks it, the question is split: once without the one, once without
the other; the first answer that keeps the rule, in the order of what is still possible, is the best.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from rmentor.pairing.market import Market, Solution, reached
from rmentor.pairing.pairs import NO_PAIRS, Pairs, united
from rmentor.pairing.terms import Mask

Solver = Callable[[Market], Solution]
_MOST_SPLITS = 100


@dataclass(frozen=True, slots=True, order=True)
class _Answer:
    """What can be reached at best without the dropped pairs, twins aside; better answers sort first."""

    rank: tuple[int, ...]
    number: int
    solution: Solution = field(compare=False)
    dropped: Pairs = field(compare=False)


def best_one_way(market: Market, best: Solver) -> Solution:
    """Return the best pairing without twins; its gap is 0 unless the splits ran out before the proof."""
    if market.twins is None:
        return best(market)
    waiting = [_answer(market, best, NO_PAIRS, 0)]
    for split in range(_MOST_SPLITS):
        answer = waiting[0]
        broken = np.flatnonzero(_broken(market, answer.solution.pairs))
        if not len(broken):
            return answer.solution
        heapq.heappop(waiting)
        for turn, dropped in enumerate(_two(market, answer.solution.pairs, int(broken[0]))):
            heapq.heappush(waiting, _answer(market, best, _more(market, answer, dropped), 2 * split + turn + 1))
    return _dive(market, best, waiting[0])


def _answer(market: Market, best: Solver, dropped: Pairs, number: int) -> _Answer:
    found = best(market.of(market.field.without(dropped)) if len(dropped) else market)
    pairs, firsts, fresh = reached(market, found.pairs)
    return _Answer((-pairs, -firsts, -fresh, -found.total), number, found, dropped)


def _turned(market: Market, pairs: Pairs) -> tuple[list[int], list[int]]:
    """Return each pair's key, and the key of the same two the other way round, -1 where they cannot stand so."""
    width = market.field.shape[1]
    turned = market.twins.turned(pairs, width) if market.twins else np.full(len(pairs), -1)
    return pairs.keys(width).tolist(), turned.tolist()


def _broken(market: Market, pairs: Pairs) -> Mask:
    """Return the pairs that were made together with their twin."""
    keys, turned = _turned(market, pairs)
    made = set(keys)
    return np.array([key in made for key in turned], dtype=bool)


def _two(market: Market, pairs: Pairs, place: int) -> tuple[Pairs, Pairs]:
    """Return a pair that was made together with its twin, and the twin."""
    keys, turned = _turned(market, pairs)
    places = (place, keys.index(turned[place]))
    one, twin = (pairs.only(np.array([index])) for index in places)
    return one, twin


def _more(market: Market, answer: _Answer, dropped: Pairs) -> Pairs:
    return united([answer.dropped, dropped], market.field.shape[1])


def _dive(market: Market, best: Solver, limit: _Answer) -> Solution:
    """Return a pairing found by dropping the worse of every two twins, and how far it may be from the best."""
    answer = limit
    while (both := _broken(market, answer.solution.pairs)).any():
        worse = _worse(market, answer.solution.pairs, both)
        answer = _answer(market, best, _more(market, answer, answer.solution.pairs.only(worse)), 0)
    return Solution(answer.solution.pairs, _distance(market, limit, answer))


def _worse(market: Market, pairs: Pairs, both: Mask) -> Mask:
    """Return of every two twins the one that fits less, of two alike the later."""
    keys, turned = _turned(market, pairs)
    rank = {key: (-int(fit), key) for key, fit in zip(keys, pairs.fits, strict=True)}
    own = zip(keys, turned, both.tolist(), strict=True)
    return np.array([twin and rank[key] > rank[other] for key, other, twin in own], dtype=bool)


def _distance(market: Market, limit: _Answer, answer: _Answer) -> int:
    if limit.rank[:3] == answer.rank[:3]:
        return answer.rank[3] - limit.rank[3] + limit.solution.gap
    most = len(answer.solution.pairs) * market.field.top
    return max(1, most + answer.rank[3])
