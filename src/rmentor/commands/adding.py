"""Brings one person into a programme, by what was typed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace

import typer

from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.enrolling import enrolled_so_far
from rmentor.errors import WrongUsage
from rmentor.people.changes import Enrolled, completed
from rmentor.people.export import Export
from rmentor.people.model import Participant, Standing
from rmentor.people.rows import read_export
from rmentor.programme.roster import Columns, Roster
from rmentor.sheets import Row, Sheet
from rmentor.store import people
from rmentor.text import clean


def enrol_one(choice: Choice, given: Mapping[str, str | None], *, dry_run: bool) -> Participant:
    """Enrol one person, or bring a known one up to date; whoever withdrew takes part again."""
    said = {fact: clean(text) for fact, text in given.items() if text is not None}
    said["id"] = said.get("id") or _asked("Employee id", "--id")
    with looking(choice) as desk:
        known = enrolled_so_far(desk).people.get(said["id"])
    said["name"] = said.get("name") or (known.name if known else _asked("Full name", "--name"))
    with changing(choice, dry_run=dry_run) as desk:
        enrolled = enrolled_so_far(desk)
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
