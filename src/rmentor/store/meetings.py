"""Meetings in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus

if TYPE_CHECKING:
    from sqlite_utils import Database


def meetings(db: Database, programme: str) -> list[Meeting]:
    """Return every meeting of a programme, whatever became of it, sorted by pair and number."""
    topics = _topics(db, programme)
    rows = db.query("SELECT * FROM meeting WHERE programme = ? ORDER BY pair, meeting", (programme,))
    return [_meeting(row, topics.get((row["pair"], row["meeting"]), ())) for row in rows]


def save(db: Database, programme: str, changed: Iterable[Meeting]) -> None:
    """Keep meetings with their topics, in place of what was known of those with the same pair and number."""
    kept = list(changed)
    db.conn.executemany(
        """
        INSERT INTO meeting (programme, pair, meeting, kind, on_day, at, zone, minutes, lead, place, status,
            sequence, shared) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (programme, pair, meeting) DO UPDATE SET kind = excluded.kind, on_day = excluded.on_day,
            at = excluded.at, zone = excluded.zone, minutes = excluded.minutes, lead = excluded.lead,
            place = excluded.place, status = excluded.status, sequence = excluded.sequence,
            shared = excluded.shared
        """,
        [(programme, *_facts(meeting)) for meeting in kept],
    )
    db.conn.executemany(
        "DELETE FROM meeting_topic WHERE programme = ? AND pair = ? AND meeting = ?",
        [(programme, meeting.pair, meeting.number) for meeting in kept],
    )
    db.conn.executemany(
        "INSERT INTO meeting_topic (programme, pair, meeting, topic) VALUES (?, ?, ?, ?)",
        [
            (programme, meeting.pair, meeting.number, topic)
            for meeting in kept
            for topic in dict.fromkeys(meeting.topics)
        ],
    )


def cancel_from(db: Database, programme: str, pair: int, day: date) -> int:
    """Cancel a pair's planned meetings on that day and after it; return how many there were."""
    cancelled = db.execute(
        """
        UPDATE meeting SET status = 'cancelled', sequence = sequence + 1
        WHERE programme = ? AND pair = ? AND status = 'planned' AND on_day >= ?
        """,
        (programme, pair, day.isoformat()),
    )
    return int(cancelled.rowcount)


def _facts(meeting: Meeting) -> tuple[Any, ...]:
    return (
        meeting.pair, meeting.number, meeting.kind, meeting.on.isoformat(), f"{meeting.at:%H:%M}", meeting.zone,
        meeting.minutes, meeting.lead, meeting.place, meeting.status, meeting.sequence, meeting.shared,
    )  # fmt: skip


def _meeting(row: Mapping[str, Any], topics: Iterable[str]) -> Meeting:
    return Meeting(
        pair=row["pair"],
        number=row["meeting"],
        kind=MeetingKind(row["kind"]),
        on=date.fromisoformat(row["on_day"]),
        at=time.fromisoformat(row["at"]),
        zone=row["zone"],
        minutes=row["minutes"],
        lead=row["lead"],
        place=row["place"],
        status=MeetingStatus(row["status"]),
        sequence=row["sequence"],
        topics=tuple(topics),
        shared=row["shared"],
    )


def _topics(db: Database, programme: str) -> Mapping[tuple[int, int], list[str]]:
    topics: dict[tuple[int, int], list[str]] = defaultdict(list)
    query = "SELECT pair, meeting, topic FROM meeting_topic WHERE programme = ? ORDER BY pair, meeting, topic"
    for row in db.query(query, (programme,)):
        topics[row["pair"], row["meeting"]].append(row["topic"])
    return topics
