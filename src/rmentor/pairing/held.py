"""What odd groups hold, one inside another, as a tree of which any two people can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.odd_groups import NOBODY, OddGroups
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Numbers


@dataclass(frozen=True, slots=True)
class Held:
    """The groups that hold something, numbered from 1, each after the one around it; 0 is around everybody.

    `inmost` is everyone's group. Of each group, `own` is what it holds and `sums` what it and all around it hold
    together, `sizes` how many people are in it and `depths` in how many groups it is; `above[k]` is the group that
    stands 2 to the k further out, or 0.
    """

    inmost: Numbers
    own: Numbers
    sums: Numbers
    sizes: Numbers
    depths: Numbers
    above: tuple[Numbers, ...]

    @property
    def outermost(self) -> Numbers:
        """Everyone's outermost group, 0 for who is in none."""
        found = self.inmost
        for above in self.above[::-1]:
            found = np.where(above[found] > 0, above[found], found)
        return found

    def around_both(self, pairs: Pairs) -> Numbers:
        """Return what the groups around both people of each pair hold together."""
        one, other = self.inmost[pairs.rows], self.inmost[pairs.columns]
        deeper = self.depths[one] >= self.depths[other]
        low, high = np.where(deeper, one, other), np.where(deeper, other, one)
        for step in reversed(range(len(self.above))):
            low = np.where(self.depths[low] - self.depths[high] >> step, self.above[step][low], low)
        for above in self.above[::-1]:
            apart = above[low] != above[high]
            low, high = np.where(apart, above[low], low), np.where(apart, above[high], high)
        return np.where(low == high, self.sums[low], self.sums[self.above[0][low]])


def held_by(groups: OddGroups, held: Sequence[int]) -> Held:
    """Return what each group holds as a tree."""
    inmost, above, own, sums, depths = [0] * groups.people, [0], [0], [0], [0]
    outside = (unit for unit, around in enumerate(groups.within) if around == NOBODY and groups.members[unit])
    waiting = [(unit, 0) for unit in outside]
    while waiting:
        unit, node = waiting.pop()
        if unit < groups.people:
            inmost[unit] = node
            continue
        if held[unit] > 0:
            above.append(node)
            own.append(held[unit])
            sums.append(sums[node] + held[unit])
            depths.append(depths[node] + 1)
            node = len(own) - 1
        waiting += [(member, node) for member in groups.members[unit]]
    sizes = np.bincount(inmost, minlength=len(own))
    for node in range(len(own) - 1, 0, -1):
        sizes[above[node]] += sizes[node]
    return Held(
        inmost=np.array(inmost),
        own=np.array(own),
        sums=np.array(sums),
        sizes=sizes,
        depths=np.array(depths),
        above=_ever_further(np.array(above)),
    )


def _ever_further(above: Numbers) -> tuple[Numbers, ...]:
    found = [above]
    while found[-1].any():
        found.append(found[-1][found[-1]])
    return tuple(found)
