"""Who can mentor and who can be mentored, from the mode and three ways of being junior."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pools import START, programme
from rmentor.people.model import Person
from rmentor.people.seniority import SENIORITY, WAYS, Placed, placed
from rmentor.programme.model import Programme

_FACTS = {
    "grade": st.one_of(st.none(), st.integers(0, 4)),
    "birth_year": st.one_of(st.none(), st.integers(1990, 1993)),
    "joined": st.one_of(st.none(), st.integers(-3, 3).map(lambda days: START - timedelta(days))),
    "industry_since": st.one_of(st.none(), st.integers(2024, 2028)),
}
_CROWDS = st.lists(st.fixed_dictionaries(_FACTS), max_size=9)
_RULES = st.fixed_dictionaries(
    {"grade_gap": st.one_of(st.none(), st.integers(0, 3)), "junior_ways": st.one_of(st.none(), st.integers(1, 3))}
)


def crowd(facts: Sequence[dict[str, Any]]) -> list[Person]:
    return [Person(id=str(number), name="X", **one) for number, one in enumerate(facts)]


def is_junior(rules: Programme, junior: Person, senior: Person) -> bool:
    """Say of two whether the one is junior enough to the other, asked plainly."""
    require = rules.pairing.require
    levels = {
        fact: (read(junior, rules.plan.start), read(senior, rules.plan.start)) for fact, read in SENIORITY.items()
    }
    ways = sum(low is not None and high is not None and low < high for low, high in (levels[way] for way in WAYS))
    low, high = levels["grade"]
    gap = None if low is None or high is None else high - low
    if require.grade_gap is None and require.junior_ways is None:
        return gap > 0 if gap is not None else ways > 0
    enough = require.grade_gap is None or (gap is not None and gap >= require.grade_gap)
    return enough and ways >= (require.junior_ways or 0)


@settings(max_examples=200, deadline=None)
@given(facts=_CROWDS, rules=_RULES)
def test_who_is_placed_where_is_what_asking_every_two_gives(facts: list[dict[str, Any]], rules: dict[str, Any]) -> None:
    people, definition = crowd(facts), programme(**rules)
    both = [(one, other) for one, other in permutations(people, 2) if is_junior(definition, one, other)]
    below, above = frozenset(one.id for one, _ in both), frozenset(other.id for _, other in both)
    assert placed(definition, people) == Placed(below, above)


@pytest.mark.parametrize(
    ("fact", "senior", "junior"),
    [
        ("grade", {"grade": 5}, {"grade": 4}),
        ("age", {"birth_year": 1970}, {"birth_year": 1971}),
        ("tenure", {"joined": START - timedelta(1)}, {"joined": START}),
        ("industry", {"industry_since": 2026}, {"industry_since": 2027}),
    ],
)
def test_seniority_is_counted_on_the_first_day(fact: str, senior: dict[str, Any], junior: dict[str, Any]) -> None:
    high, low = (SENIORITY[fact](one, START) for one in crowd([senior, junior]))
    assert high is not None
    assert low is not None
    assert high - low == 1


def test_who_joins_after_the_first_day_is_as_new_as_who_joins_on_it() -> None:
    people = crowd([{"joined": START}, {"joined": date(2028, 1, 1)}, {"industry_since": 2028}])
    assert [SENIORITY["tenure"](one, START) for one in people] == [0, 0, None]
    assert SENIORITY["industry"](people[2], START) == 0
