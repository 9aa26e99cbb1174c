"""The most pairs of a pool, and the groups that prove that there are no more."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rustworkx import PyGraph, max_weight_matching

from rmentor.pairing.field import Listed
from rmentor.pairing.most import BEYOND, INNER, Search, most_pairs
from rmentor.pairing.pairs import Pairs


def listed(people: int, couples: list[tuple[int, int]]) -> Listed:
    """Return a field of couples whose fits differ a little."""
    ends = np.array(sorted(couples), dtype=np.int64).reshape(-1, 2)
    return Listed(Pairs(ends[:, 0], ends[:, 1], np.arange(len(ends)) % 5), (people, people))


@st.composite
def crowds(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    people = draw(st.integers(2, 14))
    every = [(one, other) for one in range(people) for other in range(one + 1, people)]
    return people, draw(st.lists(st.sampled_from(every), unique=True, max_size=22))


@settings(max_examples=600, deadline=None)
@given(crowd=crowds(), few=st.integers(1, 3))
def test_as_many_are_paired_as_a_matcher_of_all_pairs_finds(crowd: tuple[int, list[tuple[int, int]]], few: int) -> None:
    """Each person's few best pairs are looked at first, and the others where the proof asks for them."""
    people, couples = crowd
    graph = PyGraph(multigraph=False)
    graph.add_nodes_from(range(people))
    graph.add_edges_from([(*couple, None) for couple in couples])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rmentor.pairing.most._FEW", few)
        field = listed(people, couples)
        made = most_pairs(field, field.promising(few))
    ends = [*made.rows.tolist(), *made.columns.tolist()]
    assert len(ends) == len(set(ends))
    assert set(zip(made.rows.tolist(), made.columns.tolist(), strict=True)) <= set(couples)
    assert len(made) == len(max_weight_matching(graph, max_cardinality=True, weight_fn=lambda _: 1))


def test_three_who_want_the_same_one_are_groups_of_their_own() -> None:
    """Two of three are left over, whoever they are: three groups, and one inner person to complete one."""
    neighbours = [[3], [3], [3], [0, 1, 2], [5], [4]]
    groups = Search([3, -1, -1, 0, 5, 4], neighbours).groups().tolist()
    assert groups == [0, 1, 2, INNER, BEYOND, BEYOND]


def test_an_odd_circle_is_one_group() -> None:
    neighbours = [[1, 2], [0, 2], [0, 1]]
    assert len(set(Search([1, 0, -1], neighbours).groups().tolist())) == 1
