"""XLSX to lines of cells.

The workbook is opened in a child process with limits, because a crafted one of a few kilobytes can end the
process that reads it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from typing import Any, BinaryIO

from rmentor.files.raw import TOO_LARGE, Line, RawTable, unusable
from rmentor.text import clean

MAGIC = b"PK\x03\x04"
_BEYOND = "cannot be opened within the limits of memory and time; save the one sheet as CSV"


def read_xlsx(file: BinaryIO, sheet: str | None) -> RawTable:
    """Return the rows of a sheet, the first one unless named; raises Unusable for what is no workbook."""
    told = _told_by_child(file, sheet or "")
    names = next(told)
    notes = (f"read the sheet {names[0]!r} of {len(names)}",) if sheet is None and len(names) > 1 else ()
    return RawTable(_lines(told), notes)


def _lines(told: Generator[list[Any]]) -> Generator[Line]:
    with closing(told):
        for number, cells in told:
            numbers = frozenset(index for index, cell in enumerate(cells) if not isinstance(cell, str))
            yield Line(number, tuple(map(str, cells)), numbers)


def _told_by_child(file: BinaryIO, sheet: str) -> Generator[list[Any]]:
    """Yield the names of the sheets, then the rows of one: the number, then the cells as text or numbers."""
    command = [sys.executable, "-P", "-m", "rmentor.files.xlsx_child", sheet]
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    with subprocess.Popen(command, stdin=file, stdout=pipe, stderr=nowhere) as child:  # noqa: S603
        try:
            yield from _parsed(child.stdout or ())
        except BaseException:
            child.kill()
            raise
    if child.returncode != 0:
        raise unusable(TOO_LARGE, _BEYOND)


def _parsed(lines: Iterable[bytes]) -> Iterator[list[Any]]:
    for line in lines:
        if not line.endswith(b"\n"):
            return  # the child died at this line
        told = json.loads(line)
        if isinstance(told, dict):
            raise unusable(told["code"], clean(told["message"]), told["line"])
        yield told
