"""A field too large to be held: blocks of it are worked out when they are asked for, and only what counts is kept.

The fit of a block is one matrix product (see `factors`), in whole numbers that the floating point holds exactly, so
that the result does not hang on the order of summation. What passes there is worked out once more from the rules.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rmentor.pairing.factors import Factors, factors_of, unit_of
from rmentor.pairing.field import Offers, Tempting
from rmentor.pairing.pairs import NO_PAIRS, Pairs, among, joined, promising, united
from rmentor.pairing.rules import Rules
from rmentor.pairing.terms import Mask, Numbers

Values = NDArray[Any]
Hit = Callable[[Values, Numbers, Numbers], Mask]
_ROWS, _COLUMNS, _WORKERS = 512, 2048, 2
_SHARE_SAMPLED, _LEAST_SAMPLED = 0.04, 1_000
# Single precision holds whole numbers up to 2**24; a penalty is far below whatever an allowed pair can be worth.
_SINGLE, _DOUBLE = 1 << 22, 1 << 50


@dataclass(frozen=True)
class Blocks:
    """All pairs that the rules allow between rows and columns with room, but for those that are `gone`.

    Pairs that fit less than `least` are left out; with `upper` each two people are one pair, the lower row first.
    """

    rules: Rules
    room: tuple[Mask, Mask]
    upper: bool = False
    gone: Pairs = NO_PAIRS
    least: int = 0

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return len(self.room[0]), len(self.room[1])

    @cached_property
    def unit(self) -> int:
        """The step in which fits differ."""
        return unit_of(self.rules)

    @cached_property
    def top(self) -> int:
        """The fit of a pair that has all there is to wish."""
        return self.rules.best // self.unit * self.unit

    @property
    def dearest(self) -> int:
        """A cost that no pair exceeds."""
        return self.top // self.unit

    @cached_property
    def _ends(self) -> tuple[Numbers, Numbers]:
        rows, columns = (np.flatnonzero(mask) for mask in self.room)
        return rows, columns

    @cached_property
    def _single(self) -> Factors:
        return factors_of(self.rules, self.unit, _SINGLE)

    def promising(self, few: int) -> Pairs:
        """Return nearly the few best pairs of each row and each column, found from a sample of the other side."""
        if not all(map(len, self._ends)):
            return NO_PAIRS
        worth_rows, worth_columns = self._thresholds(few)

        def hit(values: Values, rows: Numbers, columns: Numbers) -> Mask:
            return (values >= worth_rows[rows][:, None]) | (values >= worth_columns[columns])

        found = self._found(_free(self.shape), hit)
        return found.only(promising(found, found.fits, self.shape, few))

    def tempting(self, offers: Offers, margin: int) -> Tempting:
        """Return every pair that costs less than its ends offer for it and up to `margin` more."""
        prices = _prices(offers, self.dearest * offers.times, margin)
        found = self._found(prices, lambda values, _, __: values >= -margin)
        cost = (self.top - found.fits) // self.unit
        saved = offers.columns[found.columns] - offers.rows[found.rows] - offers.times * cost
        return Tempting(found, saved)

    def without(self, pairs: Pairs) -> Blocks:
        """Return the field without these pairs."""
        return replace(self, gone=united([self.gone, pairs], self.shape[1]))

    def at_least(self, fit: int) -> Blocks:
        """Return the field without pairs that fit less."""
        return replace(self, least=max(self.least, fit))

    def _found(self, prices: _Prices, hit: Hit) -> Pairs:
        """Return every allowed pair whose value at these prices is a hit, sorted by row and column."""
        rows, columns = self._ends
        factors = (
            self._single if prices.range < _SINGLE >> 2 else factors_of(self.rules, self.unit, _DOUBLE, np.float64)
        )

        def strip(begin: int) -> Pairs:
            some = rows[begin : begin + _ROWS]
            parts = (columns[first : first + _COLUMNS] for first in range(0, len(columns), _COLUMNS))
            wanted = [part for part in parts if not self.upper or part[-1] > some[0]]
            return joined([self._hits(factors, prices, hit, (some, part)) for part in wanted])

        with ThreadPoolExecutor(_WORKERS) as workers:
            found = list(workers.map(strip, range(0, len(rows), _ROWS)))
        return united(found, self.shape[1])

    def _hits(self, factors: Factors, prices: _Prices, hit: Hit, block: tuple[Numbers, Numbers]) -> Pairs:
        rows, columns = block
        values = self._values(factors, prices, block)
        places = np.flatnonzero(hit(values, rows, columns))
        here, there = np.divmod(places, len(columns))
        return self._allowed(rows[here], columns[there])

    def _values(self, factors: Factors, prices: _Prices, block: tuple[Numbers, Numbers]) -> Values:
        """Return the value of every pair of a block: its fit in units, times over, less what its ends ask for."""
        rows, columns = block
        values: Values = factors.left[rows] @ factors.right[columns].T
        for weight, term in factors.rest:
            values += (weight * term.block(rows, columns) // self.unit).astype(values.dtype)
        values *= prices.times
        values -= prices.rows[rows][:, None].astype(values.dtype)
        values += prices.columns[columns].astype(values.dtype)
        return values

    def _allowed(self, rows: Numbers, columns: Numbers) -> Pairs:
        """Return those of some pairs that may be made, with their fits."""
        kept = rows < columns if self.upper else np.ones(len(rows), dtype=bool)
        for term in self._single.unasked:
            rows, columns = rows[kept], columns[kept]
            kept = np.asarray(term.at(rows, columns), dtype=bool)
        rows, columns = rows[kept], columns[kept]
        found = Pairs(rows, columns, self.rules.fit(rows, columns))
        return found.only(~among(found, self.gone, self.shape[1]) & (found.fits >= self.least))

    def _thresholds(self, few: int) -> tuple[Numbers, Numbers]:
        """Return for each row and each column a value that about twice as many as the few of its pairs reach."""
        rows, columns = self._ends
        found = []
        for side, (mine, others) in enumerate(((rows, columns), (columns, rows))):
            share = min(1.0, max(_SHARE_SAMPLED, _LEAST_SAMPLED / len(others)))
            sample = others[:: max(1, int(1 / share))]
            place = max(2, round(2 * few * len(sample) / len(others)))
            worth = np.zeros(self.shape[side], dtype=np.int64)
            for begin in range(0, len(mine), _ROWS):
                some = mine[begin : begin + _ROWS]
                block = (some, sample) if side == 0 else (sample, some)
                values = self._asked(self._values(self._single, _free(self.shape), block), block)
                worth[some] = _nth(values if side == 0 else values.T, place)
            found.append(worth)
        return found[0], found[1]

    def _asked(self, values: Values, block: tuple[Numbers, Numbers]) -> Values:
        """Return the values of a block with those of forbidden pairs below all others."""
        for term in self._single.unasked:
            values[~np.asarray(term.block(*block), dtype=bool)] = -_SINGLE
        return values


@dataclass(frozen=True, slots=True)
class _Prices:
    """What the ends of a pair ask for and add, small enough to be exact; the fit counts `times` over."""

    rows: Numbers
    columns: Numbers
    times: int = 1

    @property
    def range(self) -> int:
        """How large a value can become."""
        ends = (self.rows, self.columns)
        return sum(int(np.abs(one).max(initial=0)) for one in ends)


def _free(shape: tuple[int, int]) -> _Prices:
    """Return prices of nothing."""
    rows, columns = (np.zeros(size, dtype=np.int64) for size in shape)
    return _Prices(rows, columns)


def _prices(offers: Offers, dearest: int, margin: int) -> _Prices:
    """Return offers as prices, every gap between two of them closed down to just over what it could matter.

    So a pair is tempting by as much as before, or by more than any cost, or, as before, not at all.
    """
    both = np.concatenate([offers.rows, offers.columns])
    levels, place = np.unique(both, return_inverse=True)
    steps = np.minimum(np.diff(levels), dearest + margin + 1)
    closed = np.concatenate([[0], np.cumsum(steps)])
    closed -= closed[len(closed) // 2]
    rows, columns = np.split(closed[place], [len(offers.rows)])
    return _Prices(rows + dearest, columns, offers.times)


def _nth(values: Values, place: int) -> Numbers:
    """Return the value at a place in each row's order, the largest first; 0 where fewer are allowed."""
    place = min(place, values.shape[1])
    found: Numbers = np.partition(values, values.shape[1] - place, axis=1)[:, -place].astype(np.int64)
    return np.maximum(found, 0)
