"""Where the matching of a pool starts: nearly the answer, from the cheapest flow of its people on both sides."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from rmentor.pairing.field import Field, Offers, costs
from rmentor.pairing.flow import MANY, Proved
from rmentor.pairing.matcher import Matcher
from rmentor.pairing.odd_groups import NOBODY
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Mask, Numbers

_FIRST_SLACK, _WIDER, _NEAR = 80, 4, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """What everyone asks of a pair, and what it spares to leave somebody over; a cost counts twice.

    `prices` is what everyone's place costs, `here` who is there, `flow` the pairs of the flow. How far a pair is from
    the bound is what it costs and its two ask; nobody's place costs more than their asking and what is spared.
    """

    field: Field
    prices: Numbers
    here: Mask
    flow: Pairs
    asks: Numbers
    spared: int

    def near(self) -> Pairs:
        """Return the pairs nearest to the bound, some for everybody."""
        slack, few = _FIRST_SLACK, _NEAR * len(self.asks)
        while True:
            found = self.field.tempting(Offers(self.asks, -self.asks, times=2), slack, MANY)
            if len(found.pairs) > few:
                return found.pairs.only(found.saved >= np.partition(found.saved, -few)[-few])
            if slack > 2 * self.field.dearest:
                return found.pairs
            slack *= _WIDER

    def reaching(self, near: Pairs) -> Start:
        """Return a start than which none of these pairs is nearer, as some may be where the bound is not proved."""
        more = np.zeros_like(self.asks)
        np.maximum.at(more, near.rows, -self._far(near))
        return replace(self, asks=self.asks + more)

    def sparing_less(self, much: int) -> Start:
        """Return a start where so much less is spared by leaving somebody over."""
        spared = self.spared - much
        return replace(self, spared=spared, asks=np.maximum(self.asks, 2 * self.prices - spared))

    def matcher(self, near: Pairs, times: int) -> Matcher:
        """Return a matcher of near pairs that has made what it can of the flow; distances count `times` over."""
        far = self._far(near)
        leaving = np.where(self.here, times * (self.spared + self.asks - 2 * self.prices), NOBODY)
        mates = _along(self.flow, near.only(far == 0), len(self.asks))
        return Matcher(_neighbours(near, times * far, len(self.asks)), leaving.tolist(), mates)

    def _far(self, pairs: Pairs) -> Numbers:
        found: Numbers = 2 * costs(self.field, pairs) + self.asks[pairs.rows] + self.asks[pairs.columns]
        return found


def start_of(bound: Proved, field: Field, prices: Numbers, here: Mask) -> Start:
    """Return what the potentials of a flow say: leaving over spares what it spares with those it does leave over."""
    flow = bound.solution.pairs
    asks = np.asarray(bound.offers.rows - bound.offers.columns, dtype=np.int64)
    spares = 2 * prices - asks
    left = here.copy()
    left[flow.rows] = left[flow.columns] = False
    spared = int(spares[left].min()) if left.any() else int(spares[here].max())
    start = Start(field=field, prices=prices, here=here, flow=flow, asks=asks, spared=spared)
    return start.sparing_less(0)


def _neighbours(near: Pairs, far: Numbers, people: int) -> list[list[tuple[int, int]]]:
    """Return for everyone whom they may be paired with, and how far that is."""
    ones, others = np.concatenate([near.rows, near.columns]), np.concatenate([near.columns, near.rows])
    order = np.argsort(ones, kind="stable")
    ends = list(zip(others[order].tolist(), np.concatenate([far, far])[order].tolist(), strict=True))
    begins = np.searchsorted(ones[order], np.arange(people + 1)).tolist()
    return [ends[begin:end] for begin, end in pairwise(begins)]


def _along(flow: Pairs, tight: Pairs, people: int) -> list[int]:
    """Return everyone's partner where the ways that a flow goes are paired off from their beginnings."""
    known = set(tight.keys(people).tolist())
    ahead = dict(zip(flow.rows.tolist(), flow.columns.tolist(), strict=True))
    behind = set(flow.columns.tolist())
    mates = [NOBODY] * people
    for one in sorted(ahead, key=lambda one: (one in behind, one)):
        here = one
        while mates[here] == NOBODY and (other := ahead.pop(here, NOBODY)) != NOBODY:
            if mates[other] == NOBODY and min(here, other) * people + max(here, other) in known:
                mates[here], mates[other] = other, here
            here = other
    return mates
