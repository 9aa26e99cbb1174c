"""Which row counts where several share an id, and who has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rmentor.people.export import LeftOut, Why
from rmentor.programme.roster import Columns
from rmentor.sheets import Row


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that count, those left out, and the ids whose row says that the person has left."""

    kept: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]
    leavers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Chooser:
    """Chooses among the rows of an export.

    `left` holds the numbers of the rows of people who have left, `known` the names of people by their ids.
    """

    columns: Columns
    left: AbstractSet[int]
    known: Mapping[str, str]

    def choose(self, rows: Iterable[Row]) -> Chosen:
        """Keep for each id the row of the known person, else the first of somebody who has not left."""
        shared: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            shared[self._id(row) or f"row {row.line}"].append(row)
        kept = [self._best(name, several) for name, several in shared.items()]
        left_out = [
            self._left_out(row, best)
            for best, several in zip(kept, shared.values(), strict=True)
            for row in several
            if row is not best or row.line in self.left
        ]
        staying = tuple(row for row in kept if row.line not in self.left)
        leavers = frozenset(self._id(row) for row in kept if row.line in self.left)
        return Chosen(staying, tuple(sorted(left_out)), leavers)

    def _best(self, name: str, several: list[Row]) -> Row:
        known = self.known.get(name, "").casefold()
        named = [row for row in several if self._name(row).casefold() == known]
        present = [row for row in several if row.line not in self.left]
        return (named or present or several)[0]

    def _left_out(self, row: Row, best: Row) -> LeftOut:
        if row.line in self.left:
            left = row.cells.get(self.columns.left or "", "")
            return LeftOut(row.line, self._id(row), self._name(row), Why.LEFT, f"left on {left}")
        return LeftOut(row.line, self._id(row), self._name(row), Why.REPEATED, f"same id as row {best.line}")

    def _id(self, row: Row) -> str:
        return row.cells.get(self.columns.id, "")

    def _name(self, row: Row) -> str:
        return row.cells.get(self.columns.name, "")
