"""`rmentor record`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from rmentor.commands.desk import Choice
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, command_group
from rmentor.commands.record_kinds import AGREEMENT, BRIEFING, COMMITMENT, GOAL, MEETING, OUTCOME, closing
from rmentor.commands.recording import Kind, Way, record
from rmentor.errors import WrongUsage

Cells = Mapping[str, str | None]
app = command_group("Record what happened, and nothing of what was said.")

Person = Annotated[str | None, typer.Argument(help="The person's id.", metavar="PERSON")]
Text = Annotated[str | None, typer.Argument(help="In one line.", metavar="TEXT")]
On = Annotated[str | None, typer.Option("--on", help="The day it happened; today where absent.", metavar="DATE")]
Source = Annotated[
    Path | None, typer.Option("--from", help="A CSV or XLSX file with many, kept all or none.", metavar="FILE")
]
OfPair = Annotated[int | None, typer.Option("--pair", help="The pair's number; needed for somebody in several.", min=1)]
Close = Annotated[int | None, typer.Option("--close", help="Close the one of this number instead.", min=1)]
As = Annotated[Literal["met", "dropped"] | None, typer.Option("--as", help="How it is closed.")]


@app.command(epilog="Example: rmentor record meeting 3 --on 2027-02-10 --topics podcasts")
def meeting(
    pair: Annotated[
        str | None, typer.Argument(help="The pair's number, or the id of one of the two.", metavar="PAIR")
    ] = None,
    on: On = None,
    missed: Annotated[bool, typer.Option("--missed", help="It did not take place.")] = False,
    minutes: Annotated[int | None, typer.Option("--minutes", help="Its length; as planned where absent.")] = None,
    topics: Annotated[str | None, typer.Option("--topics", help="Ids of topics, separated by `;`.")] = None,
    shared: Annotated[str | None, typer.Option("--shared", help="What both chose to share, in one line.")] = None,
    source: Source = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Record that a pair met, or that a meeting was missed.

    Without a day the earliest planned meeting up to today is meant, and one to come never is; with a day, the
    meeting of that day or planned near it. What was discussed is not kept. A file has the columns person, number,
    on, status, minutes, topics, shared.
    """
    cells = {
        "person": pair,
        "on": on,
        "status": "missed" if missed else None,
        "minutes": _written(minutes),
        "topics": topics,
        "shared": shared,
    }
    record(MEETING, cells, source, _way(db, programme, today, dry_run, as_json))


@app.command(epilog="Example: rmentor record briefing P01 power-distance")
def briefing(
    person: Person = None,
    briefing: Annotated[str | None, typer.Argument(help="The briefing's id.", metavar="BRIEFING")] = None,
    on: On = None,
    source: Source = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Record that somebody took a briefing.

    A file has the columns person, briefing, on.
    """
    cells = {"person": person, "briefing": briefing, "on": on}
    record(BRIEFING, cells, source, _way(db, programme, today, dry_run, as_json))


@app.command(epilog="Example: rmentor record agreement P01 --on 2027-01-08")
def agreement(
    person: Person = None,
    on: On = None,
    source: Source = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Record that somebody accepted the ground rules.

    In their present version, and for all open pairs of the person. A file has the columns person, on.
    """
    cells = {"person": person, "on": on}
    record(AGREEMENT, cells, source, _way(db, programme, today, dry_run, as_json))


@app.command(epilog="Example: rmentor record goal P01 'Speak at a conference' --kind professional")
def goal(
    person: Person = None,
    text: Text = None,
    kind: Annotated[Literal["professional", "personal"] | None, typer.Option("--kind", help="Which kind.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", help="How it will be known.", metavar="TEXT")] = None,
    on: On = None,
    pair: OfPair = None,
    close: Close = None,
    ended: As = None,
    source: Source = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Record a goal, or close one as met or dropped.

    A file has the columns person, kind, text, measure, on, and pair for people in several.
    """
    cells = {"person": person, "text": text, "kind": kind, "measure": measure, "on": on, "pair": _written(pair)}
    way = _way(db, programme, today, dry_run, as_json)
    record(*_closing_or(GOAL, cells, close, ended), source, way)


@app.command(epilog="Example: rmentor record commitment P02 'Open meetings with a customer' --due 2027-03-01")
def commitment(
    person: Person = None,
    text: Text = None,
    due: Annotated[str | None, typer.Option("--due", help="By when.", metavar="DATE")] = None,
    on: On = None,
    pair: OfPair = None,
    close: Close = None,
    ended: As = None,
    source: Source = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Record a commitment, or close one as met or dropped.

    A commitment is what somebody will change. A file has the columns person, text, due, on, and pair for people in
    several.
    """
    cells = {"person": person, "text": text, "due": due, "on": on, "pair": _written(pair)}
    way = _way(db, programme, today, dry_run, as_json)
    record(*_closing_or(COMMITMENT, cells, close, ended), source, way)


@app.command(epilog="Example: rmentor record outcome P01 promotion --on 2027-09-01")
def outcome(
    person: Person = None,
    kind: Annotated[str | None, typer.Argument(help="An outcome that the programme names.", metavar="KIND")] = None,
    on: On = None,
    source: Source = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Record a dated fact about somebody, such as a promotion.

    A file has the columns person, kind, on.
    """
    cells = {"person": person, "kind": kind, "on": on}
    record(OUTCOME, cells, source, _way(db, programme, today, dry_run, as_json))


def _way(db: Path, programme: str | None, today: datetime | None, dry_run: bool, as_json: bool) -> Way:
    return Way(choice=Choice(db, programme, today), dry_run=dry_run, as_json=as_json)


def _written(number: int | None) -> str | None:
    return None if number is None else str(number)


def _closing_or(kind: Kind, cells: Cells, close: int | None, ended: str | None) -> tuple[Kind, Cells]:
    if close is None and ended is None:
        return kind, cells
    given = [name for name in ("text", "kind", "measure", "due") if cells.get(name)]
    if given:
        raise WrongUsage(f"closing a {kind.name} takes its number and --as; leave out {', '.join(given)}")
    cells = {name: cells[name] for name in ("person", "on", "pair")}
    return closing(kind), {**cells, "close": _written(close), "as": ended}
