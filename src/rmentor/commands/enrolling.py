"""Brings people into a programme from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.leaving import let_go
from rmentor.commands.watching import waiting_for, watching
from rmentor.errors import FileProblems
from rmentor.files.csv_out import csv_text, write_new
from rmentor.files.tables import read_sheet
from rmentor.pairing.model import Pair
from rmentor.people.changes import Changes, Enrolled, changes
from rmentor.people.columns import mapped
from rmentor.people.export import Export, Reading
from rmentor.people.rows import read_export
from rmentor.render.enrolment import Enrolment
from rmentor.render.show import tell
from rmentor.sheets import Sheet
from rmentor.store import people

_MANY = 5_000
_ADDED = ("rmentor row", "rmentor problem")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of people, and where its bad rows are written so that the others can be enrolled."""

    path: Path
    bad_rows: Path | None


def enrol_file(choice: Choice, source: Source, *, dry_run: bool) -> Enrolment:
    """Enrol everybody in a file; raises FileProblems, and nothing is written, unless bad rows may be skipped."""
    with looking(choice) as desk:
        roster = desk.programme.roster
    with waiting_for(source.path):
        sheet = read_sheet(source.path, roster.sheet, mapped(roster))
    with changing(choice, dry_run=dry_run) as desk:
        enrolled = enrolled_so_far(desk)
        names = {person.id: person.name for person in enrolled.people.values()}
        with watching("Checking", _MANY) as watch:
            reading = read_export(desk.programme, Export(sheet, desk.today), names, watch)
        notes = (*sheet.notes, *reading.notes)
        if reading.problems and source.bad_rows is None:
            tell(*(f"{sheet.file}: {note}" for note in notes))
            raise FileProblems(reading.problems)
        found = changes(desk.programme.roster, enrolled, reading)
        ended = _take_in(desk, found)
        if reading.problems and source.bad_rows is not None and not dry_run:
            write_new(source.bad_rows, _bad_rows(sheet, reading, mapped(desk.programme.roster)))
    return Enrolment(
        file=sheet.file,
        notes=notes,
        reading=reading,
        changes=found,
        ended=ended,
        bad_rows=str(source.bad_rows) if reading.problems else None,
        dry_run=dry_run,
    )


def _take_in(desk: Desk, found: Changes) -> tuple[Pair, ...]:
    """Keep who is new or changed and let go who left; a file that changes nothing leaves no trace."""
    with watching("Writing", _MANY) as watch:
        people.save(desk.db, desk.programme.id, watch(found.to_save))
    ended = tuple(pair for one in found.leavers for pair in let_go(desk, one.id))
    if found.to_save or found.leavers:
        joined, changed, left = len(found.joiners), len(found.changed), len(found.leavers)
        desk.note("enrol", f"{joined} joined, {changed} changed, {left} left")
    return ended


def enrolled_so_far(desk: Desk) -> Enrolled:
    """Return everybody known, and who takes part in this programme."""
    participants = {one.id: one for one in people.participants(desk.db, desk.programme.id)}
    others = {person.id: person for person in people.others(desk.db, desk.programme.id)}
    return Enrolled(others | {one.id: one.person for one in participants.values()}, participants)


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
