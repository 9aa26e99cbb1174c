"""Brings people into a programme: from a file, or one by what was typed."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.leaving import let_go
from rmentor.errors import FileProblems, WrongUsage
from rmentor.files.tables import csv_text, read_sheet, write_new
from rmentor.pairing.model import Pair
from rmentor.people.changes import Changes, Enrolled, changes, completed
from rmentor.people.export import Export, Reading
from rmentor.people.model import Participant, Standing
from rmentor.people.rows import mapped, read_export
from rmentor.programme.roster import Columns, Roster
from rmentor.render.enrolment import Enrolment
from rmentor.sheets import Row, Sheet
from rmentor.store import people
from rmentor.text import clean

_ADDED = ("rmentor row", "rmentor problem")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of people, and where its bad rows are written so that the others can be enrolled."""

    path: Path
    bad_rows: Path | None


def enrol_file(choice: Choice, source: Source, *, dry_run: bool) -> Enrolment:
    """Enrol everybody in a file; raises FileProblems, and nothing is written, unless bad rows may be skipped."""
    with looking(choice) as desk:
        wanted = desk.programme.roster.sheet
    sheet = read_sheet(source.path, wanted)
    with changing(choice, dry_run=dry_run) as desk:
        enrolled = _enrolled(desk)
        names = {person.id: person.name for person in enrolled.people.values()}
        reading = read_export(desk.programme, Export(sheet, desk.today), names)
        if reading.problems and source.bad_rows is None:
            raise FileProblems(reading.problems)
        found = changes(desk.programme.roster, enrolled, reading)
        ended = _take_in(desk, found)
        if reading.problems and source.bad_rows is not None and not dry_run:
            write_new(source.bad_rows, _bad_rows(sheet, reading, mapped(desk.programme.roster)))
    return Enrolment(
        file=sheet.file,
        notes=sheet.notes,
        reading=reading,
        changes=found,
        ended=ended,
        bad_rows=str(source.bad_rows) if reading.problems else None,
        dry_run=dry_run,
    )


def _take_in(desk: Desk, found: Changes) -> tuple[Pair, ...]:
    """Keep who is new or changed and let go who left; a file that changes nothing leaves no trace."""
    people.save(desk.db, desk.programme.id, found.to_save)
    ended = tuple(pair for one in found.leavers for pair in let_go(desk, one.id))
    if found.to_save or found.leavers:
        joined, changed, left = len(found.joiners), len(found.changed), len(found.leavers)
        desk.note("enrol", f"{joined} joined, {changed} changed, {left} left")
    return ended


def _enrolled(desk: Desk) -> Enrolled:
    everybody = {person.id: person for person in people.people(desk.db)}
    return Enrolled(everybody, {one.id: one for one in people.participants(desk.db, desk.programme.id)})


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


def enrol_one(choice: Choice, given: Mapping[str, str | None], *, dry_run: bool) -> Participant:
    """Enrol one person, or bring a known one up to date; whoever withdrew takes part again."""
    said = {fact: clean(text) for fact, text in given.items() if text is not None}
    said["id"] = said.get("id") or _asked("Employee id", "--id")
    with looking(choice) as desk:
        known = _enrolled(desk).people.get(said["id"])
    said["name"] = said.get("name") or (known.name if known else _asked("Full name", "--name"))
    with changing(choice, dry_run=dry_run) as desk:
        enrolled = _enrolled(desk)
        before = enrolled.participants.get(said["id"])
        participant = _participant(desk, said, enrolled)
        if participant != before:
            people.save(desk.db, desk.programme.id, [participant])
            desk.note("enrol", f"person {participant.id}")
    return participant


def _asked(what: str, option: str) -> str:
    if not sys.stdin.isatty():
        raise WrongUsage(f"say who with --id and --name, or give a file with --from; {option} is missing")
    return clean(typer.prompt(what))


def _participant(desk: Desk, said: Mapping[str, str], enrolled: Enrolled) -> Participant:
    """Read what was typed as if it were the one row of a file whose headings are the options."""
    before, programme = enrolled.participants.get(said["id"]), desk.programme
    cells = {_option(fact): text for fact, text in said.items()}
    if before is not None:
        cells.setdefault("--role", before.role)
    columns = Columns(**{heading.removeprefix("--").replace("-", "_"): heading for heading in cells})
    roster = Roster(columns=columns, grades=programme.roster.grades, roles=programme.roster.roles)
    typed = Export(Sheet("", tuple(cells), (Row(0, cells),)), desk.today)
    reading = read_export(replace(programme, roster=roster), typed, {})
    if reading.problems:
        raise WrongUsage("; ".join(problem.message for problem in reading.problems))
    if reading.left_out:
        raise WrongUsage(f"{reading.left_out[0].sentence}; name one with --role")
    return replace(completed(roster, reading.participants[0], enrolled), standing=Standing.ENROLLED)


def _option(fact: str) -> str:
    return f"--{fact.replace('_', '-')}"
