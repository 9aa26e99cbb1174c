"""XLSX to lines of cells.

The workbook is opened in a child process with limits, because a crafted one of a few kilobytes can end the
process that reads it.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from typing import Any

from rmentor.errors import did_you_mean
from rmentor.files.raw import MOST_ROWS, TOO_LARGE, UNREADABLE, RawTable, unusable
from rmentor.text import clean

MAGIC = b"PK\x03\x04"
_LARGEST_UNPACKED = 200_000_000
_MOST_MEMORY = 1_500_000_000
_MOST_CHARACTERS = 200_000_000
_MOST_SECONDS = 60


def read_xlsx(data: bytes, sheet: str | None) -> RawTable:
    """Return every row of a sheet, the first one unless named; raises Unusable for what is no workbook."""
    _refuse_bombs(data)
    names, rows = _rows_of(data, sheet or "")
    if not names:
        raise unusable(UNREADABLE, "has no sheet with cells")
    if sheet is not None and sheet not in names:
        raise unusable(UNREADABLE, f"there is no sheet {sheet!r}{did_you_mean(sheet, names)}")
    if len(rows) > MOST_ROWS + 1:
        raise unusable(TOO_LARGE, f"more than {MOST_ROWS:,} rows; split the file")
    notes = (f"read the sheet {names[0]!r} of {len(names)}",) if sheet is None and len(names) > 1 else ()
    return RawTable(tuple((row[0], tuple(row[1:])) for row in rows), notes)


def _refuse_bombs(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise unusable(UNREADABLE, f"is not a workbook that can be read: {error}") from None
    if unpacked > _LARGEST_UNPACKED:
        raise unusable(TOO_LARGE, f"unpacks to {unpacked:,} bytes; at most {_LARGEST_UNPACKED:,} are read")


def _rows_of(data: bytes, sheet: str) -> tuple[list[str], list[list[Any]]]:
    """Return the names of the sheets, and the rows of one, each with its number before its cells."""
    command = [
        sys.executable,
        "-P",
        "-m",
        "rmentor.files.xlsx_child",
        str(_MOST_MEMORY),
        str(_MOST_CHARACTERS),
        sheet,
    ]
    told = "cannot be opened within the limits of memory and time; save the one sheet as CSV"
    try:
        ended = subprocess.run(command, input=data, capture_output=True, timeout=_MOST_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise unusable(TOO_LARGE, told) from None
    if ended.returncode != 0:
        raise unusable(TOO_LARGE, told)
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    # A sheet can turn out broken after some of its rows were read.
    if isinstance(lines[-1], str):
        raise unusable(UNREADABLE, f"is not a workbook that can be read: {clean(lines[-1])}")
    return lines[0], lines[1:]
