"""Notices in the database: made, claimed by a run and settled, each step by compare-and-set."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from rmentor.programme.words import Occasion
from rmentor.reminders.model import Notice, NoticeKey, NoticeStatus

if TYPE_CHECKING:
    from sqlite_utils import Database


def notices(db: Database, programme: str) -> list[Notice]:
    """Return every notice of a programme, sorted by key."""
    query = "SELECT * FROM notice WHERE programme = ? ORDER BY person, occasion, about"
    return [
        Notice(
            key=NoticeKey(row["person"], Occasion(row["occasion"]), row["about"]),
            due=date.fromisoformat(row["due"]),
            expires=date.fromisoformat(row["expires"]),
            status=NoticeStatus(row["status"]),
            message_id=row["message_id"],
            changed=datetime.fromisoformat(row["changed_at"]),
        )
        for row in db.query(query, (programme,))
    ]


def plan(db: Database, programme: str, planned: Iterable[Notice], now: datetime) -> int:
    """Make the notices that do not exist yet and return how many; what exists stays as it is."""
    before = db.conn.total_changes
    db.conn.executemany(
        """
        INSERT INTO notice (programme, person, occasion, about, due, expires, status, message_id, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, 'planned', NULL, ?) ON CONFLICT (programme, person, occasion, about) DO NOTHING
        """,
        [
            (programme, *_key(one), one.due.isoformat(), one.expires.isoformat(), now.isoformat(timespec="seconds"))
            for one in planned
        ],
    )
    return db.conn.total_changes - before


def claim(db: Database, programme: str, notice: Notice, now: datetime) -> bool:
    """Mark a notice that waits or failed as being sent under its message id; False where it was settled meanwhile."""
    return _moved(db, programme, notice, now, came_from="'planned', 'sending', 'failed'")


def settle(db: Database, programme: str, notice: Notice, now: datetime) -> bool:
    """Write down what became of a notice that waits or is being sent; False where it was settled already."""
    return _moved(db, programme, notice, now, came_from="'planned', 'sending'")


def _moved(db: Database, programme: str, notice: Notice, now: datetime, *, came_from: str) -> bool:
    moved = db.execute(
        f"""
        UPDATE notice SET status = ?, message_id = ?, changed_at = ?
        WHERE programme = ? AND person = ? AND occasion = ? AND about = ? AND status IN ({came_from})
        """,  # noqa: S608 - the states are written above
        (notice.status, notice.message_id, now.isoformat(timespec="seconds"), programme, *_key(notice)),
    )
    return moved.rowcount == 1


def withdraw_pair(db: Database, programme: str, pair: int) -> int:
    """Withdraw what waits to be sent about a pair, and return how many notices that was."""
    return _withdrawn(db, programme, [one for one in notices(db, programme) if one.key.pair == pair])


def withdraw_person(db: Database, programme: str, person: str) -> int:
    """Withdraw what waits to be sent to a person, and return how many notices that was."""
    return _withdrawn(db, programme, [one for one in notices(db, programme) if one.key.person == person])


def _withdrawn(db: Database, programme: str, several: Iterable[Notice]) -> int:
    before = db.conn.total_changes
    db.conn.executemany(
        """
        UPDATE notice SET status = 'withdrawn'
        WHERE programme = ? AND person = ? AND occasion = ? AND about = ? AND status = 'planned'
        """,
        [(programme, *_key(one)) for one in several],
    )
    return db.conn.total_changes - before


def _key(notice: Notice) -> tuple[str, str, str]:
    return notice.key.person, notice.key.occasion, notice.key.about
