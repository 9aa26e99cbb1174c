"""Holds a roster against a definition, before anybody is enrolled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rmentor.commands.extras import require
from rmentor.commands.standards import programme_in
from rmentor.errors import Problem, WrongUsage
from rmentor.files.tables import read_sheet
from rmentor.people.columns import mapped
from rmentor.people.export import Export, Reading
from rmentor.people.intake import Intake, Known, take_in
from rmentor.programme.model import Programme
from rmentor.render.prospects import Held


def hold_against(files: Sequence[Path], roster: Path, today: date) -> Held:
    """Return how a roster stands against the one definition that is named.

    Where rows cannot be read, they are told first: who is missing would be blamed on the others.
    """
    if len(files) != 1:
        raise WrongUsage("--with holds people against one programme file; name one")
    programme = programme_in(files[0])
    require("pairing")
    export = Export(read_sheet(roster, programme.roster.sheet, mapped(programme.roster)), today)
    intake = take_in(programme, export, Known())
    if intake.reading.problems:
        return Held(str(files[0]), export.sheet.file, intake.reading, None, intake.reading.problems)
    return _held(programme, str(files[0]), export, intake)


def _held(programme: Programme, file: str, export: Export, intake: Intake) -> Held:
    from rmentor.pairing.pool import Pool
    from rmentor.pairing.prospects import prospects

    reading = intake.reading
    pool = Pool(programme=programme, people=reading.participants, managers=intake.tree.managers)
    found = prospects(pool)
    rows = _rows(programme, export, reading)
    names = {one.id: one.name for one in reading.participants}
    problems = [
        Problem(
            export.sheet.file, rows.get(one.person, 0), 0, one.code, _told(names.get(one.person, ""), one.what), "error"
        )
        for one in found.concerns
    ]
    return Held(file, export.sheet.file, reading, found, tuple(sorted(problems)))


def _told(name: str, what: str) -> str:
    return f"{name}: {what}" if name else what


def _rows(programme: Programme, export: Export, reading: Reading) -> dict[str, int]:
    left_out = {one.line for one in reading.left_out}
    column = programme.roster.columns.id
    return {row.cells.get(column, ""): row.line for row in export.sheet.rows if row.line not in left_out}
