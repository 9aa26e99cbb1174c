"""Who is left over when all that can be made is made joins a pair that runs, so that no running pair is parted.

Those left over are asked together of the pairs that are to be made and of those that run, as `threes` asks them of the
first alone. A running pair is asked only where somebody would be left otherwise. It takes one newcomer in its whole
life: where somebody left a group of three, the two others stay two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from rmentor.pairing.decided import Cell
from rmentor.pairing.explain import all_asked
from rmentor.pairing.model import Pair, Proposal, ProposedPair
from rmentor.pairing.newcomers import Join, Joined
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import joined_to
from rmentor.pairing.repair import Repair, ended, repair
from rmentor.pairing.table import Table, table_of
from rmentor.pairing.threes import thirds
from rmentor.pairing.watch import NOBODY_WAITS, Watch

_Two = TypeVar("_Two", Pair, ProposedPair)


def repaired(pool: Pool, moves: int, watch: Watch = NOBODY_WAITS) -> Repair:
    """Return the best repair, in which those it leaves may join pairs that run; raises Refused as `repair` does."""
    found = repair(pool, moves, watch)
    return replace(found, proposal=with_joins(ended(pool, found.endings), found.proposal, watch))


def with_joins(pool: Pool, proposal: Proposal, watch: Watch = NOBODY_WAITS) -> Proposal:
    """Return a proposal for a pool in which those it leaves may also join pairs that run, where that places more."""
    if not (pool.programme.pairing.groups_of_three and pool.both_ways and proposal.unpaired) or _full(pool, proposal):
        return proposal
    table = table_of(pool)
    running = dict(_cells(table, [pair for pair in pool.pairs if _may_take(pool, pair)]))
    made = dict(_cells(table, proposal.pairs))
    found = thirds(table, [*made, *running], watch)
    if len(found) > proposal.placed - 2 * len(proposal.pairs):
        pairs = tuple(replace(pair, joined=_joined(table, pair, found.get(cell))) for cell, pair in made.items())
        joins = tuple(_joins(table, running, found))
        proposal = replace(proposal, pairs=pairs, joins=joins)
    return _without_those_placed(proposal)


def _full(pool: Pool, proposal: Proposal) -> bool:
    return pool.wanted is not None and len(proposal.pairs) >= pool.wanted


def _may_take(pool: Pool, pair: Pair) -> bool:
    return pair.open and pair.third is None and pair.mode is pool.programme.mode


def _cells(table: Table, pairs: Iterable[_Two]) -> Iterator[tuple[Cell, _Two]]:
    """Yield each pair with where its two stand, where both still can be in one."""
    rows = table.rules.sides.rows
    for pair in pairs:
        one, other = (rows.get(person) for person in pair.couple)
        if one is not None and other is not None:
            yield (min(one, other), max(one, other)), pair


def _joins(table: Table, running: Mapping[Cell, Pair], found: Mapping[Cell, int]) -> Iterator[Join]:
    for cell, pair in sorted(running.items(), key=lambda both: both[1].number):
        if joined := _joined(table, pair, found.get(cell)):
            yield Join(pair.number, pair.couple, joined)


def _joined(table: Table, pair: Pair | ProposedPair, newcomer: int | None) -> Joined | None:
    rows = table.rules.sides.rows
    return None if newcomer is None else joined_to(table, newcomer, [rows[one] for one in pair.couple])


def _without_those_placed(proposal: Proposal) -> Proposal:
    placed = {pair.third for pair in proposal.pairs} | {one.third for one in proposal.joins}
    left = (one for one in proposal.unpaired if one.person not in placed)
    return replace(proposal, unpaired=tuple(replace(one, reason=all_asked(one.reason)) for one in left))
