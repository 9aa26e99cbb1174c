"""One pool, where anyone may be paired with anyone: a heaviest matching of the most people.

The matching is exact. Its proof is a flow on the doubled pool, where each stands on both sides: half of what
that costs is a limit for every matching. It is sharp unless the best doubled pairing runs in odd circles.
"""

from __future__ import annotations

import numpy as np

from rmentor.pairing.bound import Network, distances, least_cost
from rmentor.pairing.field import every_pair
from rmentor.pairing.flow import cheapest_flow
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Numbers


def best_matching(market: Market) -> Solution:
    """Return the best pairing of a pool in which everyone is in at most one pair."""
    pairs = every_pair(market.field)
    fits = pairs.fits
    heights = (fits - fits.min(initial=market.field.top)) // market.field.unit
    weights = _weights(market, pairs, heights)
    chosen = _heaviest(market, pairs, weights, people=None)
    if len(chosen) > market.wanted:
        chosen = _heaviest(market, pairs, weights, people=2 * market.wanted)
    most = len(chosen) * int(fits.max(initial=0)) - int(fits[chosen].sum())
    return Solution(pairs.only(chosen), min(most, market.field.unit * _gap(market, pairs, weights, chosen)))


def _weights(market: Market, pairs: Pairs, heights: Numbers) -> Numbers:
    """Return the fits with a surplus for each person who goes first that no fit can outweigh."""
    first = (market.mentors.first & market.mentors.fresh).astype(np.int64)
    surplus = int(heights.max(initial=0)) * len(first) + 1
    return heights + surplus * (first[pairs.rows] + first[pairs.columns])


def _heaviest(market: Market, pairs: Pairs, weights: Numbers, *, people: int | None) -> Numbers:
    """Return a heaviest matching of the most people, or of that many.

    To leave people over, each of them is matched with a place holder instead.
    """
    from rustworkx import PyGraph, max_weight_matching

    present = np.unique(np.concatenate([pairs.rows, pairs.columns])).tolist()
    size = len(market.mentors.left)
    holders = range(size, size + (len(present) - people if people is not None else 0))
    graph = PyGraph(multigraph=False)
    graph.add_nodes_from(range(size + len(holders)))
    graph.add_edges_from(list(zip(pairs.rows.tolist(), pairs.columns.tolist(), weights.tolist(), strict=True)))
    graph.add_edges_from([(person, holder, 0) for holder in holders for person in present])
    matched = {(min(edge), max(edge)) for edge in max_weight_matching(graph, max_cardinality=True, weight_fn=int)}
    couples = zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)
    return np.array([index for index, couple in enumerate(couples) if couple in matched], dtype=np.int64)


def _gap(market: Market, pairs: Pairs, weights: Numbers, chosen: Numbers) -> int:
    """Return how much heavier a matching of as many pairs could be at most, as far as the doubled pool proves."""
    if not len(chosen):
        return 0
    size, supply = len(market.mentors.left), 2 * len(chosen)
    costs = weights.max() - weights
    ends = np.arange(size)
    network = Network(
        tails=np.concatenate([pairs.rows, pairs.columns, np.full(size, 2 * size), size + ends]),
        heads=np.concatenate([size + pairs.columns, size + pairs.rows, ends, np.full(size, 2 * size + 1)]),
        capacities=np.ones(2 * len(costs) + 2 * size, dtype=np.int64),
        costs=np.concatenate([costs, costs, np.zeros(2 * size, dtype=np.int64)]),
        nodes=2 * size + 2,
        source=2 * size,
        sink=2 * size + 1,
        supply=supply,
    )
    limit = least_cost(network, distances(network, cheapest_flow(network)))
    return (2 * int(costs[chosen].sum()) - limit) // 2
