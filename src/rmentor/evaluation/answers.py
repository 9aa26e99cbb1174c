"""The rows of a survey export to responses, with everything that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from rmentor.errors import Problem, did_you_mean
from rmentor.evaluation.model import Response
from rmentor.people.export import MISSING_COLUMN, MISSING_VALUE, WRONG_VALUE, Export
from rmentor.people.model import Participant
from rmentor.programme.model import Programme
from rmentor.programme.surveys import Answering, Item, Wave
from rmentor.sheets import Row

NOT_ASKED = "RM821"
REPEATED = "RM822"
_PERSON = "person"
_LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Asking:
    """A wave of a programme, and everyone enrolled."""

    programme: Programme
    wave: Wave
    participants: Sequence[Participant]

    @property
    def items(self) -> list[Item]:
        """The wave's items, in its order."""
        found = (self.programme.surveys.item(name) for name in self.wave.items)
        return [item for item in found if item]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersRead:
    """What a survey export gave: responses sorted by person, problems, and notes on what was passed over."""

    responses: tuple[Response, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def read_answers(asking: Asking, export: Export) -> AnswersRead:
    """Return the responses to a wave; a row without any answer is noted and is no response.

    The column `person` holds ids or e-mail addresses; an item's column is named by the item's id or its text, its
    cells hold numbers of the scale or what the scale calls them.
    """
    texts = {item.text.casefold(): item for item in asking.items}
    named = texts | {item.id.casefold(): item for item in asking.items}
    columns = {heading: named[heading.casefold()] for heading in export.sheet.headings if heading.casefold() in named}
    reader = _Reader(asking, export, columns)
    problems = list(reader.heading_problems()) or list(reader.row_problems())
    responses = [] if problems else [reader.response(row) for row in export.sheet.rows]
    full = sorted((one for one in responses if one.numbers or one.texts), key=lambda one: one.person)
    notes = [*reader.passed_over(), *_empty(len(responses) - len(full))]
    return AnswersRead(responses=tuple(full), problems=tuple(sorted(problems)), notes=tuple(notes))


def joined(before: Response | None, given: Response) -> Response:
    """Return a response in which given answers take the place of earlier ones, and earlier ones stay where none is.

    It was received on the later day, and is the earlier response itself where nothing in it changes.
    """
    if before is None:
        return given
    numbers, texts = {**before.numbers, **given.numbers}, {**before.texts, **given.texts}
    if (numbers, texts) == (before.numbers, before.texts):
        return before
    return replace(given, received=max(before.received, given.received), numbers=numbers, texts=texts)


def _empty(count: int) -> Iterator[str]:
    if count:
        yield f"rows without any answer, passed over: {count}"


class _Reader:
    """One export read against its wave."""

    def __init__(self, asking: Asking, export: Export, columns: Mapping[str, Item]) -> None:
        self.asking, self.export, self.columns = asking, export, columns
        emails = {one.person.email.casefold(): one for one in asking.participants if one.person.email}
        self.people = emails | {one.id.casefold(): one for one in asking.participants}

    def heading_problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the headings."""
        wave = self.asking.wave
        if _PERSON not in self.export.sheet.headings:
            near = did_you_mean(_PERSON, self.export.sheet.headings)
            yield self._problem(1, "", MISSING_COLUMN, f"there is no column {_PERSON!r}{near}")
        if not self.columns:
            told = f"no column is named by an item of the wave {wave.id!r}, which asks {', '.join(wave.items)}"
            yield self._problem(1, "", MISSING_COLUMN, told)
        for item in self.asking.items:
            first, *others = [heading for heading, one in self.columns.items() if one == item] or [""]
            for heading in others:
                told = f"the columns {first!r} and {heading!r} both hold the item {item.id!r}; keep one"
                yield self._problem(1, heading, REPEATED, told)

    def row_problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the rows."""
        seen: dict[str, int] = {}
        for row in self.export.sheet.rows:
            yield from self._person_problems(row, seen)
            for heading, item in self.columns.items():
                try:
                    self._answer(item, row.cells.get(heading, ""))
                except ValueError as error:
                    yield self._problem(row.line, heading, WRONG_VALUE, str(error))

    def response(self, row: Row) -> Response:
        """Return what a row without problems answers."""
        cells = [(item, self._answer(item, row.cells.get(heading, ""))) for heading, item in self.columns.items()]
        return Response(
            person=self.people[row.cells[_PERSON].casefold()].id,
            wave=self.asking.wave.id,
            received=self.export.on,
            numbers={item.id: answer for item, answer in cells if isinstance(answer, int)},
            texts={item.id: answer for item, answer in cells if answer and isinstance(answer, str)},
        )

    def passed_over(self) -> Iterator[str]:
        """Yield a note for each column that is no item, and for each item without a column."""
        for heading in self.export.sheet.headings:
            if heading and heading != _PERSON and heading not in self.columns:
                yield f"the column {heading!r} is no item of the wave and was passed over"
        for item in self.asking.items:
            if item not in self.columns.values():
                yield f"no column holds the item {item.id!r}"

    def _person_problems(self, row: Row, seen: dict[str, int]) -> Iterator[Problem]:
        name = row.cells.get(_PERSON, "")
        one = self.people.get(name.casefold())
        if not name:
            yield self._problem(row.line, _PERSON, MISSING_VALUE, "there is no person")
        elif one is None:
            told = f"{name!r} does not take part{did_you_mean(name, sorted(self.people))}"
            yield self._problem(row.line, _PERSON, NOT_ASKED, told)
        elif not one.role.plays(self.asking.wave.asks):
            told = f"{name!r} is a {one.role}; the wave {self.asking.wave.id!r} asks {self.asking.wave.asks}s"
            yield self._problem(row.line, _PERSON, NOT_ASKED, told)
        elif seen.setdefault(one.id, row.line) != row.line:
            told = f"{name!r} answers in line {seen[one.id]} already; keep one of the two"
            yield self._problem(row.line, _PERSON, REPEATED, told)

    def _answer(self, item: Item, text: str) -> int | str | None:
        """Return the number or text of a cell, None for an empty one; raises ValueError for what cannot be meant."""
        if item.answer is Answering.TEXT:
            if len(text) > _LONGEST_TEXT:
                raise ValueError(f"{item.id} has {len(text)} characters; at most {_LONGEST_TEXT} are kept")
            return text or None
        scale = self.asking.programme.surveys.scale_of(item)
        called = {name.casefold(): number for number, name in scale.anchors.items()}
        number = called.get(text.casefold(), _whole(text))
        if text and (number is None or not scale.low <= number <= scale.high):
            raise ValueError(f"{item.id} is {text!r}, expected a whole number from {scale.low} to {scale.high}")
        return number

    def _problem(self, line: int, heading: str, code: str, message: str) -> Problem:
        column = self.export.sheet.column(heading)
        return Problem(self.export.sheet.file, line, column, code, message)


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
