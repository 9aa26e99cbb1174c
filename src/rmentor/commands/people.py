"""`rmentor people`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rmentor.commands import forgetting
from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.leaving import let_go
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, Yes, command_group
from rmentor.errors import NotFound, WrongUsage
from rmentor.files.tables import csv_text
from rmentor.people.model import Participant, Standing
from rmentor.programme.words import Role
from rmentor.render.forgetting import beyond_reach, forgotten_view
from rmentor.render.people import HEADINGS, people_view, person_view, table_of, withdrawn_view
from rmentor.render.show import show, show_done, tell
from rmentor.store import people, rounds

app = command_group("See who takes part, and let people go.")

_Person = Annotated[str, typer.Argument(help="The person's id.", metavar="PERSON")]


@app.command("list", epilog="Example: rmentor people list --role mentor")
def list_people(
    role: Annotated[Role | None, typer.Option("--role", help="Only those who can act as this.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Those who withdrew too.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
) -> None:
    """List who takes part, by id."""
    if as_csv and as_json:
        raise WrongUsage("--csv and --json print different forms; choose one")
    with looking(Choice(db, programme, today)) as desk:
        chosen = [one for one in _participants(desk) if _listed(one, role, everybody=everybody)]
        pairs = rounds.pairs(desk.db, desk.programme.id)
    if as_csv:
        typer.echo(csv_text(HEADINGS, table_of(chosen, pairs)), nl=False)
    else:
        show(people_view(chosen, pairs), as_json=as_json)


@app.command("show", epilog="Example: rmentor people show E00001")
def show_person(
    person: _Person,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Show what is known of a person, and the person's pairs."""
    with looking(Choice(db, programme, today)) as desk:
        found = _find(desk, person)
        pairs = [pair for pair in rounds.pairs(desk.db, desk.programme.id) if person in pair.people]
        names = {one.id: one.name for one in _participants(desk)}
    show(person_view(found, pairs, names), as_json=as_json)


@app.command("withdraw", epilog="Example: rmentor people withdraw E00001")
def withdraw_person(
    person: _Person,
    yes: Yes = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Let a person go: open pairs end without blame, nothing more is sent, what was recorded stays."""
    choice = Choice(db, programme, today)
    with looking(choice) as desk:
        _confirm(_find(desk, person), yes=yes or dry_run)
    with changing(choice, dry_run=dry_run) as desk:
        found = _find(desk, person)
        ended = []
        if found.standing is Standing.ENROLLED:
            ended = let_go(desk, person)
            desk.note("people withdraw", f"person {person}, pairs ended: {len(ended)}")
    show(withdrawn_view(found, ended, dry_run=dry_run), as_json=as_json)


@app.command("forget", epilog="Example: rmentor people forget E00001 --dry-run")
def forget_person(
    person: _Person,
    yes: Yes = False,
    db: Db = DATABASE,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Remove a person from the whole database for good; what others are counted with stays, without a name.

    Facts, texts, reminders and the id go from every programme, the journal and the file's free pages; open pairs
    end first. An import never brings the person back. This cannot be undone.
    """
    found = forgetting.person_to_forget(db, person)
    if found and not (yes or dry_run):
        _ask(f"Forget {found.id}, {found.name}, in every programme? This cannot be undone.", f"forget {found.id}")
    erased = forgetting.forget_person(db, person, today, dry_run=dry_run)
    tell(*beyond_reach(erased))
    show_done(forgotten_view(erased), as_json=as_json, dry_run=dry_run)


def _participants(desk: Desk) -> list[Participant]:
    return people.participants(desk.db, desk.programme.id)


def _find(desk: Desk, person: str) -> Participant:
    known = {one.id: one for one in _participants(desk)}
    if person not in known:
        raise NotFound("person", person, list(known))
    return known[person]


def _listed(one: Participant, role: Role | None, *, everybody: bool) -> bool:
    here = everybody or one.standing is Standing.ENROLLED
    return here and (role is None or one.role is role or (role is not Role.BOTH and one.role.plays(role)))


def _confirm(found: Participant, *, yes: bool) -> None:
    if yes or found.standing is Standing.WITHDRAWN:
        return
    _ask(f"Withdraw {found.id}, {found.name}, and end open pairs?", f"withdraw {found.id} and end open pairs")


def _ask(question: str, deed: str) -> None:
    if not sys.stdin.isatty():
        raise WrongUsage(f"nobody can be asked here; add --yes to {deed}")
    typer.confirm(question, abort=True, err=True)
