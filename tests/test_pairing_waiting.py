"""Who waits: people who are away, who have not agreed, or whom a decision keeps apart; and whom history prefers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pools import START, couple, couples, mentee, mentor, pool, programme, proposed, reason
from rmentor.errors import Refused
from rmentor.pairing.available import away_until
from rmentor.pairing.reasons import missing, reasons
from rmentor.people.generations import generation
from rmentor.people.model import Away
from rmentor.programme.words import Mode

_DAY = timedelta(days=1)


def away(first: int, last: int) -> Away:
    """Return an absence by days counted from the start."""
    return Away(START + first * _DAY, START + last * _DAY)


@pytest.mark.parametrize(
    ("absences", "until"),
    [
        ((away(0, 30),), 30),
        ((away(-9, 60),), 60),
        ((away(0, 29),), None),
        ((away(1, 60),), None),
        ((away(11, 40), away(0, 10)), 40),
        ((away(0, 9), away(11, 40)), None),
        ((away(-9, 35), away(0, 3)), 35),
        ((), None),
    ],
)
def test_away_is_who_is_there_on_no_day_before_the_next_meeting_is_due(absences: Any, until: int | None) -> None:
    """Pairs start on 11 January and meet each month, so that the next meeting is due on day 31."""
    found = away_until(pool([], today=START), mentor("a", away=absences).person)
    assert found == (None if until is None else START + until * _DAY)


@given(st.lists(st.tuples(st.integers(-40, 80), st.integers(0, 60)), max_size=6))
def test_absences_count_day_by_day_whatever_their_order(spans: list[tuple[int, int]]) -> None:
    absences = tuple(away(first, first + length) for first, length in spans)
    gone = {first + day for first, length in spans for day in range(length + 1)}
    found = away_until(pool([], today=START), mentor("a", away=absences).person)
    assert (found is not None) is gone.issuperset(range(31))
    if found:
        last = (found - START).days
        assert gone.issuperset(range(last + 1))
        assert last + 1 not in gone


def test_who_is_away_waits_and_is_told_until_when() -> None:
    people = [mentor("a", away=(away(0, 40),)), mentor("b"), mentee("x"), mentee("y")]
    proposal = proposed(people, today=START - 30 * _DAY)
    assert len(couples(proposal)) == 1
    assert reason(proposal, "a") == "away until 2027-02-20"
    assert len(couples(proposed(people, today=date(2027, 2, 15)))) == 2


def test_a_decided_pair_is_made_though_one_is_away() -> None:
    people = [mentor("a", away=(away(0, 40),)), mentor("b"), mentee("x")]
    assert couples(proposed(people, programme(always=(couple("a", "x"),)), today=START)) == [("a", "x")]


def test_who_said_no_is_not_there_at_all() -> None:
    proposal = proposed([mentor("a", consent=False), mentee("x")])
    assert (couples(proposal), [one.person for one in proposal.unpaired]) == ([], ["x"])


def test_who_was_not_asked_waits_where_consent_is_required() -> None:
    people = [mentor("a"), mentor("b", consent=True), mentee("x", consent=True)]
    assert couples(proposed(people)) == [("a", "x")]
    proposal = proposed(people, programme(consent=True))
    assert couples(proposal) == [("b", "x")]
    assert reason(proposal, "a") == "has not agreed to take part yet"


def test_nobody_is_decided_over_who_has_not_agreed() -> None:
    rules = programme(consent=True, always=(couple("a", "x"),))
    with pytest.raises(Refused, match="a has not agreed to take part"):
        proposed([mentor("a"), mentee("x", consent=True)], rules)


@pytest.mark.parametrize("banned", [("a", "x"), ("x", "a")])
def test_a_decision_keeps_two_apart_whichever_way_it_names_them(banned: tuple[str, str]) -> None:
    people = [mentor("a"), mentor("b"), mentee("x")]
    assert couples(proposed(people, banned=frozenset({banned}))) == [("b", "x")]


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (1945, "before Baby Boomers"), (1946, "Baby Boomers"), (1965, "Baby Boomers"), (1966, "Generation X"),
        (1985, "Generation X"), (1986, "Millennials"), (2005, "Millennials"), (2006, "after Millennials"),
    ],
)  # fmt: skip
def test_a_birth_year_is_of_one_generation(year: int, name: str) -> None:
    assert generation(year) == name


def test_pairs_cross_generations_by_birth_year() -> None:
    people = [mentor("a", birth_year=1986), mentor("b", birth_year=1980), mentee("x", birth_year=1985)]
    assert couples(proposed(people, programme(different=("generation",)))) == [("a", "x")]
    assert couples(proposed(people, programme(same=("generation",)))) == [("b", "x")]


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("first_time", {"experienced": frozenset("a")}, [("b", "x")]),
        ("left_out", {"left_out": frozenset("b")}, [("b", "x")]),
    ],
)
def test_who_is_new_or_was_left_out_is_preferred(name: str, known: Mapping[str, Any], expected: Any) -> None:
    people = [mentor("a"), mentor("b"), mentee("x")]
    weights: dict[str, Any] = {"topics": 0, name: 4}
    proposal = proposed(people, programme(**weights), **known)
    assert couples(proposal) == expected
    assert proposal.pairs[0].points == {name: 4000 if name == "first_time" else 2000}


def test_reasons_say_who_is_new_and_who_was_left_out() -> None:
    two, rules = (mentor("a"), mentee("x")), programme(first_time=4, left_out=3)
    assert reasons(rules, two, {"first_time": 4000, "left_out": 1500}) == [
        "the first pair for both",
        "one of them left out last time",
    ]
    assert reasons(rules, two, {"first_time": 2000, "left_out": 3000}) == [
        "both left out last time",
        "the first pair for one of them",
    ]


def test_readiness_is_a_reason_where_both_are_ready_and_no_number_is_told() -> None:
    ready = mentor("a", challenge=5), mentee("x", challenged=4)
    shy = mentor("a", challenge=5), mentee("x", challenged=3)
    assert reasons(programme(), ready, {"challenge": 750}) == ["ready to challenge and to be challenged"]
    assert reasons(programme(), shy, {"challenge": 500}) == []


def test_what_is_missing_is_named_with_the_people_it_is_missing_of() -> None:
    rules = programme(topics=1, age_distance=1, same_site=1)
    two = mentor("a", site="Oslo", offers=("ai",)), mentee("x", birth_year=1970)
    assert missing(rules, *two) == [
        "topics wanted by x unknown", "birth year of a unknown", "site of x unknown"
    ]  # fmt: skip
    assert missing(programme(topics=0, age_distance=1), mentor("a"), mentee("x")) == ["birth year of a and x unknown"]


def test_in_reciprocal_mode_both_are_asked_for_both() -> None:
    told = missing(
        programme(Mode.RECIPROCAL, topics=0, challenge=1), mentor("a", challenge=2), mentee("x", challenge=2)
    )
    assert told == ["readiness to be challenged of x and a unknown"]
