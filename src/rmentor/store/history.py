"""What earlier rounds and programmes say of who is in a round now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rmentor.programme.model import Programme

if TYPE_CHECKING:
    from sqlite_utils import Database


def experienced(db: Database, programme: str) -> frozenset[str]:
    """Return which of a programme's people are or were in a pair, in any programme of this database."""
    query = """
        SELECT person FROM participant
        WHERE programme = ? AND person IN (
            SELECT mentor FROM pair UNION SELECT mentee FROM pair UNION
            SELECT third FROM pair WHERE third IS NOT NULL
        )
    """
    return frozenset(person for (person,) in db.execute(query, (programme,)))


def left_out(db: Database, programme: Programme) -> frozenset[str]:
    """Return which of a programme's people its last approved round left without a pair, or its predecessor's last."""
    for name in (programme.id, programme.plan.predecessor):
        query = "SELECT max(round) FROM round WHERE programme = ? AND status = 'approved'"
        (last,) = db.execute(query, (name,)).fetchone()
        if last is not None:
            return _unpaired(db, programme.id, (name, last))
    return frozenset()


def _unpaired(db: Database, programme: str, approved: tuple[str | None, int]) -> frozenset[str]:
    query = """
        SELECT person FROM round_unpaired
        WHERE programme = ? AND round = ? AND person IN (SELECT person FROM participant WHERE programme = ?)
    """
    return frozenset(person for (person,) in db.execute(query, (*approved, programme)))
