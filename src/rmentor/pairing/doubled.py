"""A pool whose people stand on both sides, so that a flow can pair them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.field import Field, Offers, Tempting
from rmentor.pairing.pairs import Pairs, joined, united


@dataclass(frozen=True, slots=True)
class Doubled:
    """A field of a pool in which each two people stand once, with each two the other way round as well.

    `links` are promising pairs of it that are known already.
    """

    once: Field
    links: Pairs | None = None

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns there are."""
        return self.once.shape

    @property
    def top(self) -> int:
        """A fit that no pair exceeds."""
        return self.once.top

    @property
    def unit(self) -> int:
        """The step in which fits differ."""
        return self.once.unit

    @property
    def dearest(self) -> int:
        """A cost that no pair exceeds."""
        return self.once.dearest

    def promising(self, few: int) -> Pairs:
        """Return the few best pairs of each row and each column."""
        found = self.once.promising(few) if self.links is None else self.links
        return united([found, turned(found)], self.shape[1])

    def tempting(self, offers: Offers, margin: int, few: int | None = None) -> Tempting:
        """Return every pair that costs less than its ends offer for it and up to `margin` more, or a few of each."""
        forth = self.once.tempting(offers, margin, few)
        back = self.once.tempting(replace(offers, rows=-offers.columns, columns=-offers.rows), margin, few)
        found, saved = joined([forth.pairs, turned(back.pairs)]), np.concatenate([forth.saved, back.saved])
        order = np.argsort(found.keys(self.shape[1]), kind="stable")
        return Tempting(found.only(order), saved[order], forth.whole and back.whole)

    def without(self, pairs: Pairs) -> Doubled:
        """Return the field without these pairs."""
        return Doubled(self.once.without(pairs))

    def at_least(self, fit: int) -> Doubled:
        """Return the field without pairs that fit less."""
        return Doubled(self.once.at_least(fit))


def turned(pairs: Pairs) -> Pairs:
    """Return the pairs with their two people the other way round."""
    return Pairs(pairs.columns, pairs.rows, pairs.fits)
