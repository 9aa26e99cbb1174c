"""The proof of a pool's pairing: a lower limit to what any matching of so many pairs costs.

Weak duality of Edmonds' linear program (Maximum matching and a polyhedron with 0,1-vertices, 1965): where no pair
costs less than what its two people bring, less what the odd groups around both of them hold, so many pairs cost no
less than what the people bring who bring least, two a pair, less what each group holds for every pair it has room
for. All in whole numbers, and asked about every pair of the field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.field import Field, Offers, Tempting, costs
from rmentor.pairing.held import Held, held_by
from rmentor.pairing.matcher import Matcher
from rmentor.pairing.pairs import joined
from rmentor.pairing.start import Start
from rmentor.pairing.terms import Numbers

TIMES = 4
_LARGE, _MORE = 1_000, -1


@dataclass(frozen=True, slots=True)
class OddBound:
    """What everyone brings to a pair beyond what a place costs, and what odd groups hold; a cost counts TIMES over.

    Whatever these are, the limit holds where no pair undercuts it: it hangs on nothing that the matcher promises.
    """

    brings: Numbers
    held: Held

    def undercut(self, field: Field, few: int | None = None) -> Tempting:
        """Return every pair that costs less than the proof says, and by how much.

        With `few` it may be those of some that cost less but for what groups hold: where not all were looked at, and
        none of those that were undercuts the proof, it is asked again for all.
        """
        parts = [self._kept(field, asked) for asked in self._asked(field, few)]
        if all(part.whole for part in parts) or any(len(part.pairs) for part in parts):
            return _joined(parts)
        return self.undercut(field)

    def least(self, start: Start, pairs: int) -> int:
        """Return what so many pairs and their places cost at least, TIMES over, where no pair undercuts the proof."""
        worth = np.sort((self.brings + TIMES * start.prices)[start.here])
        return int(worth[: 2 * pairs].sum()) - int(self.held.own @ (self.held.sizes // 2))

    def _kept(self, field: Field, asked: Tempting) -> Tempting:
        """Return those of the pairs that do undercut the proof."""
        pairs = asked.pairs
        brought = self.brings[pairs.rows] + self.brings[pairs.columns] - self.held.around_both(pairs)
        saved = brought - TIMES * costs(field, pairs)
        kept = np.flatnonzero(saved > 0)
        return Tempting(pairs.only(kept), saved[kept], asked.whole)

    def _asked(self, field: Field, few: int | None) -> Iterator[Tempting]:
        """Yield all pairs that may undercut the proof, in parts.

        What a large group holds would make most pairs in it tempting: they are asked about by what their people bring
        without it, and apart from them those of somebody in it with somebody who is not.
        """
        sizes = np.bincount(self.held.outermost)
        sizes[0] = 0
        largest = int(sizes.argmax())
        if sizes[largest] < _LARGE:
            yield field.tempting(Offers(-self.brings, self.brings, TIMES), _MORE, few)
            return
        inside = self.held.outermost == largest
        alike = self.brings - np.where(inside, self.held.own[largest] // 2, 0)
        found = field.tempting(Offers(-alike, alike, TIMES), _MORE, few)
        either = np.flatnonzero(inside[found.pairs.rows] == inside[found.pairs.columns])
        yield Tempting(found.pairs.only(either), found.saved[either], found.whole)
        far = 2 * int(np.abs(self.brings).max()) + TIMES * field.dearest + 1
        for rows in (inside, ~inside):
            rows_offer, columns_offer = np.where(rows, -self.brings, far), np.where(rows, -far, self.brings)
            yield field.tempting(Offers(rows_offer, columns_offer, TIMES), _MORE, few)


def bound_of(matcher: Matcher, start: Start) -> OddBound:
    """Return what the shares of a matcher prove, which count from what everyone asked at the start."""
    brings = np.array(matcher.growth.shares, dtype=np.int64) - TIMES // 2 * start.asks
    return OddBound(brings, held_by(matcher.groups, matcher.growth.held))


def _joined(several: Sequence[Tempting]) -> Tempting:
    saved = np.concatenate([one.saved for one in several])
    return Tempting(joined(one.pairs for one in several), saved, all(one.whole for one in several))
