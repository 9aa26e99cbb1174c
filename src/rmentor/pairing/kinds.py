"""People alike in what pairs are asked: whatever hangs on that alone is worked out once for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.terms import Mask, Numbers, Table

_ALIKE, _FEWEST = 256, 4


@dataclass(frozen=True, slots=True)
class Kind:
    """Some people who are alike, whom on the other side they may be put beside, and what that adds to the fit."""

    mine: Numbers
    others: Numbers
    added: Numbers


def telling_of(tables: Iterable[Table], barred: float) -> tuple[Table, ...]:
    """Return tables that make few enough kinds of rows, first those that bar most; values up to `barred` bar."""
    chosen: list[Table] = []
    for one in sorted(tables, key=lambda one: (-share_barred(one, barred), one.values.shape[0])):
        codes = _codes([*(table.rows for table in chosen), one.rows])
        if len(codes[0]) <= max(_FEWEST, len(one.rows) // _ALIKE):
            chosen.append(one)
    return tuple(chosen)


def turned(table: Table) -> Table:
    """Return a table with its rows as columns."""
    return Table(table.columns, table.rows, table.values.T)


def kinds_of(tables: Sequence[Table], mine: Numbers, others: Numbers, barred: float) -> Iterator[Kind]:
    """Yield everyone of `mine` in one kind, without those for whom nobody is left; people stay in order."""
    firsts, codes = _codes([one.rows[mine] for one in tables]) if tables else (mine[:1] * 0, mine * 0)
    order = np.argsort(codes, kind="stable")
    for some in np.split(order, np.searchsorted(codes[order], np.arange(1, len(firsts)))):
        added = np.zeros(len(others), dtype=np.int64)
        for one in tables:
            added += one.values[one.rows[mine[some[0]]]].take(one.columns[others])
        may = np.flatnonzero(added > barred)
        if len(may):
            yield Kind(mine[some], others[may], added[may])


def _codes(several: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Return where each combination of codes is first met, and everyone's combination."""
    whole = np.zeros(len(several[0]), dtype=np.int64)
    for codes in several:
        _, whole = np.unique(whole * (int(codes.max(initial=0)) + 2) + codes + 1, return_inverse=True)
    _, first = np.unique(whole, return_index=True)
    return first, whole


def share_barred(table: Table, barred: float) -> float:
    """Return the share of all pairs that a table bars."""
    height, width = table.values.shape
    rows = np.bincount(table.rows % height, minlength=height)
    columns = np.bincount(table.columns % width, minlength=width)
    allowed: Mask = table.values > barred
    return 1 - float(rows @ allowed @ columns) / max(1, len(table.rows) * len(table.columns))
