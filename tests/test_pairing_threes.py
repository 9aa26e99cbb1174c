"""Groups of three: who is left over joins a pair, held against every way of joining."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations, permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pools import START, couple, couples, pool, programme, proposed, reason, running, someone
from rmentor.pairing.digest import digest_of
from rmentor.pairing.model import EndReason, Pair, Proposal, ProposedPair
from rmentor.pairing.newcomers import Joined
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import attempt, propose
from rmentor.pairing.threes import thirds
from rmentor.pairing.two import Two, objections
from rmentor.people.model import Away, Participant
from rmentor.programme.model import Programme
from rmentor.programme.pairing import PairingAim
from rmentor.programme.words import Mode, Role

TOPICS = ("ai", "data", "video")


def rules(pairs: int | None = None, *, threes: bool = True, **more: Any) -> Programme:
    return programme(Mode.RECIPROCAL, pairs, groups_of_three=threes, **more)


def both(name: str, **facts: Any) -> Participant:
    return someone(name, Role.BOTH, **facts)


def crowd(number: int, **facts: Any) -> list[Participant]:
    return [both(f"p{index}", **facts) for index in range(number)]


def joins(proposal: Proposal) -> dict[str, tuple[str, str]]:
    return {pair.third: pair.couple for pair in proposal.pairs if pair.third}


def fit(pair: ProposedPair) -> int:
    return pair.joined.fit if pair.joined else 0


def test_the_odd_one_out_joins_the_pair_where_the_weaker_fit_is_highest() -> None:
    people = [both(name, offers=("ai",), wants=("ai",)) for name in ("a", "b", "c", "d")]
    people.append(both("e", offers=("ai",)))
    people[0] = both("a", offers=("ai", "data"), wants=("ai",))
    found = proposed(people, rules(topics=10))
    assert len(found.pairs) == 2
    assert len(joins(found)) == 1
    assert found.unpaired == ()
    assert found.placed == 5


def test_without_the_key_nobody_joins() -> None:
    found = proposed(crowd(3), rules(threes=False))
    assert joins(found) == {}
    assert len(found.unpaired) == 1


def test_who_joins_may_be_paired_with_both() -> None:
    apart = rules(never=(couple("p0", "p2"),), always=(couple("p0", "p1"),))
    found = proposed(crowd(3), apart)
    assert (couples(found), joins(found)) == ([("p0", "p1")], {})
    assert (
        reason(found, "p2") == "the only one allowed is paired with others, and no pair of this round may take a third"
    )


@pytest.mark.parametrize(
    "known",
    [
        {"banned": frozenset({("p2", "p1")})},
        {"met": frozenset({frozenset({"p0", "p2"})})},
        {"pairs": (running(1, "p1", "p2", ended=START, mode=Mode.RECIPROCAL),)},
        {"today": date(2027, 1, 4)},
    ],
    ids=["banned", "met in another programme", "an earlier pair of this one", "away"],
)
def test_what_keeps_two_apart_keeps_a_third_out(known: dict[str, Any]) -> None:
    people = crowd(3)
    people[2] = both("p2", away=(Away(date(2027, 1, 1), date(2027, 12, 31)),) if "today" in known else ())
    assert joins(proposed(people, rules(always=(couple("p0", "p1"),)), **known)) == {}


def test_all_who_were_in_a_group_of_three_were_paired_with_one_another() -> None:
    three = running(1, "p0", "p1", third="p2", mode=Mode.RECIPROCAL)
    assert proposed(crowd(3), rules(), pairs=[replace(three, ended=START)]).pairs == ()
    left = replace(three, third_left=START)
    assert proposed(crowd(3), rules(), pairs=[left]).pairs == ()
    assert couples(proposed(crowd(4), rules(), pairs=[left])) == [("p2", "p3")]


def test_who_is_in_a_pair_already_or_takes_none_joins_nobody() -> None:
    people = [*crowd(4), both("p4", capacity=0)]
    found = proposed(people, rules(), pairs=[running(1, "p0", "p1", mode=Mode.RECIPROCAL)])
    assert (couples(found), joins(found)) == ([("p2", "p3")], {})


def test_a_plan_that_is_full_takes_nobody_more() -> None:
    full = proposed(crowd(5), rules(2))
    assert joins(full) == {}
    assert [one.reason for one in full.unpaired] == ["the planned number of pairs is reached (4 allowed)"]
    assert len(joins(proposed(crowd(5), rules(3)))) == 1


def test_a_must_pair_takes_a_third_and_who_goes_first_goes_first() -> None:
    """Three people may join the one decided pair, and one of them does."""
    keep = [couple(one, other) for one, other in combinations(("p2", "p3", "p4"), 2)]
    decided = rules(always=(couple("p0", "p1"),), never=tuple(keep), first=("p3",))
    found = proposed(crowd(5), decided)
    assert joins(found) == {"p3": ("p0", "p1")}
    assert [one.person for one in found.unpaired] == ["p2", "p4"]


def test_the_second_of_three_to_go_leaves_the_seat_to_the_third() -> None:
    three = ProposedPair("a", "b", 5, {"topics": 5}, Joined("c", ({"topics": 3}, {"topics": 2})))
    assert three.losing({"x"}) == three
    assert three.losing({"c"}) == replace(three, joined=None)
    assert three.losing({"a"}) == ProposedPair("c", "b", 2, {"topics": 2})
    assert three.losing({"b"}) == ProposedPair("a", "c", 3, {"topics": 3})
    assert three.losing({"a", "c"}) is None


def test_a_running_group_of_three_loses_one_and_stays_a_pair() -> None:
    three = running(1, "a", "b", third="c", fit=7)
    assert (three.people, three.couples) == (("a", "b", "c"), (("a", "b"), ("a", "c"), ("b", "c")))
    rest = three.losing({"a"}, START)
    assert isinstance(rest, Pair)
    assert (rest.people, rest.ever, rest.fit, rest.until("a"), rest.until("b")) == (
        ("c", "b"), ("c", "b", "a"), None, START, None,
    )  # fmt: skip
    assert three.losing({"c"}, START) == replace(three, third_left=START, third_reason=EndReason.LEFT)
    assert three.losing({"a", "b"}, START) is None


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Return up to seven people with wishes, some kept apart, some decided, some first."""
    number = draw(st.integers(2, 7))
    some = st.lists(st.sampled_from(TOPICS), unique=True).map(tuple)
    people = [
        both(f"p{index}", offers=draw(some), wants=draw(some), department=draw(st.sampled_from("XYZ")))
        for index in range(number)
    ]
    every = list(combinations([one.id for one in people], 2))
    never = draw(st.lists(st.sampled_from(every), unique=True, max_size=8))
    always = draw(st.lists(st.sampled_from(every), max_size=1))
    definition = rules(
        draw(st.none() | st.integers(1, 3)),
        never=tuple(couple(*two) for two in never if two not in always),
        always=tuple(couple(*two) for two in always),
        first=tuple(draw(st.lists(st.sampled_from([one.id for one in people]), unique=True, max_size=2))),
        aim=draw(st.sampled_from(PairingAim)),
        different=draw(st.sampled_from([(), ("department",)])),
        topics=10,
    )
    return pool(draw(st.permutations(people)), definition)


