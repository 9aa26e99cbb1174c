"""Running pairs that may give way to better ones, a limited number of them: the flow with one more constraint.

That so many running pairs stay is first asked at a price, paid for each that does not (Lagrangian relaxation:
Geoffrion, 1974). For every price the cheapest flow bounds what any choice costs, and the best price is where the
lines through two such flows meet. What the bound leaves open is then settled among the pairs near it: see `settled`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.bound import Network, distances, least_cost, with_bypass
from rmentor.pairing.field import every_pair
from rmentor.pairing.flow import cheapest_flow, network_of
from rmentor.pairing.doubled import Doubled
from rmentor.pairing.market import Market
from rmentor.pairing.pairs import Pairs, joined
from rmentor.pairing.terms import Mask, Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A network whose first decisions are the pairs of a field, some of which run.

    Arcs with the same number in `decisions` carry the same: one pool stands on both sides, each pair twice. Of the
    pairs in a couple of `twins` one can be made. A pair counts `times` over in all costs.
    """

    network: Network
    decisions: Numbers
    pairs: Pairs
    runs: Mask
    twins: tuple[tuple[int, int], ...] = ()
    times: int = 1

    @property
    def running(self) -> Mask:
        """Which arcs are those of running pairs."""
        return np.append(self.runs, False)[np.minimum(self.decisions, len(self.runs))]

    def cost(self, made: Mask) -> int:
        """Return what it costs to make these pairs: their people take their cheapest places, which come first."""
        network, arcs = self.network, len(self.pairs) * self.times
        flows = np.append(made, False)[np.minimum(self.decisions, len(made))].astype(np.int64)
        waiting = np.bincount(network.tails[:arcs], flows[:arcs], network.nodes).astype(np.int64)
        waiting += np.bincount(network.heads[:arcs], flows[:arcs], network.nodes).astype(np.int64)
        for arc in range(arcs, len(flows) - 1):
            tail, head = network.tails[arc], network.heads[arc]
            person = head if tail == network.source else tail
            flows[arc] = min(network.capacities[arc], waiting[person])
            waiting[person] -= flows[arc]
        flows[-1] = network.supply - flows[:-1][network.tails[:-1] == network.source].sum()
        return int(flows @ network.costs)


@dataclass(frozen=True, slots=True)
class Priced:
    """A cheapest flow where each running pair that stays is rewarded with a price, and its potentials."""

    price: int
    network: Network
    potentials: Numbers
    kept: int
    cost: int

    def bound(self, keep: int) -> int:
        """Return what any flow costs at least, rewards aside, that keeps so many running pairs."""
        return least_cost(self.network, self.potentials) + self.price * keep


def question_of(market: Market, runs: Mask, *, one_pool: bool) -> Question:
    """Return the question which of a listed field's pairs to make, given which of them run."""
    pairs = every_pair(market.field)
    if one_pool:
        return _of_one_pool(market, pairs, runs)
    network = with_bypass(network_of(market, pairs), market.field.dearest)
    twins = tuple(_twins(market, pairs))
    return Question(network=network, decisions=np.arange(len(network.costs)), pairs=pairs, runs=runs, twins=twins)


def _of_one_pool(market: Market, pairs: Pairs, runs: Mask) -> Question:
    even = 2 * min(market.wanted, int(market.mentors.left.sum()) // 2)
    doubled = replace(market, field=Doubled(market.field), mentees=market.mentors, wanted=even)
    both = joined([pairs, Pairs(pairs.columns, pairs.rows, pairs.fits)])
    network = with_bypass(network_of(doubled, both), market.field.dearest)
    once = np.arange(len(pairs))
    places = len(pairs) + np.arange((len(network.costs) - 1) // 2 - len(pairs))
    last = len(pairs) + len(places)
    decisions = np.concatenate([once, once, places, places, [last]])
    return Question(network=network, decisions=decisions, pairs=pairs, runs=runs, times=2)


def _twins(market: Market, pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Yield the places of each two pairs that are the same people."""
    if market.twins is None:
        return
    width = market.field.shape[1]
    keys, turned = pairs.keys(width), market.twins.turned(pairs, width)
    there = np.searchsorted(keys, turned) % max(1, len(keys))
    both = np.flatnonzero((turned >= 0) & (keys[there] == turned) & (np.arange(len(keys)) < there))
    yield from zip(both.tolist(), there[both].tolist(), strict=True)


class Prices:
    """The flows of a question by the price that was asked; what was found for one limit serves the next."""

    def __init__(self, question: Question) -> None:
        self._question = question
        highest = 2 * int(question.network.costs.max(initial=0)) + 1
        self._known = [self._at(0), self._at(highest)]

    def best(self, keep: int) -> Priced:
        """Return the flow at the price that bounds best what keeping so many running pairs costs."""
        while True:
            fewer = max((one for one in self._known if one.kept < keep), key=lambda one: one.kept, default=None)
            enough = min((one for one in self._known if one.kept >= keep), key=lambda one: (one.kept, one.price))
            if fewer is None or enough.price == 0:
                return enough
            price = (enough.cost - fewer.cost) // (enough.kept - fewer.kept)
            found = self._at(price)
            if not fewer.kept < found.kept < enough.kept:
                return found
            self._known.append(found)

    def _at(self, price: int) -> Priced:
        whole, running = self._question.network, self._question.running
        network = replace(whole, costs=whole.costs - price * running)
        flows = cheapest_flow(network)
        potentials = distances(network, flows)
        return Priced(price, network, potentials, int(flows[running].sum()), int(flows @ whole.costs))
