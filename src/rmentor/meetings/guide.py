"""A pair's next meeting as its guide: when, whose turn, what about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rmentor.meetings.cards import Card, cards
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.meetings.running_order import RunningOrder, running_order, shape_of
from rmentor.meetings.usual import usual_meeting
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant
from rmentor.programme.model import Programme, Topic
from rmentor.programme.words import Mode

_SUGGESTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingGuide:
    """What people need before they meet.

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
    meeting = ahead or usual_meeting(programme, life.pair, _next_number(life), today)
    topics = tuple(topic for name in meeting.topics if (topic := programme.topic(name)))
    talked_about = topics or tuple(_suggested(programme, life))
    lead, *others = (life.people[one].name for one in (meeting.lead, *life.pair.others(meeting.lead)))
    return MeetingGuide(
        pair=life.pair,
        meeting=meeting,
        planned=ahead is not None,
        topics=talked_about,
        agreed=bool(topics),
        order=running_order(shape_of(meeting, life.meetings), meeting.minutes, lead=lead, other=_in_turn(others)),
        cards=tuple(cards(talked_about)),
        unrecorded=tuple(one for one in planned if one.on < today),
    )


def _in_turn(names: Sequence[str]) -> str:
    """Return one name, or several so that a sentence may go on as it does after one."""
    return names[0] if len(names) == 1 else f"{', then '.join(names)},"


def _next_number(life: Life) -> int:
    return max((one.number for one in life.meetings), default=0) + 1


def _suggested(programme: Programme, life: Life) -> Sequence[Topic]:
    """Return topics that are offered and wanted, those not yet talked about first; failing that, what is wanted."""
    people = [life.people[one] for one in life.pair.people]
    both_ways = life.pair.mode is Mode.RECIPROCAL
    offered = {topic for one in (people if both_ways else people[:1]) for topic in one.offers}
    wanted = dict.fromkeys(topic for one in (*people[1:], *(people[:1] if both_ways else ())) for topic in one.wants)
    shared = [name for name in wanted if name in offered] or list(wanted)
    held = {topic for one in life.meetings if one.status is MeetingStatus.HELD for topic in one.topics}
    names = sorted(shared, key=lambda name: name in held)[:_SUGGESTED]
    return [topic for name in names if (topic := programme.topic(name))]
