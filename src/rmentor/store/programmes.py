"""Programmes in the database: the definition is kept as the text that was loaded, and read from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rmentor.errors import NotFound, StoreUnusable, WrongUsage
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.references import References
from rmentor.values import Value

if TYPE_CHECKING:
    from sqlite_utils import Database


class Definition(Value):
    """A loaded definition: its text, the file it came from and the digest of its bytes."""

    programme: str
    source: str
    definition: str
    digest: str
    loaded_at: str


def save(db: Database, definition: Definition) -> None:
    """Keep a definition, in place of the one of the same programme."""
    db.execute(
        """
        INSERT INTO programme (programme, source, definition, digest, loaded_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (programme) DO UPDATE SET
            source = excluded.source, definition = excluded.definition,
            digest = excluded.digest, loaded_at = excluded.loaded_at
        """,
        (definition.programme, definition.source, definition.definition, definition.digest, definition.loaded_at),
    )


def names(db: Database) -> Sequence[str]:
    """Return the ids of the loaded programmes, sorted."""
    return [row["programme"] for row in db.query("SELECT programme FROM programme ORDER BY programme")]


def definition_of(db: Database, name: str) -> Definition | None:
    """Return a programme's definition, None where it was never loaded."""
    rows = db.query("SELECT * FROM programme WHERE programme = ?", (name,))
    return next((Definition(**row) for row in rows), None)


def chosen(db: Database, name: str | None) -> Programme:
    """Return the programme of that id, or the only one where no id is given.

    Raises WrongUsage where an id is needed, NotFound where the id is not known.
    """
    known = names(db)
    if name == "":
        raise WrongUsage("--programme is given and empty; name a programme or leave the option out")
    if name is None and len(known) != 1:
        told = f"choose one with --programme: {', '.join(known)}" if known else "load one with `rmentor load FILE`"
        raise WrongUsage(f"{len(known) or 'no'} programmes are loaded; {told}")
    definition = definition_of(db, name or known[0])
    if definition is None:
        raise NotFound("programme", name or "", known)
    reading = read_programme(definition.definition.encode(), definition.source)
    if reading.programme is None:
        raise StoreUnusable(f"the stored definition of {definition.programme} cannot be read: {reading.problems[0]}")
    return reading.programme


def references(db: Database, programme: str) -> References:
    """Return the names of the definition that the programme's records use."""

    def used(query: str) -> frozenset[str]:
        return frozenset(row["name"] for row in db.query(query, {"programme": programme}))

    return References(
        topics=used(
            "SELECT topic AS name FROM participant_topic WHERE programme = :programme "
            "UNION SELECT topic FROM meeting_topic WHERE programme = :programme"
        ),
        briefings=used("SELECT DISTINCT briefing AS name FROM briefing_done WHERE programme = :programme"),
        outcomes=used("SELECT DISTINCT kind AS name FROM outcome WHERE programme = :programme"),
        waves=used("SELECT DISTINCT wave AS name FROM response WHERE programme = :programme"),
        items=used("SELECT DISTINCT item AS name FROM answer WHERE programme = :programme"),
    )
