"""What the peers of `rmentor pair propose` do with the same people: each tells the seconds of its one call."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np


def _told(call: Callable[[], Any]) -> None:
    """Print how many seconds a call takes."""
    begun = perf_counter()
    call()
    print(perf_counter() - begun)


def lapx() -> None:
    """Solve the matrix by Jonker and Volgenant's way."""
    from lap import lapjv

    whole = np.load("costs.npy")
    _told(lambda: lapjv(whole))


def scipy() -> None:
    """Solve the matrix by SciPy."""
    from scipy.optimize import linear_sum_assignment

    whole = np.load("costs.npy")
    _told(lambda: linear_sum_assignment(whole))


def flow() -> None:
    """Solve the kept pairs as a flow."""
    from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

    kept = np.load("pairs.npz")
    mentors, mentees = kept["shape"].tolist()
    source = mentors + mentees
    solver = SimpleMinCostFlow()
    solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([kept["rows"], np.full(mentors, source), np.arange(mentors, source)]).astype(np.int32),
        np.concatenate([mentors + kept["columns"], np.arange(mentors), np.full(mentees, source + 1)]).astype(np.int32),
        np.ones(len(kept["rows"]) + source, dtype=np.int64),
        np.concatenate([kept["costs"], np.zeros(source, dtype=np.int64)]),
    )
    solver.set_node_supply(source, min(mentors, mentees))
    solver.set_node_supply(source + 1, -min(mentors, mentees))
    _told(solver.solve_max_flow_with_min_cost)


def rustworkx() -> None:
    """Match one pool, every possible pair an edge."""
    from rustworkx import PyGraph, max_weight_matching

    kept = np.load("pairs.npz")
    weights = kept["costs"].max() - kept["costs"]
    graph = PyGraph(multigraph=False)
    graph.add_nodes_from(range(int(kept["shape"][0])))
    graph.add_edges_from(list(zip(kept["rows"].tolist(), kept["columns"].tolist(), weights.tolist(), strict=True)))
    _told(lambda: max_weight_matching(graph, max_cardinality=True, weight_fn=int))


def mentor_match() -> None:
    """Match the same people by mentor-match, with rules as near to ours as it has them."""
    names = ("mentor", "mentee", "process", "rules.rule")
    mentor, mentee, process, rule = (import_module(f"matching.{name}") for name in names)
    mentors, everyone = json.loads(Path("people.json").read_text("utf-8"))
    made: list[Any] = []
    for place, one in enumerate(everyone):
        made.append((mentor.Mentor if place < mentors else mentee.Mentee)(**one["facts"]))
        made[-1].asked = frozenset(one["topics"]), frozenset(one["languages"])
    rules = [
        rule.Disqualify(lambda match: match.mentee.grade - match.mentor.grade < 2),
        rule.Disqualify(lambda match: match.mentee.organisation == match.mentor.organisation),
        rule.Disqualify(lambda match: not match.mentee.asked[0] & match.mentor.asked[0]),
        rule.Disqualify(lambda match: not match.mentee.asked[1] & match.mentor.asked[1]),
        rule.Grade(-3, lambda gap, target: gap <= target, {True: 3, False: 0}),
        rule.Equivalent("profession", {True: 1, False: 0}),
    ]
    _told(lambda: process.process_data(made[:mentors], made[mentors:], [rules]))


PEERS = {one.__name__: one for one in (lapx, scipy, flow, rustworkx, mentor_match)}

if __name__ == "__main__":
    PEERS[sys.argv[1]]()
