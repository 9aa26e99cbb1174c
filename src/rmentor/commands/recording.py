"""The way every record takes: given or asked for, read against the programme, kept whole or not at all, said back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from rmentor.commands.desk import Choice, Desk, changing
from rmentor.errors import FileProblems, WrongUsage
from rmentor.files.tables import read_sheet
from rmentor.records.book import Book
from rmentor.records.headings import foreign_headings, misspelt_headings
from rmentor.records.lines import Fault, Scene, scene
from rmentor.render.records import Names, recorded_view
from rmentor.render.show import show_done, tell
from rmentor.sentences import first_few
from rmentor.sheets import Row, Sheet
from rmentor.store import people, rounds

if TYPE_CHECKING:
    from sqlite_utils import Database

_IN_JOURNAL = 10
_QUESTIONS = {
    "person": ("PERSON", "Whose? The id"),
    "briefing": ("BRIEFING", "Which briefing? The id"),
    "kind": ("--kind", "Which kind? professional or personal"),
    "text": ("TEXT", "In one line"),
    "close": ("--close", "Which? The number in the pair"),
    "as": ("--as", "How is it closed? met or dropped"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of record: the headings of its files, what it cannot do without, how it is read and kept."""

    name: str
    headings: tuple[str, ...]
    needed: tuple[str, ...]
    book: Callable[[Scene, Iterable[Row], Sequence[Any]], Book[Any]]
    known: Callable[[Database, str], list[Any]]
    save: Callable[[Database, str, Iterable[Any]], None]
    reference: Callable[[Any], str]
    asked: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What the shared options say."""

    choice: Choice
    dry_run: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class _Given:
    rows: Sequence[Row]
    file: str = ""
    faults: tuple[Fault, ...] = ()


def record(kind: Kind, cells: Mapping[str, str | None], source: Path | None, way: Way) -> None:
    """Record one thing that was typed, or all rows of a file, in one transaction; then say what changed."""
    typed = {heading: cell for heading, cell in cells.items() if cell}
    given = _from_file(kind, typed, source) if source else _Given([Row(0, _completed(kind, typed))])
    with changing(way.choice, dry_run=way.dry_run) as desk:
        name = desk.programme.id
        everyone, pairs = people.participants(desk.db, name), rounds.pairs(desk.db, name)
        read_against = scene(desk.programme, desk.today, [one.id for one in everyone], pairs)
        book = kind.book(read_against, given.rows, kind.known(desk.db, name))
        _refuse((*given.faults, *book.faults), given.file)
        _keep(desk, kind, book)
    names = Names({one.id: one.name for one in everyone}, read_against.pairs)
    show_done(recorded_view(kind.name, book, names), as_json=way.as_json, dry_run=way.dry_run)


def _completed(kind: Kind, typed: Mapping[str, str]) -> Mapping[str, str]:
    missing = [heading for heading in kind.needed if heading not in typed]
    if missing and not sys.stdin.isatty():
        names = ", ".join(_asked(kind, heading)[0] for heading in missing)
        raise WrongUsage(f"{names} missing; `rmentor record {kind.name} --help` shows how, --from FILE takes many")
    return {**typed, **{heading: typer.prompt(_asked(kind, heading)[1], err=True) for heading in missing}}


def _asked(kind: Kind, heading: str) -> tuple[str, str]:
    return kind.asked.get(heading) or _QUESTIONS[heading]


def _from_file(kind: Kind, typed: Mapping[str, str], source: Path) -> _Given:
    if typed:
        raise WrongUsage(f"--from gives everything; leave out {', '.join(typed)}, or --from")
    sheet = _lower(read_sheet(source))
    faults = tuple(misspelt_headings(sheet.headings, kind.headings))
    foreign = foreign_headings(sheet.headings, kind.headings)
    tell(*sheet.notes)
    if foreign and not faults:
        tell(f"{sheet.file}: not kept: {', '.join(foreign)}")
    return _Given(sheet.rows if kind.headings[0] in sheet.headings else (), sheet.file, faults)


def _lower(sheet: Sheet) -> Sheet:
    rows = (replace(row, cells={name.lower(): cell for name, cell in row.cells.items()}) for row in sheet.rows)
    return replace(sheet, headings=tuple(name.lower() for name in sheet.headings), rows=tuple(rows))


def _refuse(faults: Sequence[Fault], file: str) -> None:
    if faults and file:
        raise FileProblems([fault.problem(file) for fault in faults])
    if faults:
        tell(*(f"rmentor: {fault.error}" for fault in faults[1:]))
        raise faults[0].error


def _keep(desk: Desk, kind: Kind, book: Book[Any]) -> None:
    news = book.news
    if news:
        kind.save(desk.db, desk.programme.id, news)
        desk.note(f"record {kind.name}", first_few(map(kind.reference, news), _IN_JOURNAL))
