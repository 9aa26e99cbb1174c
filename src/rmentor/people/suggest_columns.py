"""A column of an export as a mapping is guessed from it: its heading's words and its cells, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from rmentor.people.cells import is_blank
from rmentor.people.suggest_headings import words_of
from rmentor.programme.fields import LONGEST_QUOTED, Scalar
from rmentor.programme.kinds import LINE
from rmentor.sheets import Sheet

_SAMPLE = 2_000


@dataclass(frozen=True, slots=True)
class Column:
    """A column that can be mapped; `cells` counts each text that stands in it, `filled` all of them.

    Words such as n/a are not among them, but do not make a cell `empty`: somebody may be called Null.
    """

    place: int
    heading: str
    words: str
    cells: Mapping[str, int]
    filled: int
    empty: int
    rows: int

    @property
    def distinct(self) -> float:
        """The share of its cells that a different text each would fill."""
        return len(self.cells) / self.filled if self.filled else 0

    @property
    def full(self) -> float:
        """The share of rows in which anything stands."""
        return 1 - self.empty / self.rows if self.rows else 0

    def share(self, fits: Callable[[str], bool]) -> float:
        """Return the share of its texts, of many only the first thousands, that fit."""
        sample = list(islice(self.cells, _SAMPLE))
        return sum(map(fits, sample)) / len(sample) if sample else 0


def columns_of(sheet: Sheet) -> tuple[Column, ...]:
    """Return the columns whose heading a programme file can name, in their order."""
    return tuple(_column(sheet, place, heading) for place, heading in _nameable(sheet))


def _nameable(sheet: Sheet) -> Iterator[tuple[int, str]]:
    for place, heading in enumerate(sheet.headings):
        # Of two columns with one heading no mapping can say which is meant.
        alone = f"{heading} (2)" not in sheet.headings and sheet.headings.count(heading) == 1
        if alone and fits(LINE, heading) and LINE.parse(heading) == heading:
            yield place, heading


def _column(sheet: Sheet, place: int, heading: str) -> Column:
    counted = Counter(row.cells.get(heading, "") for row in sheet.rows)
    cells = {text: count for text, count in counted.items() if text and not is_blank(text)}
    return Column(place, heading, words_of(heading), cells, sum(cells.values()), counted[""], len(sheet.rows))


def fits(kind: Scalar, text: str) -> bool:
    """True where a text says a value of a kind."""
    try:
        kind.parse(text)
    except (ValueError, OverflowError):
        return False
    return True


def quoted(heading: str) -> str:
    """Return a heading as a sentence names it."""
    return repr(heading if len(heading) <= LONGEST_QUOTED else f"{heading[: LONGEST_QUOTED - 3]}...")
