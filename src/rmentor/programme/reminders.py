"""What people are reminded of, how long ahead, and when they are left in peace."""

from __future__ import annotations

from datetime import time

from rmentor.programme.fields import Many, Record, Section, key
from rmentor.programme.kinds import HOURS, LINE, PERIOD, PROSE, Hours, choice
from rmentor.programme.period import Period, Unit
from rmentor.programme.words import Occasion


class ReminderRule(Record):
    """One occasion on which people are written to."""

    on: Occasion = key(choice(Occasion), "What it is about.", example="meeting_ahead")
    lead: Period = key(PERIOD, "How long before; for what is overdue, how long after.", default=Period(2, Unit.DAY))
    window: Period = key(PERIOD, "How late it may still be sent after a missed night.", default=Period(3, Unit.DAY))
    text: str | None = key(
        PROSE,
        "Words of one's own instead of the built-in text.",
        default=None,
        example="Your next meeting is in two days.",
    )


class Reminders(Record):
    """Occasions, sender and quiet hours."""

    sender: str | None = key(LINE, "The address that mails come from.", default=None, example="mentoring@example.org")
    facilitator: str | None = key(
        LINE, "The address people answer to.", default=None, example="facilitator@example.org"
    )
    quiet_hours: Hours = key(HOURS, "When nothing is sent.", default=Hours(time(20), time(7)))
    occasions: tuple[ReminderRule, ...] = key(Many(Section(ReminderRule)), "The occasions.", default=())
