"""`rmentor schedule`."""

from __future__ import annotations

from datetime import date, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.calendars import calendars
from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.extras import require
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, command_group
from rmentor.errors import Refused
from rmentor.files.folder import write_folder
from rmentor.meetings.agenda import Agenda
from rmentor.meetings.model import Meeting
from rmentor.meetings.planning import PlannedSeries, cancelled, moved, plan_pair, refuse_outside, unplanned
from rmentor.meetings.replanning import replan
from rmentor.pairing.lookup import find_pair
from rmentor.pairing.model import Pair
from rmentor.programme.kinds import DATE, TIME
from rmentor.programme.workdays import is_working_day
from rmentor.render.meetings import calendars_view, changed_view, meetings_view
from rmentor.render.planned import planned_view
from rmentor.render.show import show, show_done, tell
from rmentor.store import meetings, people, rounds

app = command_group("Plan meetings and hand out calendar files.")
_AHEAD = timedelta(weeks=4)

OnePair = Annotated[
    str | None, typer.Option("--pair", help="Only this pair: its number, or a person's id.", metavar="PAIR")
]
PairName = Annotated[str, typer.Argument(help="The pair's number, or the id of one of its people.", metavar="PAIR")]
Number = Annotated[int, typer.Argument(help="The meeting's number in the pair.", min=1, metavar="NUMBER")]


@app.command(epilog="Example: rmentor schedule plan")
def plan(
    again: Annotated[bool, typer.Option("--again", help="Plan what is to come anew, by the rules of today.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Plan the meetings of every open pair that has none.

    Days off and public holidays are left out, and the hour is one at which all work. What is planned stays as
    it is when this runs again. With --again, after the rules changed, the coming meetings of each pair are
    cancelled and the rest of its series is planned in their place; what was moved or cancelled by hand comes back.
    """
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        _require_holidays(desk)
        agenda = _agenda(desk, None)
        planned = list(replan(desk.programme, agenda, desk.now)) if again else _first_plans(desk, agenda)
        made = [meeting for one in planned for meeting in one.meetings]
        gone = [meeting for one in planned for meeting in one.replaced]
        if made or gone:
            meetings.save(desk.db, desk.programme.id, [*gone, *made])
            cancels = f", {len(gone)} cancelled" if gone else ""
            desk.note("schedule plan", f"{len(made)} meetings of {len({one.pair for one in made})} pairs{cancels}")
    show_done(planned_view(planned, agenda), as_json=as_json, dry_run=dry_run)


@app.command("list", epilog="Example: rmentor schedule list --pair 3")
def list_(
    pair: OnePair = None,
    everything: Annotated[bool, typer.Option("--all", help="Every meeting, whatever its day and status.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """List the meetings planned for the next four weeks.

    With --pair all that are still to come for that pair.
    """
    with looking(Choice(db, programme, today)) as desk:
        agenda, span = _agenda(desk, pair), "in all"
        if not everything:
            span = f"planned from {desk.today} on" if pair else "planned for the next 4 weeks"
            agenda = agenda.planned(desk.today, date.max if pair else desk.today + _AHEAD)
        show(meetings_view(agenda, span), as_json=as_json)


@app.command(epilog="Example: rmentor schedule move 3 2 2027-02-16 --at 14:00")
def move(
    pair: PairName,
    number: Number,
    on: Annotated[date, typer.Argument(help="The new day.", parser=DATE.parse, metavar="DATE")],
    at: Annotated[time | None, typer.Option("--at", help="The new start.", parser=TIME.parse, metavar="TIME")] = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Move a planned meeting to another day or hour."""
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        _require_holidays(desk)
        if on < desk.today:
            raise Refused(f"{on} has passed; a meeting that took place goes to `rmentor record meeting`")
        before, its_pair = _one(desk, pair, number)
        refuse_outside(desk.programme, its_pair, on)
        after = moved(before, on, at)
        if not is_working_day(on, desk.programme.meetings.holidays):
            tell(f"{on:%A} {on} is not a working day.")
        meetings.save(desk.db, desk.programme.id, [after])
        desk.note("schedule move", f"meeting {after.pair}.{after.number} to {after.on} {after.at:%H:%M}")
    show_done(changed_view(before, after), as_json=as_json, dry_run=dry_run)


@app.command(epilog="Example: rmentor schedule cancel 3 2")
def cancel(
    pair: PairName,
    number: Number,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Cancel a planned meeting."""
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        before, _ = _one(desk, pair, number)
        after = cancelled(before)
        meetings.save(desk.db, desk.programme.id, [after])
        desk.note("schedule cancel", f"meeting {after.pair}.{after.number}")
    show_done(changed_view(before, after), as_json=as_json, dry_run=dry_run)


@app.command(epilog="Example: rmentor schedule ics calendars")
def ics(
    folder: Annotated[Path, typer.Argument(help="The folder for the files.", file_okay=False, metavar="DIR")],
    pair: OnePair = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Write a calendar file for each pair.

    What was cancelled has a file of its own. Opened in a calendar again after a change, the files bring the
    change there and nothing twice.
    """
    require("calendar")
    with looking(Choice(db, programme, today)) as desk:
        made = calendars(desk, _agenda(desk, pair))
    if not dry_run:
        write_folder(folder, made.files)
    show_done(calendars_view(str(folder), made.names, made.entries), as_json=as_json, dry_run=dry_run)


def _require_holidays(desk: Desk) -> None:
    if desk.programme.meetings.holidays:
        require("calendar")


def _first_plans(desk: Desk, agenda: Agenda) -> list[PlannedSeries]:
    return [plan_pair(desk.programme, agenda, pair, desk.now) for pair in unplanned(agenda)]


def _agenda(desk: Desk, pair: str | None) -> Agenda:
    name = desk.programme.id
    pairs = rounds.pairs(desk.db, name)
    everyone = {one.id: one.person for one in people.participants(desk.db, name)}
    agenda = Agenda(meetings.meetings(desk.db, name), {one.number: one for one in pairs}, everyone)
    return agenda if pair is None else agenda.of(find_pair(pairs, pair, everyone))


def _one(desk: Desk, name: str, number: int) -> tuple[Meeting, Pair]:
    agenda = _agenda(desk, None)
    pair = find_pair(tuple(agenda.pairs.values()), name, agenda.people)
    return agenda.meeting(pair, number), pair
