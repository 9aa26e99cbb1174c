"""The bare problem of a round: places on two sides and the pairs that may be made between them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from rmentor.pairing.field import Field
from rmentor.pairing.pairs import NO_PAIRS, Pairs
from rmentor.pairing.terms import Mask, Numbers
from rmentor.values import Value


class Places(Value):
    """One entry a person: pairs left to take, whether the next is the first, whether the person goes first."""

    left: Numbers
    fresh: Mask
    first: Mask


class Twins(Value):
    """Where people who stand on both sides stand on the other: by row a column, by column a row, -1 for none.

    Two of them may be put together one way round or the other, not both.
    """

    column_of: Numbers
    row_of: Numbers

    def turned(self, pairs: Pairs, width: int) -> Numbers:
        """Return the key of each pair's two people the other way round, -1 where they cannot stand so."""
        rows, columns = self.row_of[pairs.columns], self.column_of[pairs.rows]
        return np.where((rows >= 0) & (columns >= 0), rows * width + columns, -1)


class Market(Value):
    """Pairs of a field are made, at most `wanted`, between rows and columns that have places left."""

    field: Field
    mentors: Places
    mentees: Places
    wanted: int
    twins: Twins | None = None

    def of(self, field: Field) -> Market:
        """Return the market with another field of pairs."""
        return replace(self, field=field)


class Solution(Value):
    """The pairs made, sorted by row and column.

    No other choice of as many pairs that places as many people has a total fit higher by more than `gap`, as far
    as potentials prove; `exact` where a solver that looks at all choices found none that is higher at all.
    """

    pairs: Pairs = NO_PAIRS
    gap: int = 0
    exact: bool = True

    @property
    def total(self) -> int:
        """The sum of the fits."""
        return int(self.pairs.fits.sum())


def reached(market: Market, pairs: Pairs) -> tuple[int, int, int]:
    """Return what counts before any fit: pairs, people placed who go first, people placed for the first time."""
    firsts = fresh = 0
    for places, ends in ((market.mentors, pairs.rows), (market.mentees, pairs.columns)):
        placed = np.bincount(ends, minlength=len(places.left)) > 0
        new = np.flatnonzero(placed & places.fresh)
        fresh += len(new)
        firsts += int(places.first[new].sum())
    return len(pairs), firsts, fresh
