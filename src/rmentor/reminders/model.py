"""Notices: one reminder to one person on one occasion, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from rmentor.programme.words import Occasion

_OF_A_PAIR = ("agreement", "goals", "meeting", "pair")


class NoticeStatus(StrEnum):
    """The ledger's states: made, claimed by a run, and settled."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, order=True)
class NoticeKey:
    """What makes a notice the same notice: a person, an occasion and what it is about.

    That is `programme`, `briefing ID`, `survey WAVE`, `goals PAIR`, `agreement PAIR.VERSION`, `meeting PAIR.NUMBER`
    (`meeting PAIR.NUMBER.SEQUENCE` once it was changed, so that people hear of the new date) or `pair PAIR.HELD`,
    where HELD counts the meetings held: a pair that falls silent again is told again.
    A second rule on the same occasion adds ` #2`, a third ` #3`.
    """

    person: str
    occasion: Occasion
    about: str

    @property
    def pair(self) -> int | None:
        """The number of the pair it is about, None where it is about none."""
        kind, _, which = self.about.partition(" ")
        return int(which.split()[0].partition(".")[0]) if kind in _OF_A_PAIR else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One reminder; it may be sent from `due` on and no later than `expires`, both included.

    `message_id` names the mail it went out in; `changed` is the moment it came into its status.
    """

    key: NoticeKey
    due: date
    expires: date
    status: NoticeStatus = NoticeStatus.PLANNED
    message_id: str | None = None
    changed: datetime | None = None
