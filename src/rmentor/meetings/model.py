"""Meetings: planned, held, missed or cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class MeetingKind(StrEnum):
    """What a meeting is for in the life of its pair."""

    REGULAR = "regular"
    MIDPOINT = "midpoint"
    CLOSURE = "closure"
    FOLLOW_UP = "follow_up"


class MeetingStatus(StrEnum):
    """What became of a meeting."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One meeting of a pair, numbered from 1 in the pair, at a local wall time in an IANA zone.

    `sequence` rises with every change that calendars must learn of. `topics` are ids. What was said is not kept:
    `shared` is only what both chose to share.
    """

    pair: int
    number: int
    kind: MeetingKind
    on: date
    at: time
    zone: str
    minutes: int
    lead: str
    place: str | None = None
    status: MeetingStatus = MeetingStatus.PLANNED
    sequence: int = 0
    topics: tuple[str, ...] = ()
    shared: str | None = None

    @property
    def starts(self) -> datetime:
        """The start, aware of its zone."""
        return datetime.combine(self.on, self.at, ZoneInfo(self.zone))

    @property
    def ends(self) -> datetime:
        """The end in UTC arithmetic, shown in the zone of the meeting."""
        begun = self.starts.astimezone(ZoneInfo("UTC"))
        return (begun + timedelta(minutes=self.minutes)).astimezone(ZoneInfo(self.zone))
