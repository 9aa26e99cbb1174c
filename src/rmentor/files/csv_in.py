"""CSV of unknown origin to lines of cells: encoding and delimiter are found out and told."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from rmentor.files.raw import MOST_ROWS, SHAPE, TOO_LARGE, UNREADABLE, Fault, RawTable, Unusable, unusable

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"),
    (b"\xff\xfe", "utf-16", "UTF-16"),
    (b"\xfe\xff", "utf-16", "UTF-16"),
)
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}
_SAMPLE_LINES = 20
_MOST_FAULTS = 20


def read_csv(data: bytes) -> RawTable:
    """Return every line of a CSV file; raises Unusable where it is not text, or its lines differ in width."""
    text, encoding = _decoded(data)
    delimiter = _delimiter(text)
    lines = tuple(islice(_records(text, delimiter), MOST_ROWS + 2))
    if len(lines) > MOST_ROWS + 1:
        raise unusable(TOO_LARGE, f"more than {MOST_ROWS:,} rows; split the file")
    _refuse_ragged(lines)
    usual = (encoding, delimiter) == ("UTF-8", ",")
    return RawTable(lines, () if usual else (f"read as {encoding}, separated by {_DELIMITERS[delimiter]}",))


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _text(data, codec), name
    if b"\0" in data:
        raise unusable(UNREADABLE, "holds NUL bytes, so it is not a CSV file; save the table as CSV or XLSX")
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError:
        return _text(data, "cp1252"), "Windows-1252"


def _text(data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        told = "is neither UTF-8, UTF-16 nor Windows-1252; save the table as CSV UTF-8"
        raise unusable(UNREADABLE, told, line) from None
    if "\0" in text:
        raise unusable(UNREADABLE, "holds NUL characters, so it is not a CSV file; save the table as CSV or XLSX")
    return text


def _delimiter(text: str) -> str:
    """Return the delimiter that cuts the headings into most cells, and the rows after them into as many."""
    return max(_DELIMITERS, key=lambda delimiter: _agreement(text, delimiter))


def _agreement(text: str, delimiter: str) -> tuple[bool, float, int]:
    widths: list[int] = []
    with suppress(Unusable):
        widths.extend(len(cells) for _, cells in islice(_records(text, delimiter), _SAMPLE_LINES))
    if not widths:
        return False, 0, 0
    return widths[0] > 1, widths.count(widths[0]) / len(widths), widths[0]


def _records(text: str, delimiter: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the lines that hold anything, each with the number of the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, tuple(cells)
            begins = reader.line_num + 1
    except csv.Error as error:
        raise unusable(SHAPE, f"the quotes of the row that begins here do not match ({error})", begins) from None


def _refuse_ragged(lines: tuple[tuple[int, tuple[str, ...]], ...]) -> None:
    """Raise Unusable for rows that are wider or narrower than the headings: cells may have slipped."""
    if not lines:
        return
    headings = len(lines[0][1])
    faults = [
        Fault(
            line,
            0,
            SHAPE,
            f"{len(cells)} cells under {headings} headings; quote cells that hold the delimiter",
        )
        for line, cells in lines[1:]
        if len(cells) < headings or any(cell.strip() for cell in cells[headings:])
    ]
    more = len(faults) - _MOST_FAULTS
    if more > 0:
        faults[_MOST_FAULTS:] = [Fault(0, 0, SHAPE, f"{more:,} more rows of other widths than the headings")]
    if faults:
        raise Unusable(*faults)
