"""What the requirements and preferences of a programme say of two people, of many, or of a block of all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

import numpy as np

from rmentor.pairing.preferences import Preference, best_fit, preferences
from rmentor.pairing.requirements import forms, requirements
from rmentor.pairing.sides import Sides
from rmentor.pairing.terms import Mask, Numbers, Table, Term
from rmentor.values import Value


class Rules(Value):
    """Who may be paired and how well they fit; pairs are given as a row (mentor) and a column (mentee) of the sides."""

    sides: Sides
    forms: Mapping[str, Term]
    require: Mapping[str, Term]
    prefer: Mapping[str, Preference]

    @property
    def best(self) -> int:
        """The fit of a pair that has all there is to wish."""
        return best_fit(self.sides.programme.pairing.prefer)

    def may(self, rows: Numbers, columns: Numbers) -> Mask:
        """Return which of the listed pairs may be made."""
        return _all(term.at(rows, columns) for term in self._terms())

    def may_block(self, rows: Numbers, columns: Numbers) -> Mask:
        """Return a matrix of which pairs may be made."""
        return _all(term.block(rows, columns) for term in self._terms())

    def fit(self, rows: Numbers, columns: Numbers) -> Numbers:
        """Return the fit of each listed pair: the sum of its points, each times its weight."""
        found = np.zeros(len(rows), dtype=np.int64)
        for one in self.prefer.values():
            found += one.weight * one.points.at(rows, columns)
        return found

    def fit_block(self, rows: Numbers, columns: Numbers) -> Numbers:
        """Return a matrix of fits."""
        small = self.best < np.iinfo(np.int32).max
        found = np.zeros((len(rows), len(columns)), dtype=np.int32 if small else np.int64)
        for one in self.prefer.values():
            points, weight = one.points, one.weight
            if isinstance(points, Table):  # Its few values are multiplied, and not every pair's.
                values = (points.values * weight).astype(found.dtype)
                found += Table(points.rows, points.columns, values).block(rows, columns)
            else:
                found += np.multiply(points.block(rows, columns), weight, dtype=found.dtype, casting="same_kind")
        return found

    def points(self, rows: Numbers, columns: Numbers) -> Mapping[str, Numbers]:
        """Return by its name what each preference gives to the fit of each listed pair."""
        return {name: one.weight * one.points.at(rows, columns) for name, one in self.prefer.items()}

    def met(self, rows: Numbers, columns: Numbers) -> Mapping[str, Mask]:
        """Return by its name which of the listed pairs meet each requirement."""
        return {name: np.asarray(term.at(rows, columns), dtype=bool) for name, term in self.require.items()}

    def unknown(self, row: int, column: int) -> list[str]:
        """Return the preferences that speak neither for nor against a pair since a fact is missing."""
        return [name for name, one in self.prefer.items() if not (one.known[0][row] and one.known[1][column])]

    def _terms(self) -> Iterable[Term]:
        return (*self.forms.values(), *self.require.values())


def rules_of(sides: Sides) -> Rules:
    """Return what a programme's rules say of the people on its sides."""
    return Rules(sides, forms(sides), requirements(sides), preferences(sides))


def _all(masks: Iterable[Mask]) -> Mask:
    return np.asarray(reduce(np.logical_and, masks), dtype=bool)
