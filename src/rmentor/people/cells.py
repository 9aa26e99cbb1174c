"""The cells of an export's columns to values: each distinct text of a column is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rmentor.people.export import MISSING_VALUE, WRONG_VALUE
from rmentor.programme.fields import LONGEST_QUOTED, Scalar
from rmentor.sentences import counted, first_few
from rmentor.sheets import Row

_BLANK = frozenset({"-", "--", "\N{EN DASH}", "\N{EM DASH}", "n/a", "n.a.", "na", "#n/a", "none", "null", "nan"})
_MOST_REMEMBERED = 40_000  # more than the days of a century
_MOST_NAMED = 20


class OddValueError(ValueError):
    """A text is not what its column holds; the hint, the end of a sentence, says what it may be."""

    def __init__(self, text: str, hint: str) -> None:
        self.hint = hint
        super().__init__(text)


def is_blank(text: str) -> bool:
    """True for the words and marks that stand for an empty cell where they cannot be a value."""
    return text.casefold() in _BLANK


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell gave: its value, what is wrong with it by code and sentence, or that it is empty in so many words."""

    value: Any = None
    wrong: tuple[tuple[str, str], ...] = ()
    blank: bool = False


@dataclass(slots=True)
class Column:
    """One column of an export: its heading, its number, counted from 1, and how a cell of it is read.

    Where a cell holds `several` values, `;` stands between them, and each counts once. What a `secret` column
    holds stands in no sentence.
    """

    heading: str
    number: int
    kind: Scalar
    several: bool = False
    secret: bool = False
    needed: bool = False
    _remembered: dict[str, Cell] = field(default_factory=dict)
    _odd: Counter[str] = field(default_factory=Counter)
    _blank: Counter[str] = field(default_factory=Counter)

    def read(self, row: Row) -> Cell:
        """Return what a row has here; `notes` counts it."""
        text = row.cells.get(self.heading, "")
        found = self._remembered.get(text) or self._looked_at(text)
        if found.blank:
            self._blank[text] += 1
        elif found.wrong:
            self._odd[text] += 1
        return found

    def value(self, row: Row) -> Any:
        """Return the value that a row has here, if any, uncounted."""
        text = row.cells.get(self.heading, "")
        return (self._remembered.get(text) or self._looked_at(text)).value

    def notes(self) -> Iterator[str]:
        """Say which cells that were read count as empty, and which words are not known."""
        if self._blank:
            words = " or ".join(map(repr, sorted(self._blank)))
            yield f"{self.heading!r}: {counted(self._blank.total(), 'cell')} {words} read as empty"
        if len(self._odd) > 1 and self.kind.schema.get("enum") and not self.secret:
            order = sorted(self._odd.items(), key=lambda one: (-one[1], one[0]))
            named = first_few((f"{_quoted(text)} ({count:,})" for text, count in order), _MOST_NAMED)
            yield f"{self.heading!r}: {len(order):,} texts are not known: {named}"

    def _looked_at(self, text: str) -> Cell:
        found = self._several(text) if self.several else self._single(text)
        if found.wrong and is_blank(text) and not self.needed:
            found = Cell(() if self.several else None, blank=True)
        if len(self._remembered) < _MOST_REMEMBERED:
            self._remembered[text] = found
        return found

    def _several(self, text: str) -> Cell:
        read = [self._parsed(part) for part in map(str.strip, text.split(";")) if part]
        values = dict.fromkeys(one.value for one in read if not one.wrong)
        return Cell(tuple(values), tuple(wrong for one in read for wrong in one.wrong))

    def _single(self, text: str) -> Cell:
        if text:
            return self._parsed(text)
        missing = (MISSING_VALUE, f"{self.heading!r} is empty; everybody needs one")
        return Cell(wrong=(missing,) if self.needed else ())

    def _parsed(self, text: str) -> Cell:
        try:
            return Cell(self.kind.parse(text))
        except (ValueError, OverflowError) as error:
            return Cell(wrong=((WRONG_VALUE, self._told(text, getattr(error, "hint", ""))),))

    def _told(self, text: str, hint: str) -> str:
        if self.secret:
            return f"{self.heading!r} holds what is not shown here, expected {self.kind.expected}"
        return f"{self.heading!r} is {_quoted(text)}, expected {self.kind.expected}{hint or self.kind.meant(text)}"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= LONGEST_QUOTED else f"{text[: LONGEST_QUOTED - 3]}...")
