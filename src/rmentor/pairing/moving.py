"""The question which running pairs give way, over a field of any size: asked among some pairs, proved of all.

The best price is sought among promising pairs. The potentials found there are asked about the whole field, and pairs
that undercut them are added, until there are none (column generation, as in `flow`). A choice nearer to the bound
than some distance makes only pairs that are within it, so that for settling no more need be listed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from rmentor.pairing.bound import Network, with_bypass
from rmentor.pairing.doubled import Doubled, turned
from rmentor.pairing.field import Offers, Tempting
from rmentor.pairing.flow import FEW, margin_of, network_of, open_ones, shortfall
from rmentor.pairing.market import Market
from rmentor.pairing.moves import Priced, Prices, Question, rewarded
from rmentor.pairing.pairs import Pairs, among, joined, promising, united
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import Watch

MOST_NEAR = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Moving:
    """A market in which some pairs run, sorted by row and column; in one pool its two sides are the same people.

    In the flow that it is asked by, `idle` units are sure to go round.
    """

    market: Market
    running: Pairs
    one_pool: bool
    idle: int = 0

    @cached_property
    def flow(self) -> Market:
        """The market that a flow is sought in: each two people of one pool stand both ways round."""
        if not self.one_pool:
            return self.market
        even = 2 * min(self.market.wanted, int(self.market.mentors.left.sum()) // 2)
        return replace(self.market, field=Doubled(self.market.field), mentees=self.market.mentors, wanted=even)

    def both(self, pairs: Pairs) -> Pairs:
        """Return pairs as they stand in the flow, sorted."""
        return united([pairs, turned(pairs)], self._width) if self.one_pool else pairs

    def once(self, pairs: Pairs) -> Pairs:
        """Return pairs of the flow as they stand in the market, each once and sorted."""
        if not self.one_pool:
            return united([pairs], self._width)
        back = turned(pairs)
        forth = pairs.rows < pairs.columns
        return united([pairs.only(forth), back.only(~forth)], self._width)

    def question(self, pairs: Pairs) -> Question:
        """Return the question which of these pairs to make."""
        runs, network = among(pairs, self.running, self._width), self._network(pairs)
        decisions, twins, times = np.arange(len(network.costs)), tuple(self._twins(pairs)), 1
        if self.one_pool:
            places = len(pairs) + np.arange((len(network.costs) - 1) // 2 - len(pairs))
            last = len(pairs) + len(places)
            decisions, times = np.concatenate([np.tile(decisions[: len(pairs)], 2), places, places, [last]]), 2
        return Question(network, decisions, pairs, runs, twins, times, self.idle)

    def _network(self, pairs: Pairs) -> Network:
        """Return the network of these pairs; what goes round costs more than all else together can."""
        both = joined([pairs, turned(pairs)]) if self.one_pool else pairs
        network = network_of(self.flow, both)
        dearest = self.market.field.dearest + int(network.costs[len(both) :].max(initial=0))
        network = with_bypass(network, dearest)
        return replace(network, supply=network.supply - self.idle)

    def idle_at(self, question: Question, cost: int) -> int:
        """Return how many units go round at least in any choice that costs no less than this."""
        arcs = question.network.costs
        places = int(arcs[len(question.pairs) * question.times : -1].max(initial=0))
        others = (question.network.supply + self.idle) * (self.market.field.dearest + 2 * places)
        return max(self.idle, question.times * -((others - cost) // (int(arcs[-1]) * question.times)))

    def promising(self, known: Pairs) -> Pairs:
        """Return everyone's few most promising pairs, with those that are known."""
        return united([self.market.field.promising(FEW), known], self._width)

    def tempting(self, potentials: Numbers, margin: int) -> Tempting:
        """Return every pair of the flow that potentials undercut, or would but for a margin."""
        return self.flow.field.tempting(self.offers(potentials), margin)

    def within(self, potentials: Numbers, distance: int) -> Pairs:
        """Return every pair of the market that is no further than this from a bound that these potentials prove."""
        offers = self.offers(potentials)
        if self.one_pool:
            asks = offers.rows - offers.columns
            offers = Offers(asks, -asks, times=2)
        return self.market.field.tempting(offers, distance).pairs

    def offers(self, potentials: Numbers) -> Offers:
        """Return the potentials of the rows and of the columns, which come first among the nodes."""
        rows, columns = self.market.field.shape
        return Offers(potentials[:rows], potentials[rows : rows + columns])

    def _twins(self, pairs: Pairs) -> Iterator[tuple[int, int]]:
        """Yield the places of each two pairs that are the same people."""
        if self.market.twins is None:
            return
        keys, turned_keys = pairs.keys(self._width), self.market.twins.turned(pairs, self._width)
        there = np.searchsorted(keys, turned_keys) % max(1, len(keys))
        both = np.flatnonzero((turned_keys >= 0) & (keys[there] == turned_keys) & (np.arange(len(keys)) < there))
        yield from zip(both.tolist(), there[both].tolist(), strict=True)

    @property
    def _width(self) -> int:
        return self.market.field.shape[1]


