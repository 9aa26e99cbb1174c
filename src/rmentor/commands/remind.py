"""`rmentor remind`."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands import reminding
from rmentor.commands.desk import Choice, looking
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, command_line
from rmentor.commands.reminder_facts import facts_of
from rmentor.errors import AnswerIsNo, WrongUsage
from rmentor.reminders.due import wanted
from rmentor.reminders.model import NoticeStatus
from rmentor.render.remind import Sent, coming_view, log_view, preview_view, sent_view
from rmentor.render.show import show, tell
from rmentor.store import notices

app = command_line()
_DUE = (NoticeStatus.SENDING, NoticeStatus.FAILED)
_SETTLED = frozenset(NoticeStatus) - {NoticeStatus.PLANNED}
Outbox = Annotated[
    Path | None,
    typer.Option("--outbox", help="The folder for mails; `outbox` beside the database where absent.", metavar="DIR"),
]
Days = Annotated[int, typer.Option("--days", min=0, max=3660, help="How many days to look ahead.")]


@app.callback(invoke_without_command=True, epilog="Example: rmentor remind --outbox outbox")
def remind(
    ctx: typer.Context,
    outbox: Outbox = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Send the reminders that are due, each once.

    Made for a nightly cron job: mails are written to the outbox, one for each person, and where nothing is due
    nothing is printed or changed. A night that was missed is caught up with.
    """
    choice, folder = Choice(db, programme, today), outbox or db.parent / "outbox"
    if ctx.invoked_subcommand:
        _refuse_early_options(ctx)
    elif dry_run:
        _preview(choice, folder, as_json=as_json)
    else:
        _send(choice, folder, as_json=as_json)


@app.command("list", epilog="Example: rmentor remind list --days 30")
def list_(
    days: Days = 14,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """List the reminders that are due or to come."""
    choice = Choice(db, programme, today)
    due = [one for one in reminding.look(choice, db.parent / "outbox").moved if one.status in _DUE]
    with looking(choice) as desk:
        last = desk.today + timedelta(days=days)
        asked = (one.notice for one in wanted(facts_of(desk)).values())
        coming = [one for one in asked if desk.today < one.due <= last]
    show(coming_view(due, coming), as_json=as_json)


@app.command(epilog="Example: rmentor remind log")
def log(
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """List what became of every reminder, the latest first."""
    with looking(Choice(db, programme, today)) as desk:
        ledger = notices.notices(desk.db, desk.programme.id)
    show(log_view([one for one in ledger if one.status in _SETTLED]), as_json=as_json)


def _send(choice: Choice, folder: Path, *, as_json: bool) -> None:
    done = reminding.remind(choice, folder)
    if done.moved or as_json:
        show(sent_view(Sent(moved=done.moved, letters=done.letters, outbox=folder)), as_json=as_json)
    tell(*(f"{one.id} {one.name} cannot be reached: no usable e-mail address" for one in done.unreached))
    if done.unreached:
        raise AnswerIsNo("with an address in the roster they are written to while it is not too late: rmentor enrol")


def _preview(choice: Choice, folder: Path, *, as_json: bool) -> None:
    made = reminding.look(choice, folder)
    show(preview_view(made.letters, made.unreached), as_json=as_json)
    if made.quiet:
        tell("These are quiet hours: nothing is sent now.")


def _refuse_early_options(ctx: typer.Context) -> None:
    early = [name for name in ctx.params if str(ctx.get_parameter_source(name)).endswith("COMMANDLINE")]
    if early:
        raise WrongUsage(f"options come after `{ctx.invoked_subcommand}`, not before it")
