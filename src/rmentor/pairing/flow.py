"""Mentors on one side, mentees on the other: a cheapest maximum flow is the best pairing.

A unit of flow is a pair. What counts before the fit is a price that no fit can outweigh, so that one solve is
lexicographic: the most pairs, then the most people placed who go first, then the most people placed at all
before anyone's second place, then the highest total fit.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.bound import Network, distances, least_cost, with_bypass
from rmentor.pairing.facts import Numbers
from rmentor.pairing.market import Market, Places, Solution, promising


def best_flow(market: Market) -> Solution:
    """Return the best pairing, twins aside, with its proof checked.

    The flow is sought among everyone's most promising pairs. The potentials that prove it there are then asked
    about all pairs; the most promising of those that could make it cheaper are added, until there are none.
    """
    if not len(market.fits) or not market.wanted:
        return Solution(np.zeros(0, dtype=np.int64), 0)
    costs = market.fits.max() - market.fits
    unit = max(1, int(np.gcd.reduce(costs)))
    costs //= unit
    tried = promising(market, -costs, np.arange(len(costs)))
    while True:
        network = with_bypass(_network(market, costs, tried), int(costs.max()))
        flows = _carried(network)
        potentials = distances(network, flows)
        saved = potentials[len(market.mentors.left) + market.columns] - potentials[market.rows] - costs
        saved[tried] = 0
        cheaper = np.flatnonzero(saved > 0)
        if not len(cheaper):
            gap = int(flows @ network.costs) - least_cost(network, potentials)
            return Solution(tried[flows[: len(tried)] > 0], gap * unit)
        tried = np.union1d(tried, promising(market, saved, cheaper))


def _carried(network: Network) -> Numbers:
    """Return a cheapest flow through the network; what it leaves behind goes by the last arc, round the network."""
    inside = replace(
        network,
        tails=network.tails[:-1],
        heads=network.heads[:-1],
        capacities=network.capacities[:-1],
        costs=network.costs[:-1],
    )
    flows = np.append(cheapest_flow(inside), 0)
    flows[-1] = network.supply - flows[network.tails == network.source].sum()
    return flows


def cheapest_flow(network: Network) -> Numbers:
    """Return the flow on each arc of a flow that carries the most and costs the least.

    Raises Refused where the costs are too large to be added up exactly.
    """
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    solver = SimpleMinCostFlow()
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tails.astype(np.int32), network.heads.astype(np.int32), network.capacities, network.costs
    )
    solver.set_node_supply(network.source, network.supply)
    solver.set_node_supply(network.sink, -network.supply)
    status = solver.solve_max_flow_with_min_cost()
    if status != SimpleMinCostFlow.OPTIMAL:
        raise Refused(f"so many people cannot be paired with weights this fine ({status.name}); use smaller weights")
    return np.asarray(solver.flows(arcs), dtype=np.int64)


def _network(market: Market, costs: Numbers, tried: Numbers) -> Network:
    """Return the network of the tried pairs; their arcs come first."""
    later, not_first = _prices(market, int(costs.max()))
    mentors, mentees = len(market.mentors.left), len(market.mentees.left)
    source, sink = mentors + mentees, mentors + mentees + 1
    rows, row_room, row_costs = _place_arcs(market.mentors, later, not_first)
    columns, column_room, column_costs = _place_arcs(market.mentees, later, not_first)
    return Network(
        tails=np.concatenate([market.rows[tried], np.full(len(rows), source), mentors + columns]),
        heads=np.concatenate([mentors + market.columns[tried], rows, np.full(len(columns), sink)]),
        capacities=np.concatenate([np.ones(len(tried), dtype=np.int64), row_room, column_room]),
        costs=np.concatenate([costs[tried], row_costs, column_costs]),
        nodes=mentors + mentees + 2,
        source=source,
        sink=sink,
        supply=min(market.wanted, int(market.mentors.left.sum()), int(market.mentees.left.sum())),
    )


def _prices(market: Market, dearest: int) -> tuple[int, int]:
    """Return the price of a later place and of a place that is not a first person's; 0 where there is no choice."""
    sides = (market.mentors, market.mentees)
    units = min(market.wanted, *(int(side.left.sum()) for side in sides))
    alike = all(bool(((side.left <= 1) & side.fresh).all()) for side in sides)
    later = 0 if alike else units * dearest + 1
    nobody = not any(bool(side.first.any()) for side in sides)
    return later, 0 if nobody else units * dearest + 2 * units * later + 1


def _place_arcs(places: Places, later: int, not_first: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return for each arc of a side the person it belongs to, how many pairs it holds and what each costs."""
    everyone = np.arange(len(places.left))
    price = np.where(places.fresh & places.first, 0, not_first) + np.where(places.fresh, 0, later)
    more = np.flatnonzero(places.left > 1)
    return (
        np.concatenate([everyone, more]),
        np.concatenate([np.minimum(places.left, 1), places.left[more] - 1]),
        np.concatenate([price, np.full(len(more), not_first + later)]),
    )
