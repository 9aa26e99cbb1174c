"""The cells of an export's columns to values: each distinct text of a column is read once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rmentor.people.export import MISSING_VALUE, WRONG_VALUE
from rmentor.programme.fields import LONGEST_QUOTED, Scalar
from rmentor.sentences import counted, first_few
from rmentor.sheets import Row

_BLANK = frozenset({"-", "--", "\N{EN DASH}", "\N{EM DASH}", "n/a", "n.a.", "na", "#n/a", "none", "null", "nan"})
_MOST_NAMED = 20


class OddValueError(ValueError):
    """A text is not what its column holds; the hint, the end of a sentence, says what it may be."""

    def __init__(self, text: str, hint: str) -> None:
        self.hint = hint
        super().__init__(text)


def is_blank(text: str) -> bool:
    """True for the words and marks that stand for an empty cell where they cannot be a value."""
    return text.casefold() in _BLANK


Wrong = tuple[tuple[str, str], ...]
"""What is wrong with a cell: codes, each with a sentence."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a column gave: a value for each row, what is wrong by the row's place in the list, and what to note."""

    values: Sequence[Any]
    wrong: Mapping[int, Wrong]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
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

    def read(self, rows: Iterable[Row]) -> Read:
        """Return what rows have here; where a cell is empty or does not fit, the value is None, or no values."""
        texts = [row.cells.get(self.heading, "") for row in rows]
        values: dict[str, Any] = {}
        wrong: dict[str, Wrong] = {}
        for text in set(texts):
            values[text], told = self._several(text) if self.several else self._single(text)
            if told:
                wrong[text] = told
        blank = set() if self.needed else {text for text in wrong if is_blank(text)}
        odd = wrong.keys() - blank
        return Read(
            values=[values[text] for text in texts],
            wrong={place: wrong[text] for place, text in enumerate(texts) if text in odd} if odd else {},
            notes=(*self._read_as_empty(texts, blank), *self._not_known(texts, odd)),
        )

    def _read_as_empty(self, texts: list[str], blank: Collection[str]) -> Iterator[str]:
        if blank:
            cells = counted(sum(text in blank for text in texts), "cell")
            words = "" if self.secret else f" {' or '.join(map(repr, sorted(blank)))}"
            yield f"{self.heading!r}: {cells}{words} read as empty"

    def _not_known(self, texts: list[str], odd: Collection[str]) -> Iterator[str]:
        """Say how often each of the words stands that should be of few and are not."""
        if len(odd) > 1 and self.kind.schema.get("enum") and not self.secret:
            counts = Counter(text for text in texts if text in odd)
            order = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
            named = first_few((f"{_quoted(text)} ({count:,})" for text, count in order), _MOST_NAMED)
            yield f"{self.heading!r}: {len(order):,} texts are not known: {named}"

    def _several(self, text: str) -> tuple[tuple[Any, ...], Wrong]:
        read = [self._parsed(part) for part in map(str.strip, text.split(";")) if part]
        values = dict.fromkeys(value for value, wrong in read if not wrong)
        return tuple(values), tuple(one for _, wrong in read for one in wrong)

    def _single(self, text: str) -> tuple[Any, Wrong]:
        if text:
            return self._parsed(text)
        missing = (MISSING_VALUE, f"{self.heading!r} is empty; everybody needs one")
        return None, (missing,) if self.needed else ()

    def _parsed(self, text: str) -> tuple[Any, Wrong]:
        try:
            return self.kind.parse(text), ()
        except (ValueError, OverflowError) as error:
            return None, ((WRONG_VALUE, self._told(text, getattr(error, "hint", ""))),)

    def _told(self, text: str, hint: str) -> str:
        if self.secret:
            return f"{self.heading!r} holds what is not shown here, expected {self.kind.expected}"
        return f"{self.heading!r} is {_quoted(text)}, expected {self.kind.expected}{hint or self.kind.meant(text)}"


def _quoted(text: str) -> str:
    return repr(text if len(text) <= LONGEST_QUOTED else f"{text[: LONGEST_QUOTED - 3]}...")
