"""Brings people into a programme from a file."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.foreseeing import MANY, Foreseen, foresee
from rmentor.commands.leaving import let_go
from rmentor.commands.watching import waiting_for, watching
from rmentor.errors import FileProblems, Refused
from rmentor.files.csv_out import csv_text, refuse_existing, write_new
from rmentor.files.tables import read_sheet
from rmentor.pairing.model import Pair
from rmentor.people.columns import mapped
from rmentor.people.export import Reading
from rmentor.people.problems import in_few_lines
from rmentor.render.enrolment import Enrolment, enrolment_view, outcome_view, preview, problems_view
from rmentor.render.show import show, show_first, tell
from rmentor.sheets import Sheet
from rmentor.store import people

_ADDED = ("rmentor row", "rmentor problem")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of people, and where its bad rows are written so that the others can be enrolled."""

    path: Path
    bad_rows: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a file is enrolled: without asking, told as JSON, or not really."""

    yes: bool = False
    as_json: bool = False
    dry_run: bool = False

    @property
    def asks(self) -> bool:
        """True where somebody is there who can be asked."""
        return sys.stdin.isatty() and not (self.yes or self.dry_run)


def enrol_file(choice: Choice, source: Source, manner: Manner) -> None:
    """Enrol everybody in a file and say who came, changed and left.

    On a terminal it is said beforehand, and asked whether to go on, where people who are enrolled change or leave.
    Raises FileProblems where rows have problems that may not be skipped, Refused where what was said no longer holds;
    then nothing is written.
    """
    with looking(choice) as desk:
        roster = desk.programme.roster
    with waiting_for(source.path):
        sheet = read_sheet(source.path, roster.sheet, mapped(roster))
    agreed = _agreed(choice, source, sheet, manner) if manner.asks else None
    with changing(choice, dry_run=manner.dry_run) as desk:
        foreseen = _usable(desk, source, sheet, manner)
        if agreed and not foreseen.same_as(agreed):
            raise Refused("the database has changed meanwhile, and nothing was written; run it again")
        left = _take_in(desk, foreseen)
        enrolment = _told(source, sheet, foreseen, left, manner)
        if enrolment.bad_rows and not manner.dry_run:
            write_new(Path(enrolment.bad_rows), _bad_rows(sheet, foreseen.intake.reading, mapped(roster)))
    if agreed is None or not agreed.asks:
        tell(*(f"{sheet.file}: {note}" for note in enrolment.notes))
    view = outcome_view(enrolment) if agreed and agreed.asks else enrolment_view(enrolment)
    show(view, as_json=manner.as_json)


def _agreed(choice: Choice, source: Source, sheet: Sheet, manner: Manner) -> Foreseen | None:
    """Return what was foreseen and agreed to; None where nobody is enrolled yet and so nobody can change."""
    with looking(choice) as desk:
        if not people.participants(desk.db, desk.programme.id):
            return None
        foreseen = _usable(desk, source, sheet, manner)
    if foreseen.asks:
        enrolment = _told(source, sheet, foreseen, (), Manner(dry_run=True))
        tell(*(f"{sheet.file}: {note}" for note in enrolment.notes))
        show_first(preview(enrolment))
        if not _agrees():
            raise typer.Abort
    return foreseen


def _agrees() -> bool:
    typer.echo("Write this? [y/N] ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _usable(desk: Desk, source: Source, sheet: Sheet, manner: Manner) -> Foreseen:
    """Return what a table would do; raises FileProblems where it has problems that may not be skipped."""
    foreseen = foresee(desk, sheet)
    reading = foreseen.intake.reading
    if reading.problems and source.bad_rows is None:
        if manner.as_json:
            show(problems_view(sheet.file, reading), as_json=True)
        tell(*(f"{sheet.file}: {note}" for note in (*sheet.notes, *reading.notes)))
        raise FileProblems(reading.problems, in_few_lines(reading.problems))
    if reading.problems and source.bad_rows:
        refuse_existing(source.bad_rows)
    return foreseen


def _told(source: Source, sheet: Sheet, found: Foreseen, left: tuple[Pair, ...], manner: Manner) -> Enrolment:
    reading = found.intake.reading
    return Enrolment(
        file=sheet.file,
        notes=(*sheet.notes, *reading.notes),
        reading=reading,
        changes=found.changes,
        doubts=found.intake.doubts,
        alarms=found.alarms,
        left=left,
        bad_rows=str(source.bad_rows) if reading.problems else None,
        dry_run=manner.dry_run,
    )


def _take_in(desk: Desk, foreseen: Foreseen) -> tuple[Pair, ...]:
    """Keep who is new or changed and let go who left; a file that changes nothing leaves no trace."""
    found = foreseen.changes
    with watching("Writing", MANY) as watch:
        people.save(desk.db, desk.programme.id, watch(found.to_save))
    parted = tuple(let_go(desk, [one.id for one in found.leavers]))
    if foreseen.relinked:
        people.save_reporting(desk.db, foreseen.intake.links)
    if found.to_save or found.leavers or foreseen.relinked:
        joined, changed, left = len(found.joiners), len(found.changed) + len(found.shifted), len(found.leavers)
        desk.note("enrol", f"{joined} joined, {changed} changed, {left} left")
    return parted


def _bad_rows(sheet: Sheet, reading: Reading, headings: Sequence[str]) -> str:
    """Return the rows that have problems as CSV, to be put right and enrolled; what is not mapped is not copied."""
    told: dict[int, list[str]] = {}
    for problem in reading.problems:
        told.setdefault(problem.line, []).append(problem.message)
    rows = (
        [*(row.cells.get(heading, "") for heading in headings), str(row.line), "; ".join(told[row.line])]
        for row in sheet.rows
        if row.line in told
    )
    return csv_text([*headings, *_ADDED], rows)
