"""Tables from outside: the file is opened, its lines are read with limits, the table among them is found."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from rmentor.errors import FileProblems, Problem
from rmentor.files.beside import beside
from rmentor.files.csv_in import read_csv
from rmentor.files.headings import AMONG, heading_line, numbered
from rmentor.files.raw import (
    LARGEST_FILE,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    SHAPE,
    TOO_LARGE,
    UNREADABLE,
    Fault,
    Line,
    RawTable,
    Unusable,
    unusable,
)
from rmentor.files.xlsx_in import MAGIC, read_xlsx
from rmentor.sheets import Row, Sheet
from rmentor.text import clean, is_plain

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")
_TEXT_FORMULA = re.compile(r'="([^"]*)"')
_NOT_CLEAN = ("| ", " |", "|'", "|=")
_MOST_FAULTS = 20
_MOST_SHARED = 50_000


def read_sheet(path: Path, sheet: str | None = None, expected: Collection[str] = ()) -> Sheet:
    """Return the table in a CSV or XLSX file as clean text; of a workbook in the named sheet, or the first.

    The row that holds most of the `expected` headings is that of the headings. Raises FileProblems where the file
    cannot be read, whatever it holds.
    """
    try:
        with _opened(path) as file, closing(_raw(file, sheet)) as raw:
            return _table(str(path), raw, expected)
    except Unusable as error:
        found = (Problem(str(path), one.line, one.column, one.code, one.message) for one in error.faults)
        raise FileProblems(list(found)) from None


def _opened(path: Path) -> BinaryIO:
    """Open a file that has an end; nobody is waited for at a pipe."""
    try:
        opened = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise unusable(UNREADABLE, f"cannot be read: {getattr(error, 'strerror', error)}") from None
    try:
        _refuse_endless(os.fstat(opened))
    except Unusable:
        os.close(opened)
        raise
    return os.fdopen(opened, "rb")


def _refuse_endless(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise unusable(UNREADABLE, "is a folder; name the file in it")
    if not stat.S_ISREG(found.st_mode):
        raise unusable(UNREADABLE, "is a pipe or a device; save the table to a file first")
    if found.st_size > LARGEST_FILE:
        raise unusable(TOO_LARGE, f"has {found.st_size:,} bytes; at most {LARGEST_FILE:,} are read; split the file")


def _raw(file: BinaryIO, sheet: str | None) -> RawTable:
    begins = file.read(len(_OLD_WORKBOOK))
    file.seek(0)
    if begins == _OLD_WORKBOOK:
        raise unusable(UNREADABLE, "is an old or a locked workbook; save it as XLSX without a password, or as CSV")
    return read_xlsx(file, sheet) if begins == MAGIC else read_csv(file.read(LARGEST_FILE))


def _table(file: str, raw: RawTable, expected: Collection[str]) -> Sheet:
    lines = _sharing(_clean(raw.lines))
    first = list(islice(lines, AMONG))
    if not first:
        raise unusable(UNREADABLE, "the file is empty")
    at = heading_line(first, expected)
    top, below = first[at], chain(first[at + 1 :], lines)
    rows = list(_even(top, below) if raw.may_be_ragged else below)
    other = beside(top.cells, rows, expected)
    headings, repeated = numbered(["" if i in other.columns else cell for i, cell in enumerate(top.cells)])
    return Sheet(
        file=file,
        headings=headings,
        rows=tuple(_rows(headings, rows)),
        notes=(*raw.notes, *_place(top), *other.notes, *repeated),
        numbers=_stored_as_numbers(headings, rows),
        line=top.number,
    )


def _clean(lines: Iterator[Line]) -> Iterator[Line]:
    """Yield the lines that hold any text, with their cells clean; raises Unusable where there is too much of them."""
    rows, cells = -1, 0
    for line in lines:
        texts = _cells(line.cells)
        if len(texts) > MOST_COLUMNS and any(texts[MOST_COLUMNS:]):
            raise unusable(SHAPE, f"{len(texts):,} columns; at most {MOST_COLUMNS} are read", line.number)
        if not any(texts):
            continue
        rows, cells = rows + 1, cells + len(texts)
        if rows > MOST_ROWS or cells > MOST_CELLS:
            raise unusable(TOO_LARGE, f"more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells; split the file")
        yield Line(line.number, texts[:MOST_COLUMNS], line.numbers)


def _sharing(lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines with one text for cells that are alike: they repeat down a column, and take half the memory."""
    same: dict[str, str] = {}
    for line in lines:
        yield Line(line.number, tuple(map(same.setdefault, line.cells, line.cells)), line.numbers)
        if len(same) > _MOST_SHARED:
            same.clear()


def _cells(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row's cells clean; nearly every row is so already, which one look at all of it tells."""
    row = f"|{'|'.join(texts)}|"
    if is_plain(row) and not any(mark in row for mark in _NOT_CLEAN):
        return texts
    return tuple(map(_cell, texts))


def _cell(text: str) -> str:
    """Return a cell's text, taken out of what keeps a spreadsheet from reading it as a formula or a number."""
    kept = _TEXT_FORMULA.fullmatch(text)
    return clean(kept[1] if kept else text[1:] if _DEFUSED.match(text) else text)


def _even(top: Line, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines that are as wide as the headings; raises Unusable for others, whose cells may have slipped."""
    most = len(top.cells)
    least = max((index for index, heading in enumerate(top.cells, start=1) if heading), default=0)
    faults: list[Fault] = []
    for line in lines:
        if len(line.cells) < least or any(line.cells[most:]):
            told = f"{len(line.cells)} cells under {least} headings; quote cells that hold the delimiter"
            faults.append(Fault(line.number, 0, SHAPE, told))
        if len(faults) > _MOST_FAULTS:
            faults[-1] = Fault(line.number, 0, SHAPE, "another width again; what follows was not read")
            break
        yield line
    if faults:
        raise Unusable(*faults)


def _place(top: Line) -> Iterator[str]:
    if top.number > 1:
        yield f"headings found in row {top.number}"


def _rows(headings: tuple[str, ...], lines: list[Line]) -> Iterator[Row]:
    """Yield what the lines hold under the headings; a line with nothing under them stands beside the table."""
    for line in lines:
        cells = {heading: cell for heading, cell in zip(headings, line.cells, strict=False) if heading}
        if any(cells.values()):
            yield Row(line.number, cells)


def _stored_as_numbers(headings: tuple[str, ...], lines: list[Line]) -> frozenset[str]:
    columns = frozenset[int]().union(*{line.numbers for line in lines})
    return frozenset(heading for index, heading in enumerate(headings) if heading and index in columns)
