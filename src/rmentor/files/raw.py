"""What the readers of CSV and XLSX hand on: lines of cells, as they stand in the file, and the limits they keep."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import NamedTuple

LARGEST_FILE = 50_000_000
MOST_ROWS = 200_000
MOST_LINES = 500_000  # a cell may hold several
MOST_COLUMNS = 200
WIDEST_SHEET = 16_384
MOST_CELLS = 4_000_000
LONGEST_CELL = 131_072  # as many characters as the csv module takes
LONGEST_ROW = 1_000_000

UNREADABLE = "RM801"
SHAPE = "RM802"
TOO_LARGE = "RM803"


class Line(NamedTuple):
    """A line with anything in it: its number from 1, its cells, and which of these (from 0) are stored as numbers."""

    number: int
    cells: tuple[str, ...]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class RawTable:
    """Lines as they are read, and what was found out on the way; reading on may raise Unusable.

    Where the text itself parts a line into cells, a line of another width than the headings is a `ragged` one: its
    cells may have slipped.
    """

    lines: Generator[Line]
    notes: tuple[str, ...] = ()
    may_be_ragged: bool = False

    def close(self) -> None:
        """End the reading, wherever it is."""
        self.lines.close()


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a file cannot be read, before the file's name is put to it."""

    line: int
    column: int
    code: str
    message: str


class Unusable(Exception):
    """The file is not a table that can be read."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(len(faults))


def unusable(code: str, message: str, line: int = 0) -> Unusable:
    """Return the exception for a file with one fault."""
    return Unusable(Fault(line, 0, code, message))