def brute_force(given_pool: Pool, found: Proposal) -> tuple[Any, ...]:
    """Return the best that joining can reach: people, people first, and then what the aim counts."""
    known = {one.id: one for one in given_pool.enrolled}
    left = sorted(set(known) - {person for pair in found.pairs for person in pair.couple})
    table = attempt(given_pool).table
    first, best = set(given_pool.programme.pairing.first), None
    for chosen in product([None, *found.pairs], repeat=len(left)):
        taken = [(one, pair) for one, pair in zip(left, chosen, strict=True) if pair]
        if len({pair.couple for _, pair in taken}) < len(taken) or any(
            [*objections(Two(given_pool, known[one], known[other]))] for one, pair in taken for other in pair.couple
        ):
            continue
        fits = [min(_fit(table, one, other) for other in pair.couple) for one, pair in taken]
        worth = _worth(given_pool, fits)
        rank = (len(taken), sum(one in first for one, _ in taken), worth)
        best = rank if best is None else max(best, rank)
    assert best is not None
    return best


def _fit(table: Any, one: str, other: str) -> int:
    rows = table.rules.sides.rows
    return int(table.rules.fit(np.array([rows[one]]), np.array([rows[other]]))[0])


def _worth(given_pool: Pool, fits: Sequence[int]) -> Any:
    return sorted(fits) if given_pool.programme.pairing.aim is PairingAim.FAIREST else sum(fits)


