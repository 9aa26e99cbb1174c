"""Goals and commitments: set as lines state them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeVar

from rmentor.errors import Refused
from rmentor.records.book import Book, Entry, Key, Stated, booked
from rmentor.records.lines import WRONG_ORDER, Reader, Scene, read_lines
from rmentor.records.model import Commitment, Goal, GoalKind
from rmentor.records.places import pair_of
from rmentor.sheets import Row

_UNNUMBERED = 0
Promise = TypeVar("Promise", Goal, Commitment)


@dataclass(frozen=True, slots=True)
class _Words:
    """What a goal and a commitment have in common; `given` is the day the line gives."""

    pair: int
    person: str
    text: str
    given: date | None
    today: date

    @property
    def day(self) -> date:
        """The day of a new goal or commitment."""
        return self.given or self.today


def book_goals(scene: Scene, rows: Iterable[Row], known: Sequence[Goal]) -> Book[Goal]:
    """Return the goals that lines record; one with the same words is the same goal."""
    kept: dict[Key, Goal] = {(one.pair, one.person, one.kind, one.text.casefold()): one for one in known}
    return _numbered(booked(read_lines(scene, rows, partial(_goals, kept)), kept), known)


def book_commitments(scene: Scene, rows: Iterable[Row], known: Sequence[Commitment]) -> Book[Commitment]:
    """Return the commitments that lines record; one with the same words is the same commitment."""
    kept: dict[Key, Commitment] = {(one.pair, one.person, one.text.casefold()): one for one in known}
    return _numbered(booked(read_lines(scene, rows, partial(_commitments, kept)), kept), known)


def _goals(kept: Mapping[Key, Goal], reader: Reader) -> Iterator[Stated[Goal]]:
    words, kind, measure = _words(reader), reader.word("kind", list(GoalKind)), reader.sentence("measure")
    if words and kind:
        key = (words.pair, words.person, GoalKind(kind), words.text.casefold())
        before = kept.get(key) or Goal(
            pair=words.pair,
            number=_UNNUMBERED,
            person=words.person,
            kind=GoalKind(kind),
            text=words.text,
            measure=None,
            set_on=words.day,
        )
        goal = replace(before, measure=measure or before.measure, set_on=words.given or before.set_on)
        yield Stated(key, goal, reader.row.line)


def _commitments(kept: Mapping[Key, Commitment], reader: Reader) -> Iterator[Stated[Commitment]]:
    words, due = _words(reader), reader.day("due")
    if words:
        key = (words.pair, words.person, words.text.casefold())
        before = kept.get(key) or Commitment(
            pair=words.pair,
            number=_UNNUMBERED,
            person=words.person,
            text=words.text,
            due=None,
            made_on=words.day,
        )
        commitment = replace(before, due=due or before.due, made_on=words.given or before.made_on)
        if commitment.due and commitment.due < commitment.made_on:
            told = f"due on {commitment.due}, before it was made on {commitment.made_on}"
            reader.fault(WRONG_ORDER, Refused(f"{told}; give a later due, or the day it was made as on"))
        yield Stated(key, commitment, reader.row.line)


def _words(reader: Reader) -> _Words | None:
    person, text, given = reader.person(), reader.needed_sentence("text"), reader.given_day()
    today = reader.scene.today
    pair = pair_of(reader, person, given or today) if person else None
    return _Words(pair.number, person, text, given, today) if pair and person and text else None


def _numbered(book: Book[Promise], known: Sequence[Promise]) -> Book[Promise]:
    """Return the book with a number for each new entry: by day, then in the book's order."""
    last: dict[int, int] = {}
    for one in known:
        last[one.pair] = max(one.number, last.get(one.pair, 0))
    entries: list[Entry[Promise]] = []
    for entry in sorted(book.entries, key=lambda entry: (entry.record.pair, begun(entry.record))):
        record = entry.record
        if record.number == _UNNUMBERED:
            last[record.pair] = last.get(record.pair, 0) + 1
            record = replace(record, number=last[record.pair])
        entries.append(Entry(record, entry.before))
    return Book(tuple(entries), book.faults)


def begun(promise: Goal | Commitment) -> date:
    """Return the day on which a goal was set or a commitment made."""
    return promise.set_on if isinstance(promise, Goal) else promise.made_on
