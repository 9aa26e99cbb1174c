"""The most pairs that a pool can make, and what proves it.

Whoever a largest matching could leave over is outer; whoever only outer people can be placed beside is inner. Outer
people fall into odd groups, and no more groups than there are inner people can be complete, so a larger matching
is impossible wherever no pair may be made between two groups, or between a group and the rest (Tutte, 1947, and
Berge, 1958). The groups are found among promising pairs by Edmonds' search (Paths, trees, and flowers, 1965) and
the whole field is asked for pairs between them, until there are none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np

from rmentor.pairing.field import Field, Offers
from rmentor.pairing.pairs import Pairs, joined, promising, united
from rmentor.pairing.terms import Numbers

INNER, BEYOND = -1, -2
_FEW = 20
_NOBODY = -1


def most_pairs(whole: Field, links: Pairs) -> Pairs:
    """Return a matching of the most pairs that a pool's field allows, each two people standing in it once.

    It is sought among the links, promising pairs of the field, and those that they turn out to lack.
    """
    mates = [_NOBODY] * whole.shape[0]
    while len(links):
        mates, groups = _largest(links, mates)
        between = _between(whole, groups)
        if not len(between):
            break
        some = promising(between, between.fits, whole.shape, _FEW)
        links = united([links, between.only(some)], whole.shape[1])
    return links.only(np.array(mates, dtype=np.int64)[links.rows] == links.columns)


def grown(mates: Sequence[int], links: Sequence[Pairs], width: int) -> Pairs:
    """Return a largest matching among all links, grown from partners among the first, then the next as well."""
    found, known = list(mates), links[0]
    for more in links:
        known = united([known, more], width)
        found, _ = _largest(known, found)
    return known.only(np.array(found, dtype=np.int64)[known.rows] == known.columns)


def _largest(links: Pairs, mates: Sequence[int]) -> tuple[list[int], Numbers]:
    """Return everyone's partner in a largest matching among the links, and the groups that prove it.

    Two trees that touch hold a larger matching of their own people; such trees share nobody, so that all of them are
    matched anew before the next search.
    """
    neighbours = _neighbours(links, len(mates))
    found = _first_come(neighbours, mates)
    while True:
        search = Search(found, neighbours)
        groups = search.groups()
        if not search.touching:
            return found, groups
        for people in search.touching_trees():
            _match_anew(found, neighbours, people)


def _first_come(neighbours: Sequence[Sequence[int]], mates: Sequence[int]) -> list[int]:
    """Return a matching where each who is alone takes the first neighbour who is, those with few neighbours first."""
    found = list(mates)
    for one in sorted(range(len(found)), key=lambda one: len(neighbours[one])):
        free = (other for other in neighbours[one] if found[other] == _NOBODY)
        if found[one] == _NOBODY and (other := next(free, _NOBODY)) != _NOBODY:
            found[one], found[other] = other, one
    return found


def _match_anew(mates: list[int], neighbours: Sequence[Sequence[int]], people: Collection[int]) -> None:
    """Give some people, whose partners are among them, the partners of a largest matching among them."""
    from rustworkx import PyGraph, max_weight_matching

    graph = PyGraph(multigraph=False)
    places = {one: graph.add_node(one) for one in sorted(people)}
    graph.add_edges_from(
        [
            (places[one], places[other], None)
            for one in places
            for other in neighbours[one]
            if one < other and other in places
        ]
    )
    for one, other in max_weight_matching(graph, max_cardinality=True, weight_fn=lambda _: 1):
        mates[graph[one]], mates[graph[other]] = graph[other], graph[one]


def _neighbours(links: Pairs, people: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(people)]
    for one, other in zip(links.rows.tolist(), links.columns.tolist(), strict=True):
        found[one].append(other)
        found[other].append(one)
    return found


def _between(whole: Field, groups: Numbers) -> Pairs:
    """Return every pair that may be made between two groups, or a group and those beyond; nobody inner is asked."""
    inner = groups == INNER
    numbers = np.unique(np.where(inner, BEYOND, groups), return_inverse=True)[1]
    offered = (whole.dearest + 1) * numbers
    far = (whole.dearest + 1) * (int(numbers.max(initial=0)) + 1)
    found = []
    for turn in (1, -1):
        rows, columns = np.where(inner, 2 * far, turn * offered), np.where(inner, -2 * far, turn * offered)
        found.append(whole.tempting(Offers(rows, columns), 0, _FEW).pairs)
    both = joined(found)
    return both.only(groups[both.rows] != groups[both.columns])


@dataclass(slots=True)
class Search:
    """Edmonds' search from everybody whom a matching leaves over; odd circles become one group as they are met.

    `mates` is everyone's partner, -1 for nobody. Two trees that touch grow no further; where none do, the matching
    is a largest one and the groups prove it.
    """

    mates: Sequence[int]
    neighbours: Sequence[Sequence[int]]
    touching: dict[int, int] = field(default_factory=dict)
    _outer: list[bool] = field(default_factory=list)
    _parents: list[int] = field(default_factory=list)
    _heads: list[int] = field(default_factory=list)
    _roots: list[int] = field(default_factory=list)
    _waiting: deque[int] = field(default_factory=deque)

    def groups(self) -> Numbers:
        """Return the group of everyone who is outer, by the number of one in it; INNER and BEYOND for the others."""
        people = range(len(self.mates))
        self._outer = [mate == _NOBODY for mate in self.mates]
        self._parents = [_NOBODY] * len(self.mates)
        self._heads = list(people)
        self._roots = [one if self._outer[one] else _NOBODY for one in people]
        self._waiting.extend(one for one in people if self._outer[one])
        while self._waiting:
            one = self._waiting.popleft()
            for other in self.neighbours[one]:
                if self._roots[one] in self.touching:
                    break
                self._meet(one, other)
        return np.array([self._label(one) for one in people], dtype=np.int64)

    def touching_trees(self) -> list[list[int]]:
        """Return the people of every two trees that touch."""
        found: dict[int, list[int]] = {}
        for one, root in enumerate(self._roots):
            if root in self.touching:
                found.setdefault(min(root, self.touching[root]), []).append(one)
        return list(found.values())

    def _label(self, one: int) -> int:
        if self._outer[one]:
            return self._head(one)
        return BEYOND if self._parents[one] == _NOBODY else INNER

    def _head(self, one: int) -> int:
        """Return who stands for the group of somebody."""
        while self._heads[one] != one:
            self._heads[one] = self._heads[self._heads[one]]
            one = self._heads[one]
        return one

    def _meet(self, one: int, other: int) -> None:
        """Follow a link from somebody outer: it reaches a new couple, closes an odd circle, or touches a tree."""
        if not self._outer[other]:
            if self._parents[other] == _NOBODY:
                self._parents[other] = one
                self._roots[other] = self._roots[one]
                self._reach(self.mates[other], self._roots[one])
        elif self._roots[other] == self._roots[one]:
            if self._head(one) != self._head(other):
                self._close(one, other)
        elif self._roots[other] not in self.touching:
            mine, theirs = self._roots[one], self._roots[other]
            self.touching[mine], self.touching[theirs] = theirs, mine

    def _reach(self, one: int, root: int) -> None:
        self._outer[one] = True
        self._roots[one] = root
        self._waiting.append(one)

    def _close(self, one: int, other: int) -> None:
        """Make one group of the circle over two people who are outer."""
        meeting = self._meeting(one, other)
        for end in (one, other):
            head = self._head(end)
            while head != meeting:
                inner = self.mates[head]
                self._reach(inner, self._roots[head])
                self._heads[head] = self._heads[inner] = meeting
                head = self._head(self._parents[inner])

    def _meeting(self, one: int, other: int) -> int:
        """Return the group where the ways from two people to the root of their tree meet."""
        passed = set(self._way(one))
        return next(head for head in self._way(other) if head in passed)

    def _way(self, one: int) -> list[int]:
        way = [self._head(one)]
        while (inner := self.mates[way[-1]]) != _NOBODY:
            way.append(self._head(self._parents[inner]))
        return way
