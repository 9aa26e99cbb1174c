"""What a round must keep to, whoever is in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pools import capacity, couple, couples, mentee, mentor, pool, programme, proposed, reason, running, someone
from rmentor.errors import Refused
from rmentor.pairing.digest import digest_of
from rmentor.pairing.model import EndReason
from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant, Standing
from rmentor.programme.kinds import Hours
from rmentor.programme.pairing import PairingAim
from rmentor.programme.period import Period
from rmentor.programme.words import Mode, Role

_DEPARTMENTS = ("Sales", "IT", None)
_NAMES = ("ada", "bo", "cy", "di", "eve", "flo", "gus", "hal")


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Return a few people of all kinds under rules of all kinds."""
    mode = draw(st.sampled_from(Mode))
    topics = st.lists(st.sampled_from(("ai", "data", "video")), unique=True, max_size=3).map(tuple)
    people = [
        someone(
            name,
            draw(st.sampled_from(Role)),
            grade=draw(st.one_of(st.none(), st.integers(1, 4))),
            department=draw(st.sampled_from(_DEPARTMENTS)),
            manager=draw(st.one_of(st.none(), st.sampled_from(_NAMES))),
            offers=draw(topics),
            wants=draw(topics),
            capacity=draw(st.sampled_from((None, 0, 1) if mode is Mode.RECIPROCAL else (None, 0, 1, 2))),
            standing=draw(st.sampled_from((Standing.ENROLLED, Standing.ENROLLED, Standing.WITHDRAWN))),
        )
        for name in draw(st.lists(st.sampled_from(_NAMES), unique=True, min_size=2))
    ]
    two = st.lists(st.sampled_from(_NAMES), unique=True, min_size=2, max_size=2)
    rules = programme(
        mode,
        draw(st.one_of(st.none(), st.integers(1, 3))),
        grade_gap=draw(st.one_of(st.none(), st.integers(0, 2))),
        outside_reporting_line=draw(st.booleans()),
        not_under_direct_report=draw(st.booleans()),
        shared_topic=draw(st.booleans()),
        different=draw(st.sampled_from(((), ("department",)))),
        never=tuple(couple(*both) for both in draw(st.lists(two, max_size=3))),
        first=tuple(draw(st.lists(st.sampled_from(_NAMES), max_size=3))),
        aim=draw(st.sampled_from(PairingAim)),
    )
    met = frozenset(frozenset(both) for both in draw(st.lists(two, max_size=3)))
    return pool(people, rules, met=met)


def _forbidden(found: Pool, one: Participant, other: Participant) -> list[str]:
    """Return what forbids one to mentor the other, asked plainly of the two."""
    rules, mode = found.programme.pairing, found.programme.mode
    require, both = rules.require, {one.id, other.id}
    grades = one.person.grade, other.person.grade
    gap = None if None in grades else (grades[1] or 0) - (grades[0] or 0)
    gap = gap if gap is None or mode is Mode.REVERSE else -gap if mode is Mode.TRADITIONAL else abs(gap)
    shared = bool(set(one.offers) & set(other.wants))
    if mode is Mode.RECIPROCAL:
        shared = shared and bool(set(other.offers) & set(one.wants))
    departments = one.person.department, other.person.department
    return [
        *(["role"] if one.role is Role.MENTEE or other.role is Role.MENTOR else []),
        *(["withdrawn"] if Standing.WITHDRAWN in (one.standing, other.standing) else []),
        *(["grade"] if require.grade_gap is not None and (gap is None or gap < require.grade_gap) else []),
        *(["line"] if require.outside_reporting_line and _in_line(found, one.id, other.id) else []),
        *(["near"] if require.not_under_direct_report and _is_near(found, one.id, other.id) else []),
        *(["topic"] if require.shared_topic and not shared else []),
        *(["department"] if require.different and (None in departments or len(set(departments)) == 1) else []),
        *(["never"] if any({no.mentor, no.mentee} == both for no in rules.never) else []),
        *(["met"] if frozenset(both) in found.met else []),
    ]


def _in_line(found: Pool, one: str, other: str) -> bool:
    def above(person: str) -> set[str]:
        seen: set[str] = set()
        while (person := found.managers.get(person, "")) and person not in seen:
            seen.add(person)
        return seen

    return other in above(one) or one in above(other)


def _is_near(found: Pool, one: str, other: str) -> bool:
    def near(person: str) -> set[str]:
        boss = found.managers.get(person, "")
        return {boss, found.managers.get(boss, "")}

    return other in near(one) or one in near(other)


@settings(max_examples=200, deadline=None)
@given(found=pools())
def test_no_forbidden_pair_is_ever_proposed(found: Pool) -> None:
    people = {one.id: one for one in found.people}
    for pair in proposed(found.people, found.programme, met=found.met).pairs:
        assert _forbidden(found, people[pair.mentor], people[pair.mentee]) == []


