"""One pool, where anyone may be paired with anyone: a heaviest matching of the most people.

Everybody is put on both sides. The cheapest flow there is at most twice as dear as twice the best matching is, and its
potentials say for each pair how much too dear a matching is that makes it (its slack). So a matcher need only be
given the pairs with little slack: one that it finds at a distance from the bound can be bettered by pairs within
that distance alone. (Edmonds, Maximum matching and a polyhedron with 0,1-vertices, 1965; the doubled problem is
the linear relaxation without his odd sets.) How many pairs there can be is known beforehand (see `most`), since an
odd group leaves somebody over, which the relaxation does not see.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from rmentor.pairing.field import Field, Offers, Tempting, costs
from rmentor.pairing.flow import Proved, first_prices, proved_flow
from rmentor.pairing.heaviest import heaviest, nearest
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.most import grown, most_pairs
from rmentor.pairing.pairs import Pairs, joined, united
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch

_FIRST_SLACK, _MOST_NEAR, _MOST_MATCHED = 80, 3_000_000, 8_000
_WIDER = (20, 80, 320, 1280)


@dataclass(frozen=True, slots=True)
class Doubled:
    """A field of a pool in which each two people stand once, with each two the other way round as well."""

    once: Field

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return self.once.shape

    @property
    def top(self) -> int:
        """A fit that no pair exceeds."""
        return self.once.top

    @property
    def unit(self) -> int:
        """The step in which fits differ."""
        return self.once.unit

    @property
    def dearest(self) -> int:
        """A cost that no pair exceeds."""
        return self.once.dearest

    def promising(self, few: int) -> Pairs:
        """Return the few best pairs of each row and each column."""
        found = self.once.promising(few)
        return united([found, _turned(found)], self.shape[1])

    def tempting(self, offers: Offers, margin: int) -> Tempting:
        """Return every pair that costs less than its ends offer for it and up to `margin` more."""
        forth = self.once.tempting(offers, margin)
        back = self.once.tempting(replace(offers, rows=-offers.columns, columns=-offers.rows), margin)
        found, saved = joined([forth.pairs, _turned(back.pairs)]), np.concatenate([forth.saved, back.saved])
        order = np.argsort(found.keys(self.shape[1]), kind="stable")
        return Tempting(found.only(order), saved[order])

    def without(self, pairs: Pairs) -> Doubled:
        """Return the field without these pairs."""
        return Doubled(self.once.without(pairs))

    def at_least(self, fit: int) -> Doubled:
        """Return the field without pairs that fit less."""
        return Doubled(self.once.at_least(fit))


def _turned(pairs: Pairs) -> Pairs:
    return Pairs(pairs.columns, pairs.rows, pairs.fits)


def best_matching(market: Market, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the best pairing of a pool in which everyone is in at most one pair.

    It is `exact` unless the watch had enough, too many pairs are near the bound, or the pool is too large for the
    matcher and gets one that was grown near it; its gap is what the bound, checked, leaves open.
    """
    most = most_pairs(market.field)
    pairs = min(market.wanted, len(most))
    watch.told(f"{len(most):,} pairs at most")
    if pairs <= 0:
        return Solution()
    bound = proved_flow(_doubled(market, pairs), watch)
    return _Near(market, bound, most, pairs).best(watch)


def _doubled(market: Market, pairs: int) -> Market:
    return Market(field=Doubled(market.field), mentors=market.mentors, mentees=market.mentors, wanted=2 * pairs)


