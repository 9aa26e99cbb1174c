"""How the pairs meet."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from rmentor.programme.fields import Record, Scalar, key
from rmentor.programme.kinds import FLAG, HOURS, LINE, PERIOD, TIME, Hours, choice, matching
from rmentor.programme.period import Period, Unit
from rmentor.programme.words import Role


class LeadRule(StrEnum):
    """Who leads: always the mentor, or the two in turn."""

    MENTOR = "mentor"
    ALTERNATE = "alternate"


_REGION = "[A-Z]{2}(-[A-Za-z0-9]+)?"
REGION = Scalar(
    "a country or region, as NO or GB-SCT",
    matching(_REGION, str),
    {"type": "string", "pattern": f"^{_REGION}$"},
    str.upper,
)


class MeetingRules(Record):
    """Cadence, length, hours and place."""

    every: Period = key(PERIOD, "The cadence.", default=Period(1, Unit.MONTH))
    length: Period = key(PERIOD, "How long a meeting takes.", default=Period(60, Unit.MINUTE))
    at: time = key(TIME, "The usual start.", default=time(10))
    hours: Hours = key(HOURS, "The hours in which meetings may lie.", default=Hours(time(9), time(17)))
    place: str | None = key(LINE, "Where, off site if it can be.", default=None, example="Off site")
    holidays: str | None = key(
        REGION, "Country or region whose public holidays are left out.", default=None, example="GB-SCT"
    )
    booked_by: Role = key(choice(Role), "Who books.", default=Role.MENTEE)
    lead: LeadRule = key(choice(LeadRule), "Who leads.", default=LeadRule.MENTOR)
    topics_ahead: bool = key(FLAG, "Topics are agreed before the meeting.", default=True)
