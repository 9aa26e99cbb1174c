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
from rmentor.values import Value

_MOST_SPLITS = 100


@dataclass(frozen=True, slots=True, order=True)
class _Answer:
    """What can be reached at best without the dropped pairs, twins aside; better answers sort first."""

    rank: tuple[int, ...]
    number: int
    solution: Solution = field(compare=False)
    dropped: Pairs = field(compare=False)


def by_total(solution: Solution) -> tuple[int, ...]:
    """Return what ranks a solution by its total, the better the lower."""
    return (-solution.total,)


def by_lowest(solution: Solution) -> tuple[int, ...]:
    """Return what ranks a solution by its lowest fit, then the next, the better the lower."""
    return tuple(sorted((-solution.pairs.fits).tolist(), reverse=True))


class OneWay(Value):
    """Finds the best pairing without twins by a solver that knows none; `worth` ranks its answers."""

    market: Market
    best: Callable[[Market], Solution]
    worth: Callable[[Solution], tuple[int, ...]] = by_total

    def solution(self) -> Solution:
        """Return the best pairing; its gap is 0 unless the splits ran out before the proof."""
        if self.market.twins is None:
            return self.best(self.market)
        waiting = [self._answer(NO_PAIRS, 0)]
        for split in range(_MOST_SPLITS):
            answer = waiting[0]
            broken = np.flatnonzero(self._broken(answer.solution.pairs))
            if not len(broken):
                return answer.solution
            heapq.heappop(waiting)
            for turn, dropped in enumerate(self._two(answer.solution.pairs, int(broken[0]))):
                heapq.heappush(waiting, self._answer(self._more(answer, dropped), 2 * split + turn + 1))
        return self._dive(waiting[0])

    def _answer(self, dropped: Pairs, number: int) -> _Answer:
        market = self.market
        found = self.best(market.of(market.field.without(dropped)) if len(dropped) else market)
        pairs, firsts, fresh = reached(market, found.pairs)
        return _Answer((-pairs, -firsts, -fresh, *self.worth(found)), number, found, dropped)

    def _keys(self, pairs: Pairs) -> tuple[list[int], list[int]]:
        """Return each pair's key, and that of the same two the other way round, -1 where they cannot stand so."""
        width, twins = self.market.field.shape[1], self.market.twins
        turned = twins.turned(pairs, width) if twins else np.full(len(pairs), -1)
        return pairs.keys(width).tolist(), turned.tolist()

    def _broken(self, pairs: Pairs) -> Mask:
        """Return the pairs that were made together with their twin."""
        keys, turned = self._keys(pairs)
        made = set(keys)
        return np.array([key in made for key in turned], dtype=bool)

    def _two(self, pairs: Pairs, place: int) -> tuple[Pairs, Pairs]:
        """Return a pair that was made together with its twin, and the twin."""
        keys, turned = self._keys(pairs)
        one, twin = (pairs.only(np.array([index])) for index in (place, keys.index(turned[place])))
        return one, twin

    def _more(self, answer: _Answer, dropped: Pairs) -> Pairs:
        return united([answer.dropped, dropped], self.market.field.shape[1])

    def _dive(self, limit: _Answer) -> Solution:
        """Return a pairing found by dropping the worse of every two twins, and how far it may be from the best."""
        answer = limit
        while (both := self._broken(answer.solution.pairs)).any():
            worse = self._worse(answer.solution.pairs, both)
            answer = self._answer(self._more(answer, answer.solution.pairs.only(worse)), 0)
        return Solution(answer.solution.pairs, self._distance(limit, answer), exact=False)

    def _worse(self, pairs: Pairs, both: Mask) -> Mask:
        """Return of every two twins the one that fits less, of two alike the later."""
        keys, turned = self._keys(pairs)
        rank = {key: (-int(fit), key) for key, fit in zip(keys, pairs.fits, strict=True)}
        own = zip(keys, turned, both.tolist(), strict=True)
        return np.array([twin and rank[key] > rank[other] for key, other, twin in own], dtype=bool)

    def _distance(self, limit: _Answer, answer: _Answer) -> int:
        if limit.rank[:3] == answer.rank[:3] and self.worth is by_total:
            return answer.rank[3] - limit.rank[3] + limit.solution.gap
        return max(1, len(answer.solution.pairs) * self.market.field.top - answer.solution.total)