@settings(max_examples=150, deadline=None)
@given(pools())
def test_no_other_way_of_joining_places_more_people_or_fits_better(given_pool: Pool) -> None:
    found = propose(given_pool)
    if attempt(given_pool).full:
        assert joins(found) == {}
        return
    first = set(given_pool.programme.pairing.first)
    joined = [pair.joined for pair in found.pairs if pair.joined]
    reached = (len(joined), sum(one.person in first for one in joined))
    assert (*reached, _worth(given_pool, [one.fit for one in joined])) == brute_force(given_pool, found)


@settings(max_examples=80, deadline=None)
@given(pools(), st.randoms(use_true_random=False))
def test_the_pairs_are_those_without_groups_of_three_and_nobody_is_in_two(given_pool: Pool, chance: Any) -> None:
    found = propose(given_pool)
    plain = replace(given_pool.programme, pairing=replace(given_pool.programme.pairing, groups_of_three=False))
    without = propose(replace(given_pool, programme=plain))
    assert (couples(found), found.total, found.bound) == (couples(without), without.total, without.bound)
    placed = [person for pair in found.pairs for person in pair.people]
    assert sorted([*placed, *(one.person for one in found.unpaired)]) == [one.id for one in given_pool.enrolled]
    shuffled = list(given_pool.people)
    chance.shuffle(shuffled)
    assert propose(replace(given_pool, people=shuffled)) == found


def test_nobody_forbidden_is_in_a_group_of_three_among_many() -> None:
    people = [both(f"p{index:03}", department="XYZ"[index % 3], wants=(TOPICS[index % 2],)) for index in range(121)]
    keep = [couple(f"p{one:03}", f"p{one + 1:03}") for one in range(0, 118, 2)]
    given_pool = pool(people, rules(different=("department",), never=tuple(keep)))
    known = {one.id: one for one in people}
    threes = [pair.people for pair in propose(given_pool).pairs if pair.third]
    assert len(threes) == 1
    for one, other in (two for three in threes for two in permutations(three, 2)):
        assert not [*objections(Two(given_pool, known[one], known[other]))]


def test_the_digest_stands_for_groups_of_three_too() -> None:
    given_pool = pool(crowd(4), rules())
    three = running(1, "p0", "p1", third="p2", mode=Mode.RECIPROCAL)
    known = [(), (three,), (replace(three, third=None),), (replace(three, third_left=START),)]
    several = [given_pool, pool(crowd(4), rules(threes=False)), *(replace(given_pool, pairs=one) for one in known[1:])]
    assert len({digest_of(one) for one in several}) == len(several)


def test_joins_are_looked_for_in_strips(monkeypatch: pytest.MonkeyPatch) -> None:
    keep = [couple(one, other) for one, other in combinations(("p2", "p3", "p4"), 2)]
    made = attempt(pool(crowd(5), rules(always=(couple("p0", "p1"),), never=tuple(keep))))
    monkeypatch.setattr("rmentor.pairing.threes._CELLS_AT_ONCE", 1)
    assert thirds(made.table, made.cells) == made.thirds == {(0, 1): 2}
