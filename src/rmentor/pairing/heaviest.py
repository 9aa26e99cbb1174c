"""A heaviest matching among listed pairs: of the most people, or of so many pairs.

What a heaviest matching of so many pairs weighs is concave in their number, with whole-numbered steps (matchings
are the corners of a polyhedron, also where their number is given: Edmonds, 1965). So where fewer than the most are
wanted, each pair is charged a price between two whole numbers until so many are worth it; where the number jumps
past the wanted one, the two matchings beside the jump are equally good at the price in it, and so is any mixture
of their alternating paths.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Numbers

LARGEST_WEIGHT = 1 << 120


def heaviest(pairs: Pairs, weights: Sequence[int], most: int) -> Numbers:
    """Return where a heaviest matching of the most pairs stands, but of no more than so many.

    Weights are 0 or more; times the number of people they stay below LARGEST_WEIGHT.
    """
    graph = _Graph(pairs, weights)
    chosen = graph.matched(weights, most_people=True)
    if len(chosen) > most:
        chosen = _so_many(graph, most)
    return np.array(sorted(chosen), dtype=np.int64)


@dataclass(frozen=True, slots=True)
class _Graph:
    """Weighted pairs for the matcher, which counts in 128 bits."""

    pairs: Pairs
    weights: Sequence[int]

    def worth(self, price: int) -> set[int]:
        """Return a heaviest matching, of any number of pairs, where each pair costs half of an odd price."""
        return self.matched([2 * weight - price for weight in self.weights], most_people=False)

    def matched(self, weights: Sequence[int], *, most_people: bool) -> set[int]:
        """Return which pairs are in a heaviest matching; without `most_people` only pairs that weigh something."""
        from rustworkx import connected_components, max_weight_matching

        kept = [index for index, weight in enumerate(weights) if most_people or weight > 0]
        graph = self.graph(kept)
        found: set[int] = set()
        for group in connected_components(graph):
            if len(group) > 1:
                part = graph.subgraph(sorted(group))
                edges = max_weight_matching(part, max_cardinality=most_people, weight_fn=weights.__getitem__)
                found.update(part.get_edge_data(*edge) for edge in edges)
        return found

    def graph(self, kept: Sequence[int]) -> Any:
        """Return the kept pairs as a graph of people."""
        from rustworkx import PyGraph

        graph = PyGraph(multigraph=False)
        graph.add_nodes_from(range(int(max(self.pairs.rows.max(initial=-1), self.pairs.columns.max(initial=-1))) + 1))
        rows, columns = self.pairs.rows[kept].tolist(), self.pairs.columns[kept].tolist()
        graph.add_edges_from(list(zip(rows, columns, kept, strict=True)))
        return graph


def _so_many(graph: _Graph, most: int) -> set[int]:
    """Return a heaviest matching of just so many pairs, of which there are some."""
    dear = 2 * max(graph.weights) + 1
    few: set[int] = set()
    step = dear + 1
    cheap = dear - step
    while len(many := graph.worth(cheap)) < most:
        dear, few, step = cheap, many, 2 * step
        cheap = dear - step
    while dear - cheap > 2:
        middle = cheap + (dear - cheap) // 4 * 2
        tried = graph.worth(middle)
        if len(tried) >= most:
            cheap, many = middle, tried
        else:
            dear, few = middle, tried
    return _mixed(graph, few, many, most)


def _mixed(graph: _Graph, few: set[int], many: set[int], most: int) -> set[int]:
    """Return the smaller matching, made larger along the paths on which the two differ by one pair."""
    from rustworkx import connected_components

    differing = graph.graph(sorted(few ^ many))
    chosen = set(few)
    for group in sorted(connected_components(differing), key=min):
        path = {edge for _, _, edge in differing.subgraph(sorted(group)).weighted_edge_list()}
        if len(chosen) < most and len(path & many) > len(path & few):
            chosen ^= path
    return chosen
