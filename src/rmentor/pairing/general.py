"""One pool, where anyone may be paired with anyone: a heaviest matching of the most people.

Everybody is put on both sides. The cheapest flow there is at most twice as dear as twice the best matching is, and its
potentials say for each pair how much too dear a matching is that makes it (its slack). So a matcher need only be
given the pairs with little slack: one that it finds at a distance from the bound can be bettered by pairs within
that distance alone. (Edmonds, Maximum matching and a polyhedron with 0,1-vertices, 1965; the doubled problem is
the linear relaxation without his odd sets.) Groups that can only be paired inside are counted beforehand, since an
odd one leaves somebody over, which the relaxation does not see.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.field import Field, Offers, Tempting, costs
from rmentor.pairing.flow import Proved, first_prices, proved_flow
from rmentor.pairing.heaviest import heaviest
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.pairs import NO_PAIRS, Pairs, joined, united
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch

_FIRST_SLACK, _FEW = 80, 20


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

    It is `exact` unless the watch had enough; its gap is what the flow's bound, checked, leaves open. Where the
    watch had enough early, fewer people may be paired than could be.
    """
    pairs = min(market.wanted, _most_pairs(market))
    while pairs > 0:
        bound = proved_flow(_doubled(market, pairs), watch)
        reached = len(bound.solution.pairs) // 2
        found = _near_bound(market, bound, pairs, watch) if reached == pairs else None
        if found is not None:
            return found
        pairs = min(reached, pairs - 1)
    return Solution()


def _most_pairs(market: Market) -> int:
    """Return a number of pairs that no matching exceeds: half of each group of people who can only be paired inside.

    The groups are those of everyone's promising pairs, joined where any pair may be made between two of them.
    """
    links, groups = market.field.promising(_FEW), np.zeros(0, dtype=np.int64)
    while len(links):
        groups = _groups(market.field.shape[0], links)
        beyond = _between(market.field, groups)
        if not len(beyond):
            break
        links = joined([links, beyond])
    sizes = np.bincount(groups[market.mentors.left[: len(groups)] > 0])
    return int((sizes // 2).sum())


def _groups(people: int, links: Pairs) -> Numbers:
    """Return the number of each person's group."""
    from rustworkx import PyGraph, connected_components

    graph = PyGraph(multigraph=False)
    graph.add_nodes_from(range(people))
    graph.add_edges_from_no_data(list(zip(links.rows.tolist(), links.columns.tolist(), strict=True)))
    groups = np.zeros(people, dtype=np.int64)
    for number, group in enumerate(sorted(connected_components(graph), key=min)):
        groups[list(group)] = number
    return groups


def _between(field: Field, groups: Numbers) -> Pairs:
    """Return every pair that may be made between two groups: offers tempt it, and next to none inside a group."""
    offers = (field.dearest + 1) * groups
    found = joined(field.tempting(Offers(turn * offers, turn * offers), 0).pairs for turn in (1, -1))
    return found.only(groups[found.rows] != groups[found.columns])


def _doubled(market: Market, pairs: int) -> Market:
    return Market(field=Doubled(market.field), mentors=market.mentors, mentees=market.mentors, wanted=2 * pairs)


def _near_bound(market: Market, bound: Proved, pairs: int, watch: Watch) -> Solution | None:
    """Return the best matching of so many pairs, None where there is none of so many."""
    surplus = bound.offers.rows - bound.offers.columns
    offers = Offers(surplus, -surplus, times=2)
    slack, most = _FIRST_SLACK, 2 * market.field.dearest + 2 * max(0, int(surplus.max())) + 1
    prices = first_prices(_doubled(market, pairs))[0]
    limit = _price(market, bound.solution.pairs, prices)
    besides = NO_PAIRS
    while True:
        near = united([market.field.tempting(offers, slack).pairs, besides], market.field.shape[1])
        chosen = near.only(heaviest(near, _weights(market, near, prices).tolist(), pairs))
        short = 2 * _price(market, chosen, prices) - limit
        watch.told(f"{len(chosen):,} pairs among {len(near):,} that are near the bound")
        whole, enough = slack >= most, watch.enough()
        if len(chosen) == pairs and (short <= slack or whole or enough):
            gap = (short * market.field.unit + bound.solution.gap) // 2
            exact = whole or (short <= slack and not bound.solution.gap)
            return Solution(chosen, min(gap, _spare(market, chosen)), exact)
        if whole:
            return None
        if enough:
            return Solution(chosen, _spare(market, chosen), exact=False)
        if len(chosen) == pairs or len(besides):
            slack = min(most, 8 * slack, short if len(chosen) == pairs else most)
        else:
            besides = market.field.promising(_FEW)


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
