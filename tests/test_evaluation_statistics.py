"""Published numbers come out again, and what scipy cannot do exactly is held against trying everything out."""

from __future__ import annotations

from itertools import product
from statistics import fmean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, rankdata

from rmentor.evaluation import statistics
from rmentor.evaluation.statistics import Interval, Summary


def test_eleven_of_twelve_promoted_has_the_published_intervals() -> None:
    wilson, exact = statistics.wilson(11 / 12, 12), statistics.clopper_pearson(11, 12)
    assert [round(100 * end, 1) for end in (wilson.low, wilson.high)] == [64.6, 98.5]
    assert [round(100 * end, 1) for end in (exact.low, exact.high)] == [61.5, 99.8]


@pytest.mark.parametrize("n", range(1, 60))
def test_the_interval_of_a_share_is_scipys_for_whole_counts(n: int) -> None:
    for count in range(n + 1):
        theirs = binomtest(count, n).proportion_ci(0.95, method="wilson")
        ours = statistics.wilson(count / n, n)
        assert ours.low == pytest.approx(theirs.low, abs=1e-12)
        assert ours.high == pytest.approx(theirs.high, abs=1e-12)


@pytest.mark.parametrize(
    ("fellows", "mentors", "p", "d"),
    [
        ((6.64, 0.53), (5.64, 0.92), 0.000, 1.59),
        ((6.46, 0.79), (5.73, 1.00), 0.014, 0.87),
        ((6.40, 1.00), (5.73, 0.78), 0.046, 0.70),
        ((6.05, 0.98), (5.64, 1.20), 0.246, 0.40),
        ((5.86, 1.19), (4.73, 0.78), 0.005, 1.01),
    ],
)
def test_fellows_against_mentors_gives_the_published_p_and_d(
    fellows: tuple[float, float], mentors: tuple[float, float], p: float, d: float
) -> None:
    found = statistics.difference(Summary(*fellows, 40), Summary(*mentors, 11))
    assert found.p == pytest.approx(p, abs=0.003)
    assert found.effect == pytest.approx(d, abs=0.015)
    assert found.interval.holds(found.value)
    assert found.interval.holds(0) is (p > 0.05)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(-4, 4), min_size=1, max_size=8))
def test_the_signed_rank_test_is_exact_with_ties(differences: list[int]) -> None:
    moved = [one for one in differences if one]
    assert statistics.signed_rank_p(differences) == (pytest.approx(_by_every_sign(moved)) if moved else None)


def _by_every_sign(moved: list[int]) -> float:
    ranks = rankdata([abs(one) for one in moved])
    sums = [sum(rank for rank, up in zip(ranks, ups, strict=True) if up) for ups in product((0, 1), repeat=len(moved))]
    seen = sum(rank for rank, one in zip(ranks, moved, strict=True) if one > 0)
    below, above = (fmean(one <= seen + 1e-9 for one in sums), fmean(one >= seen - 1e-9 for one in sums))
    return min(1.0, 2 * min(below, above))


def test_five_people_can_never_fall_below_one_in_sixteen() -> None:
    assert statistics.signed_rank_p([1, 2, 3, 1, 2]) == pytest.approx(0.0625)
    assert statistics.signed_rank_p([1, 1, 1, 1, 1, 1]) == pytest.approx(0.03125)


def test_more_people_with_ties_are_tested_too() -> None:
    p = statistics.signed_rank_p([1, 1, 2, -1, 1, 3, 2, 1, -2, 1, 1, 2, 1, 1, -1, 2, 1, 1])
    assert p is not None
    assert 0 < p < 0.01


def test_a_change_of_everyone_alike_has_no_test_and_no_effect() -> None:
    assert statistics.change([0, 0, 0]) == statistics.Change(0, Interval(0, 0), None, None)
    assert statistics.change([1, 1, 1]).effect is None


def test_a_mean_has_students_interval() -> None:
    found = statistics.mean_interval([3, 4, 5, 4, 4])
    assert (round(found.low, 3), round(found.high, 3)) == (3.122, 4.878)
