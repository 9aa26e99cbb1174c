"""Disclosure control: what may be shown, so that nobody's answer follows from what is shown.

A figure is shown where it is about enough people and where no sum over fewer people follows from it and the
figures shown before it. So the second of two figures that differ by a few people is hidden, as is any other that
would give such a difference away. Of answers by fewer than twice as many, nothing is shown that tells each of them:
not their spread, which an interval gives away, nor that all answered alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from rmentor.evaluation.figures import ANSWERED, Figure, Found, Missing, Sum, Unit, rounded

_MOST_SMALL_KINDS = 12
_PRIME = 2_147_483_647
_Vector = tuple[int, ...]


@dataclass(slots=True)
class Publication:
    """What one report shows, and what it has hidden and why."""

    smallest: int
    shown: dict[str, list[Sum]] = field(default_factory=lambda: defaultdict(list))
    hidden: list[str] = field(default_factory=list)

    def show(self, found: Found | Missing, label: str) -> Figure | Missing:
        """Return the figure as it is printed, rounded, or why it is not; what is hidden is noted under its label."""
        if isinstance(found, Missing):
            return found
        reason = self._refusal(found)
        if reason:
            self.hidden.append(f"{label}: {reason}")
            return Missing(reason)
        for one in found.gives:
            self.shown[one.topic].append(one)
        return rounded(self._without_spread(found.figure))

    def _tells_each(self, figure: Figure) -> bool:
        return figure.kind in ANSWERED and figure.people < 2 * self.smallest

    def _without_spread(self, figure: Figure) -> Figure:
        if figure.unit is Unit.PERCENT or not self._tells_each(figure):
            return figure
        return replace(figure, interval=None, p=None, effect=None)

    def _refusal(self, found: Found) -> str:
        if min(found.figure.n, found.figure.people) < self.smallest:
            return f"about fewer than {self.smallest}"
        if found.alike and self._tells_each(found.figure):
            return f"from fewer than {2 * self.smallest} it would give single answers away"
        for topic in {one.topic for one in found.gives}:
            new = [one for one in found.gives if one.topic == topic]
            if leaks([*self.shown[topic], *new], self.smallest):
                return f"with another figure it would tell about fewer than {self.smallest}"
        return ""


def leaks(sums: Sequence[Sum], smallest: int) -> bool:
    """True where adding and subtracting the sums can give one over fewer than `smallest` people.

    People who stand in the same sums in the same way are of one kind. A sum over few people is a combination
    that vanishes outside some small kinds: there, and only there, the matrix of all others loses rank.
    """
    kinds = _kinds(sums)
    small = {kind: size for kind, size in kinds.items() if size < smallest}
    if len(small) > _MOST_SMALL_KINDS:
        return True
    rank = _rank(_vectors(kinds))
    return any(_rank(_vectors(kinds.keys() - few)) < rank for few in _groups(small, smallest))


def hidden_cells(cells: Mapping[str, frozenset[str]], smallest: int) -> frozenset[str]:
    """Return which cells of a table with a shown total are hidden; a cell is the set of people it is about.

    Besides the small ones, the next smallest are hidden until nothing about fewer people follows from the total.
    """
    filled = sorted((len(people), name) for name, people in cells.items() if people)
    hidden = [name for size, name in filled if size < smallest]
    for _, name in filled[len(hidden) :]:
        if not hidden or (len(hidden) > 1 and len(frozenset().union(*(cells[one] for one in hidden))) >= smallest):
            break
        hidden.append(name)
    return frozenset(hidden)


def _kinds(sums: Sequence[Sum]) -> Mapping[frozenset[_Vector], int]:
    """Return how many people there are of each kind; a kind is the set of their columns of the sums' matrix."""
    columns: dict[str, set[_Vector]] = defaultdict(set)
    for unit, column in {place for one in sums for place in one.terms}:
        columns[unit].add(tuple(one.terms.get((unit, column), 0) for one in sums))
    each = max(one.people_each for one in sums)
    return {kind: each * count for kind, count in Counter(map(frozenset, columns.values())).items()}


def _groups(small: Mapping[frozenset[_Vector], int], smallest: int) -> Iterator[set[frozenset[_Vector]]]:
    for count in range(1, smallest):
        for group in combinations(small, count):
            if sum(small[kind] for kind in group) < smallest:
                yield set(group)


def _vectors(kinds: Iterable[frozenset[_Vector]]) -> list[list[int]]:
    return [list(vector) for vector in sorted(frozenset().union(*kinds))]


def _rank(vectors: list[list[int]]) -> int:
    """Return the rank, by elimination modulo a prime far above any determinant of these small matrices."""
    rank = 0
    for place in range(len(vectors[0]) if vectors else 0):
        pivot = next((one for one in vectors[rank:] if one[place] % _PRIME), None)
        if pivot is None:
            continue
        vectors.remove(pivot)
        inverse = pow(pivot[place], -1, _PRIME)
        scaled = [number * inverse % _PRIME for number in pivot]
        vectors.insert(rank, scaled)
        for row in vectors[rank + 1 :]:
            factor = row[place]
            row[:] = [(number - factor * over) % _PRIME for number, over in zip(row, scaled, strict=True)]
        rank += 1
    return rank
