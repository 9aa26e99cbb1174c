"""All pairs that may be made, asked for by their worth; so many may be possible that they are never all held.

A pair's cost is how far its fit stays below the highest, in steps of a unit that all such distances are
multiples of. A pair is tempting where what its two ends offer for it, the column's potential less the row's,
reaches its cost, or nearly does.
"""

from __future__ import annotations

from functools import cached_property
from typing import Protocol

import numpy as np

from rmentor.pairing.pairs import Pairs, best_of_rows, joined, promising
from rmentor.pairing.rules import Rules
from rmentor.pairing.terms import Mask, Numbers
from rmentor.values import Value

_CELLS_AT_ONCE = 1 << 19


class Offers(Value):
    """The potentials of all rows and all columns, in units of cost; a pair's cost counts `times` over."""

    rows: Numbers
    columns: Numbers
    times: int = 1


class Tempting(Value):
    """Pairs and how far each one's ends offer more than it costs; below 0 where they fall short.

    Where these were too many, not all of them: then it is not `whole`, and each that was left out has a pair here, of
    one of its two people, that saves as much.
    """

    pairs: Pairs
    saved: Numbers
    whole: bool = True


class Field(Protocol):
    """All pairs that may be made between the rows and the columns."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""

    @property
    def top(self) -> int:
        """A fit that no pair exceeds."""

    @property
    def unit(self) -> int:
        """The step in which fits differ."""

    @property
    def dearest(self) -> int:
        """A cost that no pair exceeds."""

    def promising(self, few: int) -> Pairs:
        """Return the few best pairs, or nearly those, of each row and each column."""

    def tempting(self, offers: Offers, margin: int, few: int | None = None) -> Tempting:
        """Return every pair that costs less than its ends offer for it and up to `margin` more.

        Where many more than `few` a person do, which coarse fits lead to, it may be those few that save most.
        """

    def without(self, pairs: Pairs) -> Field:
        """Return the field without these pairs."""

    def at_least(self, fit: int) -> Field:
        """Return the field without pairs that fit less."""


def no_offers(field: Field) -> Offers:
    """Return offers of nothing."""
    rows, columns = (np.zeros(size, dtype=np.int64) for size in field.shape)
    return Offers(rows, columns)


def every_pair(field: Field) -> Pairs:
    """Return all pairs that may be made."""
    return field.tempting(no_offers(field), field.dearest).pairs


def costs(field: Field, pairs: Pairs) -> Numbers:
    """Return the cost of each pair."""
    return (field.top - pairs.fits) // field.unit


class Listed(Value):
    """Every possible pair, held as a list sorted by row and column."""

    pairs: Pairs
    shape: tuple[int, int]

    @cached_property
    def top(self) -> int:
        """The highest fit there is."""
        return int(self.pairs.fits.max(initial=0))

    @cached_property
    def unit(self) -> int:
        """The largest step that all differences of fits are multiples of."""
        return max(1, int(np.gcd.reduce(self.top - self.pairs.fits))) if len(self.pairs) else 1

    @cached_property
    def dearest(self) -> int:
        """The cost of the pair that fits least."""
        return int(self._costs.max(initial=0))

    @cached_property
    def _costs(self) -> Numbers:
        return costs(self, self.pairs)

    def promising(self, few: int) -> Pairs:
        """Return the few best pairs of each row and each column."""
        return self.pairs.only(promising(self.pairs, self.pairs.fits, self.shape, few))

    def tempting(self, offers: Offers, margin: int, few: int | None = None) -> Tempting:
        """Return every pair that costs less than its ends offer and up to `margin` more, or a few of each row."""
        saved = offers.columns[self.pairs.columns] - offers.rows[self.pairs.rows] - offers.times * self._costs
        found = np.flatnonzero(saved >= -margin)
        if few is None or len(found) <= few * sum(self.shape):
            return Tempting(self.pairs.only(found), saved[found])
        found = found[best_of_rows(self.pairs.only(found), saved[found], few, self.shape[1])]
        return Tempting(self.pairs.only(found), saved[found], whole=False)

    def without(self, pairs: Pairs) -> Listed:
        """Return the field without these pairs."""
        if not len(pairs):
            return self
        gone = np.isin(self.pairs.keys(self.shape[1]), pairs.keys(self.shape[1]))
        return Listed(self.pairs.only(~gone), self.shape)

    def at_least(self, fit: int) -> Listed:
        """Return the field without pairs that fit less."""
        return Listed(self.pairs.only(self.pairs.fits >= fit), self.shape)


def listed(rules: Rules, room: tuple[Mask, Mask], *, upper: bool = False) -> Listed:
    """Return every pair that may be made between rows and columns with room; with `upper` each two people once."""
    rows, columns = (np.flatnonzero(mask) for mask in room)
    strip = max(1, _CELLS_AT_ONCE // max(1, len(columns)))
    found: list[Pairs] = []
    for begin in range(0, len(rows), strip):
        some = rows[begin : begin + strip]
        may = rules.may_block(some, columns)
        if upper:
            may &= some[:, None] < columns
        places = np.flatnonzero(may)  # Several times as fast as places of two numbers, or a mask.
        here, there = np.divmod(places, len(columns))
        fits = rules.fit_block(some, columns).reshape(-1)[places]
        found.append(Pairs(some[here], columns[there], fits.astype(np.int64)))
    return Listed(joined(found), (len(room[0]), len(room[1])))