@settings(max_examples=100, deadline=None)
@given(found=pools(), data=st.data())
def test_the_order_of_the_people_changes_nothing(found: Pool, data: st.DataObject) -> None:
    others = data.draw(st.permutations(list(found.people)))
    again = replace(found, people=others)
    assert proposed(again.people, again.programme, met=found.met) == proposed(
        found.people, found.programme, met=found.met
    )


@settings(max_examples=100, deadline=None)
@given(found=pools())
def test_everyone_enrolled_is_either_paired_within_capacity_or_told_why_not(found: Pool) -> None:
    proposal = proposed(found.people, found.programme, met=found.met)
    paired = [person for both in couples(proposal) for person in both]
    told = {one.person: one.reason for one in proposal.unpaired}
    assert set(paired) | set(told) == {one.id for one in found.enrolled}
    assert not set(paired) & set(told)
    assert all(told.values())
    assert all(sum(pair.points.values()) == pair.fit <= proposal.best for pair in proposal.pairs)


@settings(max_examples=100, deadline=None)
@given(found=pools())
def test_as_many_are_paired_as_trying_every_choice_pairs(found: Pool) -> None:
    """Asked where each is in one pair at most and acts in one role, so that any choice can be tried."""
    people = [replace(one, capacity=None) for one in found.enrolled if one.role is not Role.BOTH]
    small = pool(people, found.programme, met=found.met)
    mentors = [one for one in people if one.role is Role.MENTOR][:3]
    mentees = [one for one in people if one.role is Role.MENTEE][:4]
    most = max(
        sum(not _forbidden(small, *both) for both in zip(mentors, some, strict=False))
        for some in permutations([*mentees, *mentors], len(mentors))
    )
    planned = found.programme.plan.pairs or len(people)
    found_pairs = proposed([*mentors, *mentees], found.programme, met=found.met, managers=small.managers).pairs
    assert len(found_pairs) == min(most, planned)


def test_three_worthless_pairs_are_made_where_one_full_pairing_is_allowed() -> None:
    """Forbidden is not worthless: every fit is 0, and only one choice pairs all six."""
    people = [*(mentor(name) for name in ("a", "b", "c")), *(mentee(name) for name in ("x", "y", "z"))]
    never = tuple(couple(*both) for both in ("az", "bx", "bz", "cx", "ay"))
    assert couples(proposed(people, programme(never=never, topics=0))) == [("a", "x"), ("b", "y"), ("c", "z")]


def test_a_tempting_pair_does_not_cost_two_others_theirs() -> None:
    people = [
        *(mentor(name, offers=("ai",) if name == "b" else ("data",)) for name in ("a", "b", "c")),
        *(mentee(name, wants=("ai",) if name == "x" else ("video",)) for name in ("x", "y", "z")),
    ]
    never = tuple(couple(*both) for both in ("ay", "az", "bz", "cx", "cy"))
    proposal = proposed(people, programme(never=never))
    assert couples(proposal) == [("a", "x"), ("b", "y"), ("c", "z")]
    assert (proposal.total, proposal.optimal) == (0, True)


def test_who_goes_first_is_placed_though_others_fit_better() -> None:
    people = [mentor("m", offers=("ai",)), mentee("boss"), mentee("fan", wants=("ai",))]
    assert couples(proposed(people)) == [("m", "fan")]
    assert couples(proposed(people, programme(first=("boss",)))) == [("m", "boss")]


def test_everybody_has_a_first_place_before_anyone_has_a_second() -> None:
    people = [
        *(mentor(name, offers=("ai",)) for name in ("m1", "m2")),
        mentee("chief", wants=("ai",)),
        mentee("new", wants=("video",)),
    ]
    proposal = proposed(people, programme(capacity=capacity(mentee=2)))
    assert {pair.mentee for pair in proposal.pairs} == {"chief", "new"}


def test_one_chief_is_mentored_by_six() -> None:
    people = [*(mentor(f"m{index}") for index in range(6)), mentee("chief", capacity=6)]
    assert len(proposed(people).pairs) == 6


def test_the_plan_limits_the_pairs_to_the_best_of_them() -> None:
    people = [
        mentor("a", offers=("ai",)), mentor("b", offers=("data",)),
        mentee("x", wants=("ai",)), mentee("y", wants=("video",)),
    ]  # fmt: skip
    proposal = proposed(people, programme(pairs=1))
    assert couples(proposal) == [("a", "x")]
    assert reason(proposal, "y") == "the planned number of pairs is reached (2 allowed)"


def test_decided_pairs_are_made_whatever_they_fit() -> None:
    people = [mentor("a", offers=("ai",)), mentor("b"), mentee("x", wants=("ai",)), mentee("y")]
    proposal = proposed(people, programme(always=(couple("b", "x"),)))
    assert couples(proposal) == [("a", "y"), ("b", "x")]


def test_decided_pairs_beyond_somebodys_places_are_refused() -> None:
    people = [mentor("a"), mentor("b"), mentee("x")]
    with pytest.raises(Refused, match="gives x 2 more pairs"):
        proposed(people, programme(always=(couple("a", "x"), couple("b", "x"))))


