"""Each measure by hand, and what an objective says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from evaluated import START, facts, meeting, pairs_of, people_of, programme, responses
from rmentor.evaluation.activity import activity, hidden_activity
from rmentor.evaluation.disclosure import Publication
from rmentor.evaluation.facts import Facts
from rmentor.evaluation.figures import Figure, Found, Missing
from rmentor.evaluation.measures import answer
from rmentor.evaluation.objectives import Answered, Verdict, answered
from rmentor.evaluation.report import report
from rmentor.meetings.model import MeetingStatus
from rmentor.pairing.model import EndReason
from rmentor.people.model import Standing
from rmentor.programme.kinds import TARGET
from rmentor.programme.period import Period
from rmentor.programme.purpose import Measure, MeasureKind, Objective
from rmentor.programme.words import Role
from rmentor.records.model import Outcome
from rmentor.render.report_markdown import report_markdown

TRUST = {"E1": 5, "E2": 4, "E3": 3, "E4": 5, "E5": 2, "M1": 1}
CLOSING: dict[str, Any] = {"item": "trust", "wave": "closing"}


def figure_of(measure: Measure, given: Facts) -> Figure:
    found = answer(measure, given)
    assert isinstance(found, Found)
    return found.figure


def verdict(given: Facts, target: str, **measure: Any) -> Answered:
    objective = Objective(id="o", text="O", measure=Measure(**measure), target=TARGET.parse(target))
    return answered(objective, given, Publication(5))


@pytest.mark.parametrize(("kind", "count"), [(MeasureKind.TOP_BOX, 2), (MeasureKind.TOP_TWO, 3)])
def test_best_boxes_are_counted_of_the_roles_answers(kind: MeasureKind, count: int) -> None:
    given = facts(people_of(5, 6), responses=responses("closing", "trust", TRUST))
    found = figure_of(Measure(kind=kind, role=Role.MENTEE, **CLOSING), given)
    assert (found.count, found.n, found.asked) == (count, 5, 6)
    assert found.value == 100 * count / 5


def test_a_reversed_item_is_mirrored_before_anything() -> None:
    given = facts(people_of(1, 5), responses=responses("closing", "strain", TRUST))
    found = figure_of(Measure(kind=MeasureKind.MEAN, item="strain", wave="closing", role=Role.MENTEE), given)
    assert found.value == pytest.approx(6 - 19 / 5)
    top = figure_of(Measure(kind=MeasureKind.TOP_TWO, item="strain", wave="closing"), given)
    assert top.count == 2
    assert top.counted == "answers 1 and 2 on 1 to 5, a low answer being the good one"


def test_a_change_is_that_of_the_same_people_alone() -> None:
    before = responses("opening", "trust", {"E1": 1, "E2": 2, "E3": 3, "M1": 5})
    after = responses("closing", "trust", {"E1": 3, "E2": 3, "E4": 5, "M1": 5})
    given = facts(people_of(1, 4), responses=[*before, *after])
    measure = Measure(kind=MeasureKind.CHANGE, since="opening", role=Role.MENTEE, **CLOSING)
    found = figure_of(measure, given)
    assert (found.value, found.n, found.asked) == (1.5, 2, 4)


def test_outcomes_count_everyone_enrolled_who_had_the_time() -> None:
    first, second = people_of(3, 0, wave="first"), people_of(5, 0, wave="second")[3:]
    left = replace(first[2], standing=Standing.WITHDRAWN)
    promoted = [
        Outcome("M1", "promotion", date(2027, 12, 1)),
        Outcome("M2", "promotion", date(2028, 2, 1)),
        Outcome("M4", "promotion", date(2027, 12, 1)),
        Outcome("M3", "departure", date(2027, 2, 1)),
    ]
    given = facts([*first[:2], left, *second], outcomes=promoted, today=date(2029, 1, 1))
    measure = Measure(kind=MeasureKind.OUTCOME, outcome="promotion", role=Role.MENTOR, among={"wave": "first"})
    assert (figure_of(measure, given).count, figure_of(measure, given).n) == (2, 3)
    within = replace(measure, within=Period.parse("12 months"))
    assert (figure_of(within, given).count, figure_of(within, given).n) == (1, 3)


def test_meetings_due_and_not_recorded_count_as_not_held_and_cancelled_ones_not_at_all() -> None:
    states = [MeetingStatus.HELD, MeetingStatus.MISSED, MeetingStatus.CANCELLED, MeetingStatus.PLANNED]
    planned = [meeting(1, number, status) for number, status in enumerate(states, start=1)]
    given = facts(people_of(1, 1), pairs=pairs_of(1), meetings=planned)
    found = figure_of(Measure(kind=MeasureKind.MEETINGS_HELD), given)
    assert (found.count, found.n, found.people) == (1, 3, 2)
    assert isinstance(answer(Measure(kind=MeasureKind.MEETINGS_HELD), replace(given, meetings=[])), Missing)


def test_a_pair_is_completed_when_it_ran_to_the_end_or_carried_on() -> None:
    ended = date(2027, 3, 1)
    first, second, third, fourth = pairs_of(4)
    pairs = [
        first,
        replace(second, ended=ended, end_reason=EndReason.FIT),
        replace(third, ended=ended, end_reason=EndReason.CONVERTED),
        replace(fourth, number=9, converted_from=3),
    ]
    found = figure_of(Measure(kind=MeasureKind.PAIRS_COMPLETED), facts(people_of(4, 4), pairs=pairs))
    assert (found.count, found.n) == (2, 3)


@pytest.mark.parametrize(
    ("target", "expected", "remark"),
    [
        ("60 %", Verdict.MET, "the interval holds the target, so chance could have decided"),
        ("61 %", Verdict.NOT_MET, "the interval holds the target, so chance could have decided"),
        ("10 %", Verdict.MET, ""),
        ("99 %", Verdict.NOT_MET, ""),
        ("4", Verdict.UNKNOWN, "its target 4 is not on the scale of its measure"),
    ],
)
def test_an_objective_is_judged_by_its_figure_and_says_when_chance_could_have_decided(
    target: str, expected: Verdict, remark: str
) -> None:
    given = facts(people_of(1, 5), responses=responses("closing", "trust", TRUST))
    found = verdict(given, target, kind=MeasureKind.TOP_TWO, role=Role.MENTEE, **CLOSING)
    assert (found.verdict, found.remark) == (expected, remark)


def test_an_objective_about_too_few_cannot_be_told_and_shows_nothing() -> None:
    given = facts(people_of(1, 4), responses=responses("closing", "trust", {"E1": 5, "E2": 5, "E3": 5, "E4": 5}))
    found = verdict(given, "50 %", kind=MeasureKind.TOP_TWO, **CLOSING)
    assert (found.verdict, found.figure, found.remark) == (Verdict.UNKNOWN, None, "about fewer than 5")


def test_a_second_figure_that_would_tell_of_one_person_is_hidden() -> None:
    mentees = {f"E{one}": 4 for one in range(1, 13)}
    given = facts(people_of(1, 12), responses=responses("closing", "trust", {**mentees, "M1": 1}))
    objectives = [
        Objective(id=role, text="O", measure=Measure(kind=MeasureKind.TOP_TWO, role=role, **CLOSING))
        for role in (Role.MENTEE, Role.BOTH)
    ]
    publication = Publication(5)
    first, second = (answered(one, given, publication) for one in objectives)
    assert first.figure is not None
    assert (second.figure, second.remark) == (None, "with another figure it would tell about fewer than 5")
    assert publication.hidden == ["both: with another figure it would tell about fewer than 5"]


@pytest.mark.parametrize("first", [MeasureKind.MEAN, MeasureKind.TOP_BOX, MeasureKind.CHANGE])
@pytest.mark.parametrize("second", [MeasureKind.MEAN, MeasureKind.TOP_TWO, MeasureKind.CHANGE])
def test_two_figures_about_nearly_the_same_people_are_not_both_shown(first: MeasureKind, second: MeasureKind) -> None:
    mentees = {f"E{one}": 2 + one % 3 for one in range(1, 13)}
    both = [*responses("opening", "trust", {**mentees, "M1": 3}), *responses("closing", "trust", {**mentees, "M1": 1})]
    given, publication = facts(people_of(1, 12), responses=both), Publication(5)
    measures = [
        Measure(kind=kind, role=role, since="opening" if kind is MeasureKind.CHANGE else None, **CLOSING)
        for kind, role in ((first, Role.MENTEE), (second, Role.BOTH))
    ]
    shown, refused = (publication.show(answer(one, given), "x") for one in measures)
    assert isinstance(shown, Figure)
    assert isinstance(refused, Missing)


def test_a_mean_of_fewer_than_twice_the_smallest_group_has_no_spread() -> None:
    for count, seen in ((9, False), (10, True)):
        before = responses("opening", "trust", {f"E{one}": 1 + one % 3 for one in range(1, count + 1)})
        after = responses("closing", "trust", {f"E{one}": 3 + one % 2 for one in range(1, count + 1)})
        given = facts(people_of(1, 12), responses=[*before, *after])
        for measure in (
            Measure(kind=MeasureKind.MEAN, **CLOSING),
            Measure(kind=MeasureKind.CHANGE, since="opening", **CLOSING),
        ):
            shown = Publication(5).show(answer(measure, given), "x")
            assert isinstance(shown, Figure)
            assert (shown.interval is not None) is seen
            assert (shown.effect is not None, shown.p is not None) == (seen and measure.since is not None,) * 2


@pytest.mark.parametrize(
    ("kind", "score"),
    [(MeasureKind.TOP_TWO, 4), (MeasureKind.TOP_BOX, 4), (MeasureKind.MEAN, 1), (MeasureKind.CHANGE, 5)],
)
def test_a_few_peoples_figure_never_says_all_or_none(kind: MeasureKind, score: int) -> None:
    for count, seen in ((9, False), (10, True)):
        everyone = [f"E{one}" for one in range(1, count + 1)]
        before = responses("opening", "trust", {one: 1 + index % 3 for index, one in enumerate(everyone)})
        given = facts(
            people_of(1, 12), responses=[*before, *responses("closing", "trust", dict.fromkeys(everyone, score))]
        )
        since = "opening" if kind is MeasureKind.CHANGE else None
        shown = Publication(5).show(answer(Measure(kind=kind, since=since, **CLOSING), given), "x")
        assert isinstance(shown, Figure) is seen
        assert seen or shown == Missing("from fewer than 10 it would give single answers away")


def test_what_the_facilitator_recorded_may_say_all() -> None:
    promoted = [Outcome(f"E{one}", "promotion", date(2027, 5, 1)) for one in range(1, 7)]
    given = facts(people_of(0, 6), outcomes=promoted)
    found = verdict(given, "80 %", kind=MeasureKind.OUTCOME, outcome="promotion")
    assert found.figure is not None
    assert (found.figure.count, found.figure.n) == (6, 6)


def test_a_share_that_can_still_rise_is_not_missed_yet() -> None:
    given = facts(people_of(5, 5), pairs=pairs_of(5), today=date(2027, 5, 1))
    found = verdict(given, "80 %", kind=MeasureKind.PAIRS_COMPLETED)
    assert found.verdict is Verdict.UNKNOWN
    assert found.remark == "not reached so far; it can be until 2027-07-04"
    assert verdict(replace(given, today=date(2027, 8, 1)), "80 %", kind=MeasureKind.PAIRS_COMPLETED).verdict == "met"


def test_an_objective_without_answers_measure_or_target_cannot_be_told() -> None:
    nothing = facts(people_of(5, 5))
    assert verdict(nothing, "80 %", kind=MeasureKind.TOP_BOX, **CLOSING).remark == "there are no answers"
    assert answered(Objective(id="o", text="O"), nothing, Publication(5)).remark == "it has no measure"


def test_a_reason_for_ending_is_not_told_where_few_pairs_ended() -> None:
    pairs = [replace(one, ended=START, end_reason=EndReason.FIT) for one in pairs_of(2)] + pairs_of(9)[2:]
    told = {one.what: one.count for one in activity(facts(people_of(9, 9), pairs=pairs)).tallies}
    assert told["pairs that ended"] == 2
    assert "pairs ended: no fit" not in told
    assert told["pairs ended for other reasons"] is None


@pytest.mark.parametrize(("left", "told"), [(0, 0), (1, None), (4, None), (5, 5), (7, 7), (8, None), (12, 12)])
def test_a_count_of_people_never_sets_few_apart(left: int, told: int | None) -> None:
    everyone = people_of(6, 6)
    gone = [replace(one, standing=Standing.WITHDRAWN) for one in everyone[:left]]
    given = facts([*gone, *everyone[left:]], pairs=pairs_of(6))
    found = activity(given)
    tallies = {one.what: (one.count, one.n) for one in found.tallies}
    assert tallies["people who left early"] == (told, 12)
    assert tallies["people who were in a pair"] == (12, 12)
    hidden = "how many people who left early: they, or all but they, are fewer than 5"
    assert (hidden in hidden_activity(found, 5)) is (told is None)
    line = next(one for one in report_markdown(report(given)).splitlines() if "left early" in one)
    assert line.endswith("| - | 12 | - |") is (told is None)


def test_a_month_in_which_one_pair_met_is_hidden_with_the_next_smallest() -> None:
    months = [0] + [5] * 3 + [9] * 6
    planned = [
        replace(meeting(pair, 1, MeetingStatus.HELD), on=date(2027, 1 + month // 4, 20), number=pair)
        for pair, month in enumerate(months, start=1)
    ]
    found = activity(facts(people_of(10, 10), pairs=pairs_of(10), meetings=planned)).months
    assert [one.held for one in found] == [None, None, 6]
    assert programme().evaluation.smallest_group == 5
