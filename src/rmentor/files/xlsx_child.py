"""The process in which a workbook is opened: a hostile file takes this process down, and nothing else.

Run as `python -P -m rmentor.files.xlsx_child SHEET` with the workbook as stdin, a file. Prints JSON by lines: the
list of the sheets, then a list for each row (its number, and the list of its cells as text or numbers), and at the
end the facts of a fault where there is one.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from rmentor.errors import did_you_mean
from rmentor.files.raw import (
    LONGEST_CELL,
    LONGEST_ROW,
    MOST_COLUMNS,
    SHAPE,
    TOO_LARGE,
    UNREADABLE,
    WIDEST_SHEET,
    Unusable,
    unusable,
)
from rmentor.files.unpacked import unpacked_size

_MEMORY = 220_000_000
_MEMORY_PER_BYTE = 3
_ADDRESSES = 4_000_000_000
_SECONDS = 60


def main() -> None:
    """Print the rows of one sheet, or why there are none."""
    # The default answer to the signal ends the process, whatever it is at.
    signal.alarm(_SECONDS)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _ADDRESSES)
    _limit(resource.RLIMIT_DATA, _MEMORY)
    try:
        for told in _told(sys.argv[1]):
            sys.stdout.write(f"{told}\n")
    except Unusable as error:
        sys.stdout.write(f"{json.dumps(asdict(error.faults[0]))}\n")


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    with suppress(ValueError):  # not every system knows every limit
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _told(sheet: str) -> Iterator[str]:
    # A table of a hundred thousand rows needs its memory; what unpacks to little does not.
    _limit(resource.RLIMIT_DATA, max(_MEMORY, _MEMORY_PER_BYTE * unpacked_size(sys.stdin.buffer)))
    try:
        book = CalamineWorkbook.from_path("/dev/stdin")
        names = _sheets(book)
        table = book.get_sheet_by_name(_chosen(names, sheet))
        yield json.dumps(names)
        yield from _rows(table)
    except CalamineError as error:
        raise unusable(UNREADABLE, f"is not a workbook that can be read: {str(error)[:200]}") from None


def _chosen(names: list[str], sheet: str) -> str:
    if not names:
        raise unusable(UNREADABLE, "has no sheet with cells")
    if sheet and sheet not in names:
        raise unusable(UNREADABLE, f"there is no sheet {sheet!r}{did_you_mean(sheet, names)}")
    return sheet or names[0]


def _sheets(book: Any) -> list[str]:
    """Return the names of the sheets that hold cells, visible ones first."""
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    tables.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)
    return [one.name for one in tables]


def _rows(sheet: Any) -> Iterator[str]:
    """Yield the rows that hold anything, with the cells before the first used column."""
    if sheet.total_width > WIDEST_SHEET:
        raise unusable(SHAPE, f"{sheet.total_width:,} columns; at most {MOST_COLUMNS} are read")
    before: list[str | float] = [""] * (sheet.start[1] if sheet.start else 0)
    for number, values in enumerate(sheet.iter_rows(), start=1):
        cells = [as_cell(value) for value in values]
        while cells and cells[-1] == "":
            cells.pop()
        if cells:
            yield _row(number, before + cells)


def _row(number: int, cells: list[str | float]) -> str:
    text = json.dumps((number, cells))
    if len(text) > LONGEST_CELL and any(len(str(cell)) > LONGEST_CELL for cell in cells):
        raise unusable(TOO_LARGE, f"a cell of more than {LONGEST_CELL:,} characters", number)
    if len(text) > LONGEST_ROW:
        raise unusable(TOO_LARGE, f"a row of more than {LONGEST_ROW:,} characters", number)
    return text


def as_cell(value: object) -> str | float:
    """Return a cell as a person would type it: days and moments are ISO 8601; numbers stay numbers, 7.0 is 7."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    main()
