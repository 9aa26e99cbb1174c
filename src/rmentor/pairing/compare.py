"""What simpler ways of pairing would have given: the best pair first, or lots.

Both choose among the same possible pairs, with the same places, decided pairs and number wanted, until nothing is
possible any more. Chance is a seeded generator of whole numbers (Steele, Lea and Flood, Fast splittable pseudorandom
number generators, 2014), so that the same seed draws the same lots everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from rmentor.pairing.beside import Yardstick
from rmentor.pairing.field import Listed
from rmentor.pairing.market import Market
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.propose import Attempt
from rmentor.pairing.terms import Numbers

DRAWS = 5
_AT_ONCE = 4_096
_RADIX = 1 << 16
_STEP, _ONE, _OTHER = 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB

_Choice = Callable[[Numbers], tuple[Numbers, Numbers]]
"""Parts the pairs that are still possible into those to look at now, in order, and those for later."""


def greedy(made: Attempt) -> Yardstick | None:
    """Return what taking the best pair that is still possible again and again gives; None where pairs are not held."""
    if not isinstance(made.market.field, Listed):
        return None
    pairs = made.market.field.pairs
    return _measured(made, [_taken(made, pairs, _best_first(pairs), _front)])


def lots(made: Attempt, seed: int) -> Yardstick | None:
    """Return what drawing possible pairs by lot gives, as the mean of five draws; None where pairs are not held."""
    if not isinstance(made.market.field, Listed):
        return None
    pairs = made.market.field.pairs
    every = np.arange(len(pairs))
    return _measured(made, [_taken(made, pairs, every, _by_lot(seed * DRAWS + draw)) for draw in range(DRAWS)])


def _measured(made: Attempt, several: Sequence[Pairs]) -> Yardstick:
    rows, columns = np.array(made.fixed, dtype=np.int64).reshape(-1, 2).T
    decided = int(made.table.rules.fit(rows, columns).sum())
    number, total = (sum(map(measure, several)) for measure in (len, lambda pairs: int(pairs.fits.sum())))
    return Yardstick(len(made.fixed) + round(number / len(several), 1), decided + round(total / len(several)))


def _best_first(pairs: Pairs) -> Numbers:
    """Return where the pairs stand in the order of their fits, the best first, else by row and column."""
    below: NDArray[Any] = int(pairs.fits.max(initial=0)) - pairs.fits
    if int(below.max(initial=0)) < _RADIX:
        below = below.astype(np.uint16)  # Sixteen bits are sorted by counting.
    return np.argsort(below, kind="stable")


def _front(waiting: Numbers) -> tuple[Numbers, Numbers]:
    return waiting[:_AT_ONCE], waiting[_AT_ONCE:]


def _by_lot(seed: int) -> _Choice:
    def drawn(waiting: Numbers) -> tuple[Numbers, Numbers]:
        numbers = _mixed(np.arange(_AT_ONCE, dtype=np.uint64) + start * np.uint64(len(waiting)))
        return waiting[(numbers % np.uint64(len(waiting))).astype(np.int64)], waiting

    start = _mixed(np.array([seed % (1 << 62)], dtype=np.uint64))
    return drawn


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    found = (numbers + np.uint64(1)) * np.uint64(_STEP)
    for shift, factor in ((30, _ONE), (27, _OTHER)):
        found = (found ^ (found >> np.uint64(shift))) * np.uint64(factor)
    return found ^ (found >> np.uint64(31))


def _taken(made: Attempt, pairs: Pairs, waiting: Numbers, choose: _Choice) -> Pairs:
    """Return the pairs that are taken one after the other, each if it is still possible."""
    taking = _Taking.of(made.market, pairs, one_pool=made.table.pool.both_ways)
    while len(waiting) and len(taking.taken) < made.market.wanted:
        now, later = choose(waiting)
        taking.take(now)
        waiting = taking.possible(later)
    return taking.pairs.only(np.array(taking.taken, dtype=np.int64))


@dataclass(slots=True)
class _Taking:
    """Places left on both sides, one list where the people are the same; which pairs were taken, which keys barred."""

    market: Market
    pairs: Pairs
    rows: list[int]
    columns: list[int]
    taken: list[int]
    barred: set[int]

    @classmethod
    def of(cls, market: Market, pairs: Pairs, *, one_pool: bool) -> _Taking:
        """Return the state before anything is taken."""
        rows = market.mentors.left.tolist()
        return cls(market, pairs, rows, rows if one_pool else market.mentees.left.tolist(), [], set())

    def take(self, places: Numbers) -> None:
        """Take each of the pairs at these places that is possible when its turn comes."""
        width, ends = self.market.field.shape[1], (self.pairs.rows[places], self.pairs.columns[places])
        for place, row, column in zip(places.tolist(), *(part.tolist() for part in ends), strict=True):
            if self.rows[row] and self.columns[column] and row * width + column not in self.barred:
                if len(self.taken) == self.market.wanted:
                    return
                self.rows[row] -= 1
                self.columns[column] -= 1
                self.taken.append(place)
                self.barred |= {row * width + column, self._turned(place, width)}

    def _turned(self, place: int, width: int) -> int:
        twins = self.market.twins
        return int(twins.turned(self.pairs.only(np.array([place])), width)[0]) if twins else -1

    def possible(self, places: Numbers) -> Numbers:
        """Return at which of the places there is a pair that can still be taken."""
        for left, ends in ((self.rows, self.pairs.rows), (self.columns, self.pairs.columns)):
            places = places.compress((np.array(left) > 0)[ends[places]])
        if not self._again:
            return places
        barred = np.array(sorted(self.barred), dtype=np.int64)
        return places[~np.isin(self.pairs.only(places).keys(self.market.field.shape[1]), barred)]

    @property
    def _again(self) -> bool:
        """True where somebody may be left a place after being paired, and so a barred pair may still seem possible."""
        sides = (self.market.mentors, self.market.mentees)
        return self.market.twins is not None or any(int(side.left.max(initial=0)) > 1 for side in sides)
