"""Which meeting of its pair a line means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from rmentor.errors import NotFound, WrongUsage
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import Pair
from rmentor.programme.period import Period
from rmentor.records.lines import UNCLEAR, UNKNOWN_NUMBER, Fault

RECORDED = (MeetingStatus.HELD, MeetingStatus.MISSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a line says of a meeting; what it leaves open is None or empty."""

    line: int
    pair: Pair
    number: int | None
    on: date | None
    status: MeetingStatus
    minutes: int | None
    topics: tuple[str, ...]
    shared: str | None

    @property
    def open(self) -> bool:
        """True where the line gives neither a number nor a day."""
        return self.number is None and self.on is None

    def agrees(self, other: Said) -> bool:
        """True where two lines say the same."""
        return self._content == other._content

    @property
    def _content(self) -> tuple[object, ...]:
        return self.number, self.on, self.status, self.minutes, self.topics, self.shared


@dataclass(frozen=True, slots=True)
class Meant:
    """A meeting and the day on which it was; no meeting where none was ever planned."""

    meeting: Meeting | None
    on: date


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of one pair, by number, with what tells them apart."""

    all: Sequence[Meeting]
    every: Period
    today: date

    @property
    def next_number(self) -> int:
        """The number of a meeting that is not planned yet."""
        return max((one.number for one in self.all), default=0) + 1

    def meant(self, said: Said) -> Meant | Fault:
        """Return the meeting that a line means, or why there is none."""
        if said.number is not None:
            return self._numbered(said, said.number)
        return self._on(said.on) if said.on else self._due(said)

    def exactly_on(self, day: date) -> Meeting | None:
        """Return the meeting of that day, unless it was cancelled."""
        there = (one for one in self.all if one.on == day and one.status is not MeetingStatus.CANCELLED)
        return next(there, None)

    def _numbered(self, said: Said, number: int) -> Meant | Fault:
        found = next((one for one in self.all if one.number == number), None)
        if found or number == self.next_number:
            return Meant(found, said.on or (found.on if found else self.today))
        known = [str(one.number) for one in self.all]
        what = f"meeting of pair {said.pair.number} with the number"
        return Fault(said.line, UNKNOWN_NUMBER, NotFound(what, str(number), known))

    def _on(self, day: date) -> Meant:
        planned = (one for one in self.all if one.status is MeetingStatus.PLANNED)
        cancelled = (one for one in self.all if one.on == day)
        return Meant(self.exactly_on(day) or self._nearest(planned, day) or next(cancelled, None), day)

    def _due(self, said: Said) -> Meant | Fault:
        due = [one for one in self.all if one.status is MeetingStatus.PLANNED and one.on <= self.today]
        if due:
            return _as_planned(min(due, key=lambda one: (one.on, one.number)))
        lately = self._nearest((one for one in self.all if one.status in RECORDED), self.today)
        if lately:
            return _as_planned(lately)
        how = "give its day in the column on" if said.line else "say --on DATE"
        told = f"no meeting of pair {said.pair.number} was planned up to today; {how}"
        return Fault(said.line, UNCLEAR, WrongUsage(told))

    def _nearest(self, some: Iterable[Meeting], day: date) -> Meeting | None:
        near = [one for one in some if abs((one.on - day).days) <= self.every.days // 4]
        return min(near, key=lambda one: (abs((one.on - day).days), one.number), default=None)


def _as_planned(meeting: Meeting) -> Meant:
    return Meant(meeting, meeting.on)
