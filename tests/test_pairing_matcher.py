"""One pool: the matching that is grown from the bound, and its proof, held against a matcher of all pairs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rustworkx import PyGraph, max_weight_matching

from rmentor.pairing.field import Listed
from rmentor.pairing.general import best_matching
from rmentor.pairing.market import Market, Places
from rmentor.pairing.matcher import Matcher
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.watch import Watch

NOT_THERE = -1


@dataclass(frozen=True)
class Crowd:
    """How far each two people are from a bound, and how far it is to leave each over."""

    far: dict[tuple[int, int], int]
    leaving: list[int]

    @property
    def near(self) -> list[list[tuple[int, int]]]:
        """For everyone, whom they can be paired with and how far that is."""
        found: list[list[tuple[int, int]]] = [[] for _ in self.leaving]
        for (one, other), far in self.far.items():
            found[one].append((other, far))
            found[other].append((one, far))
        return found

    def least(self, pairs: int) -> int | None:
        """Return how near a matching of so many pairs can be: all matched, some with a seat for who is left over."""
        people = len(self.leaving)
        there = [one for one, leaving in enumerate(self.leaving) if leaving >= 0]
        seats = range(people, people + len(there) - 2 * pairs)
        graph = PyGraph(multigraph=False)
        graph.add_nodes_from(range(people + len(seats)))
        graph.add_edges_from([(*ends, -far) for ends, far in self.far.items()])
        graph.add_edges_from([(one, seat, -self.leaving[one]) for one in there for seat in seats])
        made = max_weight_matching(graph, max_cardinality=True, weight_fn=int)
        whole = len(there) >= 2 * pairs and len(made) == pairs + len(seats)
        return -sum(graph.get_edge_data(*ends) for ends in made) if whole else None


@st.composite
def crowds(draw: st.DrawFn) -> Crowd:
    """A few people; many are equally far apart, as in rounds, and some are not there."""
    people, top = draw(st.integers(2, 12)), draw(st.sampled_from((0, 1, 4, 60)))
    leaving = [2 * far for far in draw(st.lists(st.integers(0, 2 * top), min_size=people, max_size=people))]
    absent = draw(st.sets(st.integers(0, people - 1), max_size=2))
    couples = draw(st.sets(st.sampled_from([*combinations(range(people), 2)]), max_size=30))
    far = {two: 2 * draw(st.integers(0, top)) for two in sorted(couples) if not absent & set(two)}
    return Crowd(far, [NOT_THERE if one in absent else one_far for one, one_far in enumerate(leaving)])


def holds(crowd: Crowd, matcher: Matcher) -> bool:
    """Return whether the shares prove that the matching is the nearest of its size."""
    groups = matcher.groups
    around = [set(_around(matcher, one)) for one in range(groups.people)]
    slack = {
        (one, other): far - matcher.growth.shares[one] - matcher.growth.shares[other]
        + sum(matcher.growth.held[group] for group in around[one] & around[other])
        for (one, other), far in crowd.far.items()
    }  # fmt: skip
    made = [(one, mate) for one, mate in enumerate(groups.mates) if one < mate]
    return (
        min(slack.values(), default=0) >= 0
        and all(slack[two] == 0 for two in made)
        and all(
            share <= leaving + matcher.rise
            for share, leaving in zip(matcher.growth.shares, crowd.leaving, strict=True)
            if leaving >= 0
        )
        and all(matcher.growth.shares[one] == crowd.leaving[one] + matcher.rise for one in matcher.alone)
    )


def _around(matcher: Matcher, one: int) -> Iterator[int]:
    while (one := matcher.groups.within[one]) >= 0:
        yield one


def never() -> bool:
    """Never have enough."""
    return False


@settings(max_examples=1500, deadline=None)
@given(crowd=crowds())
def test_of_every_size_the_nearest_matching_is_found_and_proved(crowd: Crowd) -> None:
    matcher = Matcher(crowd.near, crowd.leaving, [-1] * len(crowd.leaving))
    matcher.settle(never)
    while True:
        pairs = matcher.pairs
        made = [two for two in crowd.far if matcher.groups.mates[two[0]] == two[1]]
        far = sum(crowd.far[two] for two in made) + sum(crowd.leaving[one] for one in matcher.alone)
        assert (len(made), far) == (pairs, crowd.least(pairs))
        assert holds(crowd, matcher)
        matcher.widen(pairs + 1, never)
        if matcher.pairs == pairs:
            break
    assert crowd.least(pairs + 1) is None


@dataclass(frozen=True)
class Pool:
    """Who may be paired in a pool and how well, who goes first, and how many pairs are wanted."""

    fits: dict[tuple[int, int], int]
    first: list[bool]
    wanted: int

    @property
    def market(self) -> Market:
        """The pool as a market."""
        people = len(self.first)
        ends = np.array(sorted(self.fits), dtype=np.int64).reshape(-1, 2)
        pairs = Pairs(ends[:, 0], ends[:, 1], np.array([self.fits[two] for two in sorted(self.fits)], dtype=np.int64))
        places = Places(np.ones(people, dtype=np.int64), np.ones(people, dtype=bool), np.array(self.first))
        return Market(field=Listed(pairs, (people, people)), mentors=places, mentees=places, wanted=self.wanted)

    def best(self) -> tuple[int, int, int]:
        """Return the most pairs, most first people and highest total, from a look at all matchings."""
        return max(self._all(sorted(self.fits), frozenset(), self.wanted))

    def _all(self, left: list[tuple[int, int]], placed: frozenset[int], wanted: int) -> Iterator[tuple[int, int, int]]:
        yield 0, 0, 0
        for place, two in enumerate(left if wanted else []):
            if not placed & set(two):
                named = sum(self.first[one] for one in two)
                for pairs, firsts, total in self._all(left[place + 1 :], placed | set(two), wanted - 1):
                    yield pairs + 1, firsts + named, total + self.fits[two]


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """A pool of up to eight."""
    people = draw(st.integers(2, 8))
    couples = draw(st.sets(st.sampled_from([*combinations(range(people), 2)]), max_size=14))
    fits = {two: 5 * draw(st.integers(0, 9)) for two in sorted(couples)}
    first = draw(st.lists(st.sampled_from((False, False, True)), min_size=people, max_size=people))
    return Pool(fits, first, draw(st.integers(1, 4)))


def reached(pool: Pool, pairs: Pairs) -> tuple[int, int, int]:
    """Return how many pairs were made, of how many first people, and their total; nobody is in two of them."""
    people = [*pairs.rows.tolist(), *pairs.columns.tolist()]
    assert len(people) == len(set(people))
    return len(pairs), sum(pool.first[one] for one in people), int(pairs.fits.sum())


@contextmanager
def few_near(large: int) -> Iterator[None]:
    """Begin with hardly any near pairs, so that the proof has to ask for the others, and call few people many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rmentor.pairing.start._FIRST_SLACK", 1)
        patch.setattr("rmentor.pairing.start._NEAR", 0)
        patch.setattr("rmentor.pairing.odd_bound._LARGE", large)
        for name in ("flow", "general"):
            patch.setattr(f"rmentor.pairing.{name}.MANY", 1)
        yield


@settings(max_examples=1000, deadline=None)
@given(pool=pools(), large=st.sampled_from((1, 1000)))
def test_a_pool_is_paired_as_well_as_of_all_matchings_the_best(pool: Pool, large: int) -> None:
    with few_near(large):
        found = best_matching(pool.market)
    assert reached(pool, found.pairs) == pool.best()
    assert (found.gap, found.exact) == (0, True)


@settings(max_examples=500, deadline=None)
@given(pool=pools(), steps=st.integers(0, 6))
def test_who_has_enough_is_told_how_far_the_best_may_be(pool: Pool, steps: int) -> None:
    asked = iter([False] * steps)
    with few_near(1):
        found = best_matching(pool.market, Watch(enough=lambda: next(asked, True)))
    pairs, firsts, total = reached(pool, found.pairs)
    best = pool.best()
    assert pairs == best[0]
    if firsts == best[1]:
        assert total <= best[2] <= total + found.gap
    if found.exact:
        assert (pairs, firsts, total) == best
