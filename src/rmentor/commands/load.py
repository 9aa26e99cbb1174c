"""`rmentor load`."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rmentor.commands.clock import now_in
from rmentor.commands.desk import note
from rmentor.commands.options import DATABASE, Db, DryRun, Json, Today, command_line
from rmentor.errors import FileProblems, NotFound, Problem, Refused
from rmentor.meetings.replanning import coming, plans_by
from rmentor.programme.changes import changes
from rmentor.programme.checks.rules import problems_of
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.references import lost_references
from rmentor.render.load import Loaded, loaded_view
from rmentor.render.show import show
from rmentor.store import attributes, connection, meetings, programmes
from rmentor.store.programmes import Definition

if TYPE_CHECKING:
    from sqlite_utils import Database

app = command_line()


@app.command(epilog="Example: rmentor load programme.yaml")
def load(
    files: Annotated[list[Path], typer.Argument(help="Programme files.", metavar="FILE…")],
    db: Db = DATABASE,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Load programme files into the database.

    The database is made where there is none. Loading a file again brings its changes in and shows them; a change
    that would leave records without what they refer to is refused. Where no programme states a purpose for
    special-category data any more, what was kept of it is removed.
    """
    now = now_in("UTC", today)
    read = _read_all(now, files)
    with connection.writing(db, dry_run=dry_run) as store:
        loaded = [_load(store, now, definition, programme) for definition, programme in read]
    show(loaded_view(loaded), as_json=as_json)


def _read_all(now: datetime, files: list[Path]) -> list[tuple[Definition, Programme]]:
    problems: list[Problem] = []
    read = []
    for path in files:
        data = _bytes_of(path)
        reading = read_programme(data, str(path))
        problems += (one for one in problems_of(reading, str(path)) if one.severity == "error")
        if reading.programme:
            read.append((_definition(now, reading.programme, path, data), reading.programme))
    if problems:
        raise FileProblems(problems)
    return read


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        near = sorted(str(one) for one in path.parent.glob("*.yaml")) if path.parent.is_dir() else []
        raise NotFound("file", str(path), near) from None
    except OSError as error:
        raise FileProblems([Problem(str(path), 0, 0, "RM101", f"cannot be read: {error.strerror}")]) from None


def _definition(now: datetime, programme: Programme, path: Path, data: bytes) -> Definition:
    return Definition(
        programme=programme.id,
        source=path.name,
        definition=data.decode("utf-8-sig"),
        digest=sha256(data).hexdigest(),
        loaded_at=now.isoformat(timespec="seconds"),
    )


def _load(store: Database, now: datetime, definition: Definition, programme: Programme) -> Loaded:
    known = programmes.definition_of(store, programme.id)
    if known is None:
        _save(store, now, definition)
        return Loaded(programme, None)
    before = programmes.chosen(store, programme.id)
    lost = lost_references(programme, programmes.references(store, programme.id))
    if lost:
        raise Refused(f"{programme.id}: records refer to what the new definition lacks: {', '.join(lost)}; keep it")
    if known.digest != definition.digest:
        _save(store, now, definition)
    changed = changes(before, programme)
    replanned = any(plans_by(change.key) for change in changed)
    outdated = len(coming(meetings.meetings(store, programme.id), now)) if replanned else 0
    return Loaded(programme, changed, outdated, attributes.drop(store, _without_purpose(store, before)))


def _without_purpose(store: Database, before: Programme) -> list[str]:
    """Return the special attributes for which a definition stated a purpose and none in the database does now."""
    stated = before.roster.special.keys()
    now = [programmes.chosen(store, name).roster.special for name in programmes.names(store)] if stated else []
    return sorted(name for name in stated if not any(name in special for special in now))


def _save(store: Database, now: datetime, definition: Definition) -> None:
    programmes.save(store, definition)
    note(store, now, "load", f"definition {definition.digest[:12]}", definition.programme)