@dataclass(frozen=True, slots=True)
class Near:
    """A question among pairs near its bound: of the others none is within `reach` of it.

    All others together could lower the bound by `short` at most; 0 where it is proved of the whole field.
    """

    moving: Moving
    question: Question
    priced: Priced
    reach: int
    short: int

    def bound(self, keep: int) -> int:
        """Return what any choice costs at least that keeps so many running pairs."""
        return self.priced.bound(keep) + self.question.sure - self.short

    def reaching(self, distance: int) -> Near:
        """Return what is as near as this to the bound; as it was where that is too much to be listed."""
        found = self.moving.within(self.priced.potentials, distance)
        return self if len(found) > MOST_NEAR else self.adding(found, distance)

    def adding(self, pairs: Pairs, reach: int) -> Near:
        """Return the same bound with more pairs."""
        question = self.moving.question(united([self.question.pairs, pairs], self.moving.market.field.shape[1]))
        priced = replace(self.priced, network=rewarded(question, self.priced.price))
        return replace(self, question=question, priced=priced, reach=reach)


class Search:
    """Asks how much may be gained by moves, among ever more pairs; `known` are some to begin with."""

    def __init__(self, moving: Moving, known: Pairs) -> None:
        self._moving = moving
        self._prices = Prices(moving.question(united([known, moving.running], moving.market.field.shape[1])))

    def near(self, keep: int, watch: Watch) -> Near:
        """Return the best bound where so many running pairs are kept, and what is near it."""
        while True:
            near, found = self._asked(keep)
            better = int(np.count_nonzero(found.saved > 0))
            watch.told(f"{len(near.question.pairs):,} possible pairs, {better:,} better ones left out")
            if not better or watch.enough():
                break
            self._widen(found)
        near = near.adding(self._moving.once(found.pairs), near.reach)
        if better:
            return replace(near, short=shortfall(self._moving.flow, found))
        idle = self._moving.idle_at(near.question, near.bound(keep))
        if idle <= min(one.idle for one in self._prices.around):
            return near
        return Search(replace(self._moving, idle=idle), near.question.pairs).near(keep, watch)

    def _asked(self, keep: int) -> tuple[Near, Tempting]:
        """Return the bound among the pairs tried, and those not tried that undercut it or would but for a margin."""
        moving, question = self._moving, self._prices.question
        field, tried, priced = moving.flow.field, moving.both(question.pairs), self._prices.best(keep)
        margin = margin_of(field, tried, moving.offers(priced.potentials))
        found = open_ones(field, moving.tempting(priced.potentials, margin), tried)
        return Near(moving, question, priced, margin, 0), found

    def _widen(self, found: Tempting) -> None:
        """Try the best of these pairs as well."""
        moving, shape = self._moving, self._moving.market.field.shape
        best = moving.once(found.pairs.only(promising(found.pairs, found.saved, shape, FEW)))
        question = moving.question(united([self._prices.question.pairs, best], shape[1]))
        self._prices = Prices(question, {one.price for one in self._prices.around})
