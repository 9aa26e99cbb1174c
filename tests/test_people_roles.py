"""Who can mentor and who can be mentored, from the mode and three ways of being junior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pools import START, programme
from rmentor.people.changes import Enrolled
from rmentor.people.export import LeftOut, Reading, Why
from rmentor.people.model import Participant, Person, Standing
from rmentor.people.roles import with_roles
from rmentor.people.seniority import SENIORITY, WAYS, Placed, placed
from rmentor.programme.model import Programme
from rmentor.programme.words import Mode, Role

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


ROWS = [
    Person(id="1", name="Top", grade=9),
    Person(id="2", name="Middle", grade=5),
    Person(id="3", name="New", grade=1),
    Person(id="4", name="Unknown"),
]


def read(people: Sequence[Person], given: Mapping[str, Role] = MappingProxyType({})) -> Reading:
    """Return a reading of one row for each person, of whom some have a role."""
    parts = [
        (line, Participant(person=one, role=given.get(one.id, Role.BOTH), derived=one.id not in given))
        for line, one in enumerate(people, start=2)
    ]
    left_out = [LeftOut(line, one.id, one.name, Why.NO_ROLE, "x") for line, one in parts if one.derived]
    return Reading(
        participants=tuple(one for _, one in parts if not one.derived),
        left_out=tuple(left_out),
        problems=(),
        leavers=frozenset(),
        ids=frozenset(one.id for one in people),
        waiting=tuple((line, one) for line, one in parts if one.derived),
    )


def roles(reading: Reading) -> dict[str, Role]:
    return {one.id: one.role for one in reading.participants}


NOBODY = Enrolled({}, {})


def test_in_reverse_mode_the_lower_can_mentor_the_higher_be_mentored_and_the_middle_both() -> None:
    found = with_roles(programme(), read(ROWS), NOBODY)
    assert roles(found) == {"1": Role.MENTEE, "2": Role.BOTH, "3": Role.MENTOR}
    assert [(one.line, one.why) for one in found.left_out] == [(5, Why.NO_ROLE)]
    assert all(one.derived for one in found.participants)


def test_in_traditional_mode_it_is_the_other_way_round() -> None:
    found = roles(with_roles(programme(Mode.TRADITIONAL), read(ROWS), NOBODY))
    assert found == {"1": Role.MENTOR, "2": Role.BOTH, "3": Role.MENTEE}


def test_the_gap_that_pairing_requires_decides() -> None:
    assert roles(with_roles(programme(grade_gap=5), read(ROWS), NOBODY)) == {"1": Role.MENTEE, "3": Role.MENTOR}


def test_a_role_that_is_named_stays_and_its_owner_counts_for_the_others() -> None:
    found = with_roles(programme(), read(ROWS[:2], {"1": Role.MENTOR}), NOBODY)
    assert roles(found) == {"1": Role.MENTOR, "2": Role.MENTOR}


def enrolled(**more: Participant) -> Enrolled:
    return Enrolled({name: one.person for name, one in more.items()}, more)


def test_those_enrolled_before_count_unless_they_have_left() -> None:
    top = {"1": Participant(person=ROWS[0], role=Role.MENTEE)}
    assert roles(with_roles(programme(), read(ROWS[1:2]), enrolled(**top))) == {"2": Role.MENTOR}
    gone = {"1": replace(top["1"], standing=Standing.WITHDRAWN)}
    assert roles(with_roles(programme(), read(ROWS[1:2]), enrolled(**gone))) == {}
    left = replace(read(ROWS[1:2]), leavers=frozenset("1"))
    assert roles(with_roles(programme(), left, enrolled(**top))) == {}


def test_a_role_that_followed_follows_again_and_one_that_was_given_stays() -> None:
    before = {"2": Participant(person=ROWS[1], role=Role.MENTOR, derived=True)}
    assert roles(with_roles(programme(), read(ROWS[:3]), enrolled(**before)))["2"] is Role.BOTH
    given = {"2": Participant(person=ROWS[1], role=Role.MENTOR)}
    found = with_roles(programme(), read(ROWS[:3]), enrolled(**given))
    assert [(one.role, one.derived) for one in found.participants if one.id == "2"] == [(Role.MENTOR, False)]
    assert roles(with_roles(programme(), read(ROWS[1:2]), enrolled(**before))) == {"2": Role.MENTOR}


@pytest.mark.parametrize(
    ("rules", "facts", "sentence"),
    [
        ({"grade_gap": 2}, {"birth_year": 1990}, "to follow from others it needs a grade"),
        ({"grade_gap": 2}, {"grade": 3}, "nobody is 2 grades apart"),
        ({"junior_ways": 2}, {"birth_year": 1990}, "needs a day of joining or a year of entering the industry"),
        ({"junior_ways": 1}, {"birth_year": 1990}, "nobody is senior or junior in 1 way"),
        ({}, {}, "needs a grade or an age or a day of joining or a year of entering the industry"),
        ({}, {"birth_year": 1990}, "nobody is senior or junior"),
    ],
)
def test_who_gets_no_role_is_told_what_is_missing(rules: dict[str, Any], facts: dict[str, Any], sentence: str) -> None:
    found = with_roles(programme(**rules), read(crowd([facts])), NOBODY)
    assert found.left_out[0].sentence.endswith(sentence)
