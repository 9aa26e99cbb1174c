"""A round from its inputs: who is best put together, and why somebody is left."""

from __future__ import annotations

from collections.abc import Sequence

from rmentor.pairing.decided import Cell, decided
from rmentor.pairing.digest import digest_of
from rmentor.pairing.explain import reason
from rmentor.pairing.fit import best_fit
from rmentor.pairing.model import Proposal, ProposedPair, Unpaired
from rmentor.pairing.outlook import outlook_of
from rmentor.pairing.pool import Pool
from rmentor.pairing.solve import solve
from rmentor.pairing.table import Table, market_of, table_of
from rmentor.people.model import Participant
from rmentor.programme.words import Role


def propose(pool: Pool) -> Proposal:
    """Return the best round of pairs for those who have a place left.

    Raises Refused where the decided pairs cannot be made, or the mode does not allow the capacities.
    """
    table = table_of(pool)
    fixed = decided(pool, table.mentors, table.mentees)
    market = market_of(table, fixed)
    solution = solve(market, pool.programme.pairing.aim, one_pool=pool.both_ways)
    chosen = zip(market.rows[solution.chosen].tolist(), market.columns[solution.chosen].tolist(), strict=True)
    pairs = tuple(sorted(_pair(table, cell) for cell in (*fixed, *chosen)))
    total = sum(pair.fit for pair in pairs)
    return Proposal(
        pairs=pairs,
        unpaired=_unpaired(table, pairs, full=pool.wanted is not None and len(solution.chosen) == market.wanted),
        total=total,
        bound=total + solution.gap,
        best=best_fit(pool.programme.pairing.prefer),
        digest=digest_of(pool),
    )


def _pair(table: Table, cell: Cell) -> ProposedPair:
    """Return the pair of a cell; in reciprocal mode the first id leads first, unless only the other can mentor."""
    row, column = cell
    mentor, mentee = table.mentors[row].person, table.mentees[column].person
    if not _acts(mentor, mentee):
        mentor, mentee = mentee, mentor
    points = {name: int(part[row, column]) for name, part in table.how.parts.items()}
    return ProposedPair(mentor.id, mentee.id, int(table.how.total[row, column]), points)


def _acts(mentor: Participant, mentee: Participant) -> bool:
    return mentor.role.plays(Role.MENTOR) and mentee.role.plays(Role.MENTEE)


def _unpaired(table: Table, pairs: Sequence[ProposedPair], *, full: bool) -> tuple[Unpaired, ...]:
    """Return everyone who has no pair, running or proposed, with the reason."""
    paired = {person for pair in pairs for person in pair.people}
    paired |= {person for pair in table.pool.pairs if pair.open for person in pair.people}
    programme = table.pool.programme
    return tuple(
        Unpaired(one.id, reason(outlook_of(table, one), programme, full=full))
        for one in table.pool.enrolled
        if one.id not in paired
    )
