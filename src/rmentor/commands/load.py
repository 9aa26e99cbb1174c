"""`rmentor load`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.clock import now_in
from rmentor.commands.desk import note
from rmentor.commands.options import DATABASE, Db, DryRun, Json, Today
from rmentor.errors import FileProblems, NotFound, Problem
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.render.load import loaded_view
from rmentor.render.show import show
from rmentor.store import connection, programmes
from rmentor.store.programmes import Definition

app = typer.Typer()


@app.command(epilog="Example: rmentor load programme.yaml")
def load(
    files: Annotated[list[Path], typer.Argument(help="Programme files.", metavar="FILE…")],
    db: Db = DATABASE,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Load programme files into the database.

    The database is made where there is none. Loading a file again brings its changes in; nothing that was recorded
    is lost.
    """
    loaded = [(path, *_read(path)) for path in files]
    now = now_in("UTC", today)
    changes = []
    with connection.writing(db, dry_run=dry_run) as store:
        for path, text, programme in loaded:
            definition = Definition(
                programme=programme.id,
                source=str(path),
                definition=text,
                digest=digest_of(text),
                loaded_at=now.isoformat(timespec="seconds"),
            )
            before = programmes.definition_of(store, programme.id)
            changes.append((programme, before))
            if before is None or before.digest != definition.digest:
                programmes.save(store, definition)
                note(store, now, "load", f"definition {definition.digest[:12]}", programme.id)
    show(loaded_view(changes, dry_run=dry_run), as_json=as_json)
