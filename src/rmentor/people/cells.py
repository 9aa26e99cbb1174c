"""One row's cells to values: each is read as what its column holds, and what does not fit is noted with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from time import strptime
from typing import Any

from rmentor.errors import Problem, did_you_mean
from rmentor.people.export import MISSING_VALUE, WRONG_VALUE
from rmentor.people.model import Away
from rmentor.programme.fields import Scalar
from rmentor.programme.kinds import DATE, LINE, whole
from rmentor.programme.model import Topic
from rmentor.programme.roster import Roster
from rmentor.programme.words import Role
from rmentor.sheets import Row, Sheet

_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+")
_LONGEST_ADDRESS = 254
_YEAR = whole(1900, 2100)


@dataclass(frozen=True, slots=True)
class Codes:
    """How this organisation writes days, years, grades, topics and roles; `last_day` may lie in any year."""

    day: Scalar
    last_day: Scalar
    year: Scalar
    grade: Scalar
    topic: Scalar
    role: Scalar
    away: Scalar
    consent: Scalar


def codes_of(roster: Roster, topics: Iterable[Topic]) -> Codes:
    """Return how an export is written whose mapping and topics are these."""
    last_day = _day(roster.dates)
    day = Scalar(last_day.expected, lambda text: _within(last_day.parse(text)), {})
    named = {topic.id: topic.id for topic in topics} | {topic.title: topic.id for topic in topics}
    return Codes(
        day=day,
        last_day=last_day,
        year=Scalar(f"a year, or {day.expected}", lambda text: _year(text, day), {}),
        grade=_word("a number from 0 to 100, or a title that roster.grades knows", roster.grades, whole(0, 100)),
        topic=_word("a topic of the programme", named),
        role=_word("one of mentor, mentee, both", {role.value: role for role in Role}),
        away=Scalar(f"{day.expected}, or two of them as FIRST..LAST", lambda text: _away(text, day), {}),
        consent=_word("yes or no", {"yes": True, "no": False, "y": True, "n": False, "true": True, "false": False}),
    )


def _day(spellings: tuple[str, ...]) -> Scalar:
    def parse(text: str) -> date:
        for spelling in spellings:
            try:
                return date(*strptime(text, spelling)[:3])
            except ValueError:
                continue
        # A workbook's days arrive as ISO 8601, however the export spells them elsewhere.
        found: date = DATE.parse(text)
        return found

    return Scalar(f"a date written as {' or '.join(spellings)}", parse, {})


def _within(day: date) -> date:
    _YEAR.parse(str(day.year))
    return day


def _away(text: str, day: Scalar) -> Away:
    first, _, last = (part.strip() for part in text.partition(".."))
    found = Away(day.parse(first), day.parse(last or first))
    if found.last < found.first:
        raise ValueError(text)
    return found


def _year(text: str, day: Scalar) -> int:
    year: int = _YEAR.parse(text) if text.isdecimal() else day.parse(text).year
    return year


def _word(expected: str, known: Any, otherwise: Scalar | None = None) -> Scalar:
    """Return the kind of a word that stands for a value; white space and capitals do not matter."""
    folded = {_folded(word): value for word, value in known.items()}

    def parse(text: str) -> Any:
        if _folded(text) in folded:
            return folded[_folded(text)]
        if otherwise is None:
            raise ValueError(text)
        return otherwise.parse(text)

    return Scalar(expected, parse, {"enum": list(known)})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _address(text: str) -> str:
    if len(text) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        raise ValueError(text)
    return text


ADDRESS = Scalar("an e-mail address", _address, {})


@dataclass(slots=True)
class Cells:
    """The cells of one row, read by the headings that hold them; problems gather."""

    sheet: Sheet
    row: Row
    problems: list[Problem] = field(default_factory=list)

    def text(self, heading: str | None) -> str:
        """Return a cell as it stands, empty where there is none."""
        return self.row.cells.get(heading, "") if heading else ""

    def value(self, heading: str | None, kind: Scalar) -> Any:
        """Return a cell's value, None where it is empty or where it does not fit, which is noted."""
        return self._parsed(heading, self.text(heading), kind)

    def needed(self, heading: str) -> str:
        """Return a line of text, empty after noting that it is missing."""
        if not self.text(heading):
            self.note(heading, MISSING_VALUE, f"{heading!r} is empty; everybody needs one")
        return self.value(heading, LINE) or ""

    def values(self, heading: str | None, kind: Scalar) -> tuple[Any, ...]:
        """Return the values that stand in one cell with `;` between them, each once, in their order."""
        parts = filter(None, (part.strip() for part in self.text(heading).split(";")))
        found = [self._parsed(heading, part, kind) for part in parts]
        return tuple(dict.fromkeys(value for value in found if value is not None))

    def note(self, heading: str | None, code: str, message: str) -> None:
        """Note a problem at a heading's cell."""
        column = self.sheet.column(heading or "")
        self.problems.append(Problem(self.sheet.file, self.row.line, column, code, message))

    def _parsed(self, heading: str | None, text: str, kind: Scalar) -> Any:
        if not text:
            return None
        parse: Callable[[str], Any] = kind.parse
        try:
            return parse(text)
        except (ValueError, OverflowError):
            near = did_you_mean(text, kind.schema.get("enum", ()))
            quoted = repr(text if len(text) <= 60 else f"{text[:57]}...")
            self.note(heading, WRONG_VALUE, f"{heading!r} is {quoted}, expected {kind.expected}{near}")
            return None
