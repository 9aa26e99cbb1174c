"""Meetings planned anew, after the rules of the programme changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from rmentor.meetings.agenda import Agenda
from rmentor.meetings.alternation import lead_of
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.meetings.planning import PlannedSeries, cancelled, plan_pair
from rmentor.pairing.model import Pair
from rmentor.programme.model import Programme

_RULES = ("plan.start", "plan.length", "plan.zone", "plan.midpoint", "plan.follow_up", "meetings")
_NOT_PLANNED_BY = ("meetings.booked_by", "meetings.topics_ahead")


def plans_by(key: str) -> bool:
    """True for a key of the programme file by which meetings are planned."""
    return key.startswith(_RULES) and key not in _NOT_PLANNED_BY


def coming(meetings: Iterable[Meeting], now: datetime) -> list[Meeting]:
    """Return the planned meetings that are still to begin."""
    return [one for one in meetings if one.status is MeetingStatus.PLANNED and one.starts > now]


def replan(programme: Programme, agenda: Agenda, now: datetime) -> Iterator[PlannedSeries]:
    """Yield the rest of each open pair's series as the rules have it now, and what is cancelled for it.

    A pair that meets by those rules already is left out; the new meetings go on with the numbers.
    """
    for _, pair in sorted(agenda.pairs.items()):
        theirs = agenda.of(pair).meetings
        stale = coming(theirs, now)
        off = tuple(cancelled(one) for one in stale)
        rest = [one for one in theirs if one not in stale]
        planned = plan_pair(programme, replace(agenda, meetings=[*rest, *off]), pair, now) if pair.open else None
        if planned and _facts(planned.meetings) != _facts(stale):
            yield replace(planned, replaced=off)


def led_anew(programme: Programme, pair: Pair, meetings: Iterable[Meeting], now: datetime) -> list[Meeting]:
    """Return the meetings of a pair still to come as those lead them who are in it now, in a later version."""
    kept = [one for one in meetings if one.status is not MeetingStatus.CANCELLED]
    turns = {one.number: turn for turn, one in enumerate(sorted(kept, key=lambda one: (one.on, one.number)), start=1)}
    return [
        replace(one, lead=lead_of(pair, programme.meetings, turns[one.number]), sequence=one.sequence + 1)
        for one in coming(kept, now)
    ]


def _facts(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Return what the rules say of meetings, in the order of their days."""
    plain = (replace(one, number=0, sequence=0, topics=(), shared=None) for one in meetings)
    return sorted(plain, key=lambda one: (one.on, one.at))
