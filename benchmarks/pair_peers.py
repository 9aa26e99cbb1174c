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
    """Match the same people by mentor-match, with rules of its own kind that ask what the programme asks."""
    names = ("mentor", "mentee", "process", "rules.rule")
    mentor, mentee, process, rule = (import_module(f"matching.{name}") for name in names)
    asked = json.loads(Path("people.json").read_text("utf-8"))
    mentors, mentees = (
        [_person(kind, facts) for facts in side]
        for kind, side in zip((mentor.Mentor, mentee.Mentee), asked["people"], strict=True)
    )
    rules = _rules(rule, asked["prefer"], asked["most"])
    _told(lambda: process.process_data(mentors, mentees, [rules]))


def _person(kind: Any, facts: dict[str, Any]) -> Any:
    """Return somebody as mentor-match has people; by their addresses it tells them apart."""
    one = kind(email=facts["id"], grade=facts["grade"], organisation=facts["department"], profession=facts["site"])
    one.facts = facts | {name: frozenset(facts[name]) for name in ("above", "languages", "offers")}
    return one


def _rules(rule: Any, prefer: dict[str, int], most: dict[str, int]) -> list[Any]:
    """Return what forbids a pair and what each preference gives, the first ones asked last."""

    class Preference(rule.Rule):  # type: ignore[misc]
        def __init__(self, weight: int, points: Callable[[Any, Any], int]) -> None:
            super().__init__()
            self.weight, self.points = weight, points

        def apply(self, match: Any) -> int:
            return self.weight * self.points(match.mentor.facts, match.mentee.facts)

    def distance(fact: str) -> Callable[[Any, Any], int]:
        return lambda one, other: 1000 * min(max(other[fact] - one[fact], 0), most[fact]) // most[fact]

    points: dict[str, Callable[[Any, Any], int]] = {
        "topics": lambda one, other: sum(share for topic, share in other["wants"].items() if topic in one["offers"]),
        **{f"{fact}_distance": distance(fact) for fact in most},
        "hours_overlap": lambda one, other: 1000 * min(_together(one, other), 480) // 480,
        "same_site": lambda one, other: 1000 * (one["site"] == other["site"]),
    }
    preferences = [Preference(weight, points[name]) for name, weight in prefer.items()]
    return preferences + [
        rule.Disqualify(lambda match, met=met: not met(match.mentor.facts, match.mentee.facts)) for met in _REQUIRED
    ]


_REQUIRED: list[Callable[[Any, Any], bool]] = [
    lambda one, other: _together(one, other) >= 120,
    lambda one, other: not one["offers"].isdisjoint(other["wants"]),
    lambda one, other: not one["languages"].isdisjoint(other["languages"]),
    lambda one, other: not one["manager"] or one["manager"] != other["manager"],
    lambda one, other: other["id"] not in one["above"] and one["id"] not in other["above"],
    lambda one, other: one["department"] != other["department"],
    lambda one, other: other["grade"] - one["grade"] >= 2,
]


def _together(one: dict[str, Any], other: dict[str, Any]) -> int:
    """Return for how many minutes of a day two work at the same time."""
    (begin, end), (also, until) = one["day"], other["day"]
    return sum(max(0, min(end, until + turn) - max(begin, also + turn)) for turn in (-1440, 0, 1440))


PEERS = {one.__name__: one for one in (lapx, scipy, flow, rustworkx, mentor_match)}

if __name__ == "__main__":
    PEERS[sys.argv[1]]()
