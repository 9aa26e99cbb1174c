"""Possible pairs as a list, and the choice of the most promising among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.terms import Mask, Numbers


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pair k joins row `rows[k]` and column `columns[k]` and fits `fits[k]`."""

    rows: Numbers
    columns: Numbers
    fits: Numbers

    def __len__(self) -> int:
        return len(self.rows)

    def only(self, kept: Mask | Numbers) -> Pairs:
        """Return the kept pairs alone."""
        places = np.flatnonzero(kept) if kept.dtype == bool else kept  # several times as fast as three masks
        return Pairs(self.rows[places], self.columns[places], self.fits[places])

    def keys(self, width: int) -> Numbers:
        """Return one number for each pair, by which rows come before columns; `width` is the number of columns."""
        return self.rows.astype(np.int64) * width + self.columns


NO_PAIRS = Pairs(*(np.zeros(0, dtype=np.int64) for _ in range(3)))


def joined(several: Iterable[Pairs]) -> Pairs:
    """Return several lists as one."""
    lists = [NO_PAIRS, *several]
    rows, columns, fits = (
        np.concatenate([getattr(one, name) for one in lists]) for name in ("rows", "columns", "fits")
    )
    return Pairs(rows, columns, fits)


def united(several: Iterable[Pairs], width: int) -> Pairs:
    """Return every pair of several lists once, sorted by row and column."""
    whole = joined(several)
    keys = whole.keys(width)
    order = np.argsort(keys)
    return whole.only(order[np.diff(keys[order], prepend=-1) > 0])


def among(pairs: Pairs, others: Pairs, width: int) -> Mask:
    """Return which pairs stand in another list as well; the other is sorted by row and column."""
    if not len(others):
        return np.zeros(len(pairs), dtype=bool)
    keys, wanted = others.keys(width), pairs.keys(width)
    return np.asarray(keys[np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)] == wanted)


def promising(pairs: Pairs, worth: Numbers, shape: tuple[int, int], few: int) -> Mask:
    """Return which pairs are among the few that are worth most to their row or to their column.

    Pairs worth the same are spread along the diagonals: otherwise everyone's few would be the same few people.
    """
    chosen = np.zeros(len(pairs), dtype=bool)
    if len(pairs):
        spread = (pairs.columns.astype(np.int64) - pairs.rows) % sum(shape)
        rank = (worth.max() - worth) * sum(shape) + spread
        for ends in (pairs.rows, pairs.columns):
            chosen[_first_of_each(ends, rank, few)] = True
    return chosen


def best_of_rows(pairs: Pairs, worth: Numbers, few: int, width: int) -> Numbers:
    """Return where the few pairs stand that are worth most to each row; those worth the same are spread as well."""
    rank = np.unique(-worth, return_inverse=True)[1] * width + (pairs.columns.astype(np.int64) - pairs.rows) % width
    return _first_of_each(pairs.rows, rank, few)


def _first_of_each(ends: Numbers, rank: Numbers, few: int) -> Numbers:
    """Return the few of each person's pairs that rank lowest; no two pairs of a person rank alike."""
    order = _order(ends * (rank.max(initial=0) + 1) + rank)
    counts, turns = np.bincount(ends), np.arange(few)
    begins = np.cumsum(counts) - counts
    first = (begins[:, None] + turns)[turns < counts[:, None]]
    found: Numbers = order[first]
    return found


def _order(keys: Numbers) -> Numbers:
    """Return where the keys stand when sorted; no two are alike.

    Where 64 bits have room, each key carries its place: a plain sort is several times as fast as one of places.
    """
    bits = len(keys).bit_length()
    if int(keys.max(initial=0)) >> (63 - bits):
        return np.argsort(keys)
    carrying: Numbers = np.sort(keys << bits | np.arange(len(keys)))
    return carrying & ((1 << bits) - 1)
