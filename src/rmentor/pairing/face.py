"""All cheapest flows through a network at once: what each arc carries in every one of them, or that it is open.

An arc that costs more than its ends offer carries nothing in any cheapest flow, one that costs less is full in all
(complementary slackness: Ahuja, Magnanti, Orlin, Network Flows, 1993, section 9.4).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.bound import Network, distances
from rmentor.pairing.terms import Mask, Numbers

LARGEST_COST = 1 << 60


@dataclass(frozen=True, slots=True)
class Face:
    """Flows that are equally good: on an `open` arc they may differ, on all others they carry what `flows` says.

    `flows` is one of them. Only `tried` arcs are given to the solver; all arcs are asked whether they matter.
    """

    network: Network
    open: Mask
    tried: Mask
    flows: Numbers

    def without(self, arcs: Mask) -> Face:
        """Return the face of the flows that carry nothing on these arcs, which this one's own flow does not use."""
        return replace(self, open=self.open & ~arcs)


def cheapest(face: Face, costs: Numbers) -> Numbers:
    """Return the flow on each arc of a cheapest flow over the open arcs that are tried; raises Refused if none."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    inside = np.flatnonzero(face.open & face.tried)
    network, solver = face.network, SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tails[inside].astype(np.int32),
        network.heads[inside].astype(np.int32),
        network.capacities[inside],
        costs[inside],
    )
    solver.set_nodes_supplies(np.arange(network.nodes, dtype=np.int32), _supplies(face))
    if solver.solve() != SimpleMinCostFlow.OPTIMAL:
        raise Refused("so many people cannot be paired fairest first; use `aim: total`")
    flows = face.flows.copy()
    flows[face.open] = 0
    flows[inside] = solver.flows(arcs)
    return flows


def reduced_costs(face: Face, flows: Numbers, costs: Numbers) -> Numbers:
    """Return what each arc costs beyond what its ends offer, as shortest distances over the tried arcs have it."""
    network, inside = face.network, np.flatnonzero(face.open & face.tried)
    part = replace(
        network,
        tails=network.tails[inside],
        heads=network.heads[inside],
        capacities=network.capacities[inside],
        costs=costs[inside],
    )
    potentials = distances(part, flows[inside])
    return costs + potentials[network.tails] - potentials[network.heads]


def undecided(face: Face, flows: Numbers, reduced: Numbers) -> Mask:
    """Return the open arcs that disprove a flow: too dear and used, or cheap and not full."""
    return face.open & ((reduced > 0) & (flows > 0) | (reduced < 0) & (flows < face.network.capacities))


def narrowed(face: Face, flows: Numbers, reduced: Numbers) -> Face:
    """Return the face of a proved flow; raises Refused where the potentials do not prove it."""
    if undecided(face, flows, reduced).any():
        raise Refused("the solver's answer did not pass its proof; nothing was stored")
    return replace(face, flows=flows, open=face.open & (reduced == 0))


def _supplies(face: Face) -> Numbers:
    """Return what each node sends through the open arcs, or takes where it is negative."""
    network, fixed = face.network, np.where(face.open, 0, face.flows)
    supplies = np.zeros(network.nodes, dtype=np.int64)
    supplies[network.source], supplies[network.sink] = network.supply, -network.supply
    np.subtract.at(supplies, network.tails, fixed)
    np.add.at(supplies, network.heads, fixed)
    return supplies
