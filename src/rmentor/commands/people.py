"""`rmentor people`."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Annotated

import typer

from rmentor.commands import forgetting
from rmentor.commands.completing import departments, people_ids, sites, topics
from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.leaving import let_go
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, Yes, command_group
from rmentor.errors import NotFound, WrongUsage
from rmentor.files.csv_out import csv_text
from rmentor.people.listing import Order, Wanted, chosen, in_order
from rmentor.people.model import Participant, Standing
from rmentor.people.tree import bosses
from rmentor.programme.special import special_attributes
from rmentor.programme.words import Role
from rmentor.render.forgetting import beyond_reach, forgotten_view
from rmentor.render.people import Listed, Shown, people_view, person_view, roster_of, withdrawn_view
from rmentor.render.show import show, show_done, tell
from rmentor.store import forgetting as erasing
from rmentor.store import people, programmes, rounds

app = command_group("See who takes part, and let people go.")

_Person = Annotated[str, typer.Argument(help="The person's id.", metavar="PERSON", autocompletion=people_ids)]


@app.command("list", epilog="Example: rmentor people list --role mentor --unpaired --sort name")
def list_people(
    role: Annotated[Role | None, typer.Option("--role", help="Only those who can act as this.")] = None,
    department: Annotated[
        str | None,
        typer.Option("--department", help="Only this department.", metavar="NAME", autocompletion=departments),
    ] = None,
    site: Annotated[
        str | None, typer.Option("--site", help="Only this site.", metavar="NAME", autocompletion=sites)
    ] = None,
    grade: Annotated[
        str | None, typer.Option("--grade", help="Only this grade, or from one to another, as 4-6.", metavar="N[-M]")
    ] = None,
    topic: Annotated[
        str | None,
        typer.Option("--topic", help="Only who offers or wants this.", metavar="TOPIC", autocompletion=topics),
    ] = None,
    paired: Annotated[
        bool | None, typer.Option("--paired/--unpaired", help="Only those with, or without, a pair that runs.")
    ] = None,
    find: Annotated[
        str | None,
        typer.Option("--find", help="Only with this in id, name, e-mail, department or site.", metavar="TEXT"),
    ] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Those who withdrew instead.")] = False,
    everybody: Annotated[bool, typer.Option("--all", help="Those who withdrew too.")] = False,
    sort: Annotated[Order, typer.Option("--sort", help="Sort by this; who lacks it comes last.")] = Order.ID,
    reverse: Annotated[bool, typer.Option("--reverse", help="Sort the other way round.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV that can be enrolled again.")] = False,
) -> None:
    """List who takes part; of several conditions all must hold.

    Attributes of a special category, such as ethnicity, are in no list. CSV has every other fact under the name that
    `roster.columns` has for it.
    """
    if (as_csv and as_json) or (withdrawn and everybody):
        raise WrongUsage("--csv and --json, and --withdrawn and --all, say different things; choose one")
    standing = None if everybody else Standing.WITHDRAWN if withdrawn else Standing.ENROLLED
    wanted = Wanted(
        role=role,
        department=department,
        site=site,
        grade=grade,
        topic=topic,
        text=find,
        paired=paired,
        standing=standing,
    )
    with looking(Choice(db, programme, today)) as desk:
        listed = _listed(desk, wanted, sort, reverse=reverse)
    if as_csv:
        typer.echo(csv_text(*roster_of(listed)), nl=False)
    else:
        show(people_view(listed), as_json=as_json)


@app.command("show", epilog="Example: rmentor people show E00001")
def show_person(
    person: _Person,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Show what is known of a person, the reporting line above, and the person's pairs.

    Attributes of a special category, such as ethnicity, are not shown.
    """
    with looking(Choice(db, programme, today)) as desk:
        shown = Shown(
            programme=desk.programme,
            participant=_find(desk, person),
            pairs=[pair for pair in rounds.pairs(desk.db, desk.programme.id) if person in pair.ever],
            names={one.id: one.name for one in people.participants(desk.db, desk.programme.id)},
            line=bosses(people.managers(desk.db), person),
        )
    show(person_view(shown), as_json=as_json)


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
    """Let a person go: open pairs end without blame, nothing more is sent, what was recorded stays.

    Of a group of three the two others go on as a pair.
    """
    choice = Choice(db, programme, today)
    with looking(choice) as desk:
        _confirm(_find(desk, person), yes=yes or dry_run)
    with changing(choice, dry_run=dry_run) as desk:
        found = _find(desk, person)
        left = []
        if found.standing is Standing.ENROLLED:
            left = let_go(desk, [person])
            desk.note("people withdraw", f"person {person}, pairs ended: {sum(not pair.open for pair in left)}")
    show(withdrawn_view(found, left, dry_run=dry_run), as_json=as_json)


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
    """Return who is or was enrolled; who stands in for somebody forgotten is nobody."""
    everyone = people.participants(desk.db, desk.programme.id)
    nobody = erasing.forgotten(desk.db, (one.id for one in everyone))
    hidden = _special_anywhere(desk)
    return [_discreet(one, hidden) for one in everyone if one.id not in nobody]


def _special_anywhere(desk: Desk) -> frozenset[str]:
    """Return the attributes that any programme keeps as special: a person's are shared, and may be so called in two."""
    loaded = (programmes.chosen(desk.db, name) for name in programmes.names(desk.db))
    return frozenset[str]().union(*(special_attributes(programme.roster) for programme in loaded))


def _discreet(one: Participant, hidden: frozenset[str]) -> Participant:
    if hidden.isdisjoint(one.person.attributes):
        return one
    attributes = {name: value for name, value in one.person.attributes.items() if name not in hidden}
    return replace(one, person=replace(one.person, attributes=attributes))


def _find(desk: Desk, person: str) -> Participant:
    known = {one.id: one for one in _participants(desk)}
    if person not in known:
        raise NotFound("person", person, list(known))
    return known[person]


def _listed(desk: Desk, wanted: Wanted, order: Order, *, reverse: bool) -> Listed:
    pairs = rounds.pairs(desk.db, desk.programme.id)
    paired = {person for pair in pairs if pair.open for person in pair.people}
    everyone = _participants(desk)
    found = chosen(desk.programme, everyone, wanted, paired)
    return Listed(desk.programme, in_order(found, order, backwards=reverse), pairs, len(found) < len(everyone))


def _confirm(found: Participant, *, yes: bool) -> None:
    if yes or found.standing is Standing.WITHDRAWN:
        return
    _ask(f"Withdraw {found.id}, {found.name}, and end open pairs?", f"withdraw {found.id} and end open pairs")


def _ask(question: str, deed: str) -> None:
    if not sys.stdin.isatty():
        raise WrongUsage(f"nobody can be asked here; add --yes to {deed}")
    typer.confirm(question, abort=True, err=True)
