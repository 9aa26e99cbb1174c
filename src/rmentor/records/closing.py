"""Goals and commitments closed as met or dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from rmentor.errors import NotFound, Refused, WrongUsage
from rmentor.records.book import Book, Entry
from rmentor.records.lines import UNCLEAR, UNKNOWN_NUMBER, WRONG_ORDER, Reader, Scene, read_lines
from rmentor.records.model import Commitment, Goal, Progress
from rmentor.records.promises import Promise, begun
from rmentor.sheets import Row

_ENDS = (Progress.MET, Progress.DROPPED)


def book_closed(scene: Scene, rows: Iterable[Row], known: Sequence[Promise]) -> Book[Promise]:
    """Return the goals or commitments that lines close: a person's, by number, and by pair where need be."""
    entries, faults = read_lines(scene, rows, partial(_closed, known))
    return Book(tuple(entries), tuple(faults))


def _closed(known: Sequence[Promise], reader: Reader) -> Iterator[Entry[Promise]]:
    person, progress, given = reader.person(), reader.word("as", _ENDS), reader.given_day()
    found = _found(reader, person, known) if person else None
    if found and progress:
        same = found.progress == progress
        day = given or (found.closed_on if same else None) or reader.scene.today
        if day < begun(found):
            reader.fault(WRONG_ORDER, Refused(f"{day} is before {begun(found)}, the day it began"))
        closed = replace(found, progress=Progress(progress), closed_on=day)
        yield Entry(closed, found, first=found.progress is Progress.OPEN)


def _found(reader: Reader, person: str, known: Sequence[Promise]) -> Promise | None:
    number, pair = reader.text("close"), reader.text("pair")
    theirs = [one for one in known if one.person == person and pair in ("", str(one.pair))]
    found = [one for one in theirs if str(one.number) == number]
    if len(found) > 1:
        pairs = ", ".join(str(one.pair) for one in found)
        reader.fault(UNCLEAR, WrongUsage(f"{person} has a number {number} in the pairs {pairs}; say which with --pair"))
    if not found:
        reader.fault(UNKNOWN_NUMBER, NotFound(f"record of {person} with the number", number, _numbers(theirs)))
    return found[0] if len(found) == 1 else None


def _numbers(theirs: Sequence[Goal] | Sequence[Commitment]) -> list[str]:
    return sorted({str(one.number) for one in theirs})
