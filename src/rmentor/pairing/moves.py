"""Running pairs that may give way to better ones, a limited number of them: the flow with one more constraint.

That so many running pairs stay is first asked at a price, paid for each that does not (Lagrangian relaxation:
Geoffrion, 1974). For every price the cheapest flow bounds what any choice costs, and the best price is where the
lines through two such flows meet. What the bound leaves open is then settled among the pairs near it: see `settled`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.bound import Network, distances, least_cost
from rmentor.pairing.flow import cheapest_flow
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Question:
    """A network whose first decisions are pairs, some of which run.

    Arcs with the same number in `decisions` carry the same: one pool stands on both sides, each pair twice. Of the
    pairs in a couple of `twins` one can be made. A pair counts `times` over in all costs. The last arc goes round the
    network; the units that are sure to, `idle`, are not in its supply, but are in all costs.
    """

    network: Network
    decisions: Numbers
    pairs: Pairs
    runs: Mask
    twins: tuple[tuple[int, int], ...] = ()
    times: int = 1
    idle: int = 0

    @property
    def sure(self) -> int:
        """What the units cost that are sure to go round."""
        return self.idle * int(self.network.costs[-1])

    @property
    def running(self) -> Mask:
        """Which arcs are those of running pairs."""
        return np.append(self.runs, False)[np.minimum(self.decisions, len(self.runs))]

    def cost_of_all(self) -> int:
        """Return what it costs to make all these pairs: their people take their cheapest places, which come first."""
        network, arcs = self.network, len(self.pairs) * self.times
        flows = (np.arange(len(network.costs)) < arcs).astype(np.int64)
        waiting = np.bincount(network.tails[:arcs], flows[:arcs], network.nodes).astype(np.int64)
        waiting += np.bincount(network.heads[:arcs], flows[:arcs], network.nodes).astype(np.int64)
        for arc in range(arcs, len(flows) - 1):
            tail, head = network.tails[arc], network.heads[arc]
            person = head if tail == network.source else tail
            flows[arc] = min(network.capacities[arc], waiting[person])
            waiting[person] -= flows[arc]
        flows[-1] = network.supply - flows[:-1][network.tails[:-1] == network.source].sum()
        return int(flows @ network.costs) + self.sure


@dataclass(frozen=True, slots=True)
class Priced:
    """A cheapest flow where each running pair that stays is rewarded with a price, and its potentials.

    `idle` of its units go round the network.
    """

    price: int
    network: Network
    potentials: Numbers
    kept: int
    idle: int
    cost: int

    def bound(self, keep: int) -> int:
        """Return what any flow costs at least, rewards and sure costs aside, that keeps so many running pairs."""
        return least_cost(self.network, self.potentials) + self.price * keep


def rewarded(question: Question, price: int) -> Network:
    """Return the network of a question where each running pair that is made is rewarded with a price."""
    whole = question.network
    return replace(whole, costs=whole.costs - price * question.running)


class Prices:
    """The flows of a question by the price that was asked; what was found for one limit serves the next.

    `hints` are prices that served a question much like it; `around` is what the last was found between.
    """

    def __init__(self, question: Question, hints: Iterable[int] = ()) -> None:
        self.question = question
        self.around: tuple[Priced, ...] = ()
        self._known = [self._at(price) for price in hints]

    def best(self, keep: int) -> Priced:
        """Return the flow at the price that bounds best what keeping so many running pairs costs."""
        while True:
            fewer = max((one for one in self._known if one.kept < keep), key=lambda one: one.kept, default=None)
            enough = min(
                (one for one in self._known if one.kept >= keep), key=lambda one: (one.kept, one.price), default=None
            )
            if enough is None:
                self._known.append(self._at(2 * int(self.question.network.costs.max(initial=0)) + 1))
            elif enough.price == 0:
                self.around = (enough,)
                return enough
            elif fewer is None:
                self._known.append(self._at(0))
            else:
                found = self._at((enough.cost - fewer.cost) // (enough.kept - fewer.kept))
                self.around = fewer, found, enough
                if not fewer.kept < found.kept < enough.kept:
                    return found
                self._known.append(found)

    def _at(self, price: int) -> Priced:
        question = self.question
        network = rewarded(question, price)
        flows = cheapest_flow(network)
        kept, cost = int(flows[question.running].sum()), int(flows @ question.network.costs)
        idle = int(flows[-1]) + question.idle
        return Priced(price, network, distances(network, flows), kept, idle, cost + question.sure)
