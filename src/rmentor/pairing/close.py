"""Of equally good choices of pairs, one that keeps the most of some pairs: what changes is then what must."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from rmentor.pairing.field import Listed
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.table import Table
from rmentor.pairing.terms import Numbers
from rmentor.programme.pairing import PairingAim
from rmentor.values import Value

_LARGEST_PRICE = 1 << 50

Couple = tuple[str, str]


class Close(Value):
    """A market in which a pair to keep fits a little better than it does; less than one step of fit for all of them."""

    market: Market
    times: int

    def true(self, solution: Solution) -> Solution:
        """Return a solution with the fits as they are."""
        pairs = solution.pairs
        fits = pairs.fits // self.times
        return replace(solution, pairs=Pairs(pairs.rows, pairs.columns, fits), gap=-(-solution.gap // self.times))


def close_to(table: Table, market: Market, kept: Iterable[Couple]) -> Close:
    """Return the market that prefers these pairs where all else is equal.

    It prefers none where the fairest pairs are sought, in which a little more for one counts before the next one's
    fit, where the pairs are not held, or where the numbers would be too large.
    """
    field, times = market.field, sum(market.field.shape) + 1
    total = table.pool.programme.pairing.aim is PairingAim.TOTAL
    if not (total and isinstance(field, Listed) and _small(field, times)):
        return Close(market, 1)
    wanted = np.isin(field.pairs.keys(field.shape[1]), _keys(table, kept))
    fits = field.pairs.fits * times + wanted
    return Close(market.of(Listed(Pairs(field.pairs.rows, field.pairs.columns, fits), field.shape)), times)


def _small(field: Listed, times: int) -> bool:
    """True where the prices of a flow stay far below what 64 bits hold: the nodes squared times the largest fit."""
    return field.top * times * sum(field.shape) ** 2 < _LARGEST_PRICE


def _keys(table: Table, kept: Iterable[Couple]) -> Numbers:
    rows, columns = table.rules.sides.rows, table.rules.sides.columns
    both = [way for one, other in kept for way in ((one, other), (other, one))]
    found = {rows[one] * len(columns) + columns[other] for one, other in both if one in rows and other in columns}
    return np.array(sorted(found), dtype=np.int64)
