"""Groups of three: whoever is left over when all pairs are made joins one of them, each pair taking one at the most.

The pairs come first and are those that would be made without groups of three; their total and what is proved of it
stay. Who joins may be paired with both of the two by every requirement. How well a newcomer fits a pair is the weaker
of the two fits, as in a pair the weaker direction counts. First as many people join as can, those who go first before
others, then the programme's aim decides: a flow between those left over and the pairs, exact as that of mentors and
mentees.

A plan that is full takes nobody more: its number of pairs says how many people it is for. Otherwise there is seldom
much to choose. Where two who are left over may both join a pair, each could be paired with one of its two instead, and
there would be more pairs (Berge, Two theorems in graph theory, 1957); so only a decided pair, or a search cut short,
ever has several to choose from, and the possible joins, looked for in strips, are few.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from rmentor.pairing.decided import Cell
from rmentor.pairing.field import Listed
from rmentor.pairing.market import Market, Places
from rmentor.pairing.pairs import Pairs, joined
from rmentor.pairing.pool import Seat
from rmentor.pairing.rules import Rules
from rmentor.pairing.solve import solve
from rmentor.pairing.table import Table
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch

_CELLS_AT_ONCE = 1 << 22


def thirds(table: Table, cells: Sequence[Cell], watch: Watch = NOBODY_WAITS) -> Mapping[Cell, int]:
    """Return which row joins which of the pairs that are made; everyone has a row, where joining is allowed at all."""
    if not table.pool.programme.pairing.groups_of_three or not table.pool.both_ways or not cells:
        return {}
    left = _left_over(table.mentors, cells)
    if not len(left):
        return {}
    pairs = np.array(sorted(cells), dtype=np.int64)
    market = _market(table, left, pairs)
    found = solve(market, table.pool.programme.pairing.aim, one_pool=False, watch=watch).pairs
    chosen = zip(left[found.rows].tolist(), pairs[found.columns].tolist(), strict=True)
    return {(row, column): newcomer for newcomer, (row, column) in chosen}


def _left_over(seats: Sequence[Seat], cells: Sequence[Cell]) -> Numbers:
    placed = {end for cell in cells for end in cell}
    return np.array([row for row, seat in enumerate(seats) if seat.left and row not in placed], dtype=np.int64)


def _market(table: Table, left: Numbers, pairs: Numbers) -> Market:
    """Return those left over as rows and the pairs as columns."""
    field = Listed(joined(_joins(table.rules, left, pairs)), (len(left), len(pairs)))
    first = set(table.pool.programme.pairing.first)
    return Market(
        field=field,
        mentors=_places([table.mentors[row].id in first for row in left.tolist()]),
        mentees=_places([False] * len(pairs)),
        wanted=min(field.shape),
    )


def _joins(rules: Rules, left: Numbers, pairs: Numbers) -> Iterator[Pairs]:
    """Yield in strips who may join which pair, and how well."""
    strip = max(1, _CELLS_AT_ONCE // len(pairs))
    for begin in range(0, len(left), strip):
        some = left[begin : begin + strip]
        may = rules.may_block(some, pairs[:, 0]) & rules.may_block(some, pairs[:, 1])
        rows, columns = np.nonzero(may)
        fits = np.minimum(*(rules.fit(some[rows], pairs[columns, end]) for end in (0, 1)))
        yield Pairs(begin + rows, columns, fits)


def _places(first: Sequence[bool]) -> Places:
    everyone = np.ones(len(first), dtype=np.int64)
    return Places(left=everyone, fresh=everyone > 0, first=np.array(first, dtype=bool))
