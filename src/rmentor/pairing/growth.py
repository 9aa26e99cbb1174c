"""Everyone's share and what odd groups hold, while trees grow over them: with time they rise and fall."""

from __future__ import annotations

from rmentor.pairing.odd_groups import Link, OddGroups

FREE, OUTER, INNER = 0, 1, -1


class Growth:
    """The shares of a pool's people and what its groups hold, each as of time 0.

    A unit that is `labels` OUTER is at the even places of a tree: with every step of time the shares of its people
    rise by one and what it holds by two; of one that is INNER they fall by as much; of others they stand.
    """

    def __init__(self, groups: OddGroups) -> None:
        self.groups = groups
        self.shares = [0] * groups.people
        self.held = [0] * groups.people
        self.labels = [FREE] * groups.people
        self.time = 0
        self._touched: list[int] = []

    def turn(self, unit: int, label: int) -> list[int]:
        """Give an outermost unit another label from now on; return its people."""
        shift = (self.labels[unit] - label) * self.time
        people = self.groups.everyone(unit)
        for one in people:
            self.shares[one] += shift
        if unit >= self.groups.people:
            self.held[unit] += 2 * shift
        self.labels[unit] = label
        self._touched += people
        return people

    def enclose(self, members: list[int], links: list[Link]) -> int:
        """Make one group of a circle of outer units: from now on it holds what the shares in it rise too far."""
        for member in members:
            if member >= self.groups.people:
                self.held[member] += 2 * OUTER * self.time
            self.labels[member] = FREE
        group = self.groups.gather(members, links)
        if group == len(self.held):
            self.held.append(0)
            self.labels.append(FREE)
        self.labels[group], self.held[group] = OUTER, -2 * OUTER * self.time
        return group

    def release(self, group: int) -> tuple[list[int], list[Link]]:
        """Dissolve an inner group; its members are inner themselves, the one with its base first."""
        members, links = self.groups.scatter(group)
        for member in members:
            self.labels[member] = INNER
            if member >= self.groups.people:
                self.held[member] -= 2 * INNER * self.time
        return members, links

    def end(self) -> None:
        """Let everything stand, dissolve the groups that hold nothing, and begin at time 0 again."""
        for unit in dict.fromkeys(map(self.groups.outermost, self._touched)):
            self.turn(unit, FREE)
            self.groups.dissolve(unit, lambda group: not self.held[group])
        self._touched.clear()
        self.time = 0
