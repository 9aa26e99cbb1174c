"""The seats of a round as a table: a row for each mentor, a column for each mentee."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.candidates import Candidates, candidates
from rmentor.pairing.decided import Cell, seated
from rmentor.pairing.facts import Mask, Numbers, Sides
from rmentor.pairing.fit import Fits, fits
from rmentor.pairing.market import Market, Places
from rmentor.pairing.pool import Pool, Seat, seats
from rmentor.programme.words import Role
from rmentor.sentences import first_few


@dataclass(frozen=True, slots=True)
class Table:
    """The seats of both sides, who of them may be paired, and how well they would fit."""

    pool: Pool
    mentors: Sequence[Seat]
    mentees: Sequence[Seat]
    who: Candidates
    how: Fits


def table_of(pool: Pool) -> Table:
    """Return the table of a pool; raises Refused where the mode does not allow the capacities."""
    mentors, mentees = seats(pool, Role.MENTOR), seats(pool, Role.MENTEE)
    if pool.both_ways:
        mentors = mentees = sorted({seat.id: seat for seat in (*mentors, *mentees)}.values(), key=lambda seat: seat.id)
        _refuse_several([seat.id for seat in mentors if seat.left > 1])
    people = [[seat.person for seat in side] for side in (mentors, mentees)]
    sides = Sides(pool.programme, people[0], people[1], pool.managers)
    return Table(pool, mentors, mentees, candidates(pool, sides), fits(sides))


def _refuse_several(people: Sequence[str]) -> None:
    if people:
        raise Refused(f"in reciprocal mode everyone is in one pair; set the capacity of {first_few(people, 3)} to 1")


def market_of(table: Table, fixed: Sequence[Cell]) -> Market:
    """Return what is left to choose once the decided pairs are made."""
    rows, columns = [row for row, _ in fixed], [column for _, column in fixed]
    one_pool = table.pool.both_ways
    mentors = seated(table.mentors, rows + columns if one_pool else rows)
    mentees = mentors if one_pool else seated(table.mentees, columns)
    may = table.who.may & room(mentors)[:, None] & room(mentees)
    may[rows, columns] = False
    twins = np.full(may.shape, -1) if one_pool else _twins(table, may)
    may = np.triu(may, 1) if one_pool else may
    found = np.nonzero(may)
    wanted = table.pool.wanted
    return Market(
        rows=found[0],
        columns=found[1],
        fits=table.how.total[found],
        twins=twins[found],
        mentors=_places(table.pool, mentors),
        mentees=_places(table.pool, mentees),
        wanted=len(found[0]) if wanted is None else max(0, wanted - len(fixed)),
    )


def room(seats: Sequence[Seat]) -> Mask:
    """Return who has a place left."""
    return np.array([seat.left > 0 for seat in seats], dtype=bool)


def _places(pool: Pool, seats: Sequence[Seat]) -> Places:
    first = set(pool.programme.pairing.first)
    return Places(
        left=np.array([seat.left for seat in seats], dtype=np.int64),
        fresh=np.array([seat.fresh for seat in seats], dtype=bool),
        first=np.array([seat.id in first for seat in seats], dtype=bool),
    )


def _twins(table: Table, may: Mask) -> Numbers:
    """Return for each cell the number, among the cells that may be, of the same two the other way round, or -1."""
    rows = {seat.id: index for index, seat in enumerate(table.mentors)}
    columns = {seat.id: index for index, seat in enumerate(table.mentees)}
    if not rows.keys() & columns.keys():
        return np.full(may.shape, -1)
    number = np.where(may, np.cumsum(may).reshape(may.shape) - 1, -1)
    number = np.pad(number, (0, 1), constant_values=-1)
    back_row = np.array([rows.get(seat.id, -1) for seat in table.mentees], dtype=np.int64)
    back_column = np.array([columns.get(seat.id, -1) for seat in table.mentors], dtype=np.int64)
    return np.asarray(number[back_row, back_column[:, None]])
