"""The matching of so many pairs that is the nearest to a bound, grown from one that nearly is.

Edmonds' way (Maximum matching and a polyhedron with 0,1-vertices, 1965): everyone has a share, no two people are
nearer than their shares together, pairs are made where they are just as near, and trees are grown from people
without a partner, the shares in them rising and falling in turn, until a path to a better matching opens. An odd
circle becomes one group that is held together. Grown from shares that are nearly right already, trees are few and
small (Applegate and Cook, Solving large-scale matching problems, 1993).

All distances are even, so that their halves are whole.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from heapq import heappop, heappush

from rmentor.pairing.growth import FREE, INNER, OUTER, Growth
from rmentor.pairing.odd_groups import NOBODY, Link, OddGroups

_LEAVE, _REACH, _MEET, _OPEN = range(4)
_NEVER = 1 << 62

Near = Sequence[Sequence[tuple[int, int]]]


class Matcher:
    """Grows a matching among near pairs.

    `near` is for everyone whom they can be paired with and how far that is (even, 0 or more), `leaving` how far it is
    to leave somebody over (even; NOBODY for who is not there), `mates` are pairs at distance 0 to begin with. After
    every step no pair is nearer than the shares of its two less what the groups around both hold, and nobody's share
    exceeds `leaving` by more than `rise`: so they prove how near a matching can be.
    """

    def __init__(self, near: Near, leaving: Sequence[int], mates: Sequence[int]) -> None:
        self.groups = OddGroups(mates)
        self.growth = Growth(self.groups)
        self.rise = 0
        self._near = near
        self._leaving = leaving
        self._entries: dict[int, Link] = {}
        self._reached: dict[int, tuple[int, int]] = {}
        self._last = _NEVER
        self._events: list[tuple[int, int, int, int]] = []
        self._waiting: list[int] = []

    @property
    def alone(self) -> list[int]:
        """Who is there and has no partner."""
        there = zip(self.groups.mates, self._leaving, strict=True)
        return [one for one, (mate, leaving) in enumerate(there) if mate == NOBODY and leaving >= 0]

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return sum(mate != NOBODY for mate in self.groups.mates) // 2

    def settle(self, enough: Callable[[], bool]) -> None:
        """Find a partner for everyone who is further off when left over than when paired."""
        for one in self.alone:
            if self.groups.mates[one] == NOBODY and self.growth.shares[one] < self._leaving[one] and not enough():
                self._grow([one], leaving=True)

    def widen(self, pairs: int, enough: Callable[[], bool]) -> None:
        """Make pairs, each time the nearest matching of one more, until there are so many or no more are near."""
        while self.pairs < pairs and not enough():
            if not self._grow(self.alone, leaving=False):
                return

    def _grow(self, roots: Sequence[int], *, leaving: bool) -> bool:
        """Grow trees from the roots until a path opens; with `leaving` somebody in them may be left over instead."""
        for unit in dict.fromkeys(map(self.groups.outermost, roots)):
            self._make_outer(unit)
        found = False
        while not found:
            self._look(leaving=leaving)
            if not self._events:
                break
            self.growth.time, kind, one, other = heappop(self._events)
            found = self._happens(kind, one, other)
        self.rise += 0 if leaving else self.growth.time
        self._end()
        return found

    def _end(self) -> None:
        self.growth.end()
        self._last = _NEVER
        for seen in (self._entries, self._reached, self._events, self._waiting):
            seen.clear()

    def _happens(self, kind: int, one: int, other: int) -> bool:
        """Do what is due now; return whether the matching is a better one."""
        if kind == _REACH:
            due = self._reached.get(other) == (self.growth.time, one)
            return due and self.growth.labels[self.groups.outermost(other)] == FREE and self._reach(one, other)
        if kind == _MEET:
            return self.groups.outermost(one) != self.groups.outermost(other) and self._meet(one, other)
        if kind == _OPEN:
            if self.growth.labels[one] == INNER and self.groups.within[one] == NOBODY:
                self._open(one)
            return False
        self._lift(one, NOBODY)
        return True

    def _look(self, *, leaving: bool) -> None:
        """Tell what the people who became outer will come to: being left over, or meeting others."""
        while self._waiting:
            one = self._waiting.pop()
            if leaving and (when := self._leaving[one] - self.growth.shares[one]) < self._last:
                self._last = when
                heappush(self._events, (when, _LEAVE, one, NOBODY))
            self._look_round(one)

    def _look_round(self, one: int) -> None:
        outermost, labels, shares = self.groups.outermost, self.growth.labels, self.growth.shares
        own, here = shares[one], outermost(one)
        for other, far in self._near[one]:
            unit = outermost(other)
            label = labels[unit]
            if label == FREE:
                self._will_reach(one, other, far - own - shares[other])
            elif label == OUTER and unit != here:
                when = (far - own - shares[other]) // 2
                if when <= self._last:
                    heappush(self._events, (when, _MEET, one, other))

    def _will_reach(self, one: int, other: int, when: int) -> None:
        if when <= self._last and (other not in self._reached or when < self._reached[other][0]):
            self._reached[other] = when, one
            heappush(self._events, (when, _REACH, one, other))

    def _make_outer(self, unit: int) -> None:
        self._waiting += self.growth.turn(unit, OUTER)

    def _make_inner(self, unit: int, entry: Link) -> None:
        """Note how the tree reaches an inner unit; a group is held together until it has nothing left to give."""
        self._entries[unit] = entry
        if unit >= self.groups.people:
            heappush(self._events, (self.growth.held[unit] // 2, _OPEN, unit, NOBODY))

    def _reach(self, one: int, other: int) -> bool:
        """Put the unit of somebody into the tree, and the one it is matched with; return whether it was alone."""
        unit = self.groups.outermost(other)
        mate = self.groups.mates[self.groups.bases[unit]]
        if mate == NOBODY:
            self._lift(one, other)
            self.groups.leave(unit, other)
            self.groups.mates[other] = one
            return True
        self.growth.turn(unit, INNER)
        self._make_inner(unit, (one, other))
        self._make_outer(self.groups.outermost(mate))
        return False

    def _lift(self, one: int, partner: int) -> None:
        """Give somebody outer another partner, or none, and so everybody up to the root."""
        groups = self.groups
        while True:
            unit = groups.outermost(one)
            before = groups.mates[groups.bases[unit]]
            groups.leave(unit, one)
            groups.mates[one] = partner
            if before == NOBODY:
                return
            inner = groups.outermost(before)
            above, entered = self._entries[inner]
            groups.leave(inner, entered)
            groups.mates[entered] = above
            one, partner = above, entered

    def _meet(self, one: int, other: int) -> bool:
        """Join two outer units: to a group in one tree, to a path between two; return whether it was a path."""
        meeting = self._meeting(one, other)
        if meeting == NOBODY:
            self._lift(one, other)
            self._lift(other, one)
            return True
        left, back = self._side(one, meeting)
        right, forth = self._side(other, meeting)
        for unit in (*left[1::2], *right[1::2]):
            self._make_outer(unit)
        links = [(there, here) for here, there in reversed(back)] + [(one, other)] + forth
        self.growth.enclose([meeting, *reversed(left), *right], links)
        return False

    def _meeting(self, one: int, other: int) -> int:
        """Return the unit where the ways of two people to their roots meet, NOBODY for two roots."""
        passed: set[int] = set()
        ends = [self.groups.outermost(one), self.groups.outermost(other)]
        while ends:
            unit = ends.pop(0)
            if unit in passed:
                return unit
            passed.add(unit)
            mate = self.groups.mates[self.groups.bases[unit]]
            if mate != NOBODY:
                ends.append(self.groups.outermost(self._entries[self.groups.outermost(mate)][0]))
        return NOBODY

    def _side(self, one: int, meeting: int) -> tuple[list[int], list[Link]]:
        """Return the units from somebody up to the meeting, without it, and the links from each to the next."""
        groups = self.groups
        units: list[int] = []
        links: list[Link] = []
        while (unit := groups.outermost(one)) != meeting:
            base = groups.bases[unit]
            inner = groups.outermost(groups.mates[base])
            one, entered = self._entries[inner]
            units += [unit, inner]
            links += [(base, groups.mates[base]), (entered, one)]
        return units, links

    def _open(self, group: int) -> None:
        """Dissolve an inner group that has nothing left to give; the members on the tree's way stay in the tree."""
        entry = self._entries[group]
        place = self.groups.place_in(group, entry[1])
        members, links = self.growth.release(group)
        step = 1 if place % 2 else -1
        way = []
        while place % len(members):
            way += [place, place + step]
            self._make_inner(members[place], entry)
            self._make_outer(members[place + step])
            here, there = links[place + 1] if step > 0 else links[place - 2]
            entry = (here, there) if step > 0 else (there, here)
            place += 2 * step
        self._make_inner(members[0], entry)
        for place in {*range(1, len(members))} - {*way}:
            self._let_go(members[place])

    def _let_go(self, unit: int) -> None:
        """Take a unit out of the tree, which may reach it again."""
        shares = self.growth.shares
        for one in self.growth.turn(unit, FREE):
            self._reached.pop(one, None)
            for other, far in self._near[one]:
                if self.growth.labels[self.groups.outermost(other)] == OUTER:
                    self._will_reach(other, one, far - shares[one] - shares[other])
