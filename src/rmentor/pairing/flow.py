"""Mentors on one side, mentees on the other: a cheapest maximum flow is the best pairing.

A unit of flow is a pair. What counts before the fit is a price that no fit can outweigh, so that one solve is
lexicographic: the most pairs, then the most people placed who go first, then the most people placed at all
before anyone's second place, then the highest total fit.

The flow is sought among everyone's most promising pairs. The potentials that prove it there are then asked about
all pairs; those that could make it cheaper are added, until there are none (column generation: Dantzig and Wolfe,
Decomposition principle for linear programs, 1960).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.bound import Network, distances, least_cost, with_bypass
from rmentor.pairing.field import Field, Offers, Tempting, costs, no_offers
from rmentor.pairing.market import Market, Places, Solution
from rmentor.pairing.moved import Asked
from rmentor.pairing.pairs import Pairs, among, united
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch

FEW, _NEAR, MANY = 20, 12, 60


@dataclass(frozen=True, slots=True)
class Proved:
    """A solution with the potentials that prove it, which no pair of the whole field undercuts where the gap is 0."""

    solution: Solution
    offers: Offers


def best_flow(market: Market, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the best pairing, people on both sides aside, with its proof checked."""
    return proved_flow(market, watch).solution


def proved_flow(market: Market, watch: Watch = NOBODY_WAITS) -> Proved:
    """Return the best pairing and its proof; where the watch has enough before the end, its gap says what is proved."""
    field = market.field
    watch.told("everyone's most promising pairs")
    tried = field.promising(FEW)
    if not len(tried) or market.wanted <= 0:
        return Proved(Solution(), no_offers(field))
    lowest: int | None = None
    asked: Asked | None = None
    while True:
        network = with_bypass(network_of(market, tried), field.dearest)
        flows = _carried(network)
        chosen = tried.only(flows[: len(tried)] > 0)
        if watch.enough():
            return _as_many(market, network, flows, chosen)
        potentials = distances(network, flows)
        offers = _offers(field, potentials)
        few = asked and asked.since(field, offers)
        if not asked or not few:
            asked = Asked(offers, margin_of(field, tried, offers))
        found = open_ones(field, few or field.tempting(offers, asked.margin, MANY), chosen)
        asked = asked if found.whole else None
        better = int(np.count_nonzero(found.saved > 0))
        watch.told(f"{len(chosen):,} pairs among {len(tried):,} possible ones, {better:,} better ones left out")
        cost = int(flows @ network.costs)
        if not better:
            return Proved(Solution(chosen, (cost - least_cost(network, potentials)) * field.unit), offers)
        fewer = few is None and (lowest is None or cost < lowest)
        tried, lowest = united([chosen if fewer else tried, found.pairs], field.shape[1]), cost


def _as_many(market: Market, network: Network, flows: Numbers, chosen: Pairs) -> Proved:
    """Return the chosen pairs with how much less just as many could cost at most, whatever one more would be worth.

    The whole field is asked once, by potentials of the network alone. Where nobody had to go round it and nothing is
    left open, that is all there is to prove.
    """
    field, inside, carried = market.field, _inside(network), flows[:-1]
    potentials = distances(inside, carried)
    offers = _offers(field, potentials)
    found = open_ones(field, field.tempting(offers, 0, MANY), chosen)
    sent = replace(inside, supply=network.supply - int(flows[-1]))
    gap = int(carried @ inside.costs) - least_cost(sent, potentials) + shortfall(market, found)
    return Proved(Solution(chosen, gap * field.unit, exact=not gap and not flows[-1]), offers)


def _offers(field: Field, potentials: Numbers) -> Offers:
    """Return the potentials of the rows and of the columns, which come first among the nodes."""
    rows, columns = field.shape
    return Offers(potentials[:rows], potentials[rows : rows + columns])


def open_ones(field: Field, found: Tempting, chosen: Pairs) -> Tempting:
    """Return those that are not chosen already."""
    fresh = np.flatnonzero(~among(found.pairs, chosen, field.shape[1]))
    return Tempting(found.pairs.only(fresh), found.saved[fresh], found.whole)


