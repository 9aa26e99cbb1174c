"""A field too large to be held: blocks of it are worked out when they are asked for, and only what counts is kept.

The fit of a block is one matrix product (see `factors`), in whole numbers that the floating point holds exactly, so
that the result does not hang on the order of summation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from rmentor.pairing.factors import Factors, factors_of, unit_of
from rmentor.pairing.field import Offers, Tempting
from rmentor.pairing.pairs import NO_PAIRS, Pairs, joined, promising, united
from rmentor.pairing.priced import Priced, Prices, Values, free_of_charge, prices_of
from rmentor.pairing.rules import Rules
from rmentor.pairing.terms import Couples, Mask, Numbers, Same, Table, Term

Hit = Callable[[Values, Numbers, Numbers], Mask]
_ROWS, _COLUMNS, _WORKERS, _SORTED_BY = 256, 1024, 2, 2
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
        """Those with room; people alike in what bars most pairs stand together, so that whole blocks can be passed."""
        rows, columns = (np.flatnonzero(mask) for mask in self.room)
        if self.upper:
            return rows, columns
        tables = sorted(self._single.barred, key=_barred)[-_SORTED_BY:]
        return _together(rows, [one.rows for one in tables]), _together(columns, [one.columns for one in tables])

    @cached_property
    def _possible(self) -> Mask:
        """Say of each strip of rows and each part of the columns whether any of their pairs may be made."""
        strips, parts = (_begins(ends, step) for ends, step in zip(self._ends, (_ROWS, _COLUMNS), strict=True))
        possible = np.ones((len(strips), len(parts)), dtype=bool)
        for one in self._single.barred:
            rows = _present(one.rows[self._ends[0]], strips, len(one.values))
            columns = _present(one.columns[self._ends[1]], parts, one.values.shape[1])
            possible &= rows @ one.values.astype(np.float32) @ columns.T > 0
        if self.upper:
            last = np.append(parts[1:], len(self._ends[1])) - 1
            possible &= self._ends[0][strips][:, None] < self._ends[1][last]
        return possible

    @cached_property
    def _single(self) -> Factors:
        return factors_of(self.rules, self.unit, _SINGLE)

    def promising(self, few: int) -> Pairs:
        """Return nearly the few best pairs of each row and each column, found from a sample of the other side."""
        if not all(map(len, self._ends)):
            return NO_PAIRS
        worth_rows, worth_columns = self._thresholds(few)

        def hit(values: Values, rows: Numbers, columns: Numbers) -> Mask:
            found = values >= worth_rows[rows][:, None]
            found |= values >= worth_columns[columns]
            return found

        found = self._found(free_of_charge(self.shape), hit)
        return found.only(promising(found, found.fits, self.shape, few))

    def tempting(self, offers: Offers, margin: int) -> Tempting:
        """Return every pair that costs less than its ends offer for it and up to `margin` more."""
        prices = prices_of(offers, self.dearest * offers.times, margin)
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

    def _found(self, prices: Prices, hit: Hit) -> Pairs:
        """Return every allowed pair whose value at these prices is a hit, sorted by row and column."""
        rows, columns = self._ends
        exact = self._single if prices.range < _SINGLE >> 2 else factors_of(self.rules, self.unit, _DOUBLE, np.float64)
        blocks = Priced(exact, prices, self.unit)
        right = blocks.right(columns)

        def strip(begin: int) -> Pairs:
            some = rows[begin : begin + _ROWS]
            left = blocks.left(some)
            found = []
            for first in np.flatnonzero(self._possible[begin // _ROWS]) * _COLUMNS:
                part = slice(first, first + _COLUMNS)
                values = blocks.values((some, columns[part]), left, right[part])
                found.append(self._allowed(blocks, hit, values, (some, columns[part])))
            return joined(found)

        with ThreadPoolExecutor(_WORKERS) as workers:
            whole = joined(workers.map(strip, range(0, len(rows), _ROWS)))
        return whole.only(np.argsort(whole.keys(self.shape[1])))

    def _allowed(self, blocks: Priced, hit: Hit, values: Values, ends: tuple[Numbers, Numbers]) -> Pairs:
        """Return the hits of a block that may be made, with their fits."""
        rows, columns = ends
        places = np.flatnonzero(hit(values, rows, columns))
        here, there = np.divmod(places, len(columns))
        found = Pairs(rows[here], columns[there], values.reshape(-1)[places])
        if self.upper:
            found = found.only(found.rows < found.columns)
        for term in self._unasked:
            found = found.only(np.asarray(term.at(found.rows, found.columns), dtype=bool))
        fits = blocks.fits(found)
        found = Pairs(found.rows, found.columns, fits)
        return found.only(fits >= self.least) if self.least else found

    @cached_property
    def _unasked(self) -> tuple[Term, ...]:
        gone = Couples(self.gone.keys(self.shape[1]), self.shape[1])
        return (*self._single.unasked, *([gone] if len(self.gone) else []))

    def _thresholds(self, few: int) -> tuple[Numbers, Numbers]:
        """Return for each row and each column a value that about twice as many as the few of its pairs reach."""
        rows, columns = (np.flatnonzero(mask) for mask in self.room)
        free = Priced(self._single, free_of_charge(self.shape), self.unit)
        found = []
        for side, (mine, others) in enumerate(((rows, columns), (columns, rows))):
            share = min(1.0, max(_SHARE_SAMPLED, _LEAST_SAMPLED / len(others)))
            sample = others[:: max(1, int(1 / share))]
            place = max(2, round(2 * few * len(sample) / len(others)))
            worth = np.zeros(self.shape[side], dtype=np.int64)
            for begin in range(0, len(mine), _ROWS):
                some = mine[begin : begin + _ROWS]
                block = (some, sample) if side == 0 else (sample, some)
                values = self._asked(free.values(block, free.left(block[0]), free.right(block[1])), block)
                worth[some] = _nth(values if side == 0 else values.T, place)
            found.append(worth)
        return found[0], found[1]

    def _asked(self, values: Values, block: tuple[Numbers, Numbers]) -> Values:
        """Return the values of a block with those of forbidden pairs, a few of them aside, below all others."""
        for term in self._single.unasked:
            if isinstance(term, Couples) or (isinstance(term, Same) and term.differ):
                continue
            values[~np.asarray(term.block(*block), dtype=bool)] = -_SINGLE
        return values


def _together(people: Numbers, codes: Sequence[Numbers]) -> Numbers:
    """Return people sorted by what they have, by the last first."""
    return people[np.lexsort([one[people] for one in codes])] if codes else people


def _barred(table: Table) -> float:
    """Return the share of all pairs that a table bars."""
    height, width = table.values.shape
    rows, columns = (
        np.bincount(table.rows % height, minlength=height),
        np.bincount(table.columns % width, minlength=width),
    )
    return 1 - float(rows @ table.values @ columns) / max(1, len(table.rows) * len(table.columns))


def _begins(ends: Numbers, step: int) -> Numbers:
    return np.arange(0, len(ends), step)


def _present(codes: Numbers, begins: Numbers, size: int) -> Values:
    """Return a row for each stretch of people, with 1 for every code that occurs in it."""
    found = np.zeros((len(begins), size), dtype=np.float32)
    found[np.searchsorted(begins, np.arange(len(codes)), side="right") - 1, codes] = 1
    return found


def _nth(values: Values, place: int) -> Numbers:
    """Return the value at a place in each row's order, the largest first; 0 where fewer are allowed."""
    place = min(place, values.shape[1])
    found: Numbers = np.partition(values, values.shape[1] - place, axis=1)[:, -place].astype(np.int64)
    return np.maximum(found, 0)
