"""Repair: what runs stays, at most so many pairs are moved, and nobody meets again."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pools import couple, mentee, mentor, pool, programme, running, someone
from rmentor.pairing.model import EndReason, Pair
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.repair import Repair, ended, movable, repair
from rmentor.pairing.two import Two, objections
from rmentor.programme.words import Mode, Role

MOST = 2
_TOPICS = st.lists(st.sampled_from(("ai", "data", "video")), max_size=3, unique=True).map(tuple)


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Return some people of whom some run as pairs that nothing forbids."""
    mode = draw(st.sampled_from((Mode.REVERSE, Mode.RECIPROCAL)))
    size = draw(st.integers(4, 9))
    people = [
        someone(f"p{index}", _role(draw, mode, index), offers=draw(_TOPICS), wants=draw(_TOPICS))
        for index in range(size)
    ]
    names = st.sampled_from([one.id for one in people])
    never = [couple(*two) for two in draw(st.lists(st.tuples(names, names), max_size=6)) if two[0] != two[1]]
    weights = {"topics": draw(st.sampled_from((0, 7)))}
    rules = programme(mode, never=tuple(never), first=tuple(draw(st.lists(names, max_size=1))), **weights)
    return pool(people, rules, pairs=_running(draw, pool(people, rules)))


def _role(draw: st.DrawFn, mode: Mode, index: int) -> Role:
    if mode is Mode.RECIPROCAL or draw(st.integers(0, 9)) == 0:
        return Role.BOTH
    return (Role.MENTOR, Role.MENTEE)[index % 2]


def _running(draw: st.DrawFn, free: Pool) -> list[Pair]:
    allowed = [
        (one.id, other.id)
        for one in free.people
        for other in free.people
        if one is not other
        and (one.role.plays(Role.MENTOR) and other.role.plays(Role.MENTEE))
        and not list(objections(Two(free, one, other)))
    ]
    found: list[Pair] = []
    for two in draw(st.lists(st.sampled_from(allowed), max_size=6)) if allowed else []:
        if not {person for pair in found for person in pair.people} & set(two):
            found.append(running(len(found) + 1, *two, mode=free.programme.mode))
    return found


def worth(asked: Pool) -> tuple[int, ...]:
    """Return what the best round and all that runs beside it come to, as it is compared."""
    proposal, open_pairs = propose(asked), [pair for pair in asked.pairs if pair.open]
    two = [pair.people for pair in open_pairs] + [pair.people for pair in proposal.pairs]
    placed = [{one for one, _ in two}, {other for _, other in two}]
    placed = [placed[0] | placed[1]] if asked.both_ways else placed
    first = set(asked.programme.pairing.first)
    fits = sum(propose(_only(asked, pair)).total for pair in open_pairs)
    return len(two), sum(len(first & side) for side in placed), sum(map(len, placed)), fits + proposal.total


def _only(asked: Pool, pair: Pair) -> Pool:
    """Return the two of a pair alone, who are to be paired."""
    people = [one for one in asked.people if one.id in pair.people]
    always = programme(
        asked.programme.mode, topics=asked.programme.pairing.prefer.topics, always=(couple(*pair.people),)
    )
    return pool(people, always)


def at_best(asked: Pool, moves: int) -> tuple[int, ...]:
    """Return the best there is by ending every choice of at most so many pairs."""
    several = [some for many in range(moves + 1) for some in combinations(movable(asked), many)]
    return max(worth(ended(asked, {pair.number: EndReason.MOVED for pair in some})) for some in several)


@given(pools())
@settings(max_examples=40, deadline=None)
def test_each_step_is_the_best_there_is_with_so_many_moves(asked: Pool) -> None:
    found = repair(asked, MOST)
    for step in found.steps:
        pairs, _, _, total = at_best(asked, step.moves)
        assert (step.pairs, step.total, step.exact) == (pairs, total, True)
    assert worth(ended(asked, found.endings)) == at_best(asked, MOST)


@given(pools())
@settings(max_examples=40, deadline=None)
def test_others_stay_no_more_end_than_are_allowed_and_nobody_meets_again(asked: Pool) -> None:
    for moves in (0, 1, 3):
        found = repair(asked, moves)
        assert len(found.endings) <= moves
        known = {frozenset(pair.people) for pair in asked.pairs}
        assert not known & {frozenset(pair.people) for pair in found.proposal.pairs}
        assert [len(step.ends) <= step.moves for step in found.steps] == [True] * len(found.steps)
        reached = [(step.pairs, step.people) for step in found.steps]
        assert reached[0][0] <= reached[-1][0]


def test_a_newcomer_joins_without_upsetting_anyone() -> None:
    found = _newcomers(0)
    assert [pair.people for pair in found.proposal.pairs] == [("m2", "s2")]
    assert found.endings == {}


def test_a_move_is_made_where_it_gains_and_says_what() -> None:
    found = _newcomers(5)
    assert found.endings == {1: EndReason.MOVED}
    assert [(step.moves, step.pairs, step.total) for step in found.steps[:2]] == [(0, 2, 0), (1, 2, 20_000)]


def _newcomers(moves: int) -> Repair:
    """Return the repair where two newcomers would each fit one of a running pair, and not each other."""
    people = [mentor("m1", offers=("ai",)), mentee("s1", wants=("data",))]
    people += [mentor("m2", offers=("data",)), mentee("s2", wants=("ai",))]
    return repair(pool(people, programme(topics=10), pairs=[running(1, "m1", "s1")]), moves)


def test_a_pair_that_a_rule_now_forbids_ends_and_counts_as_no_move() -> None:
    people = [mentor("m1", manager="s1"), mentor("m2"), mentee("s1"), mentee("s2")]
    rules = programme(topics=10, outside_reporting_line=True)
    found = repair(pool(people, rules, pairs=[running(1, "m1", "s1"), running(2, "m2", "s2")]))
    assert [one.pair.number for one in found.forbidden] == [1]
    assert (found.endings, found.proposal.pairs) == ({1: EndReason.CHANGED_ROLE}, ())


@pytest.mark.parametrize("decided", [{"pinned": frozenset({("m1", "s1")})}, {}])
def test_a_pinned_pair_is_not_moved(decided: dict[str, Any]) -> None:
    people = [mentor("m1"), mentee("s1")]
    asked = pool(people, pairs=[running(1, "m1", "s1")], **decided)
    assert len(movable(asked)) == (0 if decided else 1)
