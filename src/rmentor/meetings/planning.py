"""Meetings planned for a pair, moved and cancelled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from rmentor.errors import Refused
from rmentor.meetings.agenda import Agenda
from rmentor.meetings.alternation import lead_of
from rmentor.meetings.availability import slot
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.meetings.series import postponed, series
from rmentor.meetings.usual import usual_meeting
from rmentor.pairing.model import Pair
from rmentor.programme.model import Programme

_STRAY = timedelta(days=365)
_LAST_KINDS = (MeetingKind.CLOSURE, MeetingKind.FOLLOW_UP)


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """The meetings planned for a pair, and the numbers of those whose hour does not suit everybody.

    `replaced` are the ones that were planned before and are cancelled now.
    """

    pair: Pair
    meetings: tuple[Meeting, ...]
    unfit: tuple[int, ...]
    replaced: tuple[Meeting, ...] = ()


def unplanned(agenda: Agenda) -> list[Pair]:
    """Return the open pairs that no series was planned for; what was recorded without a plan is none."""
    planned = {meeting.pair for meeting in agenda.meetings if meeting.kind in _LAST_KINDS}
    return [pair for number, pair in sorted(agenda.pairs.items()) if pair.open and number not in planned]


def plan_pair(programme: Programme, agenda: Agenda, pair: Pair, now: datetime) -> PlannedSeries:
    """Return the meetings of a pair's series that are still to come.

    One whose hour has passed today takes place on the next working day. Where the pair met without a plan, they
    come after those meetings and go on with their numbers.
    """
    known = agenda.of(pair).meetings
    kept = [meeting for meeting in known if meeting.status is not MeetingStatus.CANCELLED]
    people = [agenda.people[person] for person in pair.people]
    first = max((meeting.number for meeting in known), default=0) + 1
    from_day = max((now.date(), *(meeting.on + timedelta(days=1) for meeting in kept)))
    days = [day for day in series(programme, pair.started) if day.on >= from_day]
    if days and datetime.combine(days[0].on, slot(programme, days[0].on, people).at, now.tzinfo) < now:
        days = postponed(programme, days)
    slots = [slot(programme, day.on, people) for day in days]
    turns = (lead_of(pair, programme.meetings, turn) for turn in count(len(kept) + 1))
    meetings = tuple(
        replace(usual_meeting(programme, pair, number, day.on), kind=day.kind, at=chosen.at, lead=lead)
        for number, day, chosen, lead in zip(count(first), days, slots, turns, strict=False)
    )
    unfit = (meeting.number for meeting, chosen in zip(meetings, slots, strict=True) if not chosen.fits)
    return PlannedSeries(pair, meetings, tuple(unfit))


def moved(meeting: Meeting, on: date, at: time | None) -> Meeting:
    """Return a planned meeting at its new day and hour, in a later version for calendars.

    Raises Refused where it is no longer planned, lies there already, or the clocks leave that hour out.
    """
    _refuse_settled(meeting, "moved")
    there = replace(meeting, on=on, at=at or meeting.at)
    if there.starts.astimezone(UTC).astimezone(there.starts.tzinfo).time() != there.at:
        raise Refused(f"there is no {there.at:%H:%M} on {on} in {meeting.zone}: the clocks go forward over it")
    if there == meeting:
        raise Refused(f"meeting {meeting.number} of pair {meeting.pair} is planned for then already")
    return replace(there, sequence=meeting.sequence + 1)


def refuse_outside(programme: Programme, pair: Pair, on: date) -> None:
    """Raise Refused for a day before the pair began, or more than a year after its programme and follow-up."""
    last = programme.plan.followed_up or programme.plan.end
    if on < pair.started:
        raise Refused(f"{on} is before {pair.started}, the day pair {pair.number} begins")
    if on - last > _STRAY:
        raise Refused(f"{on} is more than a year after {last}, when the programme is over")


def cancelled(meeting: Meeting) -> Meeting:
    """Return a planned meeting as cancelled, in a later version for calendars; raises Refused for any other."""
    _refuse_settled(meeting, "cancelled")
    return replace(meeting, status=MeetingStatus.CANCELLED, sequence=meeting.sequence + 1)


def _refuse_settled(meeting: Meeting, wish: str) -> None:
    if meeting.status is not MeetingStatus.PLANNED:
        raise Refused(
            f"meeting {meeting.number} of pair {meeting.pair} is {meeting.status}; only a planned one can be {wish}"
        )
