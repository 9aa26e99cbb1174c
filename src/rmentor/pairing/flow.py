"""Mentors on one side, mentees on the other: a cheapest maximum flow is the best pairing.

A unit of flow is a pair. What counts before the fit is a price that no fit can outweigh, so that one solve is
lexicographic: the most pairs, then the most people placed who go first, then the most people placed at all
before anyone's second place, then the highest total fit.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.bound import Network, distances, least_cost, reduced_costs, with_bypass
from rmentor.pairing.facts import Mask, Numbers
from rmentor.pairing.market import Market, Places, Solution, promising


def best_flow(market: Market) -> Solution:
    """Return the best pairing, twins aside, with its proof checked.

    The flow is sought among everyone's most promising pairs. The potentials that prove it there are then asked
    about all pairs; the most promising of those that could make it cheaper are added, until there are none.
    """
    count = len(market.fits)
    if not count or not market.wanted:
        return Solution(np.zeros(0, dtype=np.int64), 0)
    unit, network = _network(market)
    wide = with_bypass(network)
    tried = promising(market, market.fits)
    while True:
        kept = np.append(tried, np.ones(len(network.costs) - count, dtype=bool))
        flows = np.zeros(len(wide.costs), dtype=np.int64)
        flows[:-1][kept] = cheapest_flow(_only(network, kept))
        flows[-1] = network.supply - flows[:-1][network.tails == network.source].sum()
        kept = np.append(kept, True)
        potentials = distances(_only(wide, kept), flows[kept])
        saved = -reduced_costs(wide, potentials)[:count]
        cheaper = ~tried & (saved > 0)
        if not cheaper.any():
            gap = int(flows @ wide.costs) - least_cost(wide, potentials)
            return Solution(np.flatnonzero(flows[:count] > 0), gap * unit)
        tried |= cheaper & promising(market, np.where(cheaper, saved, 0))


def _only(network: Network, kept: Mask) -> Network:
    return replace(
        network,
        tails=network.tails[kept],
        heads=network.heads[kept],
        capacities=network.capacities[kept],
        costs=network.costs[kept],
    )


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


def _network(market: Market) -> tuple[int, Network]:
    """Return the network, and how much fit one unit of its cost stands for."""
    short = market.fits.max() - market.fits
    unit = max(1, int(np.gcd.reduce(short)))
    costs = short // unit
    later, not_first = _prices(market, int(costs.max()))
    mentors, mentees = len(market.mentors.left), len(market.mentees.left)
    source, sink = mentors + mentees, mentors + mentees + 1
    rows, row_room, row_costs = _place_arcs(market.mentors, later, not_first)
    columns, column_room, column_costs = _place_arcs(market.mentees, later, not_first)
    return unit, Network(
        tails=np.concatenate([market.rows, np.full(len(rows), source), mentors + columns]),
        heads=np.concatenate([mentors + market.columns, rows, np.full(len(columns), sink)]),
        capacities=np.concatenate([np.ones(len(costs), dtype=np.int64), row_room, column_room]),
        costs=np.concatenate([costs, row_costs, column_costs]),
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
