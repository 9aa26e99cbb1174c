"""What the readers of CSV and XLSX hand on: lines of cells, as they stand in the file."""

from __future__ import annotations

from dataclasses import dataclass

LARGEST_FILE = 50_000_000
MOST_ROWS = 200_000
MOST_COLUMNS = 200

UNREADABLE = "RM801"
SHAPE = "RM802"
TOO_LARGE = "RM803"


@dataclass(frozen=True, slots=True)
class RawTable:
    """Lines as they stand in the file, each with its number from 1, and what was found out on the way."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    notes: tuple[str, ...] = ()


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
