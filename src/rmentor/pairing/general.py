"""One pool, where anyone may be paired with anyone: the best matching of so many pairs, and its proof.

Everybody is put on both sides. The cheapest flow there costs at most twice what the best matching costs, and its
potentials say of each pair how far from that bound a matching is that makes it. The bound does not see that an odd
group of people leaves somebody over (Edmonds, Maximum matching and a polyhedron with 0,1-vertices, 1965), but it
nearly is the answer: so a matcher starts from it among near pairs, mends what odd groups upset (see `matcher`), and
what proves its answer is asked about all pairs. Those that could better it are added, until there are none.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rmentor.pairing.doubled import Doubled
from rmentor.pairing.field import costs
from rmentor.pairing.flow import FEW, MANY, first_prices, proved_flow, shortfall
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.matcher import Matcher
from rmentor.pairing.most import grown, most_pairs
from rmentor.pairing.odd_bound import TIMES, bound_of
from rmentor.pairing.pairs import Pairs, united
from rmentor.pairing.start import Start, start_of
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch


def best_matching(market: Market, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the best pairing of a pool in which everyone is in at most one pair.

    Its gap is what the proof leaves open: 0 unless the watch had enough.
    """
    links = market.field.promising(FEW)
    most = most_pairs(market.field, links)
    pairs = min(market.wanted, len(most))
    watch.told(f"{len(most):,} pairs at most")
    if pairs <= 0:
        return Solution()
    return _Pool(market, most, pairs).best(nearly(market, pairs, links, watch), watch)


def nearly(market: Market, pairs: int, links: Pairs | None = None, watch: Watch = NOBODY_WAITS) -> Start:
    """Return where a matching of so many pairs of a pool starts; `links` are promising pairs that are known already."""
    twice = Market(field=Doubled(market.field, links), mentors=market.mentors, mentees=market.mentors, wanted=2 * pairs)
    return start_of(proved_flow(twice, watch), market.field, first_prices(twice)[0], market.mentors.left > 0)


@dataclass(frozen=True, slots=True)
class _Pool:
    """So many pairs are to be made of a pool, of which there can be `most`."""

    market: Market
    most: Pairs
    pairs: int

    def best(self, start: Start, watch: Watch) -> Solution:
        """Return the best matching, sought among ever more pairs until none left out could better it."""
        near = self._with(start.near(), self.most)
        while True:
            start, matcher = self._matched(start.reaching(near), near, watch)
            found = self._complete(start, matcher, near)
            proof = bound_of(matcher, start)
            cheaper = proof.undercut(self.market.field, None if watch.enough() else MANY)
            better = len(cheaper.pairs)
            watch.told(f"{len(found):,} pairs among {len(near):,} near ones, {better:,} better ones left out")
            if cheaper.whole and (not better or watch.enough()):
                cost = int(self._price(start, found).sum())
                short = TIMES * cost - proof.least(start, self.pairs) + shortfall(self.market, cheaper)
                gap = min(short * self.market.field.unit // TIMES, _spare(self.market, found))
                return Solution(found, gap, exact=not short)
            near = self._with(near, cheaper.pairs)

    def _matched(self, start: Start, near: Pairs, watch: Watch) -> tuple[Start, Matcher]:
        """Return a matcher with so many pairs, and its start; where more are worth it, with less spared by each."""
        much = 1
        while True:
            matcher = start.matcher(near, TIMES // 2)
            matcher.settle(watch.enough)
            if matcher.pairs <= self.pairs or watch.enough():
                matcher.widen(self.pairs, watch.enough)
                return start, matcher
            start, much = start.sparing_less(much), 2 * much

    def _complete(self, start: Start, matcher: Matcher, near: Pairs) -> Pairs:
        """Return the pairs made; where time ended the work, others with them or without some, as many as wanted."""
        mates = np.array(matcher.groups.mates, dtype=np.int64)
        found = near.only(mates[near.rows] == near.columns)
        if len(found) < self.pairs:
            found = grown(matcher.groups.mates, [near], len(mates))
        cheapest = np.argsort(self._price(start, found), kind="stable")[: self.pairs]
        return found.only(np.sort(cheapest))

    def _price(self, start: Start, pairs: Pairs) -> Numbers:
        """Return what each pair costs, with its two places."""
        found: Numbers = costs(self.market.field, pairs) + start.prices[pairs.rows] + start.prices[pairs.columns]
        return found

    def _with(self, near: Pairs, others: Pairs) -> Pairs:
        return united([near, others], self.market.field.shape[1])


def _spare(market: Market, pairs: Pairs) -> int:
    """Return how much more so many pairs could fit if each fitted as well as any."""
    return int((market.field.top - pairs.fits).sum())
