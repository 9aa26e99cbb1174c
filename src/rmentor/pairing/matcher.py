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

from rmentor.pairing.odd_groups import NOBODY, Link, OddGroups

_FREE, _OUTER, _INNER = 0, 1, -1
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
        self.shares = [0] * len(mates)
        self.held = [0] * len(mates)
        self.rise = 0
        self._near = near
        self._leaving = leaving
        self._labels = [_FREE] * len(mates)
        self._entries: list[Link] = [(NOBODY, NOBODY)] * len(mates)
        self._reached = [(_NEVER, NOBODY)] * len(mates)
        self._time = 0
        self._last = _NEVER
        self._events: list[tuple[int, int, int, int]] = []
        self._waiting: list[int] = []
        self._touched: list[int] = []
        self._seen: list[int] = []

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
            if self.groups.mates[one] == NOBODY and self.shares[one] < self._leaving[one] and not enough():
                self._grow([one], leaving=True)

    def widen(self, pairs: int, enough: Callable[[], bool]) -> None:
        """Make pairs, each time the nearest matching of one more, until there are so many or no more are near."""
        while self.pairs < pairs and not enough():
            found = self._grow(self.alone, leaving=False)
            self.rise += self._time
            if not found:
                return

    def _grow(self, roots: Sequence[int], *, leaving: bool) -> bool:
        """Grow trees from the roots until a path opens; with `leaving` somebody in them may be left over instead."""
        self._time, self._last = 0, _NEVER
        for unit in dict.fromkeys(map(self.groups.outermost, roots)):
            self._make_outer(unit, _FREE)
        found = False
        while not found:
            self._look(leaving=leaving)
            if not self._events:
                break
            self._time, kind, one, other = heappop(self._events)
            found = self._happens(kind, one, other)
        self._end()
        return found

    def _happens(self, kind: int, one: int, other: int) -> bool:
        """Do what is due now; return whether the matching is a better one."""
        if kind == _REACH:
            due = self._reached[other] == (self._time, one) and self._labels[self.groups.outermost(other)] == _FREE
            return due and self._reach(one, other)
        if kind == _MEET:
            return self.groups.outermost(one) != self.groups.outermost(other) and self._meet(one, other)
        if kind == _OPEN:
            if self._labels[one] == _INNER and self.groups.within[one] == NOBODY:
                self._open(one)
            return False
        self._lift(one, NOBODY)
        return True

    def _look(self, *, leaving: bool) -> None:
        """Tell what the people who became outer will come to: being left over, or meeting others."""
        while self._waiting:
            one = self._waiting.pop()
            if leaving and (when := self._leaving[one] - self.shares[one]) < self._last:
                self._last = when
                heappush(self._events, (when, _LEAVE, one, NOBODY))
            self._look_round(one)

    def _look_round(self, one: int) -> None:
        outermost, labels, shares, time = self.groups.outermost, self._labels, self.shares, self._time
        own, here = shares[one], outermost(one)
        for other, far in self._near[one]:
            unit = outermost(other)
            label = labels[unit]
            if label == _FREE:
                self._will_reach(one, other, far - own - shares[other])
            elif label == _OUTER and unit != here:
                when = (far - own - shares[other]) // 2
                if when <= self._last:
                    heappush(self._events, (max(when, time), _MEET, one, other))

    def _will_reach(self, one: int, other: int, when: int) -> None:
        if when < self._reached[other][0] and when <= self._last:
            self._reached[other] = when, one
            self._seen.append(other)
            heappush(self._events, (when, _REACH, one, other))

    def _reach(self, one: int, other: int) -> bool:
        """Put the unit of somebody into the tree, and the one it is matched with; return whether it was alone."""
        groups = self.groups
        unit = groups.outermost(other)
        mate = groups.mates[groups.bases[unit]]
        if mate == NOBODY:
            self._lift(one, other)
            groups.leave(unit, other)
            groups.mates[other] = one
            return True
        people = groups.everyone(unit)
        for each in people:
            self.shares[each] += self._time
        self._touched += people
        self._make_inner(unit, (one, other))
        self._make_outer(groups.outermost(mate), _FREE)
        return False

    def _make_inner(self, unit: int, entry: Link) -> None:
        """Enter a unit from the tree, its people's shares falling; a group can be held together until it is due."""
        self._labels[unit], self._entries[unit] = _INNER, entry
        if unit >= self.groups.people:
            self.held[unit] += 2 * self._time
            heappush(self._events, (self.held[unit] // 2, _OPEN, unit, NOBODY))

    def _make_outer(self, unit: int, before: int) -> None:
        """From now on the shares of a unit's people rise; before they fell, or stood where the unit was free."""
        self._labels[unit] = _OUTER
        people = self.groups.everyone(unit)
        shift = self._time if before == _FREE else 2 * self._time
        for one in people:
            self.shares[one] -= shift
        if unit >= self.groups.people:
            self.held[unit] -= 2 * self._time
        self._waiting += people
        self._touched += people

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
        links = [(there, here) for here, there in reversed(back)] + [(one, other)] + forth
        self._gather([meeting, *reversed(left), *right], links)
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

    def _gather(self, members: list[int], links: list[Link]) -> None:
        """Make one outer group of a circle; what the shares of its people rise too far it holds from now on."""
        for member in members:
            passed = 2 * self._time if member >= self.groups.people else 0
            if self._labels[member] == _INNER:
                self.held[member] -= passed
                self._make_outer(member, _INNER)
            self.held[member] += passed
            self._labels[member] = _FREE
        group = self.groups.gather(members, links)
        if group == len(self.held):
            self.held.append(0)
            self._labels.append(_FREE)
            self._entries.append((NOBODY, NOBODY))
        self._labels[group], self.held[group] = _OUTER, -2 * self._time

    def _open(self, group: int) -> None:
        """Dissolve an inner group that holds nothing any more; the members on the tree's way stay in the tree."""
        entry = self._entries[group]
        place = self.groups.place_in(group, entry[1])
        members, links = self.groups.scatter(group)
        step = 1 if place % 2 else -1
        while place % len(members):
            self._make_inner(members[place], entry)
            self._make_outer(members[place + step], _INNER)
            here, there = links[place + 1] if step > 0 else links[place - 2]
            entry = (here, there) if step > 0 else (there, here)
            place += 2 * step
        self._make_inner(members[0], entry)
        for member in members:
            if self._labels[member] == _FREE:
                self._let_go(member)

    def _let_go(self, unit: int) -> None:
        """Let the shares of a unit's people stand, who are no longer in the tree but may be reached by it."""
        for one in self.groups.everyone(unit):
            self.shares[one] -= self._time
            self._reached[one] = _NEVER, NOBODY
            for other, far in self._near[one]:
                if self._labels[self.groups.outermost(other)] == _OUTER:
                    self._will_reach(other, one, far - self.shares[one] - self.shares[other])

    def _end(self) -> None:
        """Let all shares stand, and dissolve the groups that hold nothing."""
        for unit in dict.fromkeys(map(self.groups.outermost, self._touched)):
            passed = self._time * self._labels[unit]
            self._labels[unit] = _FREE
            for one in self.groups.everyone(unit):
                self.shares[one] += passed
            if unit >= self.groups.people:
                self.held[unit] += 2 * passed
                self.groups.dissolve(unit, lambda group: not self.held[group])
        for one in self._seen:
            self._reached[one] = _NEVER, NOBODY
        for found in (self._events, self._waiting, self._touched, self._seen):
            found.clear()
