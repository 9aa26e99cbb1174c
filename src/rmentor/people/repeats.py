"""Which row counts where several share an id, and who has left."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rmentor.people.export import LeftOut, Line, Why
from rmentor.programme.roster import Columns


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows that count, those left out, and the ids whose row says that the person has left."""

    kept: tuple[Line, ...]
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

    def choose(self, lines: Iterable[Line]) -> Chosen:
        """Keep for each id the row of the known person, else the first of somebody who has not left."""
        shared: dict[str, list[Line]] = defaultdict(list)
        for line in lines:
            shared[self._id(line) or f"row {line.number}"].append(line)
        kept = [self._best(name, several) for name, several in shared.items()]
        left_out = [
            self._left_out(line, best)
            for best, several in zip(kept, shared.values(), strict=True)
            for line in several
            if line is not best or line.number in self.left
        ]
        staying = tuple(line for line in kept if line.number not in self.left)
        leavers = frozenset(self._id(line) for line in kept if line.number in self.left)
        return Chosen(staying, tuple(sorted(left_out)), leavers)

    def _best(self, name: str, several: list[Line]) -> Line:
        known = self.known.get(name, "").casefold()
        named = [line for line in several if self._name(line).casefold() == known]
        present = [line for line in several if line.number not in self.left]
        return (named or present or several)[0]

    def _left_out(self, line: Line, best: Line) -> LeftOut:
        if line.number in self.left:
            left = line.cells.get(self.columns.left or "", "")
            return LeftOut(line.number, self._id(line), self._name(line), Why.LEFT, f"left on {left}")
        return LeftOut(line.number, self._id(line), self._name(line), Why.REPEATED, f"same id as row {best.number}")

    def _id(self, line: Line) -> str:
        return line.cells.get(self.columns.id, "")

    def _name(self, line: Line) -> str:
        return line.cells.get(self.columns.name, "")
