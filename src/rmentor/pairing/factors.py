"""The whole fit as one matrix product, so that a block of ten thousand million pairs costs a few nanoseconds each.

A table over two coded facts is a product: one person's code, written as a row of a unit matrix, times the table.
Tables over the same two codes are added up first. A requirement that is such a table subtracts a penalty.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import reduce
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rmentor.pairing.kinds import share_barred, telling_of
from rmentor.pairing.rules import Rules
from rmentor.pairing.terms import AtLeast, Codes, Couples, Meets, Same, Shared, Table, Term, Two, meets

_MOST_CODES, _WORTH_A_TABLE = 256, 0.15


@dataclass(frozen=True, slots=True)
class Factors:
    """`left` has a row for each mentor, `right` one for each mentee; their product is the fit less any penalties.

    To it belong the answers of the `telling` tables, penalties among them, by which people fall into kinds, and of
    `rest`, terms with weights that no product can give. `unasked` are the requirements without a penalty. The last
    two columns are for what the mentor and the mentee ask for: 0 and 1 on the left, 1 and 0 on the right.
    """

    left: NDArray[Any]
    right: NDArray[Any]
    telling: tuple[Table, ...]
    rest: tuple[tuple[int, Term], ...]
    unasked: tuple[Term, ...]


@dataclass(slots=True)
class _Sum:
    """Tables over the same two codes are one table; products stand side by side."""

    tables: dict[tuple[bytes, bytes, tuple[int, ...]], Table] = field(default_factory=dict)
    products: list[tuple[NDArray[Any], NDArray[Any]]] = field(default_factory=list)

    def add(self, one: Table) -> None:
        """Add a table to the one over the same codes."""
        place = one.rows.tobytes(), one.columns.tobytes(), one.values.shape
        before = self.tables[place].values if place in self.tables else 0
        self.tables[place] = Table(one.rows, one.columns, one.values + before)

    def factors(self, tables: Iterable[Table], kind: type[np.floating[Any]]) -> list[NDArray[Any]]:
        """Return both sides of the products and of some of the tables."""
        parts = [*map(_product, tables), *self.products]
        return [np.concatenate([one[side] for one in parts], axis=1, dtype=kind) for side in (0, 1)]

    def bars(self, one: Table, penalty: int) -> bool:
        """Add a penalty wherever a table says no; return False, having done nothing, where that is not worth its time.

        Who bars but a few pairs is asked of these alone, unless a table over the same codes is there already.
        """
        place = one.rows.tobytes(), one.columns.tobytes(), one.values.shape
        if place not in self.tables and share_barred(one, 0) < _WORTH_A_TABLE:
            return False
        self.add(Table(one.rows, one.columns, np.where(one.values, 0, -penalty)))
        return True


def unit_of(rules: Rules) -> int:
    """Return the largest step that all fits are known to be multiples of, at least 1."""
    return reduce(gcd, (one.weight * _step(one.points) for one in rules.prefer.values()), 0) or 1


def factors_of(rules: Rules, unit: int, penalty: int, kind: type[np.floating[Any]] = np.float32) -> Factors:
    """Return fits in units as a product, less a penalty for each requirement that is a table and is not met."""
    whole, rest = _Sum(), []
    for one in rules.prefer.values():
        if isinstance(one.points, Shared):
            whole.products.append((one.points.has, one.points.weighs * one.weight / unit))
        elif (found := _as_table(one.points)) is not None:
            whole.add(Table(found.rows, found.columns, found.values.astype(np.int64) * one.weight // unit))
        else:
            rest.append((one.weight, one.points))
    tables, unasked = _asked(rules)
    few = [one for one in tables if not whole.bars(one, penalty)]
    telling = telling_of(whole.tables.values(), -penalty / 2)
    sizes = len(rules.sides.mentors), len(rules.sides.mentees)
    asked = np.array([[0, 1], [1, 0]])
    whole.products.append((np.tile(asked[0], (sizes[0], 1)), np.tile(asked[1], (sizes[1], 1))))
    others = [one for one in whole.tables.values() if not any(one is other for other in telling)]
    left, right = whole.factors(others, kind)
    return Factors(left, right, telling, tuple(rest), (*few, *unasked))


def _asked(rules: Rules) -> tuple[tuple[Table, ...], tuple[Term, ...]]:
    """Return the requirements that are tables, and the others, the cheapest to ask first; listed couples as one."""
    tables, couples, others = [], [], []
    for term in (*rules.forms.values(), *rules.require.values()):
        if (found := _as_table(term)) is not None:
            tables.append(found)
        elif isinstance(term, Couples):
            couples.append(term)
        else:
            others.append(_as_bits(term) or term)
    order = sorted(others, key=lambda term: not isinstance(term, Meets | Same))
    keys = np.unique(np.concatenate([term.keys for term in couples])) if couples else np.zeros(0, dtype=np.int64)
    listed = [Couples(keys, len(rules.sides.mentees))] if len(keys) else []
    return tuple(tables), (*order, *listed)


def _as_bits(term: Term) -> Meets | None:
    """Return whether two have one of a few things in common as a comparison of bits, None where it is not that."""
    if isinstance(term, AtLeast) and term.least == 1 and isinstance(term.term, Shared):
        return meets(term.term)
    return None


def _as_table(term: Term) -> Table | None:
    """Return a term as a table over two codes, None where it is not one, or one over too many."""
    if isinstance(term, AtLeast):
        found = _as_few_kinds(term.term) if isinstance(term.term, Shared) else _as_table(term.term)
        return None if found is None else Table(found.rows, found.columns, found.values >= term.least)
    if isinstance(term, Two):
        return _as_joined(term)
    return term if isinstance(term, Table) and min(term.values.shape) <= _MOST_CODES else None


def _as_few_kinds(term: Shared) -> Table | None:
    """Return a product as a table over the kinds of people there are, None where there are too many."""
    rows, columns = (_kinds(side) for side in (term.has, term.weighs))
    if rows is None or columns is None:
        return None
    return Table(rows.of, columns.of, np.rint(np.array(rows.values) @ np.array(columns.values).T).astype(np.int64))


def _kinds(side: NDArray[Any]) -> Codes | None:
    """Return people's rows as codes, None where more than a few differ."""
    if not side.size or len(np.unique(side[:: max(1, len(side) // _MOST_CODES // 4)], axis=0)) > _MOST_CODES:
        return None
    texts = np.ascontiguousarray(side).view(np.dtype((np.void, side.itemsize * side.shape[1])))
    _, first, codes = np.unique(texts.ravel(), return_index=True, return_inverse=True)
    return Codes(tuple(side[first]), codes) if len(first) <= _MOST_CODES else None


def _as_joined(term: Two) -> Table | None:
    one, other = _as_table(term.one), _as_table(term.other)
    if one is None or other is None:
        return None
    if np.array_equal(one.rows, other.rows) and np.array_equal(one.columns, other.columns):
        return Table(one.rows, one.columns, term.join(one.values, other.values))
    return None


def _product(one: Table) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return a table as a product, with the unit matrix on the side of fewer codes."""
    height, width = one.values.shape
    if height <= width:
        return np.eye(height)[one.rows], one.values.T[one.columns]
    return one.values[one.rows], np.eye(width)[one.columns]


def _step(term: Term) -> int:
    """Return the greatest number that all answers of a term are multiples of."""
    if isinstance(term, Two):
        return gcd(_step(term.one), _step(term.other))
    return int(np.gcd.reduce(np.asarray(list(_answers(term)), dtype=np.int64), initial=0))


def _answers(term: Term) -> Iterable[Any]:
    if isinstance(term, Table):
        return list(np.unique(term.values))
    if isinstance(term, Same):
        return [term.agree, term.differ, term.unknown]
    if isinstance(term, Shared):
        return list(np.unique(term.weighs).astype(np.int64))
    return [1]
