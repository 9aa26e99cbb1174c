"""Which row counts where several share an id, and who has left; the order of rows does not matter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
    """Chooses among the rows of an export by what stands under the headings that are kept.

    `left` holds the numbers of the rows of people who have left, `known` the names of people by their ids.
    """

    columns: Columns
    headings: Sequence[str]
    left: AbstractSet[int]
    known: Mapping[str, str]

    def choose(self, rows: Iterable[Row]) -> Chosen:
        """Keep for each id the row of the known person, else of who has not left, else the first by its contents."""
        shared: dict[str | int, list[Row]] = defaultdict(list)
        for row in rows:
            shared[self._id(row) or row.line].append(row)
        kept = [several[0] if len(several) == 1 else min(several, key=self._rank) for several in shared.values()]
        left_out = [
            self._left_out(row, best)
            for best, several in zip(kept, shared.values(), strict=True)
            for row in several
            if row is not best or row.line in self.left
        ]
        staying = tuple(row for row in kept if row.line not in self.left)
        leavers = frozenset(self._id(row) for row in kept if row.line in self.left)
        return Chosen(staying, tuple(sorted(left_out)), leavers)

    def _rank(self, row: Row) -> tuple[bool, bool, str, tuple[str, ...], int]:
        """Return what orders the rows of one id; rows that are alike keep their order."""
        name = self._name(row).casefold()
        other = name != self.known.get(self._id(row), "").casefold()
        contents = tuple(row.cells.get(heading, "") for heading in self.headings)
        return other, row.line in self.left, name, contents, row.line

    def _left_out(self, row: Row, best: Row) -> LeftOut:
        if row.line in self.left:
            left = row.cells.get(self.columns.left or "", "")
            return LeftOut(row.line, self._id(row), self._name(row), Why.LEFT, f"left on {left}")
        return LeftOut(row.line, self._id(row), self._name(row), Why.REPEATED, f"same id as row {best.line}")

    def _id(self, row: Row) -> str:
        return row.cells.get(self.columns.id, "")

    def _name(self, row: Row) -> str:
        return row.cells.get(self.columns.name, "")
