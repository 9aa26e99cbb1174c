"""A whole number, or a yes or no, for every pair of a row and a column, without holding all of them.

Each kind answers for pairs that are listed (`at`, two indexes of one length) and for a block of the table
(`block`, every row with every column). A row is a mentor, a column a mentee.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from rmentor.values import Value

Mask = NDArray[np.bool_]
Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]

UNKNOWN = -1
_WIDEST = 1_000
_MOST_BITS = 64
_MOST_AT_ONCE, _SPARSE = 1 << 22, 64


class Term(Protocol):
    """What is asked of a pair."""

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers for every row with every column."""


class Codes(Value):
    """What people have of something, as indexes of the values that occur, and who has nothing known (-1)."""

    values: tuple[Any, ...]
    of: Numbers


def coded(values: Iterable[Hashable | None]) -> Codes:
    """Return people's values as codes; the values that occur are sorted."""
    found = list(values)
    known = tuple(sorted({value for value in found if value is not None}))  # type: ignore[type-var]
    place = {value: index for index, value in enumerate(known)}
    return Codes(known, np.array([place.get(value, UNKNOWN) for value in found], dtype=np.int64))


class Table(Value):
    """What the values of the two say together; a code of -1 reads the last row or column."""

    rows: Numbers
    columns: Numbers
    values: NDArray[Any]

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        return self.values[self.rows[rows], self.columns[columns]]

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers; whoever shares a code shares a matrix row, which is only copied."""
        if len(self.values) < len(rows):
            return self.values.take(self.columns[columns], axis=1)[self.rows[rows]]
        return self.values[self.rows[rows]].take(self.columns[columns], axis=1)


def table(rows: Codes, columns: Codes, answer: Callable[[Any, Any], Any], unknown: Any) -> Table:
    """Return a table of what a function of two values says, and of `unknown` wherever one is not known.

    The function is asked once, of a column of the rows' values and a row of the columns' values.
    """
    values = np.full((len(rows.values) + 1, len(columns.values) + 1), unknown)
    if rows.values and columns.values:
        values[:-1, :-1] = answer(np.array(rows.values)[:, None], np.array(columns.values))
    return Table(rows.of, columns.of, values)


class Same(Value):
    """One answer where the two agree, another where they differ, a third where one of them is not known."""

    rows: Numbers
    columns: Numbers
    agree: Any
    differ: Any
    unknown: Any

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        mine, theirs = self.rows[rows], self.columns[columns]
        known = (mine != UNKNOWN) & (theirs != UNKNOWN)
        return np.where(known, np.where(mine == theirs, self.agree, self.differ), self.unknown)

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        mine, theirs = self.rows[rows].astype(np.int32), self.columns[columns].astype(np.int32)
        found = np.full((len(mine), len(theirs)), self.differ)
        np.copyto(found, self.agree, where=mine[:, None] == theirs)
        found[mine == UNKNOWN] = self.unknown
        found[:, theirs == UNKNOWN] = self.unknown
        return found


class Shared(Value):
    """The sum over things of what the row has and the column weighs; whole numbers below 2**24 in all."""

    has: Floats
    weighs: Floats

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        cells = len(self.has) * len(self.weighs)
        if cells <= min(_MOST_AT_ONCE, _SPARSE * len(rows)):
            return (self.has @ self.weighs.T)[rows, columns].astype(np.int64)
        found = np.empty(len(rows), dtype=np.int64)
        for begin in range(0, len(rows), _WIDEST * _WIDEST):
            part = slice(begin, begin + _WIDEST * _WIDEST)
            found[part] = np.einsum("ij,ij->i", self.has[rows[part]], self.weighs[columns[part]])
        return found

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        return (self.has[rows] @ self.weighs[columns].T).astype(np.int64)


class Meets(Value):
    """True where two have at least one thing in common; each of up to 64 things is a bit."""

    rows: NDArray[np.uint64]
    columns: NDArray[np.uint64]

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        return (self.rows[rows] & self.columns[columns]) != 0

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        size = np.min_scalar_type(max(self.rows.max(initial=0), self.columns.max(initial=0)))
        mine, theirs = self.rows[rows].astype(size), self.columns[columns].astype(size)
        return (mine[:, None] & theirs) != 0


def meets(shared: Shared) -> Meets | None:
    """Return where a product of nothing below 0 is more than 0, None where it is a sum over too many things."""
    if shared.has.shape[1] > _MOST_BITS or (shared.has < 0).any() or (shared.weighs < 0).any():
        return None
    bits = np.uint64(1) << np.arange(shared.has.shape[1], dtype=np.uint64)
    return Meets((shared.has > 0) @ bits, (shared.weighs > 0) @ bits)


class Two(Value):
    """What two terms say together: the smaller, the larger, or any other way of joining two answers."""

    one: Term
    other: Term
    join: Callable[[Any, Any], Any]

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        return self.join(self.one.at(rows, columns), self.other.at(rows, columns))

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        return self.join(self.one.block(rows, columns), self.other.block(rows, columns))


class AtLeast(Value):
    """True where a term says that much or more."""

    term: Term
    least: int

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        if self._sooner:
            return self._sooner.at(rows, columns)
        return self.term.at(rows, columns) >= self.least

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        if self._sooner:
            return self._sooner.block(rows, columns)
        return self.term.block(rows, columns) >= self.least

    @cached_property
    def _sooner(self) -> Term | None:
        """The same answers, found with less work: a table's few values compared once, or bits instead of sums."""
        if isinstance(self.term, Table):
            return Table(self.term.rows, self.term.columns, self.term.values >= self.least)
        return meets(self.term) if isinstance(self.term, Shared) and self.least == 1 else None


class Above(Value):
    """In how many ways the column stands above the row, or, `turned`, below it; what is not known counts in none.

    Each way has a matrix row of the rows' numbers, and one of the columns', 0 and more in one unit; unknown is -1.
    """

    rows: Numbers
    columns: Numbers
    turned: bool = False

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        return self._ways(self.rows[:, rows], self.columns[:, columns])

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        return self._ways(self.rows[:, rows][:, :, None], self.columns[:, None, columns])

    def _ways(self, mine: Numbers, theirs: Numbers) -> Any:
        lower, upper = (theirs, mine) if self.turned else (mine, theirs)
        return np.sum((lower < upper) & (lower != UNKNOWN), axis=0)


class Couples(Value):
    """True for all pairs but the listed ones; `keys` are row times `width` plus column, sorted."""

    keys: Numbers
    width: int

    def at(self, rows: Numbers, columns: Numbers) -> Any:
        """Return the answer for each listed pair."""
        if not len(self.keys):
            return np.ones(len(rows), dtype=bool)
        wanted = rows * self.width + columns
        return self.keys[np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)] != wanted

    def block(self, rows: Numbers, columns: Numbers) -> Any:
        """Return a matrix of the answers."""
        mask = np.ones((len(rows), len(columns)), dtype=bool)
        row_place = np.full(int(rows.max(initial=0)) + 1, UNKNOWN)
        column_place = np.full(self.width, UNKNOWN)
        row_place[rows], column_place[columns] = np.arange(len(rows)), np.arange(len(columns))
        begin, end = np.searchsorted(self.keys, (int(rows.min(initial=0)) * self.width, len(row_place) * self.width))
        listed_rows, listed_columns = np.divmod(self.keys[begin:end], self.width)
        at_row, at_column = row_place[listed_rows], column_place[listed_columns]
        inside = (at_row != UNKNOWN) & (at_column != UNKNOWN)
        mask[at_row[inside], at_column[inside]] = False
        return mask
