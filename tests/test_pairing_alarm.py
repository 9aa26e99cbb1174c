"""Open pairs that a rule now forbids: the same answers as for new pairs, without numpy."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, time, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pools import START, couple, mentee, mentor, pool, programme, running, someone
from rmentor.pairing.alarm import broken, newly_broken, overfull
from rmentor.pairing.pool import Pool
from rmentor.pairing.rules import rules_of
from rmentor.pairing.sides import Sides
from rmentor.programme.kinds import Hours
from rmentor.programme.period import Period
from rmentor.programme.words import Mode, Role

_NAMES = ("ada", "bo", "cy", "di", "eve")
_TOPICS = st.lists(st.sampled_from(("ai", "data", "video")), unique=True, max_size=3).map(tuple)
_FACTS: dict[str, st.SearchStrategy[Any]] = {
    "grade": st.one_of(st.none(), st.integers(1, 4)),
    "birth_year": st.one_of(st.none(), st.integers(1990, 1992)),
    "joined": st.one_of(st.none(), st.integers(-2, 3).map(lambda days: START + timedelta(days))),
    "industry_since": st.one_of(st.none(), st.integers(2025, 2028)),
    "department": st.sampled_from(("Sales", "sales", "IT", None)),
    "manager": st.one_of(st.none(), st.sampled_from((*_NAMES, "BO"))),
    "zone": st.sampled_from((None, "Asia/Tokyo", "America/New_York")),
    "hours": st.sampled_from((None, Hours(time(9), time(17)), Hours(time(22), time(6)))),
    "languages": st.lists(st.sampled_from(("en", "EN", "de")), unique=True).map(tuple),
    "offers": _TOPICS,
    "wants": _TOPICS,
}
_RULES: dict[str, st.SearchStrategy[Any]] = {
    "grade_gap": st.one_of(st.none(), st.integers(0, 2)),
    "outside_reporting_line": st.booleans(),
    "not_under_direct_report": st.booleans(),
    "no_shared_manager": st.booleans(),
    "junior_ways": st.one_of(st.none(), st.integers(1, 3)),
    "overlap": st.sampled_from((None, Period.parse("2 hours"), Period.parse("30 minutes"))),
    "shared_language": st.booleans(),
    "shared_topic": st.booleans(),
    "different": st.sampled_from(((), ("department",), ("grade", "zone"))),
    "same": st.sampled_from(((), ("department",))),
    "never": st.sampled_from(((), (couple("ada", "bo"),))),
}


@st.composite
def crowds(draw: st.DrawFn) -> Pool:
    """Return people of all kinds under rules of all kinds."""
    names = draw(st.lists(st.sampled_from(_NAMES), unique=True, min_size=2))
    rules = {name: draw(rule) for name, rule in _RULES.items()}
    people = [
        someone(name, draw(st.sampled_from(Role)), **{fact: draw(kind) for fact, kind in _FACTS.items()})
        for name in names
    ]
    return pool(people, programme(draw(st.sampled_from(Mode)), **rules))


@settings(max_examples=80, deadline=None)
@given(found=crowds())
def test_what_forbids_a_pair_is_what_keeps_the_two_from_being_candidates(found: Pool) -> None:
    people = tuple(found.enrolled)
    rules = rules_of(Sides(found, people, people))
    for row, one in enumerate(people):
        for column, other in enumerate(people):
            if row == column:
                continue
            pair = running(1, one.id, other.id, mode=found.programme.mode)
            known = rules.met(np.array([row]), np.array([column]))
            met = {name for name, mask in known.items() if not mask[0]}
            told = {name for each in broken(found, [pair]) for name in each.requirements} - {"role"}
            assert told == met


def test_roles_count_as_for_new_pairs() -> None:
    one, other = mentor("a"), mentee("b")
    for mode, expected in ((Mode.REVERSE, ["role"]), (Mode.RECIPROCAL, [])):
        found = broken(pool([one, other], programme(mode)), [running(1, "b", "a", mode=mode)])
        assert [name for each in found for name in each.requirements] == expected


def test_a_pair_turned_round_is_asked_as_it_was_made() -> None:
    people = [mentor("junior", grade=2), mentee("senior", grade=6)]
    turned = running(2, "senior", "junior", mode=Mode.TRADITIONAL)
    assert broken(pool(people, programme(grade_gap=3)), [turned]) == ()


def test_pairs_that_have_ended_and_decided_ones_are_not_asked() -> None:
    people = [mentor("a", grade=5), mentee("b", grade=5), mentee("c", grade=5)]
    pairs = [running(1, "a", "b", ended=date(2027, 2, 1)), running(2, "a", "c")]
    rules = programme(grade_gap=3, always=(couple("a", "c"),))
    assert broken(pool(people, rules), pairs) == ()


@pytest.mark.parametrize(
    ("managers", "told"),
    [
        ({"a": "x"}, "A Example (a) reports to X Example (x)"),
        ({"a": "m", "m": "x"}, "A Example (a) reports to X Example (x) through m"),
        ({"x": "m", "m": "n", "n": "a"}, "X Example (x) reports to A Example (a) through m, n"),
    ],
)
def test_the_line_that_forbids_a_pair_is_told(managers: dict[str, str], told: str) -> None:
    found = pool([mentor("a"), mentee("x")], programme(outside_reporting_line=True), managers=managers)
    assert [one.objections for one in broken(found, [running(3, "a", "x")])] == [(("outside_reporting_line", told),)]


def test_a_value_of_a_special_category_is_not_told() -> None:
    people = [mentor("a", attributes={"ethnicity": "Blue"}), mentee("x", attributes={"ethnicity": "Blue"})]
    found = broken(pool(people, programme(different=("ethnicity",))), [running(1, "a", "x")])
    assert [told for one in found for _, told in one.objections] == [
        "a requirement about special-category data is not met"
    ]
    assert "ethnicity" not in found[0].told


def test_what_forbade_a_pair_before_is_no_news() -> None:
    people = [mentor("a", grade=5), mentee("x", grade=5)]
    rules = programme(grade_gap=2, outside_reporting_line=True)
    before, after = (broken(pool(people, rules, managers=one), [running(1, "a", "x")]) for one in ({}, {"a": "x"}))
    assert [one.requirements for one in after] == [("grade_gap", "outside_reporting_line")]
    assert [one.requirements for one in newly_broken(before, after)] == [("outside_reporting_line",)]
    assert newly_broken(after, after) == ()


def test_who_is_in_more_pairs_than_he_takes_is_told() -> None:
    people = [mentor("a", capacity=1), mentee("x"), mentee("y")]
    found = overfull(pool(people, pairs=[running(1, "a", "x"), running(2, "a", "y")]))
    assert [one.told for one in found] == ["A Example (a) takes 1 pair and is in pair 1 and pair 2"]


def test_no_numbers_library_is_loaded_for_it() -> None:
    told = "import sys, rmentor.pairing.alarm; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
