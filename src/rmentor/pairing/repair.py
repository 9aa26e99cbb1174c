"""Pairs put right after people left, joined or moved: what runs stays, but for a few pairs where that is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.alarm import Broken, broken, overfull
from rmentor.pairing.decided import Cell, decided
from rmentor.pairing.field import Listed
from rmentor.pairing.market import Market
from rmentor.pairing.model import EndReason, Pair, Proposal
from rmentor.pairing.moving import Moving, Search
from rmentor.pairing.pairs import Pairs, united
from rmentor.pairing.pool import Pool, acting, seats
from rmentor.pairing.propose import Attempt, attempt, proposal_of
from rmentor.pairing.settled import settled
from rmentor.pairing.table import Table, market_of, table_of
from rmentor.pairing.watch import NOBODY_WAITS, Watch
from rmentor.programme.words import Role
from rmentor.sentences import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What can be reached where so many running pairs may be moved: `ends` are those that are.

    `pairs` and `people` count what runs afterwards, `total` is its fit as people are now. No other choice that places
    as many has a total higher by more than `gap`, as far as potentials prove; `exact` where a complete solver found
    none that is higher at all.
    """

    moves: int
    ends: tuple[Pair, ...]
    pairs: int
    people: int
    total: int
    gap: int
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What is forbidden and ends anyway, what each further move gains, and the round that follows from the last."""

    forbidden: tuple[Broken, ...]
    steps: tuple[Step, ...]
    proposal: Proposal

    @property
    def endings(self) -> Mapping[int, EndReason]:
        """Why each pair ends that the repair ends, by its number."""
        ends = {one.pair.number: EndReason.CHANGED_ROLE for one in self.forbidden}
        return ends | {pair.number: EndReason.MOVED for pair in self.steps[-1].ends}


def repair(pool: Pool, moves: int = 0, watch: Watch = NOBODY_WAITS) -> Repair:
    """Return the best pairs for everyone who is free, where at most so many running pairs are moved; fewer if enough.

    Pairs that a rule forbids end anyway. Raises Refused where proposing does.
    """
    forbidden = broken(pool, pool.pairs)
    rest = ended(pool, {one.pair.number: EndReason.CHANGED_ROLE for one in forbidden})
    made = attempt(rest, watch)
    steps = tuple(_steps(rest, made, moves, watch))
    if steps[-1].ends:
        made = attempt(ended(rest, {pair.number: EndReason.MOVED for pair in steps[-1].ends}), watch)
    return Repair(forbidden=forbidden, steps=steps, proposal=proposal_of(made))


def ended(pool: Pool, ends: Mapping[int, EndReason]) -> Pool:
    """Return the pool as it is once these pairs, by number, have ended."""
    pairs = [
        replace(pair, ended=pair.started, end_reason=ends[pair.number]) if pair.open and pair.number in ends else pair
        for pair in pool.pairs
    ]
    return replace(pool, pairs=pairs)


def movable(pool: Pool) -> list[Pair]:
    """Return the running pairs that may be moved: of two people, not decided, not turned round, nobody in too many."""
    kept = {frozenset(couple.people) for couple in pool.programme.pairing.always} | set(map(frozenset, pool.pinned))
    full = {one.person for one in overfull(pool)}
    sides = [{seat.id for seat in seats(pool, side)} for side in (Role.MENTOR, Role.MENTEE)]
    return [
        pair
        for pair in pool.pairs
        if pair.open
        and pair.mode is pool.programme.mode
        and pair.people == pair.couple
        and frozenset(pair.couple) not in kept
        and full.isdisjoint(pair.people)
        and all(person in side for person, side in zip(pair.couple, sides, strict=True))
    ]


@dataclass(frozen=True, slots=True)
class _Best:
    """The best choice so far for a number of moves, as rows and columns, and how far it is proved."""

    cells: frozenset[Cell]
    gap: int
    exact: bool


def _steps(pool: Pool, made: Attempt, moves: int, watch: Watch) -> Iterator[Step]:
    """Yield the best with no pair moved, with one, and so on, until more moves gain nothing or are not wanted."""
    loose = _loose(pool)
    best = _Best(frozenset({*loose.running, *made.cells}), made.solution.gap, made.solution.exact)
    yield loose.step(0, best)
    if moves and loose.running:
        yield from _further(loose, best, min(moves, len(loose.running)), watch)


def _further(loose: _Loose, best: _Best, moves: int, watch: Watch) -> Iterator[Step]:
    moving, start = loose.moving(), loose.pairs(best.cells)
    search, question = Search(moving, moving.promising(start)), moving.question(start)
    cost, times = question.cost_of_all(), question.times
    for many in range(1, moves + 1):
        watch.told(f"{counted(many, 'move')} of {moves:,}")
        keep = (len(loose.running) - many) * times
        near = search.near(keep, watch)
        bound = near.bound(keep)
        asked = bound < cost and not watch.enough()
        found = settled(near, keep, cost - bound) if asked else None
        if found is not None and found.made is not None:
            cost = bound + found.distance
            best = replace(best, cells=loose.cells(found.made))
        gap = (cost - bound) * loose.market.field.unit // times
        best = replace(best, gap=gap, exact=not gap or (found is not None and found.exact))
        yield loose.step(many, best)
        if not near.priced.price and not gap:
            return


@dataclass(frozen=True, slots=True)
class _Loose:
    """The market of a pool in which the pairs that may be moved are as free to be made as all others.

    `running` are these, `fixed` the pairs decided beforehand and `kept` those that run and stay, by row and column.
    """

    table: Table
    market: Market
    running: Mapping[Cell, Pair]
    fixed: frozenset[Cell]
    kept: frozenset[Cell]

    def moving(self) -> Moving:
        """Return the market with what runs in it."""
        return Moving(market=self.market, running=self.pairs(self.running), one_pool=self.table.pool.both_ways)

    def pairs(self, cells: Iterable[Cell]) -> Pairs:
        """Return the pairs in these cells, without those decided beforehand."""
        return _pairs(self.table, set(cells) - self.fixed)

    def cells(self, made: Pairs) -> frozenset[Cell]:
        """Return the cells of pairs that are made, with those decided beforehand."""
        return self.fixed | set(zip(made.rows.tolist(), made.columns.tolist(), strict=True))

    @property
    def thirds(self) -> int:
        """How many people are the third of a running pair."""
        return sum(pair.open and pair.people != pair.couple for pair in self.table.pool.pairs)

    def step(self, moves: int, best: _Best) -> Step:
        """Say what a choice comes to."""
        every = sorted(best.cells | self.kept)
        rows, columns = np.array(every, dtype=np.int64).reshape(-1, 2).T
        sides = zip((self.table.mentors, self.table.mentees), (rows, columns), strict=True)
        return Step(
            moves=moves,
            ends=tuple(pair for cell, pair in self.running.items() if cell not in best.cells),
            pairs=len(every),
            people=len({side[end].id for side, ends in sides for end in ends.tolist()}) + self.thirds,
            total=int(self.table.rules.fit(rows, columns).sum()),
            gap=best.gap,
            exact=best.exact,
        )


def _loose(pool: Pool) -> _Loose:
    pairs = movable(pool)
    table = table_of(ended(pool, dict.fromkeys((pair.number for pair in pairs), EndReason.MOVED)))
    fixed = decided(table.pool, table.mentors, table.mentees)
    market = market_of(table, fixed)
    running = {cell: pair for pair in pairs if (cell := _cell(table, pair)) is not None}
    kept = {cell for pair in table.pool.pairs if pair.open and (cell := _cell(table, pair)) is not None}
    market = replace(market, wanted=max(market.wanted, len(running)))
    if isinstance(market.field, Listed):
        width = len(table.mentees)
        market = market.of(replace(market.field, pairs=united([market.field.pairs, _pairs(table, running)], width)))
    return _Loose(table, market, running, frozenset(fixed), frozenset(kept))


def _cell(table: Table, pair: Pair) -> Cell | None:
    """Return where a running pair stands, in one pool the earlier first; None where the two no longer can."""
    rows, columns = table.rules.sides.rows, table.rules.sides.columns
    mentor, mentee = acting(table.pool, pair)
    if mentor not in rows or mentee not in columns:
        return None
    row, column = rows[mentor], columns[mentee]
    return (min(row, column), max(row, column)) if table.pool.both_ways else (row, column)


def _pairs(table: Table, cells: Iterable[Cell]) -> Pairs:
    """Return the pairs in these cells with their fits."""
    rows, columns = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2).T
    return Pairs(rows, columns, table.rules.fit(rows, columns))
