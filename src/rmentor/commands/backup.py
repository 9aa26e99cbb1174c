"""`rmentor backup`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.clock import now_in
from rmentor.commands.options import DATABASE, Db, Json, Today, command_line
from rmentor.render.show import show
from rmentor.render.view import View, Words
from rmentor.store import connection

app = command_line()


@app.command(epilog="Example: rmentor backup")
def backup(
    target: Annotated[
        Path | None, typer.Argument(help="The file to write; dated, beside the database, where absent.")
    ] = None,
    db: Db = DATABASE,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Write a checked copy of the database.

    The copy can be used in place of the database at once; only its owner can read it.
    """
    day = now_in("UTC", today).date()
    path = target or db.with_name(f"{db.stem}-{day}{db.suffix}")
    connection.back_up(db, path)
    size = path.stat().st_size
    words = Words(f"Wrote {path} ({size:,} bytes), checked and whole.")
    show(View(kind="backup", data={"file": str(path), "bytes": size}, blocks=(words,)), as_json=as_json)
