"""What is dated after the report's day does not count in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from evaluated import facts, meeting, pairs_of, people_of, responses
from rmentor.evaluation.as_of import as_of_today
from rmentor.evaluation.report import report
from rmentor.meetings.model import MeetingStatus
from rmentor.pairing.model import EndReason
from rmentor.records.model import Acceptance, BriefingDone, Commitment, Goal, GoalKind, Outcome, Progress

EARLY, TODAY, LATE = date(2027, 2, 1), date(2027, 3, 1), date(2027, 4, 1)
AIM: dict[str, Any] = {"pair": 1, "number": 1, "person": "E1", "text": "x", "progress": Progress.MET}


def test_later_records_do_not_count_and_earlier_ones_do() -> None:
    given = facts(
        people_of(3, 3),
        today=TODAY,
        pairs=[replace(one, started=day) for one, day in zip(pairs_of(3), (EARLY, TODAY, LATE), strict=True)],
        meetings=[meeting(pair, 1, MeetingStatus.HELD) for pair in (1, 2, 3)],
        briefings=[BriefingDone("E1", "b", EARLY), BriefingDone("E2", "b", LATE)],
        acceptances=[Acceptance(1, "E1", 1, TODAY), Acceptance(1, "M1", 1, LATE)],
        outcomes=[Outcome("E1", "promotion", EARLY), Outcome("E2", "promotion", LATE)],
    )
    found = as_of_today(given)
    assert [one.number for one in found.pairs] == [1, 2]
    assert [one.pair for one in found.meetings] == [1, 2]
    assert [one.person for one in found.briefings] == ["E1"]
    assert [one.person for one in found.acceptances] == ["E1"]
    assert [one.person for one in found.outcomes] == ["E1"]


def test_what_ended_or_was_closed_later_is_still_open() -> None:
    goals = [Goal(kind=GoalKind.PERSONAL, measure=None, set_on=EARLY, closed_on=day, **AIM) for day in (EARLY, LATE)]
    kept = [Commitment(due=None, made_on=EARLY, closed_on=day, **AIM) for day in (TODAY, LATE)]
    ended = [replace(one, ended=LATE, end_reason=EndReason.FIT) for one in pairs_of(1)]
    late = replace(meeting(1, 1, MeetingStatus.HELD), on=LATE)
    found = as_of_today(
        facts(people_of(1, 1), today=TODAY, goals=goals, commitments=kept, pairs=ended, meetings=[late])
    )
    assert [one.progress for one in found.goals] == [Progress.MET, Progress.OPEN]
    assert [one.progress for one in found.commitments] == [Progress.MET, Progress.OPEN]
    assert (found.pairs[0].ended, found.pairs[0].end_reason) == (None, None)
    assert found.meetings[0].status is MeetingStatus.PLANNED


def test_a_report_of_an_earlier_day_has_no_later_answers() -> None:
    given = [replace(one, received=LATE) for one in responses("opening", "trust", {f"E{n}": n for n in range(1, 6)})]
    late = facts(people_of(5, 5), today=TODAY, responses=given)
    assert report(late) == report(replace(late, responses=[]))
    assert [one.answered for one in report(replace(late, today=LATE)).waves] == [5, 0]
