"""A table from outside as everything that reads one sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, counted from 1, and its cells by heading; a missing cell is empty.

    The number is 0 for what was typed on the command line.
    """

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose row `line` gave the headings; rows without any text are left out.

    `numbers` holds the headings whose cells a workbook stored as numbers, so that leading zeros are gone.
    """

    file: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    line: int = 1

    def column(self, heading: str) -> int:
        """Return the number of a heading's column, counted from 1; 0 where there is none."""
        return self.headings.index(heading) + 1 if heading in self.headings else 0
