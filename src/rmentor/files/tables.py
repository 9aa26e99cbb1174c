"""Tables in and out: CSV and XLSX are read with limits, CSV is written so that no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rmentor.errors import FileProblems, Problem, WrongUsage
from rmentor.files.csv_in import read_csv
from rmentor.files.raw import (
    LARGEST_FILE,
    MOST_COLUMNS,
    SHAPE,
    TOO_LARGE,
    UNREADABLE,
    RawTable,
    Unusable,
    unusable,
)
from rmentor.files.xlsx_in import MAGIC, read_xlsx
from rmentor.sheets import Row, Sheet
from rmentor.text import clean, is_plain

_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"
_DEFUSED = re.compile(r"'+[=+\-@\t\r]")
_FORMULA = re.compile(r"'*[=+\-@]")
_AT_AN_END = ("| ", " |", "|'")


def read_sheet(path: Path, sheet: str | None = None) -> Sheet:
    """Return a CSV or XLSX file as a table of clean text; of a workbook the named sheet, or the first.

    Raises FileProblems where the file cannot be read, whatever it holds.
    """
    try:
        return _sheet(str(path), _raw(path, sheet))
    except Unusable as error:
        found = (Problem(str(path), one.line, one.column, one.code, one.message) for one in error.faults)
        raise FileProblems(list(found)) from None


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV that a spreadsheet shows and does not run; `read_sheet` undoes the defusing."""
    text = io.StringIO()
    # A heading with a foreign delimiter in it must be quoted, or it would be taken for several.
    plain = not any(mark in heading for heading in headings for mark in ";\t")
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL if plain else csv.QUOTE_ALL)
    for row in (headings, *rows):
        writer.writerow([_defused(clean(cell)) for cell in row])
    return text.getvalue()


def write_new(path: Path, text: str) -> None:
    """Write a new file that only its owner can read; raises WrongUsage where it exists or cannot be written."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise WrongUsage(f"{path} exists already; name another file") from None
    except OSError as error:
        raise WrongUsage(f"{path} cannot be written: {error.strerror}") from None


def _defused(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _cell(text: str) -> str:
    return clean(text[1:] if text.startswith("'") and _DEFUSED.match(text) else text)


def _cells(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row's cells clean; nearly every row is so already, which one look at all of it tells."""
    row = f"|{'|'.join(texts)}|"
    if is_plain(row) and not any(mark in row for mark in _AT_AN_END):
        return texts
    return tuple(map(_cell, texts))


def _raw(path: Path, sheet: str | None) -> RawTable:
    data = _bytes(path)
    if not data:
        raise unusable(UNREADABLE, "the file is empty")
    if data.startswith(_OLD_WORKBOOK):
        raise unusable(UNREADABLE, "is an old or a locked workbook; save it as XLSX without a password, or as CSV")
    return read_xlsx(data, sheet) if data.startswith(MAGIC) else read_csv(data)


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise unusable(UNREADABLE, f"cannot be read: {error.strerror}") from None
    if len(data) > LARGEST_FILE:
        raise unusable(TOO_LARGE, f"has more than {LARGEST_FILE:,} bytes; split the file")
    return data


def _sheet(file: str, raw: RawTable) -> Sheet:
    lines = [(line, _cells(cells)) for line, cells in raw.lines]
    lines = [(line, cells) for line, cells in lines if any(cells)]
    if not lines:
        raise unusable(UNREADABLE, "the file is empty")
    headings, repeated = _headings(lines[0][1])
    rows = tuple(Row(line, _by_heading(headings, cells)) for line, cells in lines[1:])
    return Sheet(file, headings, rows, (*raw.notes, *repeated))


def _by_heading(headings: tuple[str, ...], cells: tuple[str, ...]) -> dict[str, str]:
    return {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading}


def _headings(cells: tuple[str, ...]) -> tuple[tuple[str, ...], list[str]]:
    """Return the headings, a repeated one with a number behind it, and a note for each repetition."""
    if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
        raise unusable(SHAPE, f"{len(cells)} columns; at most {MOST_COLUMNS} are read", 1)
    headings: list[str] = []
    notes = []
    for cell in cells[:MOST_COLUMNS]:
        count, name = 2, cell
        while name and name in headings:
            name = f"{cell} ({count})"
            count += 1
        if name != cell:
            notes.append(f"the heading {cell!r} stands twice; the later column is called {name!r}")
        headings.append(name)
    return tuple(headings), notes
