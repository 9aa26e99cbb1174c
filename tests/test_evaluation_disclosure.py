"""Nothing about few people is shown, and nothing about few people follows from what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmentor.evaluation.disclosure import hidden_cells, leaks
from rmentor.evaluation.figures import Sum
from rmentor.evaluation.naming import striker
from rmentor.people.model import Person

_PEOPLE = [f"P{one}" for one in range(8)]
_WAVES = ["opening", "closing"]


def _sum(people: str, wave: str = "closing") -> Sum:
    return Sum("trust", {(one, wave): 1 for one in people})


def test_two_figures_that_differ_by_one_person_leak() -> None:
    assert leaks([_sum("abcdefghijkl"), _sum("abcdefghijk")], 5)
    assert not leaks([_sum("abcdefghijkl"), _sum("abcdef")], 5)
    assert not leaks([_sum("abcdefghijkl"), _sum("abcdefghijkl")], 5)


def test_three_figures_can_leak_where_no_two_do() -> None:
    parts = [_sum("abcdefghijklm"), _sum("abcdef"), _sum("ghijkl")]
    assert leaks(parts, 5)
    assert not leaks(parts[:2], 5)


def test_a_change_leaks_with_both_means_where_one_person_left() -> None:
    change = Sum(
        "trust", {(one, wave): sign for one in "abcdefghijk" for wave, sign in (("closing", 1), ("opening", -1))}
    )
    assert leaks([change, _sum("abcdefghijkl", "opening"), _sum("abcdefghijk")], 5)
    assert not leaks([change, _sum("abcdefghijkl", "opening")], 5)


def test_pairs_count_as_two_people() -> None:
    pairs = Sum("meetings", {(f"pair {one}", ""): 1 for one in range(2)}, people_each=2)
    assert leaks([pairs], 5)
    assert not leaks([pairs], 4)


@st.composite
def _several(draw: st.DrawFn) -> list[Sum]:
    coefficients = st.dictionaries(
        st.tuples(st.sampled_from(_PEOPLE), st.sampled_from(_WAVES)), st.sampled_from([-1, 1]), min_size=1
    )
    groups = st.builds(
        lambda people, wave: {(one, wave): 1 for one in people},
        st.sets(st.sampled_from(_PEOPLE), min_size=1),
        st.sampled_from(_WAVES),
    )
    terms: list[Mapping[tuple[str, str], int]] = draw(st.lists(groups | coefficients, min_size=1, max_size=4))
    return [Sum("trust", one) for one in terms]


@settings(max_examples=150, deadline=None)
@given(_several(), st.integers(2, 5))
def test_a_leak_is_found_exactly_where_trying_every_group_finds_one(sums: list[Sum], smallest: int) -> None:
    matrix = np.array([[one.terms.get((who, wave), 0) for who in _PEOPLE for wave in _WAVES] for one in sums])
    rank = np.linalg.matrix_rank(matrix)
    few = [group for size in range(1, smallest) for group in combinations(range(len(_PEOPLE)), size)]
    outside = [[2 * who + wave for who in range(len(_PEOPLE)) if who not in group for wave in (0, 1)] for group in few]
    assert leaks(sums, smallest) == any(np.linalg.matrix_rank(matrix[:, columns]) < rank for columns in outside)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.frozensets(st.sampled_from(_PEOPLE)), min_size=1),
    st.integers(2, 5),
)
def test_hidden_cells_are_never_alone_nor_about_few(cells: dict[str, frozenset[str]], smallest: int) -> None:
    hidden = hidden_cells(cells, smallest)
    assert hidden >= {name for name, people in cells.items() if 0 < len(people) < smallest}
    left = {name for name, people in cells.items() if people} - hidden
    if hidden and left:
        assert len(hidden) > 1
        assert len(frozenset().union(*(cells[name] for name in hidden))) >= smallest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ask Ann, or ANN LEE; the annual plan.", "Ask …, or …; the annual plan."),
        ("bo o'hara, Bo and hara's; boat", "…, … and …'s; boat"),
        ("Write to Ann.Lee@Example.org.", "Write to …."),
        ("Write to somebody@else.example or org for this example", "Write to … or org for this example"),
        ("E12, e12 and 4711 helped 12 of 47110 times, E123", "…, … and … helped 12 of 47110 times, E123"),
        ("a 12 of us met; ce que j'ai vu; CE", "a 12 of us met; ce que j'ai vu; …"),
        ("Ünal and ünal", "… and …"),
    ],
)
def test_a_comment_loses_names_addresses_and_ids_and_nothing_else(text: str, told: str) -> None:
    named = {"E12": "Ann Lee", "4711": "Bo O'Hara", "12": "Ünal", "a": "Quill", "CE": "Quill"}
    people = [Person(id=one, name=name, email="ann.lee@example.org") for one, name in named.items()]
    assert striker([*people, Person(id="X1", name="Quill", email="for.this@example.org")])(text) == told


def test_without_people_a_comment_keeps_every_word() -> None:
    assert striker([])("Will it last?") == "Will it last?"
