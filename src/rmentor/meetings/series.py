"""The days on which a pair meets, from the first to the follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, pairwise, takewhile

from rmentor.errors import Refused
from rmentor.meetings.model import MeetingKind
from rmentor.programme.meetings import MeetingRules
from rmentor.programme.model import Programme
from rmentor.programme.period import Period
from rmentor.programme.plan import Plan
from rmentor.programme.workdays import days, is_working_day

_FOLLOW_UP_PATIENCE = timedelta(weeks=2)


@dataclass(frozen=True, slots=True, order=True)
class MeetingDay:
    """A day on which a pair meets, and what for."""

    on: date
    kind: MeetingKind


def series(programme: Programme, started: date) -> tuple[MeetingDay, ...]:
    """Return the days of a pair that began on the day given, in their order and all of them working days.

    The cadence counts from the programme's first day, or from the pair's own where that is later, up to the
    programme's end. A day off moves to the next working day and falls out where that would reach the next
    meeting. The last meeting is the closure; the one nearest the mid-point, if it is neither the first nor the
    last, is the mid-point's. The follow-up comes after the end.
    """
    rules, plan = programme.meetings, programme.plan
    first = max(plan.start, started)
    regular = _regular(rules, first, plan.end)
    if not regular:
        return ()
    middle = _nearest(regular[1:-1], plan.middle) if first <= plan.middle else None
    return (*(MeetingDay(day, _kind(day, middle, regular[-1])) for day in regular), *_follow_up(rules, plan))


def postponed(programme: Programme, days: Sequence[MeetingDay]) -> list[MeetingDay]:
    """Return days of a series, the first one moved to the next working day.

    It falls out where that would reach the next one, or the programme's end.
    """
    first, *others = days
    end = programme.plan.end if first.on < programme.plan.end else first.on + _FOLLOW_UP_PATIENCE
    limit = min([end, *(day.on for day in others[:1])])
    there = _working_day(programme.meetings, first.on + timedelta(days=1), limit)
    return [MeetingDay(there, first.kind), *others] if there else others


def _regular(rules: MeetingRules, first: date, end: date) -> list[date]:
    limits = pairwise((*_cadence(rules.every, first, end), end))
    moved = (_working_day(rules, day, limit) for day, limit in limits)
    return [day for day in moved if day]


def _cadence(every: Period, first: date, end: date) -> Iterator[date]:
    if every.days < 1:
        raise Refused(f"meetings every {every} cannot be planned; a day is the shortest cadence")
    return takewhile(lambda day: day < end, (every.after(first, times) for times in count()))


def _working_day(rules: MeetingRules, first: date, limit: date) -> date | None:
    return next((day for day in days(first, limit) if is_working_day(day, rules.holidays)), None)


def _nearest(meetings: Sequence[date], middle: date) -> date | None:
    return min(meetings, key=lambda day: abs(day - middle), default=None)


def _kind(day: date, middle: date | None, last: date) -> MeetingKind:
    if day == last:
        return MeetingKind.CLOSURE
    return MeetingKind.MIDPOINT if day == middle else MeetingKind.REGULAR


def _follow_up(rules: MeetingRules, plan: Plan) -> Iterator[MeetingDay]:
    if plan.followed_up:
        day = _working_day(rules, plan.followed_up, plan.followed_up + _FOLLOW_UP_PATIENCE)
        if day:
            yield MeetingDay(day, MeetingKind.FOLLOW_UP)
