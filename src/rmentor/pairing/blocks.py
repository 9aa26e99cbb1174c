"""A field too large to be held: blocks of it are worked out when they are asked for, and only what counts is kept.

The fit of a block is one matrix product (see `factors`), in whole numbers that the floating point holds exactly, so
that the result does not hang on the order of summation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from rmentor.pairing.factors import Factors, factors_of, unit_of
from rmentor.pairing.field import Offers, Tempting
from rmentor.pairing.kinds import Kind, kinds_of, turned
from rmentor.pairing.pairs import NO_PAIRS, Pairs, best_of_rows, joined, promising, united
from rmentor.pairing.priced import Priced, Prices, Values, free_of_charge, prices_of
from rmentor.pairing.rules import Rules
from rmentor.pairing.terms import Couples, Mask, Numbers, Same, Term

Hit = Callable[[Values, Numbers, Numbers], Mask]
_ROWS, _COLUMNS, _AT_ONCE, _WORKERS = 256, 1024, 2048, 2
_SHARE_SAMPLED, _LEAST_SAMPLED, _SPREAD = 0.04, 1_000, 4
# Single precision holds whole numbers up to 2**24; a penalty is far below whatever an allowed pair can be worth.
_SINGLE, _DOUBLE = 1 << 22, 1 << 50


@dataclass(frozen=True, slots=True)
class _Asked:
    """The people who are asked about, and how many pairs of each row are enough where there are far too many."""

    ends: tuple[Numbers, Numbers]
    few: int | None


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
        """Those with room."""
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
            found = values >= worth_rows[rows][:, None]
            found |= values >= worth_columns[columns]
            return found

        found, _ = self._found(free_of_charge(self.shape), hit, _Asked(self._ends, _SPREAD * few))
        return found.only(promising(found, found.fits, self.shape, few))

    def tempting(self, offers: Offers, margin: int, few: int | None = None) -> Tempting:
        """Return every pair that costs less than its ends offer and up to `margin` more, or a few of each row."""
        prices = prices_of(offers, self.dearest * offers.times, max(margin, 0))
        asked = _Asked(self._tempted(offers, margin), few)
        found, whole = self._found(prices, lambda values, _, __: values >= -margin, asked)
        cost = (self.top - found.fits) // self.unit
        saved = offers.columns[found.columns] - offers.rows[found.rows] - offers.times * cost
        return Tempting(found, saved, whole)

    def _tempted(self, offers: Offers, margin: int) -> tuple[Numbers, Numbers]:
        """Return those with room whom some offer would tempt if the pair cost nothing."""
        rows, columns = self._ends
        lowest, highest = offers.rows[rows].min(initial=_DOUBLE), offers.columns[columns].max(initial=-_DOUBLE)
        return rows[highest - offers.rows[rows] >= -margin], columns[offers.columns[columns] - lowest >= -margin]

    def without(self, pairs: Pairs) -> Blocks:
        """Return the field without these pairs."""
        return replace(self, gone=united([self.gone, pairs], self.shape[1]))

    def at_least(self, fit: int) -> Blocks:
        """Return the field without pairs that fit less."""
        return replace(self, least=max(self.least, fit))

    def _found(self, prices: Prices, hit: Hit, asked: _Asked) -> tuple[Pairs, bool]:
        """Return every allowed pair of some people whose value at these prices is a hit, sorted by row and column.

        And whether it is every one: of far too many only a few of each row are returned, those of most value.
        """
        if not all(map(len, asked.ends)):
            return NO_PAIRS, True
        double = prices.range >= _SINGLE >> 2
        exact = factors_of(self.rules, self.unit, _DOUBLE, np.float64) if double else self._single
        blocks = Priced(exact, prices, self.unit)
        kinds = kinds_of(exact.telling, *asked.ends, -(_DOUBLE if double else _SINGLE) / 2)
        with ThreadPoolExecutor(_WORKERS) as workers:
            parts = list(workers.map(partial(self._of_kind, blocks, hit, asked.few), _stretches(kinds)))
        found = joined(pairs for pairs, _ in parts)
        return found.only(np.argsort(found.keys(self.shape[1]))), all(whole for _, whole in parts)

    def _of_kind(self, blocks: Priced, hit: Hit, few: int | None, kind: Kind) -> tuple[Pairs, bool]:
        """Return the hits among pairs of one kind that may be made, with their fits, and whether these are all."""
        right = blocks.right(kind.others, kind.added)
        found, cut = [], False
        for begin in range(0, len(kind.mine), _ROWS):
            rows = kind.mine[begin : begin + _ROWS]
            left = blocks.left(rows)
            for first in range(int(np.searchsorted(kind.others, rows[0])) if self.upper else 0, len(right), _COLUMNS):
                part = slice(first, first + _COLUMNS)
                columns = kind.others[part]
                values = left @ right[part].T
                if blocks.factors.rest:
                    values += blocks.rest((rows, columns))
                places = np.flatnonzero(hit(values, rows, columns))
                here, there = np.divmod(places, len(columns))
                valued = Pairs(rows[here], columns[there], values.reshape(-1)[places])
                if few is not None and len(valued) > few * len(rows):
                    valued, cut = self._best(blocks, valued, few), True
                found.append(valued)
        every = joined(found)
        kept = self._best(blocks, every, few) if few is not None and cut else self._allowed(blocks, every)
        return Pairs(kept.rows, kept.columns, blocks.fits(kept)), not cut

    def _best(self, blocks: Priced, valued: Pairs, few: int) -> Pairs:
        """Return of valued pairs that may be made a few of each row, those of most value."""
        allowed = self._allowed(blocks, valued)
        return allowed.only(best_of_rows(allowed, allowed.fits, few, self.shape[1]))

    def _allowed(self, blocks: Priced, valued: Pairs) -> Pairs:
        """Return those of valued pairs that may be made."""
        if self.upper:
            valued = valued.only(valued.rows < valued.columns)
        for term in self._unasked:
            valued = valued.only(np.asarray(term.at(valued.rows, valued.columns), dtype=bool))
        return valued.only(blocks.fits(valued) >= self.least) if self.least else valued

    @cached_property
    def _unasked(self) -> tuple[Term, ...]:
        gone = Couples(self.gone.keys(self.shape[1]), self.shape[1])
        return (*self._single.unasked, *([gone] if len(self.gone) else []))

    def _thresholds(self, few: int) -> tuple[Values, Values]:
        """Return for each row and each column a value that about twice as many as the few of its pairs reach."""
        rows, columns = self._ends
        return self._worth(few, (rows, columns), back=False), self._worth(few, (columns, rows), back=True)

    def _worth(self, few: int, ends: tuple[Numbers, Numbers], *, back: bool) -> Values:
        """Return the thresholds of one side, from a sample of the other; `back` where it is the columns'."""
        mine, others = ends
        share = min(1.0, max(_SHARE_SAMPLED, _LEAST_SAMPLED / len(others)))
        sample = others[:: max(1, int(1 / share))]
        place = max(2, round(2 * few * len(sample) / len(others)))
        tables = tuple(map(turned, self._single.telling)) if back else self._single.telling
        worth: Values = np.zeros(self.shape[back], dtype=np.float32)  # as values are, or each would be widened first

        def found(kind: Kind) -> None:
            for begin in range(0, len(kind.mine), _ROWS):
                some = kind.mine[begin : begin + _ROWS]
                worth[some] = _nth(self._asked(some, kind, back=back), place)

        with ThreadPoolExecutor(_WORKERS) as workers:
            list(workers.map(found, _stretches(kinds_of(tables, mine, sample, -_SINGLE / 2))))
        return worth

    def _asked(self, some: Numbers, kind: Kind, *, back: bool) -> Values:
        """Return some people's values, those of forbidden pairs, a few of them aside, below all others."""
        one, other = (self._single.right, self._single.left) if back else (self._single.left, self._single.right)
        values: Values = one[some] @ other[kind.others].T
        values += kind.added
        block = (kind.others, some) if back else (some, kind.others)
        if self._single.rest:
            added = Priced(self._single, free_of_charge(self.shape), self.unit).rest(block)
            values += np.transpose(added) if back else added
        for term in self._single.unasked:
            if not isinstance(term, Couples) and not (isinstance(term, Same) and term.differ):
                may = np.asarray(term.block(*block), dtype=bool)
                values[~(may.T if back else may)] = -_SINGLE
        return values


def _stretches(kinds: Iterable[Kind]) -> Iterator[Kind]:
    """Yield kinds in pieces of so many people that nobody waits long for the last one."""
    for kind in kinds:
        for begin in range(0, len(kind.mine), _AT_ONCE):
            yield Kind(kind.mine[begin : begin + _AT_ONCE], kind.others, kind.added)


def _nth(values: Values, place: int) -> Numbers:
    """Return the value at a place in each row's order, the largest first; 0 where fewer are allowed."""
    if place > values.shape[1]:
        return np.zeros(len(values), dtype=np.int64)
    found: Numbers = np.partition(values, values.shape[1] - place, axis=1)[:, -place].astype(np.int64)
    return np.maximum(found, 0)
