"""The process in which a workbook is opened: a hostile file takes this process down, and nothing else.

Run as `python -P -m rmentor.files.xlsx_child BYTES_OF_MEMORY CHARACTERS SHEET`, the workbook on stdin. Prints
JSON by lines: the list of the sheets, then a list for each row (its number, then its cells as text), and at the
end a text where the workbook turned out to be broken.
"""

from __future__ import annotations

import io
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum


def main() -> None:
    """Print the rows of one sheet, or why there are none."""
    memory, characters, sheet = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    _limit_memory(memory)
    left = characters
    try:
        for line in _lines(sys.stdin.buffer.read(), sheet):
            left -= len(line)
            if left < 0:
                sys.exit(1)
            sys.stdout.write(f"{line}\n")
    except MemoryError:
        sys.exit(1)


def _limit_memory(limit: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    highest = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (highest, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lines(data: bytes, sheet: str) -> Iterator[str]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = _sheets(book)
        chosen = sheet or "".join(names[:1])
        yield json.dumps(names)
        if chosen in names:
            yield from (json.dumps(row) for row in _rows(book.get_sheet_by_name(chosen)))
    except CalamineError as error:
        yield json.dumps(str(error)[:200])


def _sheets(book: Any) -> list[str]:
    """Return the names of the sheets that hold cells, visible ones first."""
    tables = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    tables.sort(key=lambda one: one.visible != SheetVisibleEnum.Visible)
    return [one.name for one in tables]


def _rows(sheet: Any) -> Iterator[list[Any]]:
    """Yield the rows that hold anything, with the cells before the first used column."""
    before = [""] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [as_text(cell) for cell in cells]
        if any(texts):
            yield [number, *before, *texts]


def as_text(value: object) -> str:
    """Return a cell as a person would type it: 7.0 is 7, days and moments are ISO 8601."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time.min:
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


if __name__ == "__main__":
    main()