def margin_of(field: Field, tried: Pairs, offers: Offers) -> int:
    """Return how much too dear a pair may be to be tried all the same: as much as some twelve tried ones a person.

    Of all pairs these are more: the tried ones were chosen before anyone knew the potentials.
    """
    reduced = costs(field, tried) + offers.rows[tried.rows] - offers.columns[tried.columns]
    dear = np.sort(reduced[reduced > 0])
    place = min(len(dear) - 1, _NEAR * max(field.shape))
    return min(int(dear[place]), field.dearest) if len(dear) else 0


def shortfall(market: Market, found: Tempting) -> int:
    """Return what all the cheaper pairs could save at most: the best of each row, or of each column, for each place.

    Where some were left out, each saves no more than the best of its row or the best of its column: hence of both.
    """
    saved = []
    cheaper = np.flatnonzero(found.saved > 0)
    for places, ends in ((market.mentors, found.pairs.rows), (market.mentees, found.pairs.columns)):
        worst = np.zeros(len(places.left), dtype=np.int64)
        np.maximum.at(worst, ends[cheaper], found.saved[cheaper])
        saved.append(int(worst @ places.left))
    return min(saved) if found.whole else sum(saved)


def _inside(network: Network) -> Network:
    """Return the network without its last arc, the way round it."""
    return replace(
        network,
        tails=network.tails[:-1],
        heads=network.heads[:-1],
        capacities=network.capacities[:-1],
        costs=network.costs[:-1],
    )


def _carried(network: Network) -> Numbers:
    """Return a cheapest flow through the network; what it leaves behind goes by the last arc, round the network."""
    flows = np.append(cheapest_flow(_inside(network)), 0)
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


def network_of(market: Market, tried: Pairs) -> Network:
    """Return the network of the tried pairs; their arcs come first."""
    later, not_first = _prices(market)
    mentors, mentees = market.field.shape
    source, sink = mentors + mentees, mentors + mentees + 1
    rows, row_room, row_costs = _place_arcs(market.mentors, later, not_first)
    columns, column_room, column_costs = _place_arcs(market.mentees, later, not_first)
    return Network(
        tails=np.concatenate([tried.rows, np.full(len(rows), source), mentors + columns]),
        heads=np.concatenate([mentors + tried.columns, rows, np.full(len(columns), sink)]),
        capacities=np.concatenate([np.ones(len(tried), dtype=np.int64), row_room, column_room]),
        costs=np.concatenate([costs(market.field, tried), row_costs, column_costs]),
        nodes=mentors + mentees + 2,
        source=source,
        sink=sink,
        supply=_supply(market),
    )


def _supply(market: Market) -> int:
    return min(market.wanted, int(market.mentors.left.sum()), int(market.mentees.left.sum()))


def _prices(market: Market) -> tuple[int, int]:
    """Return the price of a later place and of a place that is not a first person's; 0 where there is no choice."""
    sides = (market.mentors, market.mentees)
    units, dearest = _supply(market), market.field.dearest
    alike = all(bool(((side.left <= 1) & side.fresh).all()) for side in sides)
    later = 0 if alike else units * dearest + 1
    nobody = not any(bool(side.first.any()) for side in sides)
    return later, 0 if nobody else units * dearest + 2 * units * later + 1


def first_prices(market: Market) -> tuple[Numbers, Numbers]:
    """Return what a pair costs for its row's and its column's first place, beyond how little it fits."""
    later, not_first = _prices(market)
    rows, columns = (_price_of(places, later, not_first) for places in (market.mentors, market.mentees))
    return rows, columns


def _price_of(places: Places, later: int, not_first: int) -> Numbers:
    return np.where(places.fresh & places.first, 0, not_first) + np.where(places.fresh, 0, later)


def _place_arcs(places: Places, later: int, not_first: int) -> tuple[Numbers, Numbers, Numbers]:
    """Return for each arc of a side the person it belongs to, how many pairs it holds and what each costs."""
    everyone = np.arange(len(places.left))
    more = np.flatnonzero(places.left > 1)
    return (
        np.concatenate([everyone, more]),
        np.concatenate([np.minimum(places.left, 1), places.left[more] - 1]),
        np.concatenate([_price_of(places, later, not_first), np.full(len(more), not_first + later)]),
    )
