"""What was recorded up to a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TypeVar

from rmentor.evaluation.facts import Facts
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Standing
from rmentor.records.model import Commitment, Goal, Progress

_Aim = TypeVar("_Aim", Goal, Commitment)
_TAKEN_PLACE = (MeetingStatus.HELD, MeetingStatus.MISSED)


def as_of_today(facts: Facts) -> Facts:
    """Return the facts without what is dated after their day; what ended or was closed later is still open."""
    today = facts.today
    pairs = [_open_pair(one, today) for one in facts.pairs if one.started <= today]
    begun = {one.number for one in pairs}
    return replace(
        facts,
        participants=[_still_there(one, today) for one in facts.participants],
        pairs=pairs,
        meetings=[_open_meeting(one, today) for one in facts.meetings if one.pair in begun],
        briefings=[one for one in facts.briefings if one.on <= today],
        acceptances=[one for one in facts.acceptances if one.on <= today],
        goals=[_open_aim(one, today) for one in facts.goals if one.set_on <= today],
        commitments=[_open_aim(one, today) for one in facts.commitments if one.made_on <= today],
        outcomes=[one for one in facts.outcomes if one.on <= today],
        responses=[one for one in facts.responses if one.received <= today],
    )


def _still_there(one: Participant, today: date) -> Participant:
    later = one.left_on is not None and one.left_on > today
    return replace(one, standing=Standing.ENROLLED, left_on=None) if later else one


def _open_pair(pair: Pair, today: date) -> Pair:
    if pair.third_left and pair.third_left > today:
        pair = replace(pair, third_left=None, third_reason=None)
    if pair.late_on and pair.late_on > today:
        pair = pair.before_joining()
    return replace(pair, ended=None, end_reason=None) if pair.ended and pair.ended > today else pair


def _open_meeting(meeting: Meeting, today: date) -> Meeting:
    later = meeting.status in _TAKEN_PLACE and meeting.on > today
    return replace(meeting, status=MeetingStatus.PLANNED) if later else meeting


def _open_aim(aim: _Aim, today: date) -> _Aim:
    later = aim.closed_on and aim.closed_on > today
    return replace(aim, progress=Progress.OPEN, closed_on=None) if later else aim