def test_a_decided_pair_in_the_wrong_roles_is_refused() -> None:
    with pytest.raises(Refused, match="roles do not allow"):
        proposed([mentor("a"), mentee("x")], programme(always=(couple("x", "a"),)))


def test_a_second_round_pairs_newcomers_and_leaves_running_pairs_alone() -> None:
    people = [mentor("a"), mentee("x"), mentor("new"), mentee("young")]
    proposal = proposed(people, pairs=[running(1, "a", "x")], met=frozenset({frozenset("ax")}))
    assert couples(proposal) == [("new", "young")]
    assert proposal.unpaired == ()


def test_a_pair_turned_round_fills_the_places_of_both() -> None:
    people = [mentor("a"), mentee("x"), mentee("y")]
    turned = running(2, "x", "a", mode=Mode.TRADITIONAL, converted_from=1)
    assert couples(proposed(people, pairs=[turned])) == []


def test_two_whose_pair_has_ended_are_not_paired_again_even_where_repeats_are_allowed() -> None:
    ended = running(1, "a", "x", ended=date(2027, 2, 1), end_reason=EndReason.FIT)
    proposal = proposed([mentor("a"), mentee("x")], programme(no_repeats=False), pairs=[ended])
    assert couples(proposal) == []
    assert reason(proposal, "a") == "nobody of 1 is allowed: an earlier pair excludes 1"


def test_repeats_across_programmes_are_a_matter_of_the_rules() -> None:
    people, met = [mentor("a"), mentee("x")], frozenset({frozenset("ax")})
    assert couples(proposed(people, met=met)) == []
    assert couples(proposed(people, programme(no_repeats=False), met=met)) == [("a", "x")]


def test_nobody_reports_to_the_other_at_any_depth() -> None:
    people = [mentor("a"), mentee("top"), mentee("side")]
    managers = {"a": "b", "b": "c", "c": "top", "top": "a"}
    proposal = proposed(people, programme(outside_reporting_line=True), managers=managers)
    assert couples(proposal) == [("a", "side")]
    assert reason(proposal, "top") == "nobody of 1 is allowed: the reporting line excludes 1"


def test_a_direct_report_and_theirs_are_out_and_whoever_is_further_down_is_in() -> None:
    people = [mentee("top"), mentor("direct"), mentor("next"), mentor("third")]
    managers = {"direct": "top", "next": "direct", "third": "next"}
    assert couples(proposed(people, programme(not_under_direct_report=True), managers=managers)) == [("third", "top")]


def test_where_nobody_names_a_language_nobody_has_one_in_common() -> None:
    assert couples(proposed([mentor("a"), mentee("x")], programme(shared_language=True))) == []


def test_hours_in_common_are_counted_across_zones() -> None:
    office = Hours(time(9), time(17))
    people = [
        mentor("oslo", hours=office),
        mentee("york", hours=office, zone="America/New_York"),
        mentee("tokyo", hours=office, zone="Asia/Tokyo"),
    ]
    two_hours, three_hours = (programme(overlap=Period.parse(f"{hours} hours")) for hours in (2, 3))
    assert couples(proposed(people, two_hours)) == [("oslo", "york")]
    assert couples(proposed(people, three_hours)) == []


def test_a_fact_that_is_not_known_meets_no_requirement_and_says_so() -> None:
    proposal = proposed([mentor("a"), mentee("x", grade=9)], programme(grade_gap=2))
    assert reason(proposal, "a") == "nobody of 1 is allowed: the lack of grade excludes 1"


def test_reciprocal_pairs_want_what_the_other_offers_and_the_weaker_side_counts() -> None:
    one = someone("one", Role.BOTH, offers=("ai",), wants=("data", "video"))
    other = someone("other", Role.BOTH, offers=("data",), wants=("ai",))
    proposal = proposed([one, other], programme(Mode.RECIPROCAL, shared_topic=True, topics=10))
    assert couples(proposal) == [("one", "other")]
    assert proposal.pairs[0].points == {"topics": 10 * 667}


def test_reciprocal_mode_refuses_several_pairs_for_one_person() -> None:
    with pytest.raises(Refused, match="set the capacity of one to 1"):
        proposed([someone("one", Role.BOTH, capacity=2)], programme(Mode.RECIPROCAL))


def test_who_can_do_both_is_not_paired_with_himself() -> None:
    assert couples(proposed([someone("one", Role.BOTH)])) == []


def test_the_digest_stands_for_what_can_change_the_pairs() -> None:
    people = [mentor("a", attributes={"p": "1", "q": "2"}), mentee("x")]
    renamed = [replace(one, person=replace(one.person, name="New Name")) for one in reversed(people)]
    moved = [people[0], mentee("x", department="IT")]
    assert digest_of(pool(people)) == digest_of(pool(renamed))
    assert len({digest_of(pool(some)) for some in (people, moved)}) == 2


def test_an_empty_programme_gets_an_empty_round() -> None:
    proposal = proposed([])
    assert (proposal.pairs, proposal.unpaired, proposal.total, proposal.optimal) == ((), (), 0, True)
