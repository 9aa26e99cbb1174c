"""A round from its inputs: who is best put together, and why somebody is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from rmentor.pairing.available import hindrance
from rmentor.pairing.close import Close, Couple, close_to
from rmentor.pairing.decided import Cell, decided
from rmentor.pairing.digest import digest_of
from rmentor.pairing.explain import reason
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.model import Proposal, ProposedPair, Unpaired
from rmentor.pairing.newcomers import Joined
from rmentor.pairing.outlook import outlooks
from rmentor.pairing.pool import Pool
from rmentor.pairing.preferences import best_fit
from rmentor.pairing.solve import solve
from rmentor.pairing.table import Table, market_of, table_of
from rmentor.pairing.threes import thirds
from rmentor.pairing.watch import NOBODY_WAITS, Watch
from rmentor.people.model import Participant
from rmentor.programme.words import Role
from rmentor.values import Value


class Attempt(Value):
    """A pool's table, the pairs decided beforehand, what was left to choose, what was chosen, and who joins a pair."""

    table: Table
    fixed: Sequence[Cell]
    market: Market
    solution: Solution
    thirds: Mapping[Cell, int]

    @property
    def cells(self) -> list[Cell]:
        """The rows and columns of all pairs that are made."""
        chosen = zip(self.solution.pairs.rows.tolist(), self.solution.pairs.columns.tolist(), strict=True)
        return [*self.fixed, *chosen]

    @property
    def full(self) -> bool:
        """True where the planned number of pairs is reached."""
        return self.table.pool.wanted is not None and len(self.solution.pairs) == self.market.wanted


def propose(pool: Pool, watch: Watch = NOBODY_WAITS) -> Proposal:
    """Return the best round of pairs for those who have a place left.

    Raises Refused where the decided pairs cannot be made, or the mode does not allow the capacities.
    """
    return proposal_of(attempt(pool, watch))


def attempt(pool: Pool, watch: Watch = NOBODY_WAITS, kept: Collection[Couple] = ()) -> Attempt:
    """Return the best choice of pairs, before anything is said about it; raises Refused as `propose` does.

    Of equally good ones it is, where that can be told, the one that makes the most of the `kept` pairs.
    """
    table = table_of(pool)
    fixed = decided(pool, table.mentors, table.mentees)
    market = market_of(table, fixed)
    near = close_to(table, market, kept) if kept else Close(market, 1)
    solution = solve(near.market, pool.programme.pairing.aim, one_pool=pool.both_ways, watch=watch)
    return _with_thirds(Attempt(table, fixed, market, near.true(solution), {}), watch)


def _with_thirds(made: Attempt, watch: Watch) -> Attempt:
    """Return an attempt with those who join its pairs; a plan that is full takes nobody more."""
    return made if made.full else replace(made, thirds=thirds(made.table, made.cells, watch))


def proposal_of(made: Attempt) -> Proposal:
    """Return what an attempt proposes, and why the others are left."""
    pool = made.table.pool
    pairs = pairs_of(made)
    total = sum(pair.fit for pair in pairs)
    return Proposal(
        pairs=pairs,
        unpaired=_unpaired(made.table, pairs, full=made.full),
        total=total,
        bound=total + made.solution.gap,
        best=best_fit(pool.programme.pairing.prefer),
        digest=digest_of(pool),
        exact=made.solution.exact,
    )


def pairs_of(made: Attempt) -> tuple[ProposedPair, ...]:
    """Return the pairs of an attempt, sorted."""
    return tuple(sorted(_pairs(made), key=lambda pair: pair.couple))


def _pairs(made: Attempt) -> Iterator[ProposedPair]:
    """Yield the pair of each cell; in reciprocal mode the first id leads first, unless only the other can mentor."""
    table, cells = made.table, made.cells
    for (row, column), given in zip(cells, _points(table, cells), strict=True):
        mentor, mentee = table.mentors[row].person, table.mentees[column].person
        third = made.thirds.get((row, column))
        ends = [row, column]
        if not _acts(mentor, mentee):
            mentor, mentee = mentee, mentor
            ends.reverse()
        joined = None if third is None else joined_to(table, third, ends)
        yield ProposedPair(mentor.id, mentee.id, sum(given.values()), given, joined)


def _points(table: Table, cells: Sequence[Cell]) -> Iterator[dict[str, int]]:
    """Yield what each preference gives to the pair of each cell."""
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    points = {name: part.tolist() for name, part in table.rules.points(rows, columns).items()}
    yield from ({name: part[place] for name, part in points.items()} for place in range(len(cells)))


def joined_to(table: Table, third: int, ends: Sequence[int]) -> Joined:
    """Return what a row gives that joins two others, the mentor first."""
    one, other = _points(table, [(third, end) for end in ends])
    return Joined(table.mentors[third].id, (one, other))


def _acts(mentor: Participant, mentee: Participant) -> bool:
    return mentor.role.plays(Role.MENTOR) and mentee.role.plays(Role.MENTEE)


def _unpaired(table: Table, pairs: Sequence[ProposedPair], *, full: bool) -> tuple[Unpaired, ...]:
    """Return everyone who has no pair, running or proposed, with the reason."""
    paired = {person for pair in pairs for person in pair.people}
    paired |= {person for pair in table.pool.pairs if pair.open for person in pair.people}
    left = [one for one in table.pool.enrolled if one.id not in paired]
    hindered = {one.id: why for one in left if (why := hindrance(table.pool, one))}
    views = outlooks(table, [one for one in left if one.id not in hindered])
    told = {view.person.id: reason(view, table.pool.programme, full=full) for view in views}
    return tuple(Unpaired(one.id, hindered.get(one.id) or told[one.id]) for one in left)
