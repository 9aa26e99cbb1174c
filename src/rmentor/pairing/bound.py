"""The proof: a lower limit to what any flow through a network must cost.

Weak duality: whatever potentials are put on the nodes, no flow costs less than what they say. Shortest distances
over the residual network of a cheapest flow say exactly its cost, which proves it (Ahuja, Magnanti, Orlin,
Network Flows, 1993, sections 9.3 and 9.4). All in whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.terms import Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Arcs with capacities and costs; `supply` units are to go from `source` to `sink`."""

    tails: Numbers
    heads: Numbers
    capacities: Numbers
    costs: Numbers
    nodes: int
    source: int
    sink: int
    supply: int


def with_bypass(network: Network, dearest: int) -> Network:
    """Add a way round the network with room for the whole supply, dearer than any way through arcs up to `dearest`.

    So every flow carries the whole supply, and a cheapest one carries the most that can go through the network.
    """
    dear = network.nodes * max(dearest, int(network.costs.max(initial=0))) + 1
    return replace(
        network,
        tails=np.append(network.tails, network.source),
        heads=np.append(network.heads, network.sink),
        capacities=np.append(network.capacities, network.supply),
        costs=np.append(network.costs, dear),
    )


def least_cost(network: Network, potentials: Numbers) -> int:
    """Return a proven lower limit to the cost of sending the supply through the network."""
    reduced = network.costs + potentials[network.tails] - potentials[network.heads]
    paying = np.flatnonzero(reduced < 0)
    saved = sum(int(network.capacities[arc]) * int(reduced[arc]) for arc in paying)
    return network.supply * int(potentials[network.sink] - potentials[network.source]) + saved


def distances(network: Network, flows: Numbers) -> Numbers:
    """Return each node's shortest distance over the residual network, from wherever is nearest.

    Only what became nearer is asked again. Ends after as many sweeps as there are nodes, also where a circle could
    still be made cheaper.
    """
    ahead, back = np.flatnonzero(flows < network.capacities), np.flatnonzero(flows > 0)
    tails = np.concatenate([network.tails[ahead], network.heads[back]])
    order = np.argsort(tails, kind="stable")
    heads = np.concatenate([network.heads[ahead], network.tails[back]])[order]
    costs = np.concatenate([network.costs[ahead], -network.costs[back]])[order]
    begins = np.searchsorted(tails[order], np.arange(network.nodes + 1))
    found = np.zeros(network.nodes, dtype=np.int64)
    nearer = np.arange(network.nodes)
    for _ in range(network.nodes):
        arcs, reach = _arcs_of(begins, nearer), begins[nearer + 1] - begins[nearer]
        offered = np.repeat(found[nearer], reach) + costs[arcs]
        better = np.flatnonzero(offered < found[heads[arcs]])
        np.minimum.at(found, heads[arcs[better]], offered[better])
        became = np.zeros(network.nodes, dtype=bool)  # np.unique would load all of numpy.ma.
        became[heads[arcs[better]]] = True
        nearer = np.flatnonzero(became)
        if not len(nearer):
            break
    return found


def _arcs_of(begins: Numbers, nodes: Numbers) -> Numbers:
    """Return the arcs that leave the nodes; those of a node stand together, from where it begins."""
    counts = begins[nodes + 1] - begins[nodes]
    before = np.cumsum(counts) - counts
    return np.repeat(begins[nodes] - before, counts) + np.arange(int(counts.sum()))
