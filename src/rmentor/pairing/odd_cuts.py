"""Odd groups of one pool that a flow does not see: among them one is always left over.

They are those that a matcher needs at the best price. That no more pairs than half of a group's people are made within
it holds of any group, whether or not it was a good choice; a complete solver that is told is done sooner (Edmonds,
Maximum matching and a polyhedron with 0,1-vertices, 1965).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rmentor.pairing.field import Listed
from rmentor.pairing.general import nearly
from rmentor.pairing.held import Held
from rmentor.pairing.market import Market
from rmentor.pairing.moving import Near
from rmentor.pairing.odd_bound import TIMES, bound_of
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Mask


def odd_groups(near: Near) -> list[Mask]:
    """Return who is in each odd group that upsets the cheapest flow of one pool; none where there are two sides."""
    if not near.moving.one_pool:
        return []
    question, market = near.question, near.moving.market
    fits = question.pairs.fits + question.runs * near.priced.price * market.field.unit
    field = Listed(Pairs(question.pairs.rows, question.pairs.columns, fits), market.field.shape)
    wanted = question.network.supply + question.idle - near.priced.idle
    return list(_groups(_held(market, field, wanted // 2))) if wanted > 0 else []


def _held(market: Market, field: Listed, pairs: int) -> Held:
    """Return what odd groups hold around the best matching of so many pairs of a field."""
    start = nearly(market.of(field), pairs).reaching(field.pairs)
    matcher = start.matcher(field.pairs, TIMES // 2)
    matcher.settle(lambda: False)
    matcher.widen(pairs, lambda: False)
    return bound_of(matcher, start).held


def _groups(held: Held) -> Iterator[Mask]:
    """Yield who is in each group, or in one within it."""
    for group in range(1, len(held.own)):
        around = held.inmost
        inside = around == group
        while around.any():
            around = held.above[0][around]
            inside = inside | (around == group)
        yield np.asarray(inside)
