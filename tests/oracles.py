"""Small markets at random, and the best that can be made of them, found in other ways than the solver's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from random import Random

import numpy as np

from rmentor.pairing.field import Listed, every_pair
from rmentor.pairing.market import Market, Places, Twins
from rmentor.pairing.pairs import Pairs
from rmentor.programme.pairing import PairingAim

Cells = dict[tuple[int, int], int]


def market_of(cells: Cells, mentors: Places, mentees: Places, wanted: int, *, both: bool = False) -> Market:
    """Return a market of given pairs; with `both` row i and column i are the same person."""
    rows, columns = (np.array([cell[side] for cell in sorted(cells)], dtype=np.int64) for side in (0, 1))
    fits = np.array([cells[cell] for cell in sorted(cells)], dtype=np.int64)
    shape = len(mentors.left), len(mentees.left)
    same = np.arange(shape[0])
    twins = Twins(same, same) if both else None
    return Market(
        field=Listed(Pairs(rows, columns, fits), shape), mentors=mentors, mentees=mentees, wanted=wanted, twins=twins
    )


def random_market(random: Random, size: int, most: int = 3, *, one_pool: bool = False, both: bool = False) -> Market:
    """Return a market of up to so many people a side, with any capacities, first people and forbidden pairs."""
    height = random.randint(1, size)
    width = height if one_pool or both else random.randint(1, size)
    return market_of_size(random, (height, width), most, (0.15, 0.4, 0.8, 1), one_pool=one_pool, both=both)


def market_of_size(
    random: Random, shape: tuple[int, int], most: int, shares: Sequence[float], *, one_pool: bool, both: bool
) -> Market:
    """Return a market of so many people a side in which one of the shares of all pairs may be made."""
    height, width = shape
    capacity = 1 if one_pool else random.randint(1, most)
    mentors = _places(random, height, capacity)
    mentees = mentors if one_pool else _places(random, width, capacity)
    dense, top = random.choice(shares), random.choice([0, 1, 3, 30, 900_000])
    cells = {
        (row, column): random.randint(0, top)
        for row in range(height)
        for column in range(width)
        if mentors.left[row] and mentees.left[column] and random.random() < dense
        if (row < column if one_pool else not both or row != column)
    }
    wanted = random.choice([height * width, random.randint(0, height + 1)])
    return market_of(cells, mentors, mentees, wanted, both=both)


def _places(random: Random, size: int, capacity: int) -> Places:
    left = [random.randint(0 if random.random() < 0.2 else 1, capacity) for _ in range(size)]
    fresh = [capacity == 1 or random.random() < 0.7 for _ in range(size)]
    first = [random.random() < 0.2 for _ in range(size)]
    return Places(np.array(left, dtype=np.int64), np.array(fresh, dtype=bool), np.array(first, dtype=bool))


class Worth:
    """What pairings are compared by, as one whole number that adds up: Python counts as far as need be."""

    def __init__(self, market: Market, aim: PairingAim) -> None:
        pairs = every_pair(market.field)
        self.market = market
        self.cells: Cells = dict(
            zip(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True), pairs.fits.tolist(), strict=True)
        )
        levels = sorted(set(self.cells.values()))
        base = len(self.cells) + 1
        self.of_fit = {
            fit: fit if aim is PairingAim.TOTAL else base ** len(levels) - base ** (len(levels) - 1 - place)
            for place, fit in enumerate(levels)
        }
        self.person = base * (max(self.of_fit.values(), default=0) + 1)
        self.named = self.person * 2 * base
        self.pair = self.named * 2 * base

    def placed(self, places: Places, one: int) -> int:
        """Return what somebody's first pair adds."""
        return int(places.fresh[one]) * (self.person + int(places.first[one]) * self.named)

    def made(self, cell: tuple[int, int]) -> int:
        """Return what a pair adds, whoever is in it."""
        return self.pair + self.of_fit[self.cells[cell]]

    def of(self, pairs: Pairs) -> int:
        """Return what a pairing is worth."""
        ends = ((self.market.mentors, pairs.rows), (self.market.mentees, pairs.columns))
        people = sum(self.placed(places, one) for places, side in ends for one in set(side.tolist()))
        return people + sum(map(self.made, zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True)))


