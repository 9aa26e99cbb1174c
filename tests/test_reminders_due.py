"""Which notices should exist: by occasion, day and record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from harbour import facts, meeting, pair, participant, plan, programme
from rmentor.meetings.model import MeetingStatus
from rmentor.pairing.model import EndReason
from rmentor.people.model import Standing
from rmentor.programme.period import Period
from rmentor.programme.reminders import ReminderRule
from rmentor.programme.words import Mode, Occasion
from rmentor.records.model import Goal, GoalKind
from rmentor.reminders.due import wanted
from rmentor.reminders.facts import Facts

DAY = date(2027, 1, 12)
Asked = tuple[str, str, date, date]


def rule(occasion: Occasion, lead: str, window: str = "3 days") -> ReminderRule:
    return ReminderRule(on=occasion, lead=Period.parse(lead), window=Period.parse(window))


def asked(known: Facts) -> list[Asked]:
    notices = (one.notice for one in wanted(known).values())
    return [(one.key.person, one.key.about, one.due, one.expires) for one in notices]


@pytest.mark.parametrize(
    ("occasion", "lead", "about", "due", "expires"),
    [
        (Occasion.BRIEFING_DUE, "7 days", "briefing power", date(2027, 1, 12), date(2027, 1, 15)),
        (Occasion.AGREEMENT_DUE, "1 week", "agreement 1.1", date(2027, 1, 12), date(2027, 1, 15)),
        (Occasion.MEETING_AHEAD, "2 days", "meeting 1.1", date(2027, 1, 17), date(2027, 1, 19)),
        (Occasion.SILENT_PAIR, "60 days", "pair 1.0", date(2027, 3, 12), date(2027, 3, 15)),
        (Occasion.SILENT_PAIR, "2 days", "pair 1.0", date(2027, 2, 25), date(2027, 2, 28)),
        (Occasion.MIDPOINT, "7 days", "programme", date(2027, 4, 4), date(2027, 4, 7)),
        (Occasion.MIDPOINT, "1 day", "programme", date(2027, 4, 10), date(2027, 4, 11)),
        (Occasion.SURVEY_DUE, "3 days", "survey middle", date(2027, 4, 22), date(2027, 4, 25)),
        (Occasion.SURVEY_DUE, "30 days", "survey middle", date(2027, 4, 11), date(2027, 4, 14)),
        (Occasion.CLOSURE, "2 weeks", "programme", date(2027, 6, 26), date(2027, 6, 29)),
        (Occasion.FOLLOW_UP, "1 month", "programme", date(2027, 9, 11), date(2027, 9, 14)),
    ],
)
def test_a_notice_is_due_so_long_before_or_after_its_day(
    occasion: Occasion, lead: str, about: str, due: date, expires: date
) -> None:
    known = facts(DAY, rule(occasion, lead), planned=plan(1))
    first = next(one for one in asked(replace(known, pairs=(pair(1),))) if one[0] == "s1")
    assert first == ("s1", about, due, expires)


def test_goals_are_asked_for_after_the_first_meeting_and_of_the_mentee_alone() -> None:
    known = facts(DAY, rule(Occasion.GOALS_MISSING, "14 days"))
    assert asked(known) == [
        ("s1", "goals 1", date(2027, 2, 2), date(2027, 2, 5)),
        ("s2", "goals 2", date(2027, 2, 3), date(2027, 2, 6)),
    ]


def test_in_a_reciprocal_pair_both_set_goals() -> None:
    known = facts(DAY, rule(Occasion.GOALS_MISSING, "14 days"))
    both = replace(known, pairs=(replace(pair(1), mode=Mode.RECIPROCAL),))
    assert [one[0] for one in asked(both)] == ["j1", "s1"]


def test_a_meeting_without_a_record_is_asked_about_where_it_is_booked() -> None:
    known = facts(date(2027, 1, 20), rule(Occasion.MEETING_UNRECORDED, "2 days"), hour=9)
    assert asked(known) == [("s1", "meeting 1.1", date(2027, 1, 21), date(2027, 1, 24))]


def test_what_was_done_is_not_asked_for() -> None:
    goal = Goal(pair=1, number=1, person="s1", kind=GoalKind.PROFESSIONAL, text="x", measure=None, set_on=DAY)
    done = replace(
        facts(DAY, planned=[]),
        pairs=(pair(1),),
        participants={"s1": participant("s1")},
        briefings=frozenset({("s1", "power")}),
        acceptances=frozenset({(1, "s1", 1)}),
        goals={1: (goal,)},
        answered=frozenset({("middle", "s1")}),
    )
    assert [one[1] for one in asked(done)] == ["programme", "programme", "programme", "pair 1.0"]


def test_a_meeting_that_has_begun_is_no_longer_ahead() -> None:
    known = facts(date(2027, 1, 19), rule(Occasion.MEETING_AHEAD, "2 days"), planned=[meeting(1, 1, date(2027, 1, 19))])
    earlier = replace(known, now=known.now.replace(hour=9))
    assert (len(asked(earlier)), asked(known)) == (2, [])


def test_a_meeting_that_was_moved_is_a_new_occasion() -> None:
    moved = replace(meeting(1, 1, date(2027, 1, 28)), sequence=1)
    known = facts(DAY, rule(Occasion.MEETING_AHEAD, "2 days"), planned=[moved])
    assert asked(known)[0] == ("j1", "meeting 1.1.1", date(2027, 1, 26), date(2027, 1, 28))


def test_a_pair_that_falls_silent_again_is_a_new_occasion() -> None:
    held = replace(meeting(1, 1, date(2027, 1, 19)), status=MeetingStatus.HELD)
    known = facts(DAY, rule(Occasion.SILENT_PAIR, "28 days"), planned=[held])
    assert asked(known)[0] == ("j1", "pair 1.1", date(2027, 3, 5), date(2027, 3, 8))


def test_nobody_is_asked_who_has_left_or_whose_pair_has_ended() -> None:
    known = facts(DAY)
    left = replace(participant("s1"), standing=Standing.WITHDRAWN)
    over = replace(pair(2), ended=DAY, end_reason=EndReason.FIT)
    ended = replace(known, participants=dict(known.participants) | {"s1": left}, pairs=(pair(1), over))
    assert {one[0] for one in asked(ended) if not one[1].startswith(("survey", "programme"))} == {"j1"}
    assert {one[0] for one in asked(ended) if one[1] == "survey middle"} == {"j1", "j2", "s2"}


def test_a_pair_that_ended_as_it_should_is_followed_up() -> None:
    known = facts(DAY, rule(Occasion.FOLLOW_UP, "3 days"))
    over = replace(pair(2), ended=date(2027, 7, 1), end_reason=EndReason.COMPLETED)
    assert {one[0] for one in asked(replace(known, pairs=(over,)))} == {"j2", "s2"}


def test_a_pair_made_late_is_asked_from_its_first_day_on() -> None:
    late = replace(pair(1), started=date(2027, 1, 16))
    known = replace(facts(DAY, rule(Occasion.AGREEMENT_DUE, "7 days")), pairs=(late,))
    assert asked(known)[0] == ("j1", "agreement 1.1", date(2027, 1, 16), date(2027, 1, 19))


def test_two_rules_on_one_occasion_are_two_notices() -> None:
    known = facts(
        DAY,
        rule(Occasion.MEETING_AHEAD, "7 days"),
        rule(Occasion.MEETING_AHEAD, "1 day"),
        planned=[meeting(1, 1, date(2027, 1, 19))],
    )
    assert asked(known)[:2] == [
        ("j1", "meeting 1.1", date(2027, 1, 12), date(2027, 1, 15)),
        ("j1", "meeting 1.1 #2", date(2027, 1, 18), date(2027, 1, 19)),
    ]
    assert {one.notice.key.pair for one in wanted(known).values()} == {1}


def test_a_programme_without_rules_has_every_occasion() -> None:
    found = {one.rule.on for one in wanted(facts(date(2027, 1, 25))).values()}
    assert not programme().reminders.occasions
    assert found == set(Occasion)


def test_nothing_is_ever_due_after_it_expired() -> None:
    for days in range(0, 300, 7):
        known = facts(DAY + timedelta(days=days))
        assert all(one.notice.due <= one.notice.expires for one in wanted(known).values())
