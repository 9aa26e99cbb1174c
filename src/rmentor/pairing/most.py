"""The most pairs that a pool can make, and what proves it.

Whoever a largest matching could leave over is outer; whoever only outer people can be placed beside is inner. Outer
people fall into odd groups, and no more groups than there are inner people can be complete, so a larger matching
is impossible wherever no pair may be made between two groups, or between a group and the rest (Tutte, 1947, and
Berge, 1958). The groups are found among promising pairs by Edmonds' search (Paths, trees, and flowers, 1965) and
the whole field is asked for pairs between them, until there are none.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from rmentor.pairing.field import Field, Offers
from rmentor.pairing.pairs import Pairs, joined, promising, united
from rmentor.pairing.terms import Numbers

INNER, BEYOND = -1, -2
_FEW = 20
_NOBODY = -1


def most_pairs(whole: Field) -> Pairs:
    """Return a matching of the most pairs that a pool's field allows, each two people standing in it once."""
    links = whole.promising(_FEW)
    while len(links):
        made, mates = _matched(links, whole.shape[0])
        search = Search(mates, _neighbours(links, whole.shape[0]))
        between = _between(whole, search.groups())
        if not len(between):
            return links.only(made)
        some = promising(between, between.fits, whole.shape, _FEW)
        links = united([links, between.only(some)], whole.shape[1])
    return links


def _matched(links: Pairs, people: int) -> tuple[Numbers, list[int]]:
    """Return where a largest matching stands among the links, and everyone's partner."""
    from rustworkx import PyGraph, max_weight_matching

    graph = PyGraph(multigraph=False)
    graph.add_nodes_from(range(people))
    graph.add_edges_from(list(zip(links.rows.tolist(), links.columns.tolist(), range(len(links)), strict=True)))
    edges = max_weight_matching(graph, max_cardinality=True, weight_fn=lambda _: 1)
    mates = [_NOBODY] * people
    for one, other in edges:
        mates[one], mates[other] = other, one
    return np.array(sorted(graph.get_edge_data(*edge) for edge in edges), dtype=np.int64), mates


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
        found.append(whole.tempting(Offers(rows, columns), 0).pairs)
    both = joined(found)
    return both.only(groups[both.rows] != groups[both.columns])


@dataclass(slots=True)
class Search:
    """Edmonds' search from everybody whom a largest matching leaves over; odd circles become one group as met.

    `mates` is everyone's partner, -1 for nobody. Without a longer matching among the links no two trees touch.
    """

    mates: Sequence[int]
    neighbours: Sequence[Sequence[int]]
    _outer: list[bool] = field(default_factory=list)
    _parents: list[int] = field(default_factory=list)
    _heads: list[int] = field(default_factory=list)
    _waiting: deque[int] = field(default_factory=deque)

    def groups(self) -> Numbers:
        """Return the group of everyone who is outer, by the number of one in it; INNER and BEYOND for the others."""
        people = range(len(self.mates))
        self._outer = [mate == _NOBODY for mate in self.mates]
        self._parents = [_NOBODY] * len(self.mates)
        self._heads = list(people)
        self._waiting.extend(one for one in people if self._outer[one])
        while self._waiting:
            one = self._waiting.popleft()
            for other in self.neighbours[one]:
                self._meet(one, other)
        return np.array([self._label(one) for one in people], dtype=np.int64)

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
        """Follow a link from somebody outer: it reaches a new couple, or closes an odd circle."""
        if self._outer[other]:
            if self._head(one) != self._head(other):
                self._close(one, other)
        elif self._parents[other] == _NOBODY:
            self._parents[other] = one
            self._reach(self.mates[other])

    def _reach(self, one: int) -> None:
        self._outer[one] = True
        self._waiting.append(one)

    def _close(self, one: int, other: int) -> None:
        """Make one group of the circle over two people who are outer."""
        root = self._meeting(one, other)
        for end in (one, other):
            head = self._head(end)
            while head != root:
                inner = self.mates[head]
                if not self._outer[inner]:
                    self._reach(inner)
                self._heads[head] = self._heads[inner] = root
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
