"""The append-only journal: who changed what, when, by which command. It holds ids, never names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rmentor.values import Value

if TYPE_CHECKING:
    from sqlite_utils import Database


class Entry(Value):
    """One line of the journal; `at` is a moment in ISO 8601."""

    at: str
    who: str
    command: str
    programme: str | None
    what: str


def append(db: Database, entry: Entry) -> None:
    """Add a line at the journal's end."""
    db.execute(
        "INSERT INTO journal (at, who, command, programme, what) VALUES (?, ?, ?, ?, ?)",
        (entry.at, entry.who, entry.command, entry.programme, entry.what),
    )


def entries(db: Database) -> Iterator[Entry]:
    """Yield the journal from its beginning."""
    for row in db.query("SELECT at, who, command, programme, what FROM journal ORDER BY entry"):
        yield Entry(**row)
