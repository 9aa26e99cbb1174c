"""The Monday list: what needs a human, worst first, each with its command."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from conftest import Run
from harbour import facts, meeting, pair, participant, set_up
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.people.model import Standing
from rmentor.programme.words import Occasion
from rmentor.reminders.attention import attention, next_date
from rmentor.reminders.facts import Facts, grouped
from rmentor.reminders.matters import Concerning, Matter
from rmentor.reminders.model import Notice, NoticeKey, NoticeStatus

READY = {
    "briefings": frozenset({(name, "power") for name in ("j1", "s1")}),
    "acceptances": frozenset({(1, "j1", 1), (1, "s1", 1)}),
}


def known(day: date, *meetings: Meeting, **more: object) -> Facts:
    """Return what is known of one pair that has prepared itself."""
    first = replace(
        facts(day),
        pairs=(pair(1),),
        participants={name: participant(name) for name in ("j1", "s1")},
        meetings=grouped(meetings, lambda one: one.pair),
    )
    without_goals = replace(first.programme.preparation, goals=type(first.programme.preparation.goals)())
    first = replace(first, programme=replace(first.programme, preparation=without_goals))
    return replace(first, **(READY | more))  # type: ignore[arg-type]


def kinds(found: tuple[Matter, ...]) -> list[str]:
    return [one.kind for one in found]


def on(day: date, status: MeetingStatus, number: int = 1) -> Meeting:
    return replace(meeting(1, number, day), status=status)


def test_a_pair_is_silent_after_one_and_a_half_cadences() -> None:
    held = on(date(2027, 1, 19), MeetingStatus.HELD)
    assert kinds(attention(known(date(2027, 3, 5), held))) == []
    (matter,) = attention(known(date(2027, 3, 6), held))
    assert (matter.kind, matter.pair, matter.since) == (Concerning.SILENT_PAIR, 1, date(2027, 1, 19))
    assert matter.what == "Pair 1 (Sam J1 and Sam S1): no meeting for 46 days"
    assert matter.command == "rmentor schedule list --pair 1"


def test_two_meetings_lost_in_a_row_are_told_and_one_is_not() -> None:
    held, missed = on(date(2027, 1, 19), MeetingStatus.HELD), on(date(2027, 2, 2), MeetingStatus.MISSED, 2)
    cancelled = on(date(2027, 2, 9), MeetingStatus.CANCELLED, 3)
    assert kinds(attention(known(date(2027, 2, 10), held, missed))) == []
    assert kinds(attention(known(date(2027, 2, 10), held, missed, cancelled))) == [Concerning.TWO_LOST]
    assert kinds(attention(known(date(2027, 2, 8), held, missed, cancelled))) == []


def test_a_meeting_without_a_record_is_told_with_the_command_that_records_it() -> None:
    (matter,) = attention(known(date(2027, 1, 19), on(date(2027, 1, 19), MeetingStatus.PLANNED)))
    assert matter.command == "rmentor record meeting 1 --on 2027-01-19"


def test_what_is_overdue_is_told_once_for_everybody() -> None:
    held = on(date(2027, 1, 19), MeetingStatus.HELD)
    late = known(date(2027, 1, 20), held, briefings=frozenset(), acceptances=frozenset({(1, "j1", 1)}))
    briefing, agreement = attention(late)
    assert (briefing.people, briefing.command) == (("j1", "s1"), "rmentor record briefing j1 power")
    assert briefing.what == "“Power distance” not taken by 2 people: j1, s1"
    assert (agreement.people, agreement.command) == (("s1",), "rmentor record agreement s1")


def test_goals_are_missed_two_weeks_after_the_first_meeting() -> None:
    late = facts(date(2027, 2, 4))
    assert [one.command for one in attention(late) if one.kind is Concerning.GOALS] == [
        "rmentor record goal s1 TEXT --kind professional"
    ]


def test_who_is_without_a_pair_for_45_days_is_told() -> None:
    held = on(date(2027, 2, 20), MeetingStatus.HELD)
    people = {name: participant(name) for name in ("j1", "s1", "j9")} | {
        "j8": replace(participant("j8"), standing=Standing.WITHDRAWN)
    }
    done = READY["briefings"] | {("j9", "power")}
    assert kinds(attention(known(date(2027, 2, 24), held, participants=people, briefings=done))) == []
    (matter,) = attention(known(date(2027, 2, 25), held, participants=people, briefings=done))
    assert (matter.kind, matter.people) == (Concerning.UNPAIRED, ("j9",))


def test_who_could_not_be_reached_is_told_until_there_is_an_address() -> None:
    key = NoticeKey("s1", Occasion.MIDPOINT, "programme")
    failed = Notice(key=key, due=date(2027, 1, 12), expires=date(2027, 1, 15), status=NoticeStatus.FAILED)
    nobody = {"j1": participant("j1"), "s1": participant("s1", email=None)}
    ahead = on(date(2027, 1, 19), MeetingStatus.PLANNED)
    assert kinds(attention(known(date(2027, 1, 12), ahead), [failed])) == []
    assert kinds(attention(known(date(2027, 1, 12), ahead, participants=nobody), [failed])) == [Concerning.UNREACHED]


def test_an_open_wave_with_few_answers_and_the_mid_point_are_told() -> None:
    held = on(date(2027, 4, 10), MeetingStatus.HELD)
    few, point = attention(known(date(2027, 4, 12), held, answered=frozenset({("middle", "j1")})))
    assert (few.what, few.command) == (
        "Survey middle: 1 of 2 have answered",
        "rmentor survey import FILE --wave middle",
    )
    assert (point.what, point.command) == ("The mid-point: Sunday 11 April 2027", "rmentor report")


def test_the_worst_comes_first() -> None:
    lost = [on(date(2027, 2, day), MeetingStatus.MISSED, day) for day in (2, 9)]
    planned = on(date(2027, 3, 9), MeetingStatus.PLANNED, 10)
    late = known(date(2027, 3, 10), *lost, planned, briefings=frozenset(), acceptances=frozenset())
    assert kinds(attention(late)) == [
        Concerning.SILENT_PAIR, Concerning.TWO_LOST, Concerning.UNRECORDED, Concerning.BRIEFING, Concerning.AGREEMENT,
    ]  # fmt: skip


def test_pairs_that_are_open_after_the_end_are_told() -> None:
    over = attention(known(date(2027, 8, 1), on(date(2027, 6, 1), MeetingStatus.HELD)))
    assert [one.command for one in over] == ["rmentor pair end 1 --reason completed"]


def test_a_programme_that_has_just_been_loaded_is_told_how_it_goes_on() -> None:
    empty = replace(facts(date(2027, 1, 5)), participants={}, pairs=(), meetings={})
    assert [one.command for one in attention(empty)] == ["rmentor enrol --from roster.csv"]
    enrolled = replace(facts(date(2027, 1, 5)), pairs=(), meetings={})
    assert [one.command for one in attention(enrolled)] == ["rmentor pair propose"]
    assert [one.command for one in attention(known(date(2027, 1, 5)))] == ["rmentor schedule plan"]


def test_the_next_date_is_the_earliest_to_come() -> None:
    assert next_date(facts(date(2027, 1, 5))) == (date(2027, 1, 11), "the programme starts")
    assert next_date(facts(date(2027, 1, 12))) == (date(2027, 1, 19), "a meeting of pair 1")
    assert next_date(facts(date(2028, 1, 12))) is None


def test_when_all_is_well_the_status_says_so_and_what_comes_next(run: Run) -> None:
    set_up()
    ended = run("status", "--today", "2027-01-05")
    told = "all is well, nothing needs you this week. Next: 2027-01-11, the programme starts."
    assert " ".join(ended.out.split()) == f"Harbour Voices, 2027-01-05: {told}"
    assert (ended.code, ended.err) == (0, "Next: rmentor remind list\n")


def test_the_status_numbers_what_needs_somebody_and_ends_with_the_first_command(run: Run) -> None:
    set_up()
    ended = run("status", "--today", "2027-03-10")
    lines = ended.out.splitlines()
    assert lines[0] == "Harbour Voices, 2027-03-10: 7 things need you"
    assert lines[1:3] == ["1. Pair 1 (Sam J1 and Sam S1): no meeting for 58 days", "   rmentor schedule list --pair 1"]
    assert ended.err == "Next: rmentor schedule list --pair 1\n"
    assert max(map(len, lines)) <= 80


def test_the_status_as_json_has_every_matter(run: Run) -> None:
    set_up()
    told = json.loads(run("status", "--today", "2027-03-10", "--json").out)["status"]
    assert told["matters"][0] == {
        "kind": "silent_pair",
        "since": "2027-01-11",
        "what": "Pair 1 (Sam J1 and Sam S1): no meeting for 58 days",
        "people": ["j1", "s1"],
        "pair": 1,
        "command": "rmentor schedule list --pair 1",
    }
    assert told["next"] == {"on": "2027-03-19", "what": "a meeting of pair 1"}


def test_of_many_like_matters_the_first_ten_are_shown(run: Run) -> None:
    set_up(pairs=14)
    ended = run("status", "--today", "2027-03-10")
    assert "10. Pair 10 (Sam J10 and Sam S10): no meeting for 58 days" in ended.out
    assert "   and 4 more like these; --json lists them all\n15. Pair 1 (Sam J1" in ended.out
    assert "11. " not in ended.out