@dataclass(frozen=True)
class _Near:
    """Pairs near the bound: how far a matching is from it is the sum over its pairs and those it leaves over."""

    market: Market
    bound: Proved
    most: Pairs
    pairs: int

    @cached_property
    def prices(self) -> Numbers:
        """What everyone's place costs beyond how little a pair fits."""
        return first_prices(_doubled(self.market, self.pairs))[0]

    @cached_property
    def surplus(self) -> Numbers:
        """What everyone brings on both sides together."""
        return np.asarray(self.bound.offers.rows - self.bound.offers.columns, dtype=np.int64)

    @cached_property
    def level(self) -> Numbers:
        """How much dearer leaving somebody over is than leaving over whom the bound does; below 0 where cheaper."""
        own = self.surplus - 2 * self.prices
        placed = np.zeros(len(own), dtype=bool)
        placed[self.bound.solution.pairs.rows] = True
        idle = own[~placed & (self.market.mentors.left > 0)]
        found: Numbers = own - (idle.max() if len(idle) else own.min(initial=0))
        return found

    @cached_property
    def some(self) -> Pairs:
        """A matching of so many pairs, wherever it is."""
        cheapest = np.argsort(costs(self.market.field, self.most), kind="stable")[: self.pairs]
        return self.most.only(np.sort(cheapest))

    def best(self, watch: Watch) -> Solution:
        """Return the best matching, among ever more pairs until none further off could be in a better one."""
        limit = _price(self.market, self.bound.solution.pairs, self.prices)
        slack, best = _FIRST_SLACK, self.some
        if len(self.level) > _MOST_MATCHED and self.pairs == len(self.most):
            best = self._rounded()
            short = 2 * _price(self.market, best, self.prices) - limit
            gap = (short * self.market.field.unit + self.bound.solution.gap) // 2
            return Solution(best, gap, exact=not gap and self.bound.solution.exact)
        while True:
            near = self._within(slack)
            found = self._chosen(near, slack)
            best = max(best, found, key=lambda pairs: -_price(self.market, pairs, self.prices))
            short = 2 * _price(self.market, best, self.prices) - limit
            watch.told(f"{len(best):,} pairs among {len(near):,} that are near the bound")
            done, enough = short <= slack, len(near) > _MOST_NEAR or watch.enough()
            if done or enough:
                gap = (short * self.market.field.unit + self.bound.solution.gap) // 2
                exact = done and self.bound.solution.exact and not self.bound.solution.gap
                return Solution(best, min(gap, _spare(self.market, best)), exact)
            slack = min(short, 8 * slack)

    def _rounded(self) -> Pairs:
        """Return a matching grown from the couples that the bound puts together both ways round.

        First among pairs near the bound, ever further off, and at last among those of a matching of the most pairs.
        """
        flow, width = self.bound.solution.pairs, self.market.field.shape[1]
        both = flow.only(np.isin(flow.keys(width), _turned(flow).keys(width)))
        mates = np.full(width, -1)
        mates[both.rows] = both.columns
        near = [self._within(slack) for slack in (0, *_WIDER)]
        return grown(mates.tolist(), [*near, self.most], width)

    def _within(self, slack: int) -> Pairs:
        """Return the pairs that are no further from the bound."""
        offers = Offers(self.surplus, -self.surplus, times=2)
        return self.market.field.tempting(offers, slack).pairs

    def _chosen(self, near: Pairs, slack: int) -> Pairs:
        """Return the best matching of near pairs and those of one that is known, leaving over who is near."""
        among = united([near, self.some], self.market.field.shape[1])
        here = self.market.mentors.left > 0
        leaving = np.where(here, np.maximum(self.level, 0), -1)
        placed = np.zeros(len(here), dtype=bool)
        placed[self.some.rows] = placed[self.some.columns] = True
        leaving[placed & (leaving > slack)] = -1
        idle = int(here.sum()) - 2 * self.pairs
        if idle * int((leaving >= 0).sum()) > _MOST_NEAR:
            return among.only(heaviest(among, _weights(self.market, among, self.prices).tolist(), self.pairs))
        return among.only(nearest(among, self._distances(among), leaving, idle))

    def _distances(self, pairs: Pairs) -> Numbers:
        """Return how far each pair is from the bound."""
        cheap = np.minimum(self.level, 0)
        own = 2 * costs(self.market.field, pairs) + self.surplus[pairs.rows] + self.surplus[pairs.columns]
        return np.asarray(own - cheap[pairs.rows] - cheap[pairs.columns], dtype=np.int64)


def _spare(market: Market, pairs: Pairs) -> int:
    """Return how much more so many pairs could fit if each fitted as well as any."""
    return int((market.field.top - pairs.fits).sum())


def _price(market: Market, pairs: Pairs, prices: Numbers) -> int:
    """Return what pairs cost and their people are priced at."""
    return int(costs(market.field, pairs).sum() + prices[pairs.rows].sum() + prices[pairs.columns].sum())


def _weights(market: Market, pairs: Pairs, prices: Numbers) -> Numbers:
    """Return weights of which the highest is the lowest price."""
    price = costs(market.field, pairs) + prices[pairs.rows] + prices[pairs.columns]
    return np.asarray(price.max(initial=0) - price, dtype=np.int64)
