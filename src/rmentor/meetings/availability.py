"""The hour at which two people can meet on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from rmentor.people.model import Person
from rmentor.programme.kinds import Hours, minute_of
from rmentor.programme.meetings import MeetingRules
from rmentor.programme.model import Programme
from rmentor.programme.workdays import SATURDAY


@dataclass(frozen=True, slots=True)
class Slot:
    """A start as wall time in the programme's zone, and whether it suits everybody."""

    at: time
    fits: bool


@dataclass(frozen=True, slots=True)
class _Worker:
    """When a person works, and in which zone; None where that is not known."""

    hours: Hours | None
    zone: str | None

    def can_meet(self, starts: datetime, minutes: int) -> bool:
        """True where the whole meeting lies in the person's hours, and not at a weekend there."""
        local = starts.astimezone(ZoneInfo(self.zone)) if self.zone else starts
        works = local.date() == starts.date() or local.weekday() < SATURDAY
        return works and (self.hours is None or _lies_in(self.hours, local.time(), minutes))


def slot(programme: Programme, day: date, people: Iterable[Person]) -> Slot:
    """Return the usual start, or the full or half hour nearest to it, at which everybody can meet.

    The whole meeting then lies in the programme's hours and, by the clock of each person's zone, in that
    person's hours; no other day it falls on there is at a weekend. Of two hours as near the earlier is taken.
    Where none suits it is the usual start.
    """
    workers = frozenset(_Worker(person.hours, person.zone) for person in people)
    return _slot(programme.meetings, (day, programme.plan.zone), workers)


@cache
def _slot(rules: MeetingRules, where: tuple[date, str], workers: frozenset[_Worker]) -> Slot:
    day, zone = where
    length = rules.length.minutes
    for at in _candidates(rules.at):
        starts = datetime.combine(day, at, ZoneInfo(zone))
        if _lies_in(rules.hours, at, length) and all(worker.can_meet(starts, length) for worker in workers):
            return Slot(at, fits=True)
    return Slot(rules.at, fits=False)


@cache
def _candidates(usual: time) -> tuple[time, ...]:
    halves = (time(hour, minute) for hour in range(24) for minute in (0, 30))
    return (usual, *sorted(halves, key=lambda at: (abs(minute_of(at) - minute_of(usual)), at)))


def _lies_in(hours: Hours, start: time, length: int) -> bool:
    return hours.minutes_to(start) + length <= hours.minutes_to(hours.end)
