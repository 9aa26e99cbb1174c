"""Meetings with those they are of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rmentor.errors import NotFound
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import Pair
from rmentor.people.model import Person


@dataclass(frozen=True, slots=True)
class Agenda:
    """Meetings sorted by pair and number, the pairs by number and the people by id."""

    meetings: Sequence[Meeting]
    pairs: Mapping[int, Pair]
    people: Mapping[str, Person]

    def of(self, pair: Pair) -> Agenda:
        """Return the agenda of one pair."""
        return replace(self, meetings=[meeting for meeting in self.meetings if meeting.pair == pair.number])

    def planned(self, first: date, last: date) -> Agenda:
        """Return the planned meetings of a span of days, both ends included."""
        planned = (meeting for meeting in self.meetings if meeting.status is MeetingStatus.PLANNED)
        return replace(self, meetings=[meeting for meeting in planned if first <= meeting.on <= last])

    def meeting(self, pair: Pair, number: int) -> Meeting:
        """Return a pair's meeting of that number; raises NotFound."""
        for meeting in self.of(pair).meetings:
            if meeting.number == number:
                return meeting
        raise NotFound(f"meeting of pair {pair.number} with the number", str(number))

    def attendees(self, meeting: Meeting) -> list[Person]:
        """Return the people who meet, the mentor of the pair first; who leads is among them in any case."""
        ids = dict.fromkeys((*self.pairs[meeting.pair].on(meeting.on), meeting.lead))
        return [self.people[one] for one in ids]

    def leaver(self, meeting: Meeting) -> Person | None:
        """Return who left a group of three before a meeting that was to be for all."""
        pair = self.pairs[meeting.pair]
        return self.people[pair.third] if pair.third and pair.third_left and meeting.on >= pair.third_left else None
