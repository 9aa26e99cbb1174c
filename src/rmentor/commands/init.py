"""`rmentor init`."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.clock import now_in
from rmentor.commands.options import DryRun, Json, Today, command_line
from rmentor.files.starter import starter_files, write_new
from rmentor.programme.schema import programme_schema
from rmentor.render.init import started_view
from rmentor.render.show import show

app = command_line()


@app.command(epilog="Example: rmentor init my-programme")
def init(
    folder: Annotated[Path, typer.Argument(help="The folder, made where there is none.", metavar="DIR")] = Path(),
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Write a programme file, a roster template and a CI workflow to start from.

    They work as they are, with invented people, and so does the cron line for reminders that comes along. Nothing
    is ever overwritten.
    """
    texts = starter_files(folder, _start(now_in("UTC", today).date()))
    texts["programme.schema.json"] = json.dumps(programme_schema(), indent=2) + "\n"
    write_new(folder, texts, dry_run=dry_run)
    show(started_view(folder, list(texts), dry_run=dry_run), as_json=as_json)


def _start(today: date) -> date:
    """Return the first Monday that leaves four weeks to enrol, pair and brief people."""
    ahead = today + timedelta(weeks=4)
    return ahead + timedelta(days=-ahead.weekday() % 7)
