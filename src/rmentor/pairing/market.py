"""The bare problem of a round: places on two sides and the pairs that may be made between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.facts import Mask, Numbers

_FEW = 8


@dataclass(frozen=True, slots=True)
class Places:
    """One entry a person: pairs left to take, whether the next is the first, whether the person goes first."""

    left: Numbers
    fresh: Mask
    first: Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Possible pair k joins row `rows[k]` and column `columns[k]`, sorted by both, and fits `fits[k]`.

    At most `wanted` pairs are made. One that has a `twin` (by index, -1 where there is none) puts the same two
    people together the other way round; only one of the two may be made.
    """

    rows: Numbers
    columns: Numbers
    fits: Numbers
    twins: Numbers
    mentors: Places
    mentees: Places
    wanted: int

    def only(self, kept: Mask) -> tuple[Market, Numbers]:
        """Return the market with the kept pairs alone, and where each stood before."""
        places = np.flatnonzero(kept)
        if len(places) == len(kept):
            return self, places
        moved = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
        smaller = replace(
            self,
            rows=self.rows[places],
            columns=self.columns[places],
            fits=self.fits[places],
            twins=moved[self.twins[places]],
        )
        return smaller, places


@dataclass(frozen=True, slots=True)
class Solution:
    """The pairs made, by index and sorted.

    No other choice of as many pairs that places as many people has a total fit higher by more than `gap`.
    """

    chosen: Numbers
    gap: int


def promising(market: Market, worth: Numbers, among: Numbers) -> Numbers:
    """Return those among some pairs that are worth most to either of the two, a few for each person.

    Pairs worth the same are spread along the diagonals: otherwise everyone's few would be the same few people.
    """
    rows, columns = market.rows[among], market.columns[among]
    height, width = len(market.mentors.left), len(market.mentees.left)
    rank = worth[among] * (height + width) + (columns - rows) % (height + width)
    table = np.full((height, width), np.iinfo(np.int64).min)
    table[rows, columns] = rank
    by_row, by_column = (_among_best(one) for one in (table, table.T))
    return among[(rank >= by_row[rows]) | (rank >= by_column[columns])]


def _among_best(table: Numbers) -> Numbers:
    """Return for each row the least that is among its best few."""
    size = table.shape[1]
    few = min(_FEW, size)
    return np.asarray(np.partition(table, size - few, axis=1)[:, size - few])


def reached(market: Market, chosen: Numbers) -> tuple[int, int, int]:
    """Return what counts before any fit: pairs, people placed who go first, people placed for the first time."""
    firsts = fresh = 0
    for places, ends in ((market.mentors, market.rows[chosen]), (market.mentees, market.columns[chosen])):
        placed = np.bincount(ends, minlength=len(places.left)) > 0
        new = np.flatnonzero(placed & places.fresh)
        fresh += len(new)
        firsts += int(places.first[new].sum())
    return len(chosen), firsts, fresh
