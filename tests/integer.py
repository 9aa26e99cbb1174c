"""The best of a market as HiGHS finds it: an integer programme for each thing that counts, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from rmentor.pairing.field import every_pair
from rmentor.pairing.market import Market, reached
from rmentor.pairing.pairs import Pairs
from rmentor.programme.pairing import PairingAim

Row = NDArray[np.float64]


def counts(market: Market, pairs: Pairs, aim: PairingAim) -> tuple[int, ...]:
    """Return what counts of a pairing: pairs, first people, people placed, then the total or how few fit how little."""
    if aim is PairingAim.TOTAL:
        return *reached(market, pairs), int(pairs.fits.sum())
    levels = np.unique(every_pair(market.field).fits)
    return *reached(market, pairs), *(-int((pairs.fits == level).sum()) for level in levels)


def best_counts(
    market: Market, aim: PairingAim, *, one_pool: bool, kept: tuple[NDArray[np.bool_], int] | None = None
) -> tuple[int, ...]:
    """Return what counts of the best pairing: each as high as it can be where all before it are.

    With `kept` so many of these pairs are among it.
    """
    pairs = every_pair(market.field)
    limits, found = list(_limits(market, pairs, one_pool=one_pool)), []
    if kept:
        marked = np.zeros((1, limits[0].A.shape[1]))
        marked[0, : len(pairs)] = kept[0]
        limits.append(LinearConstraint(marked, kept[1], np.inf))
    for row in _wishes(market, pairs, aim, one_pool=one_pool):
        whole = {"integrality": np.ones(len(row)), "bounds": Bounds(0, 1)}
        best = milp(-row, constraints=limits, options={"mip_rel_gap": 0}, **whole)
        found.append(round(-best.fun))
        limits.append(LinearConstraint(row[None, :], found[-1], found[-1]))
    return tuple(found)


def _wishes(market: Market, pairs: Pairs, aim: PairingAim, *, one_pool: bool) -> Iterator[Row]:
    """Yield what is wished for; a variable for each pair comes first, then one for each person who may be placed."""
    sides = (market.mentors,) if one_pool else (market.mentors, market.mentees)
    fresh, first = (np.concatenate([getattr(side, name) for side in sides]) for name in ("fresh", "first"))
    nobody, none = np.zeros(len(fresh)), np.zeros(len(pairs))
    yield np.append(none + 1, nobody)
    yield np.append(none, fresh & first)
    yield np.append(none, fresh)
    if aim is PairingAim.TOTAL:
        yield np.append(pairs.fits, nobody)
        return
    for level in np.unique(pairs.fits):
        yield np.append(-1.0 * (pairs.fits == level), nobody)


def _limits(market: Market, pairs: Pairs, *, one_pool: bool) -> Iterator[LinearConstraint]:
    """Yield that places suffice, that who counts as placed is in a pair, the wanted number, and one way round."""
    ends = [_ends(side, size) for side, size in zip((pairs.rows, pairs.columns), market.field.shape, strict=True)]
    meeting = csr_array(ends[0] + ends[1]) if one_pool else csr_array(np.concatenate([one.toarray() for one in ends]))
    left = market.mentors.left if one_pool else np.concatenate([market.mentors.left, market.mentees.left])
    everyone = eye_array(len(left))
    yield LinearConstraint(hstack([meeting, 0 * everyone]), -np.inf, left)
    yield LinearConstraint(hstack([-meeting, everyone]), -np.inf, 0)
    yield LinearConstraint(np.append(np.ones(len(pairs)), np.zeros(len(left)))[None, :], 0, market.wanted)
    if market.twins:
        width = market.field.shape[1]
        couple = np.minimum(pairs.keys(width), pairs.columns * width + pairs.rows)
        both = _ends(np.unique(couple, return_inverse=True)[1], len(pairs))
        yield LinearConstraint(hstack([both, csr_array((len(pairs), len(left)))]), -np.inf, 1)


def _ends(ends: NDArray[np.int64], size: int) -> csr_array:
    return csr_array((np.ones(len(ends)), (ends, np.arange(len(ends)))), shape=(size, len(ends)))
