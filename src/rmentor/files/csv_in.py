"""CSV of unknown origin to lines of cells: encoding, delimiter and quotes are found out and told."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import islice, product
from typing import NamedTuple, TextIO

from rmentor.files.encodings import encoding_of
from rmentor.files.raw import (
    LONGEST_CELL,
    LONGEST_ROW,
    SHAPE,
    TOO_LARGE,
    UNREADABLE,
    Line,
    RawTable,
    Unusable,
    unusable,
)

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_SAMPLE_CHARACTERS = 100_000
_SAMPLE_ROWS = 40
# Excel writes and reads a first line that names the delimiter.
_NAMING = re.compile(r"sep=([,;\t|])[\r\n]+", re.IGNORECASE)
_QUOTED = re.compile(r'(?:^|[,;\t|\r\n])"')
_MARKUP = re.compile(r"\s*<(!doctype|html|\?xml|table)\b", re.IGNORECASE)


class _Dialect(NamedTuple):
    delimiter: str = ","
    quote: str = '"'


def read_csv(data: bytes) -> RawTable:
    """Return the lines of a CSV file; raises Unusable, at once or while they are read, for what is none."""
    encoding = encoding_of(data)
    text = io.TextIOWrapper(io.BytesIO(data), encoding.codec, newline="")
    sample = text.read(_SAMPLE_CHARACTERS)
    if _MARKUP.match(sample):
        raise unusable(UNREADABLE, "is a web page or XML and not a table; save it as CSV or XLSX")
    naming = _NAMING.match(sample)
    dialect = _dialect(sample[naming.end() :], naming[1]) if naming else _dialect(sample, _DELIMITERS)
    text.seek(0)
    feed = _Feed(text, lines=len([text.readline()]) if naming else 0)
    return RawTable(_lines(feed, dialect), tuple(_told(encoding.name, dialect)), may_be_ragged=True)


def _told(encoding: str, dialect: _Dialect) -> Iterator[str]:
    if (encoding, dialect) != ("UTF-8", _Dialect()):
        quoted = ", quoted with '" if dialect.quote == "'" else ""
        yield f"read as {encoding}, separated by {_DELIMITERS[dialect.delimiter]}{quoted}"


def _dialect(sample: str, delimiters: Iterable[str]) -> _Dialect:
    """Return the delimiter and the quotes that cut most lines into as many cells as each other."""
    quotes = '"' if _QUOTED.search(sample) else "\"'"
    ways = [_Dialect(*way) for way in product(delimiters, quotes)]
    return max(ways, key=lambda dialect: _agreement(sample, dialect))


def _agreement(sample: str, dialect: _Dialect) -> tuple[bool, float, int, bool]:
    rows: list[tuple[str, ...]] = []
    # The sample may end within a row, and the wrong quotes make nonsense of it.
    with suppress(Unusable):
        lines = _lines(_Feed(io.StringIO(sample, newline="")), dialect)
        rows.extend(line.cells for line in islice(lines, _SAMPLE_ROWS))
    # A row of one cell is no row of a table, or a title above one.
    widths = Counter(len(cells) for cells in rows if len(cells) > 1)
    if not widths:
        return False, 0, 0, not (rows and all(map(_is_quoted, rows[0])))
    width, agreeing = widths.most_common(1)[0]
    headings = next(cells for cells in rows if len(cells) == width)
    return True, agreeing / len(rows), width, not all(map(_is_quoted, headings))


def _is_quoted(cell: str) -> bool:
    return len(cell) > 1 and cell[0] == cell[-1] == "'"


def _lines(feed: _Feed, dialect: _Dialect) -> Generator[Line]:
    """Yield the rows that hold anything, each with the number of the line on which it begins."""
    reader = csv.reader(feed, delimiter=dialect.delimiter, quotechar=dialect.quote, strict=True)
    begins = feed.row_begins()
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield Line(begins, tuple(cells))
            begins = feed.row_begins()
    except csv.Error as error:
        raise _mistake(error, begins) from None


def _mistake(error: csv.Error, line: int) -> Unusable:
    if "limit" in str(error):
        told = f"a cell of more than {LONGEST_CELL:,} characters begins here, or a quote that is never closed"
        return unusable(TOO_LARGE, told, line)
    return unusable(SHAPE, f"the quotes of the row that begins here do not match ({error})", line)


class _Feed:
    """The lines of a text, which end with an error where a row that they make up is too long."""

    def __init__(self, text: TextIO, lines: int = 0) -> None:
        self._text = text
        self._lines = lines
        self._characters = 0

    def __iter__(self) -> Iterator[str]:
        for line in iter(partial(self._text.readline, LONGEST_ROW + 1), ""):
            self._lines += 1
            self._characters += len(line)
            if self._characters > LONGEST_ROW:
                raise unusable(TOO_LARGE, f"a row of more than {LONGEST_ROW:,} characters", self._lines)
            yield line

    def row_begins(self) -> int:
        """Return the number of the next line, with which a row begins."""
        self._characters = 0
        return self._lines + 1
