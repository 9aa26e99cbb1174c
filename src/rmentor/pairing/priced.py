"""What the ends of a pair ask for, and blocks of values at these prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rmentor.pairing.factors import Factors
from rmentor.pairing.field import Offers
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Numbers

Values = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Prices:
    """What the ends of a pair ask for and add, small enough to be exact; the fit counts `times` over."""

    rows: Numbers
    columns: Numbers
    times: int = 1
    margin: int = 0

    @property
    def range(self) -> int:
        """How large a value can become, and how far below 0 it is still looked at."""
        ends = (self.rows, self.columns)
        return sum(int(np.abs(one).max(initial=0)) for one in ends) + self.margin


def free_of_charge(shape: tuple[int, int]) -> Prices:
    """Return prices of nothing."""
    rows, columns = (np.zeros(size, dtype=np.int64) for size in shape)
    return Prices(rows, columns)


def prices_of(offers: Offers, dearest: int, margin: int) -> Prices:
    """Return offers as prices, every gap between two of them closed down to just over what it could matter.

    So a pair is tempting by as much as before, or by more than any cost, or, as before, not at all.
    """
    both = np.concatenate([offers.rows, offers.columns])
    levels, place = np.unique(both, return_inverse=True)
    steps = np.minimum(np.diff(levels), dearest + margin + 1)
    closed = np.concatenate([[0], np.cumsum(steps)])
    closed -= closed[len(closed) // 2]
    rows, columns = np.split(closed[place], [len(offers.rows)])
    return Prices(rows + dearest, columns, offers.times, margin)


@dataclass(frozen=True, slots=True)
class Priced:
    """Works out blocks of values: a pair's fit in units, times over, less what its ends ask for."""

    factors: Factors
    prices: Prices
    unit: int

    def left(self, rows: Numbers) -> Values:
        """Return the product's side of some rows."""
        whole: Values = self.factors.left[rows]
        if self.prices.times != 1:
            whole[:, :-2] *= self.prices.times
        whole[:, -2] = -self.prices.rows[rows]
        return whole

    def right(self, columns: Numbers, added: Numbers) -> Values:
        """Return the product's side of some columns, each with what it adds to the fit beyond the product."""
        whole: Values = self.factors.right[columns]
        whole[:, -1] = self.prices.columns[columns] + self.prices.times * added
        return whole

    def rest(self, ends: tuple[Numbers, Numbers]) -> Values:
        """Return what a block adds that no product can give."""
        found: Values = np.zeros(tuple(map(len, ends)), dtype=np.int64)
        for weight, term in self.factors.rest:
            found += self.prices.times * weight * term.block(*ends) // self.unit
        return found

    def fits(self, valued: Pairs) -> Numbers:
        """Return the fits of pairs that were given their values."""
        whole = valued.fits.astype(np.int64) + self.prices.rows[valued.rows] - self.prices.columns[valued.columns]
        return whole // self.prices.times * self.unit
