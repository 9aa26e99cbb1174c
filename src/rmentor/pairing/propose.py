"""A round from its inputs: who is best put together, and why somebody is left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rmentor.pairing.decided import Cell, decided
from rmentor.pairing.digest import digest_of
from rmentor.pairing.explain import Outlook, reason
from rmentor.pairing.facts import Mask
from rmentor.pairing.fit import best_fit
from rmentor.pairing.model import Proposal, ProposedPair, Unpaired
from rmentor.pairing.pool import Pool, Seat
from rmentor.pairing.solve import solve
from rmentor.pairing.table import Table, market_of, room, table_of
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
    rules = table.pool.programme.pairing.require
    return tuple(
        Unpaired(one.id, reason(_outlook(table, one), rules, full=full))
        for one in table.pool.enrolled
        if one.id not in paired
    )


def _outlook(table: Table, person: Participant) -> Outlook:
    """Return a person's view of the other side, or of both where the person stands on both."""
    row, column = _place(table.mentors, person), _place(table.mentees, person)
    mentors, mentees = _others(table.mentors, person), _others(table.mentees, person)

    def view(mask: Mask) -> Mask:
        """Return what a matrix says of this person and each of the others."""
        ahead = [mask[row][mentees]] if row is not None else []
        back = [mask[:, column][mentors]] if column is not None and not table.pool.both_ways else []
        return np.concatenate([*ahead, *back])

    return Outlook(
        person=person,
        may=view(table.who.may),
        met={name: view(mask) for name, mask in table.who.met.items()},
        free=view(room(table.mentors)[:, None] & room(table.mentees)),
    )


def _place(seats: Sequence[Seat], person: Participant) -> int | None:
    return next((index for index, seat in enumerate(seats) if seat.id == person.id), None)


def _others(seats: Sequence[Seat], person: Participant) -> Mask:
    return np.array([seat.id != person.id for seat in seats], dtype=bool)
