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

from rmentor.pairing.bound import with_bypass
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
    """A market in which some pairs run, sorted by row and column; in one pool its two sides are the same people."""

    market: Market
    running: Pairs
    one_pool: bool

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
        runs = among(pairs, self.running, self._width)
        once = np.arange(len(pairs))
        both = joined([pairs, turned(pairs)]) if self.one_pool else pairs
        network = with_bypass(network_of(self.flow, both), self.market.field.dearest)
        if not self.one_pool:
            twins, decisions = tuple(self._twins(pairs)), np.arange(len(network.costs))
            return Question(network=network, decisions=decisions, pairs=pairs, runs=runs, twins=twins)
        places = len(pairs) + np.arange((len(network.costs) - 1) // 2 - len(pairs))
        decisions = np.concatenate([once, once, places, places, [len(pairs) + len(places)]])
        return Question(network=network, decisions=decisions, pairs=pairs, runs=runs, times=2)

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

    question: Question
    priced: Priced
    reach: int
    short: int

    def bound(self, keep: int) -> int:
        """Return what any choice costs at least that keeps so many running pairs."""
        return self.priced.bound(keep) - self.short


class Search:
    """Asks how much may be gained by moves, among ever more pairs; `known` are some to begin with."""

    def __init__(self, moving: Moving, known: Pairs) -> None:
        self._moving = moving
        some = [moving.market.field.promising(FEW), known, moving.running]
        self._tried = united(some, moving.market.field.shape[1])
        self._prices = Prices(moving.question(self._tried))

    def near(self, keep: int, watch: Watch) -> Near:
        """Return the best bound where so many running pairs are kept, and what is near it."""
        while True:
            priced = self._prices.best(keep)
            margin, found = self._left_out(priced)
            better = int(np.count_nonzero(found.saved > 0))
            watch.told(f"{len(self._tried):,} possible pairs, {better:,} better ones left out")
            if not better or watch.enough():
                near = self._with(self._moving.once(found.pairs))
                return self._near(near, priced, margin, shortfall(self._moving.flow, found) if better else 0)
            shape = self._moving.market.field.shape
            best = found.pairs.only(promising(found.pairs, found.saved, shape, FEW))
            self._tried = self._with(self._moving.once(best))
            self._prices = Prices(self._moving.question(self._tried), self._prices.tried)

    def reaching(self, near: Near, distance: int) -> Near:
        """Return what is as near as this to a bound; as it was where that is too much to be listed."""
        found = self._moving.within(near.priced.potentials, distance)
        if len(found) > MOST_NEAR:
            return near
        return self._near(self._with(found), near.priced, distance, near.short)

    def _left_out(self, priced: Priced) -> tuple[int, Tempting]:
        """Return a margin, and the pairs not tried yet that undercut the bound or would but for it."""
        field, tried = self._moving.flow.field, self._moving.both(self._tried)
        margin = margin_of(field, tried, self._moving.offers(priced.potentials))
        return margin, open_ones(field, self._moving.tempting(priced.potentials, margin), tried)

    def _near(self, pairs: Pairs, priced: Priced, reach: int, short: int) -> Near:
        question = self._moving.question(pairs)
        return Near(question, replace(priced, network=rewarded(question, priced.price)), reach, short)

    def _with(self, pairs: Pairs) -> Pairs:
        return united([self._tried, pairs], self._moving.market.field.shape[1])
