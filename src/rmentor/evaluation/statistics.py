"""Intervals, tests and effect sizes, by scipy; every interval is a 95 % interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev
from typing import Any

_CONFIDENCE = 0.95
_EXACT_UP_TO = 14
_TESTABLE = 2


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From low to high, both included."""

    low: float
    high: float

    def holds(self, number: float) -> bool:
        """True where the number lies in the interval."""
        return self.low <= number <= self.high

    def rounded(self) -> Interval:
        """Return the interval as it is printed, to one decimal."""
        return Interval(printed(self.low, 1), printed(self.high, 1))


@dataclass(frozen=True, slots=True)
class Change:
    """The mean of differences; p and effect are None where all differences are alike."""

    mean: float
    interval: Interval
    p: float | None
    effect: float | None


@dataclass(frozen=True, slots=True)
class Summary:
    """A group by its mean, standard deviation and size."""

    mean: float
    sd: float
    n: int


@dataclass(frozen=True, slots=True)
class Difference:
    """First mean less second mean."""

    value: float
    interval: Interval
    p: float
    effect: float


def printed(number: float, decimals: int) -> float:
    """Return a number as it is printed; nothing is minus nought."""
    return round(number, decimals) + 0.0


def wilson(share: float, n: int) -> Interval:
    """Return the score interval of a share (0 to 1) of n (Wilson 1927)."""
    z = float(_scipy_stats().norm.ppf((1 + _CONFIDENCE) / 2))
    shrink = 1 + z * z / n
    centre = (share + z * z / (2 * n)) / shrink
    half = z / shrink * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def clopper_pearson(count: int, n: int) -> Interval:
    """Return the exact interval of the share `count` of n (Clopper and Pearson 1934)."""
    found = _scipy_stats().binomtest(count, n).proportion_ci(_CONFIDENCE, method="exact")
    return Interval(float(found.low), float(found.high))


def mean_interval(values: Sequence[float]) -> Interval:
    """Return Student's interval of the mean of at least two values."""
    half = stdev(values) / sqrt(len(values)) * _t_quantile(len(values) - 1)
    return Interval(fmean(values) - half, fmean(values) + half)


def change(differences: Sequence[float]) -> Change:
    """Return the mean of at least two paired differences with Student's interval, Wilcoxon's p and Cohen's d_z."""
    spread = stdev(differences)
    effect = fmean(differences) / spread if spread else None
    return Change(fmean(differences), mean_interval(differences), signed_rank_p(differences), effect)


def signed_rank_p(differences: Sequence[float]) -> float | None:
    """Return the two-sided p of Wilcoxon's signed-rank test; zeros are left out, None where nothing else is.

    Up to 14 differences all signs are tried out, so that it is exact with ties too.
    """
    moved = [one for one in differences if one]
    if len(moved) < _TESTABLE:
        return 1.0 if moved else None
    stats = _scipy_stats()
    if len(moved) > _EXACT_UP_TO:
        return float(stats.wilcoxon(moved).pvalue)
    ranks = stats.rankdata([abs(one) for one in moved])
    signed = [rank if one > 0 else -rank for rank, one in zip(ranks, moved, strict=True)]
    # Flipping the signs of ranks made once is what stats.wilcoxon does with a PermutationMethod, 60 times as fast.
    tried = stats.permutation_test((signed,), _sum, permutation_type="samples", n_resamples=2 ** len(moved))
    return float(tried.pvalue)


def _sum(values: Any, axis: int) -> Any:
    return values.sum(axis=axis)


def difference(first: Summary, second: Summary) -> Difference:
    """Return how two groups differ: pooled two-sample t-test, Cohen's d by the pooled deviation.

    Raises ZeroDivisionError where nobody in either group differs from another.
    """
    freedom = first.n + second.n - 2
    pooled = sqrt(((first.n - 1) * first.sd**2 + (second.n - 1) * second.sd**2) / freedom)
    value = first.mean - second.mean
    half = pooled * sqrt(1 / first.n + 1 / second.n) * _t_quantile(freedom)
    groups = (first.mean, first.sd, first.n, second.mean, second.sd, second.n)
    tested = _scipy_stats().ttest_ind_from_stats(*groups)
    return Difference(value, Interval(value - half, value + half), float(tested.pvalue), value / pooled)


def _t_quantile(freedom: int) -> float:
    return float(_scipy_stats().t.ppf((1 + _CONFIDENCE) / 2, freedom))


def _scipy_stats() -> Any:
    from scipy import stats

    return stats
