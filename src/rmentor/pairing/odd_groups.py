"""Odd groups, one inside another: whoever is in one can be the one it leaves over, so it is matched like one person.

The people of a group stand in a circle of an odd number of members, each somebody or a smaller group; every second
link of the circle is a pair, which leaves the first member over (Edmonds, Paths, trees, and flowers, 1965, calls
them blossoms).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

NOBODY = -1

Link = tuple[int, int]


class OddGroups:
    """Partners and groups. People are numbered from 0, groups from there on; a unit is either.

    `mates` is everyone's partner, `bases` whom a unit leaves over or has matched outside, `within` the group directly
    around a unit, NOBODY for none.
    """

    def __init__(self, mates: Sequence[int]) -> None:
        self.people = len(mates)
        self.mates = list(mates)
        self.bases = list(range(self.people))
        self.within = [NOBODY] * self.people
        self.members: list[list[int]] = [[] for _ in mates]
        self.links: list[list[Link]] = [[] for _ in mates]
        self._around = list(range(self.people))
        self._spare: list[int] = []

    def outermost(self, one: int) -> int:
        """Return the largest unit around somebody."""
        around = self._around
        while around[one] != one:
            around[one] = around[around[one]]
            one = around[one]
        return one

    def everyone(self, unit: int) -> list[int]:
        """Return the people of a unit."""
        if unit < self.people:
            return [unit]
        found: list[int] = []
        waiting = [unit]
        while waiting:
            for member in self.members[waiting.pop()]:
                (found if member < self.people else waiting).append(member)
        return found

    def gather(self, members: list[int], links: list[Link]) -> int:
        """Make a group of a circle of units, of which each link leads from a member to the next; return its number."""
        group = self._number()
        self.members[group], self.links[group] = members, links
        self.bases[group] = self.bases[members[0]]
        for member in members:
            self.within[member] = self._around[member] = group
        return group

    def scatter(self, group: int) -> tuple[list[int], list[Link]]:
        """Dissolve an outermost group; return its members, the one with its base first, and their links."""
        members, links = self.members[group], self.links[group]
        self.dissolve(group, lambda unit: unit == group)
        return members, links

    def dissolve(self, unit: int, gone: Callable[[int], bool]) -> None:
        """Dissolve an outermost group that is gone, and the groups in it down to those that are not."""
        waiting = [unit]
        while waiting:
            unit = waiting.pop()
            if unit >= self.people and gone(unit):
                waiting += self.members[unit]
                self.members[unit], self.links[unit] = [], []
                self._spare.append(unit)
            else:
                self.within[unit] = NOBODY
                for one in (unit, *self.everyone(unit)):
                    self._around[one] = unit

    def place_in(self, group: int, one: int) -> int:
        """Return where in the circle of a group the member stands that somebody is in."""
        while self.within[one] != group:
            one = self.within[one]
        return self.members[group].index(one)

    def leave(self, unit: int, one: int) -> None:
        """Match a unit's people anew so that it leaves `one` of them over, or for a partner outside."""
        waiting = [(unit, one)]
        while waiting:
            outer, one = waiting.pop()
            inner = one
            while inner != outer:
                group = self.within[inner]
                if self.bases[group] != one:
                    waiting += self._turn(group, inner)
                    self.bases[group] = one
                inner = group

    def _turn(self, group: int, first: int) -> list[Link]:
        """Match the circle of a group anew from another member on; return the others that follow, and their ends."""
        members, links = self.members[group], self.links[group]
        place = members.index(first)
        following = []
        for step in range(place + 1, len(links), 2) if place % 2 else range(0, place, 2):
            here, there = links[step]
            self.mates[here], self.mates[there] = there, here
            following += [(members[step], here), (members[(step + 1) % len(members)], there)]
        self.members[group] = members[place:] + members[:place]
        self.links[group] = links[place:] + links[:place]
        return following

    def _number(self) -> int:
        if self._spare:
            group = self._spare.pop()
            self.within[group], self._around[group] = NOBODY, group
            return group
        self.bases.append(NOBODY)
        self.within.append(NOBODY)
        self.members.append([])
        self.links.append([])
        self._around.append(len(self._around))
        return len(self._around) - 1
