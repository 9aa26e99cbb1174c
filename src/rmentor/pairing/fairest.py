"""The fairest pairing: the worst-off pair is raised as far as it goes, then the next, and so on.

Of all pairings that place as many people, those with the fewest pairs of the lowest fit are kept, of these those
with the fewest of the next, and so on (the lexicographic bottleneck problem: Burkard and Rendl, 1991). After each
step the potentials say which pairs every pairing that is left makes and which none makes, so that the question
becomes smaller and no number grows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.bound import Network, distances, with_bypass
from rmentor.pairing.field import every_pair
from rmentor.pairing.flow import network_of
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.terms import Mask, Numbers

_LARGEST_COST = 1 << 60


@dataclass(frozen=True, slots=True)
class _Face:
    """The best flows so far: on an `open` arc they differ, on all others they carry what `flows` says."""

    network: Network
    open: Mask
    flows: Numbers


def fairest_flow(market: Market) -> Solution:
    """Return the pairing with the best worst pair, then the best next, among those that place the most people."""
    pairs = every_pair(market.field)
    whole = network_of(market, pairs)
    is_pair = np.arange(len(whole.costs)) < len(pairs)
    if not len(pairs) or whole.supply <= 0:
        return Solution()
    network = with_bypass(replace(whole, costs=np.where(is_pair, 0, whole.costs)), 0)
    levels = np.full(len(network.costs), -1)
    levels[: len(pairs)] = np.unique(pairs.fits, return_inverse=True)[1]
    arcs = len(network.costs)
    face = _best(_Face(network, np.ones(arcs, dtype=bool), np.zeros(arcs, dtype=np.int64)), network.costs)
    base, at_once = _digits(network)
    while len(waiting := np.unique(levels[face.open & (levels >= 0)])):
        some = waiting[:at_once]
        worth = base ** np.arange(len(some) - 1, -1, -1, dtype=np.int64)
        asked = np.isin(levels, some)
        cost = np.zeros(arcs, dtype=np.int64)
        cost[asked] = worth[np.searchsorted(some, levels[asked])]
        face = _best(face, cost)
        levels[asked] = -1
    return Solution(pairs.only(face.flows[: len(pairs)] > 0))


def _digits(network: Network) -> tuple[int, int]:
    """Return a number above any count of pairs, and of how many counts in a row it can be the base."""
    base = network.supply + 1
    many = 1
    while base ** (many + 1) * (network.nodes + 1) < _LARGEST_COST:
        many += 1
    return base, many


def _best(face: _Face, costs: Numbers) -> _Face:
    """Return those of the flows that cost the least, as their potentials tell them from the others.

    An arc that costs more than its ends offer carries nothing in any of them, one that costs less is full in all.
    """
    inside = np.flatnonzero(face.open)
    network = replace(
        face.network,
        tails=face.network.tails[inside],
        heads=face.network.heads[inside],
        capacities=face.network.capacities[inside],
        costs=costs[inside],
    )
    flows = face.flows.copy()
    flows[inside] = _cheapest(network, _supplies(face))
    potentials = distances(network, flows[inside])
    reduced = network.costs + potentials[network.tails] - potentials[network.heads]
    _refuse_unproved(network, flows[inside], reduced)
    still = face.open.copy()
    still[inside] = reduced == 0
    return _Face(face.network, still, flows)


def _supplies(face: _Face) -> Numbers:
    """Return what each node sends through the open arcs, or takes where it is negative."""
    network, fixed = face.network, np.where(face.open, 0, face.flows)
    supplies = np.zeros(network.nodes, dtype=np.int64)
    supplies[network.source], supplies[network.sink] = network.supply, -network.supply
    np.subtract.at(supplies, network.tails, fixed)
    np.add.at(supplies, network.heads, fixed)
    return supplies


def _cheapest(network: Network, supplies: Numbers) -> Numbers:
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tails.astype(np.int32), network.heads.astype(np.int32), network.capacities, network.costs
    )
    solver.set_nodes_supplies(np.arange(network.nodes, dtype=np.int32), supplies)
    if solver.solve() != SimpleMinCostFlow.OPTIMAL:
        raise Refused("so many people cannot be paired fairest first; use `aim: total`")
    return np.asarray(solver.flows(arcs), dtype=np.int64)


def _refuse_unproved(network: Network, flows: Numbers, reduced: Numbers) -> None:
    """Raise Refused where a solver's answer is not the best, which its potentials would show."""
    undecided = (reduced > 0) & (flows > 0) | (reduced < 0) & (flows < network.capacities)
    if undecided.any():
        raise Refused("the solver's answer did not pass its proof; nothing was stored")
