"""A pair's next meeting as its guide: when, whose turn, what about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rmentor.meetings.alternation import lead_of
from rmentor.meetings.cards import Card, cards
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.meetings.running_order import RunningOrder, running_order, shape_of
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant
from rmentor.programme.model import Programme, Topic

_SUGGESTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingGuide:
    """What two people need before they meet.

    `planned` is false where no meeting is planned and the next one is assumed; `agreed` is false where the topics
    are suggested from what is offered and wanted; `unrecorded` are meetings whose day has passed without a record.
    """

    pair: Pair
    meeting: Meeting
    planned: bool
    topics: tuple[Topic, ...]
    agreed: bool
    order: RunningOrder
    cards: tuple[Card, ...]
    unrecorded: tuple[Meeting, ...]

    @property
    def other(self) -> str:
        """The id of the one who does not lead."""
        mentor, mentee = self.pair.people
        return mentee if self.meeting.lead == mentor else mentor


@dataclass(frozen=True, slots=True)
class Life:
    """A pair and its meetings so far, with the people of its programme by id."""

    pair: Pair
    meetings: Sequence[Meeting]
    people: Mapping[str, Participant]


def meeting_guide(programme: Programme, life: Life, today: date) -> MeetingGuide:
    """Return the guide to a pair's next meeting."""
    planned = [one for one in life.meetings if one.status is MeetingStatus.PLANNED]
    ahead = min((one for one in planned if one.on >= today), key=lambda one: one.starts, default=None)
    meeting = ahead or _assumed(programme, life, today)
    topics = tuple(topic for name in meeting.topics if (topic := programme.topic(name)))
    talked_about = topics or tuple(_suggested(programme, life))
    lead, other = (life.people[one].name for one in _lead_first(life.pair, meeting))
    return MeetingGuide(
        pair=life.pair,
        meeting=meeting,
        planned=ahead is not None,
        topics=talked_about,
        agreed=bool(topics),
        order=running_order(shape_of(meeting, life.meetings), meeting.minutes, lead=lead, other=other),
        cards=tuple(cards(talked_about)),
        unrecorded=tuple(one for one in planned if one.on < today),
    )


def _assumed(programme: Programme, life: Life, today: date) -> Meeting:
    rules = programme.meetings
    number = max((one.number for one in life.meetings), default=0) + 1
    return Meeting(
        pair=life.pair.number,
        number=number,
        kind=MeetingKind.REGULAR,
        on=today,
        at=rules.at,
        zone=programme.plan.zone,
        minutes=rules.length.minutes,
        lead=lead_of(life.pair, rules, number),
        place=rules.place,
    )


def _lead_first(pair: Pair, meeting: Meeting) -> tuple[str, str]:
    mentor, mentee = pair.people
    return (mentor, mentee) if meeting.lead == mentor else (mentee, mentor)


def _suggested(programme: Programme, life: Life) -> Sequence[Topic]:
    """Return topics that are offered and wanted, those not yet talked about first; failing that, what is wanted."""
    mentor, mentee = (life.people[one] for one in life.pair.people)
    offered = {*mentor.offers, *(mentee.offers if life.pair.mode == "reciprocal" else ())}
    wanted = dict.fromkeys((*mentee.wants, *(mentor.wants if life.pair.mode == "reciprocal" else ())))
    shared = [name for name in wanted if name in offered] or list(wanted)
    held = {topic for one in life.meetings if one.status is MeetingStatus.HELD for topic in one.topics}
    names = sorted(shared, key=lambda name: name in held)[:_SUGGESTED]
    return [topic for name in names if (topic := programme.topic(name))]