def best_of_two_sides(market: Market, aim: PairingAim) -> int:
    """Return the best worth there is, row by row over what is left of the columns (dynamic programming)."""
    worth = Worth(market, aim)
    left = tuple(market.mentees.left.tolist())
    states: dict[tuple[tuple[int, ...], int], int] = {(left, 0): 0}
    for row in range(len(market.mentors.left)):
        after: dict[tuple[tuple[int, ...], int], int] = defaultdict(lambda: -1)
        for (room, made), value in states.items():
            for chosen in _choices(market, worth, row, room, market.wanted - made):
                more = sum(worth.made((row, one)) for one in chosen)
                more += worth.placed(market.mentors, row) if chosen else 0
                more += sum(worth.placed(market.mentees, one) for one in chosen if room[one] == left[one])
                key = tuple(n - (one in chosen) for one, n in enumerate(room)), made + len(chosen)
                after[key] = max(after[key], value + more)
        states = after
    return max(states.values())


def _choices(market: Market, worth: Worth, row: int, room: tuple[int, ...], most: int) -> Iterator[tuple[int, ...]]:
    open_ones = [one for one, n in enumerate(room) if n and (row, one) in worth.cells]
    for many in range(min(int(market.mentors.left[row]), most, len(open_ones)) + 1):
        yield from combinations(open_ones, many)


def best_of_one_pool(market: Market, aim: PairingAim) -> int:
    """Return the best worth there is, person by person over who is still free (dynamic programming)."""
    worth = Worth(market, aim)
    size = len(market.mentors.left)
    states: dict[tuple[int, int], int] = {(0, 0): 0}
    for one in range(size):
        after: dict[tuple[int, int], int] = defaultdict(lambda: -1)
        for (taken, made), value in states.items():
            after[taken, made] = max(after[taken, made], value)
            partners = range(one + 1, size) if not taken >> one & 1 and made < market.wanted else ()
            for other in partners:
                if (one, other) in worth.cells and not taken >> other & 1:
                    ends = worth.placed(market.mentors, one) + worth.placed(market.mentors, other)
                    key = taken | 1 << other, made + 1
                    after[key] = max(after[key], value + worth.made((one, other)) + ends)
        states = after
    return max(states.values())


def best_of_all_choices(market: Market, aim: PairingAim, *, one_pool: bool) -> int:
    """Return the best worth of every choice of pairs that is allowed, one by one."""
    worth, pairs = Worth(market, aim), every_pair(market.field)
    choices = (
        pairs.only(np.array(choice, dtype=np.int64))
        for many in range(min(market.wanted, len(pairs)) + 1)
        for choice in combinations(range(len(pairs)), many)
    )
    return max(worth.of(choice) for choice in choices if allowed(market, choice, one_pool=one_pool))


def allowed(market: Market, pairs: Pairs, *, one_pool: bool) -> bool:
    """Return whether a choice of pairs keeps to the field, the capacities, the wanted number and one way round."""
    cells = set(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True))
    shape = market.field.shape
    rows, columns = (
        np.bincount(side, minlength=size) for side, size in zip((pairs.rows, pairs.columns), shape, strict=True)
    )
    if one_pool:
        rows = columns = rows + columns
    return (
        cells <= set(Worth(market, PairingAim.TOTAL).cells)
        and len(cells) == len(pairs) <= market.wanted
        and bool((rows <= market.mentors.left).all() and (columns <= market.mentees.left).all())
        and not (market.twins and np.isin(market.twins.turned(pairs, shape[1]), pairs.keys(shape[1])).any())
    )
