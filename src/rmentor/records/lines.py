"""One line of what is to be recorded, read cell by cell against what the programme knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from rmentor.errors import NotFound, Problem, Refused, RmentorError, WrongUsage, did_you_mean
from rmentor.pairing.model import Pair
from rmentor.programme.fields import Scalar
from rmentor.programme.kinds import DATE, LINE
from rmentor.programme.model import Programme
from rmentor.sheets import Row
from rmentor.text import clean

UNKNOWN_PERSON, UNKNOWN_NAME, UNKNOWN_NUMBER = "RC101", "RC102", "RC103"
MISSING, WRONG_VALUE, UNCLEAR, CONTRADICTION, HEADING = "RC201", "RC202", "RC203", "RC204", "RC205"
FUTURE, NO_PAIR, NOT_PLANNED, WRONG_ORDER, NOT_ASKED = "RC301", "RC302", "RC303", "RC304", "RC305"
_SHOWN = 40
_SEARCHED = 2000
_SENTENCE = Scalar("a text of at most 300 characters", LINE.parse, LINE.schema)
Read = TypeVar("Read")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What records are read against; `people` are the ids of everyone who is or was enrolled."""

    programme: Programme
    today: date
    people: frozenset[str]
    pairs: Mapping[int, Pair]
    pairs_of: Mapping[str, Sequence[Pair]]

    def unknown(self, what: str, name: str) -> NotFound:
        """Return the error that nobody has that id; among very many people no near ones are looked for."""
        return NotFound(what, name, sorted(self.people) if len(self.people) <= _SEARCHED else ())


def scene(programme: Programme, today: date, people: Iterable[str], pairs: Sequence[Pair]) -> Scene:
    """Return what records of a programme are read against."""
    pairs_of: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        for person in pair.ever:
            pairs_of[person].append(pair)
    return Scene(
        programme=programme,
        today=today,
        people=frozenset(people),
        pairs={pair.number: pair for pair in pairs},
        pairs_of=dict(pairs_of),
    )


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one line: a code for lists, an error for the command line."""

    line: int
    code: str
    error: RmentorError

    def problem(self, file: str) -> Problem:
        """Return the fault as a problem of a file."""
        return Problem(file, self.line, 0, self.code, str(self.error))


@dataclass(slots=True)
class Reader:
    """Reads the cells of one line; what is wrong is noted as a fault and read as None."""

    scene: Scene
    row: Row
    faults: list[Fault]

    def fault(self, code: str, error: RmentorError) -> None:
        """Note what is wrong with the line."""
        self.faults.append(Fault(self.row.line, code, error))

    def text(self, heading: str) -> str:
        """Return the cell's text, empty where there is none."""
        return clean(self.row.cells.get(heading, ""))

    def value(self, heading: str, kind: Scalar) -> Any:
        """Return the cell as a value of that kind, None where it is empty or does not fit."""
        text = self.text(heading)
        try:
            return kind.parse(text) if text else None
        except ValueError:
            shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."
            self.fault(WRONG_VALUE, WrongUsage(f"{heading} is {shown!r}, expected {kind.expected}"))
            return None

    def needed(self, heading: str) -> str | None:
        """Return the cell's text; an empty cell is a fault."""
        text = self.text(heading)
        if not text:
            self.fault(MISSING, WrongUsage(f"{heading} is empty; fill it in"))
        return text or None

    def sentence(self, heading: str) -> str | None:
        """Return a free text of one line, None where the cell is empty."""
        text: str | None = self.value(heading, _SENTENCE)
        return text

    def needed_sentence(self, heading: str) -> str | None:
        """Return a free text of one line; an empty cell is a fault."""
        return self.sentence(heading) if self.needed(heading) else None

    def word(self, heading: str, words: Sequence[str]) -> str | None:
        """Return the cell, which has to be one of a few words."""
        text = self.needed(heading)
        if text and text not in words:
            expected = f"expected {' or '.join(words)}{did_you_mean(text, [str(word) for word in words])}"
            self.fault(WRONG_VALUE, WrongUsage(f"{heading} is {text!r}, {expected}"))
        return text if text in words else None

    def name(self, heading: str, known: Sequence[str], what: str) -> str | None:
        """Return the cell, which has to be a name that the programme defines for that kind of thing."""
        text = self.needed(heading)
        if text and text not in known:
            self.fault(UNKNOWN_NAME, NotFound(what, text, known))
        return text if text in known else None

    def person(self) -> str | None:
        """Return the id of somebody who is or was enrolled."""
        text = self.needed("person")
        if text and text not in self.scene.people:
            self.fault(UNKNOWN_PERSON, self.scene.unknown("person", text))
        return text if text in self.scene.people else None

    def day(self, heading: str) -> date | None:
        """Return a day, None where none is given."""
        day: date | None = self.value(heading, DATE)
        return day

    def given_day(self) -> date | None:
        """Return the day on which it happened, None where none is given; a day still to come is a fault."""
        day = self.day("on")
        if day and day > self.scene.today:
            self.fault(FUTURE, Refused(f"{day} is after today, {self.scene.today}; record it when it has happened"))
        return day


def read_lines(
    scene: Scene, rows: Iterable[Row], read: Callable[[Reader], Iterable[Read]]
) -> tuple[list[Read], list[Fault]]:
    """Read every line; return what the sound ones gave and all faults of the others."""
    given: list[Read] = []
    faults: list[Fault] = []
    for row in rows:
        reader = Reader(scene, row, [])
        found = list(read(reader))
        given += [] if reader.faults else found
        faults += reader.faults
    return given, faults
