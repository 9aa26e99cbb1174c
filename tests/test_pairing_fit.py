"""What each preference gives, and how a flow's cost is proved."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import numpy as np
import pytest

from pools import mentee, mentor, programme, proposed
from rmentor.pairing.bound import Network, distances, least_cost, with_bypass
from rmentor.pairing.reasons import reasons
from rmentor.programme.kinds import Hours
from rmentor.programme.words import Mode

_ALONE = dict.fromkeys(("topics", "grade_distance"), 0)
_OFFICE = Hours(time(9), time(17))


def points(name: str, junior: dict[str, Any], senior: dict[str, Any], mode: Mode = Mode.REVERSE) -> int:
    """Return what a preference alone gives a pair of a junior mentor and a senior mentee."""
    rules = programme(mode, **(_ALONE | {name: 1}))
    return proposed([mentor("junior", **junior), mentee("senior", **senior)], rules).pairs[0].points[name]


@pytest.mark.parametrize(
    ("name", "junior", "senior", "expected"),
    [
        ("topics", {"offers": ("ai",)}, {"wants": ("ai", "data", "video")}, 501),
        ("topics", {"offers": ("video", "data")}, {"wants": ("ai", "data", "video")}, 499),
        ("topics", {"offers": ("video",)}, {"wants": ("ai", "data", "video")}, 166),
        ("topics", {"offers": ("video",)}, {"wants": ("ai",)}, 0),
        ("grade_distance", {"grade": 2}, {"grade": 6}, 400),
        ("grade_distance", {"grade": 2}, {"grade": 40}, 1000),
        ("grade_distance", {"grade": 6}, {"grade": 2}, 0),
        ("age_distance", {"birth_year": 1995}, {"birth_year": 1965}, 750),
        ("tenure_distance", {"joined": date(2020, 1, 1)}, {"joined": date(2000, 1, 1)}, 500),
        ("industry_distance", {"industry_since": 2020}, {"industry_since": 2010}, 250),
        ("hours_overlap", {"hours": _OFFICE}, {"hours": Hours(time(13), time(21))}, 500),
        ("hours_overlap", {"hours": Hours(time(22), time(6))}, {"hours": Hours(time(2), time(10))}, 500),
        ("different_department", {"department": "IT"}, {"department": "it"}, 0),
        ("different_department", {"department": "IT"}, {"department": "Law"}, 1000),
        ("same_site", {"site": "Oslo"}, {"site": "Oslo"}, 1000),
        ("challenge", {"challenge": 5}, {"challenged": 3}, 500),
    ],
)
def test_a_preference_gives_its_points(name: str, junior: Any, senior: Any, expected: int) -> None:
    assert points(name, junior, senior) == expected


@pytest.mark.parametrize("name", ["topics", "age_distance", "hours_overlap", "same_site", "challenge"])
def test_what_is_not_known_speaks_neither_for_nor_against(name: str) -> None:
    assert points(name, {}, {"birth_year": 1970, "hours": _OFFICE, "site": "Oslo", "challenged": 5}) == 500


def test_in_traditional_mode_the_mentor_is_the_senior() -> None:
    rules = programme(Mode.TRADITIONAL, topics=0, grade_distance=1, grade_gap=3)
    people = [mentor("old", grade=7), mentor("young", grade=2), mentee("new", grade=1)]
    assert [(pair.mentor, pair.fit) for pair in proposed(people, rules).pairs] == [("old", 600)]


def test_the_weightiest_reason_comes_first_and_the_unknown_says_nothing() -> None:
    two = mentor("m", offers=("ai", "data"), grade=2), mentee("s", wants=("data", "ai"), grade=7, site="Oslo")
    given = {"topics": 900, "grade_distance": 5000, "same_site": 500}
    assert reasons(programme(), two, given) == ["5 grades apart", "Data and 1 more"]


def test_a_flow_that_could_be_cheaper_is_not_proved() -> None:
    network = Network(
        tails=np.array([0, 0, 1, 2]), heads=np.array([1, 2, 3, 3]), capacities=np.ones(4, dtype=np.int64),
        costs=np.array([5, 1, 0, 0]), nodes=4, source=0, sink=3, supply=1,
    )  # fmt: skip
    wide = with_bypass(network, 5)
    cheap, dear = np.array([0, 1, 0, 1, 0]), np.array([1, 0, 1, 0, 0])
    assert least_cost(wide, distances(wide, cheap)) == cheap @ wide.costs == 1
    assert least_cost(wide, distances(wide, dear)) <= 1 < dear @ wide.costs


def test_any_potentials_give_a_limit_that_holds() -> None:
    rng = np.random.default_rng(7)
    network = Network(
        tails=np.array([0, 0, 1, 2]), heads=np.array([1, 2, 3, 3]), capacities=np.ones(4, dtype=np.int64),
        costs=np.array([5, 1, 0, 0]), nodes=4, source=0, sink=3, supply=2,
    )  # fmt: skip
    assert all(least_cost(network, rng.integers(-9, 9, 4)) <= 6 for _ in range(200))
