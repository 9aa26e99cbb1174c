"""A meeting as the programme's rules have it, before anything particular is known of it."""

from __future__ import annotations

from datetime import date

from rmentor.meetings.alternation import lead_of
from rmentor.meetings.model import Meeting, MeetingKind
from rmentor.pairing.model import Pair
from rmentor.programme.model import Programme


def usual_meeting(programme: Programme, pair: Pair, number: int, on: date) -> Meeting:
    """Return a pair's regular meeting of that number, at the usual hour, length and place, led by whose turn it is."""
    rules = programme.meetings
    return Meeting(
        pair=pair.number,
        number=number,
        kind=MeetingKind.REGULAR,
        on=on,
        at=rules.at,
        zone=programme.plan.zone,
        minutes=rules.length.minutes,
        lead=lead_of(pair, rules, number),
        place=rules.place,
    )
