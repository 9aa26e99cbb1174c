"""What a command works at: the database, the programme chosen and the moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rmentor.commands.clock import now_in
from rmentor.programme.model import Programme
from rmentor.store import connection, journal, programmes
from rmentor.values import Value

if TYPE_CHECKING:
    from sqlite_utils import Database


class Choice(Value):
    """What the shared options chose."""

    path: Path
    programme: str | None
    today: datetime | None


class Desk(Value):
    """An open database with one programme; `now` is aware in the programme's zone."""

    db: Database
    programme: Programme
    now: datetime

    @property
    def today(self) -> date:
        """The day in the programme's zone."""
        return self.now.date()

    def note(self, command: str, what: str) -> None:
        """Add a line to the journal; `what` holds ids, never names."""
        note(self.db, self.now, command, what, self.programme.id)


def note(db: Database, now: datetime, command: str, what: str, programme: str | None = None) -> None:
    """Add a line to the journal in the name of whoever runs the command."""
    from getpass import getuser

    at = now.isoformat(timespec="seconds")
    journal.append(db, journal.Entry(at=at, who=getuser(), command=command, programme=programme, what=what))


@contextmanager
def looking(choice: Choice) -> Iterator[Desk]:
    """Open the database for reading."""
    with connection.reading(choice.path) as db:
        yield _desk(db, choice)


@contextmanager
def changing(choice: Choice, *, dry_run: bool = False) -> Iterator[Desk]:
    """Open the database for one transaction; with `dry_run` it is rolled back at the end."""
    connection.refuse_missing(choice.path)
    with connection.writing(choice.path, dry_run=dry_run) as db:
        yield _desk(db, choice)


def _desk(db: Database, choice: Choice) -> Desk:
    programme = programmes.chosen(db, choice.programme)
    return Desk(db, programme, now_in(programme.plan.zone, choice.today))
