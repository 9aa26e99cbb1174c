"""The solver against every possible choice, on thousands of small markets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from rmentor.pairing.field import Listed, every_pair
from rmentor.pairing.market import Market, Places, Solution, Twins
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.solve import solve
from rmentor.programme.pairing import PairingAim

_FITS = st.one_of(st.just(0), st.integers(0, 3), st.integers(0, 900_000))


def _places(left: list[int], fresh: list[bool], first: list[bool]) -> Places:
    return Places(np.array(left, dtype=np.int64), np.array(fresh, dtype=bool), np.array(first, dtype=bool))


@st.composite
def _sides(draw: st.DrawFn, size: int, most: int) -> Places:
    flags = st.lists(st.booleans(), min_size=size, max_size=size)
    left = draw(st.lists(st.integers(0, most), min_size=size, max_size=size))
    return _places(left, draw(flags) if most > 1 else [True] * size, draw(flags))


@st.composite
def markets(draw: st.DrawFn, *, one_pool: bool = False, both: bool = False) -> Market:
    """Return a small market; with `both` row i and column i are the same person."""
    height = draw(st.integers(1, 5))
    width = height if one_pool or both else draw(st.integers(1, 5))
    mentors = draw(_sides(height, 1 if one_pool else 2))
    mentees = mentors if one_pool else draw(_sides(width, 2))
    cells = [
        (row, column)
        for row in range(height)
        for column in range(width)
        if mentors.left[row] and mentees.left[column] and (row < column if one_pool else not both or row != column)
    ]
    kept = sorted(draw(st.lists(st.sampled_from(cells), unique=True, max_size=8))) if cells else []
    rows, columns = [row for row, _ in kept], [column for _, column in kept]
    fits = draw(st.lists(_FITS, min_size=len(kept), max_size=len(kept)))
    pairs = Pairs(*(np.array(values, dtype=np.int64) for values in (rows, columns, fits)))
    wanted = draw(st.one_of(st.just(len(kept)), st.integers(0, 4)))
    return Market(
        field=Listed(pairs, (height, width)), mentors=mentors, mentees=mentees, wanted=wanted,
        twins=Twins(np.arange(height), np.arange(height)) if both else None,
    )  # fmt: skip


def _whole(fits: NDArray[np.int64], *, both: bool = False) -> Market:
    """Return a market where every pair of two different people may be made, and each is in one at most."""
    height, width = fits.shape
    rows, columns = np.nonzero(~np.eye(height, width, dtype=bool) if both else np.ones_like(fits, dtype=bool))
    return Market(
        field=Listed(Pairs(rows, columns, fits[rows, columns]), fits.shape), wanted=len(rows),
        twins=Twins(np.arange(height), np.arange(height)) if both else None,
        mentors=_places([1] * height, [True] * height, [False] * height),
        mentees=_places([1] * width, [True] * width, [False] * width),
    )  # fmt: skip


def _every(market: Market) -> Pairs:
    return every_pair(market.field)


def _allowed(market: Market, chosen: Sequence[int], *, one_pool: bool) -> bool:
    made = _every(market).only(np.array(chosen, dtype=np.int64))
    rows, columns = Counter(made.rows.tolist()), Counter(made.columns.tolist())
    couples = set(zip(made.rows.tolist(), made.columns.tolist(), strict=True))
    if one_pool:
        rows = columns = rows + columns
    return (
        len(chosen) <= market.wanted
        and all(number <= market.mentors.left[row] for row, number in rows.items())
        and all(number <= market.mentees.left[column] for column, number in columns.items())
        and not (market.twins and any((column, row) in couples for row, column in couples))
    )


def _value(market: Market, chosen: Sequence[int], aim: PairingAim, *, one_pool: bool) -> tuple[int, ...]:
    """Return what is compared: pairs, first people placed, people placed, then the total or the lowest fits."""
    made = _every(market).only(np.array(chosen, dtype=np.int64))
    placed = [(market.mentors, row) for row in {*made.rows.tolist()}]
    placed += [(market.mentees, column) for column in {*made.columns.tolist()}]
    new = [(places, one) for places, one in placed if places.fresh[one]]
    fits = made.fits.tolist()
    counts = len(chosen), sum(bool(places.first[one]) for places, one in new), len(new)
    if aim is PairingAim.TOTAL:
        return *counts, sum(fits)
    return *counts, *sorted(fits)


def _best(market: Market, aim: PairingAim, *, one_pool: bool) -> tuple[int, ...]:
    numbers = range(len(_every(market)))
    choices = (list(choice) for size in range(len(numbers) + 1) for choice in combinations(numbers, size))
    return max(
        _value(market, choice, aim, one_pool=one_pool)
        for choice in choices
        if _allowed(market, choice, one_pool=one_pool)
    )


def _check(market: Market, aim: PairingAim, *, one_pool: bool) -> Solution:
    found = solve(market, aim, one_pool=one_pool)
    width = market.field.shape[1]
    chosen = np.searchsorted(_every(market).keys(width), found.pairs.keys(width)).tolist()
    assert chosen == sorted(set(chosen))
    assert _allowed(market, chosen, one_pool=one_pool)
    assert _value(market, chosen, aim, one_pool=one_pool) == _best(market, aim, one_pool=one_pool)
    assert found.gap >= 0
    return found


@settings(max_examples=100, deadline=None)
@given(market=markets())
def test_the_best_is_found_from_one_promising_pair_a_person(market: Market) -> None:
    """The proof asks about all pairs, so what looked unpromising at first is not lost."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rmentor.pairing.flow.FEW", 1)
        patch.setattr("rmentor.pairing.flow.MANY", 1)
        assert _check(market, PairingAim.TOTAL, one_pool=False).gap == 0


@pytest.mark.parametrize("levels", [2, 50, 9000])
def test_hundreds_of_people_get_what_another_solver_finds(levels: int) -> None:
    rng = np.random.default_rng(levels)
    fits = rng.integers(0, levels, (300, 280))
    found = solve(_whole(fits), PairingAim.TOTAL, one_pool=False)
    rows, columns = linear_sum_assignment(fits, maximize=True)
    assert found.gap == 0
    assert found.total == fits[rows, columns].sum()


def test_a_hundred_on_both_sides_are_never_paired_both_ways_round() -> None:
    fits = np.random.default_rng(1).integers(1, 1000, (100, 100))
    market = _whole(fits, both=True)
    found = solve(market, PairingAim.TOTAL, one_pool=False)
    couples = set(zip(found.pairs.rows.tolist(), found.pairs.columns.tolist(), strict=True))
    assert len(couples) == 100
    assert not any((column, row) in couples for row, column in couples)


@pytest.mark.parametrize("aim", PairingAim)
@settings(max_examples=100, deadline=None)
@given(market=markets())
def test_two_sides_get_the_best_of_all_pairings_and_its_proof(market: Market, aim: PairingAim) -> None:
    assert _check(market, aim, one_pool=False).gap == 0


@pytest.mark.parametrize("aim", PairingAim)
@settings(max_examples=100, deadline=None)
@given(market=markets(both=True))
def test_people_on_both_sides_are_paired_one_way_round_and_best(market: Market, aim: PairingAim) -> None:
    assert _check(market, aim, one_pool=False).gap == 0


@pytest.mark.parametrize("aim", PairingAim)
@settings(max_examples=100, deadline=None)
@given(market=markets(one_pool=True))
def test_one_pool_gets_the_best_of_all_matchings(market: Market, aim: PairingAim) -> None:
    _check(market, aim, one_pool=True)
