"""The seats of a round on its two sides, with the rules that are asked of any two of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rmentor.errors import Refused
from rmentor.pairing.decided import Cell, seated
from rmentor.pairing.field import Field, listed
from rmentor.pairing.market import Market, Places, Twins
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.pool import Pool, Seat, seats
from rmentor.pairing.rules import Rules, rules_of
from rmentor.pairing.sides import Sides
from rmentor.pairing.terms import Mask
from rmentor.programme.words import Role
from rmentor.sentences import first_few
from rmentor.values import Value

MOST_HELD = 8_000_000


class Table(Value):
    """A row for each mentor's seat, a column for each mentee's; the same people in reciprocal mode."""

    pool: Pool
    mentors: Sequence[Seat]
    mentees: Sequence[Seat]
    rules: Rules


def table_of(pool: Pool) -> Table:
    """Return the table of a pool; raises Refused where the mode does not allow the capacities."""
    mentors, mentees = seats(pool, Role.MENTOR), seats(pool, Role.MENTEE)
    if pool.both_ways:
        mentors = mentees = sorted({seat.id: seat for seat in (*mentors, *mentees)}.values(), key=lambda seat: seat.id)
        _refuse_several([seat.id for seat in mentors if seat.left > 1])
    sides = Sides(pool, *(tuple(seat.person for seat in side) for side in (mentors, mentees)))
    return Table(pool, mentors, mentees, rules_of(sides))


def _refuse_several(people: Sequence[str]) -> None:
    if people:
        raise Refused(f"in reciprocal mode everyone is in one pair; set the capacity of {first_few(people, 3)} to 1")


def market_of(table: Table, fixed: Sequence[Cell]) -> Market:
    """Return what is left to choose once the decided pairs are made."""
    rows, columns = [row for row, _ in fixed], [column for _, column in fixed]
    one_pool, wanted = table.pool.both_ways, table.pool.wanted
    mentors = seated(table.mentors, rows + columns if one_pool else rows)
    mentees = mentors if one_pool else seated(table.mentees, columns)
    places = [_places(table.pool, side) for side in (mentors, mentees)]
    field = field_of(table.rules, (room(mentors), room(mentees)), upper=one_pool)
    return Market(
        field=field.without(_made(table, fixed)),
        mentors=places[0],
        mentees=places[1],
        wanted=sum(seat.left for seat in mentors) if wanted is None else max(0, wanted - len(fixed)),
        twins=None if one_pool else _twins(table),
    )


def field_of(rules: Rules, room: tuple[Mask, Mask], *, upper: bool) -> Field:
    """Return all pairs that may be made: held as a list, or worked out by blocks where they may be too many."""
    if int(room[0].sum()) * int(room[1].sum()) <= MOST_HELD:
        return listed(rules, room, upper=upper)
    from rmentor.pairing.blocks import Blocks

    return Blocks(rules, room, upper)


def _made(table: Table, fixed: Sequence[Cell]) -> Pairs:
    """Return the decided pairs, and the same people the other way round."""
    cells = set(fixed)
    rows, columns = table.rules.sides.rows, table.rules.sides.columns
    for row, column in fixed:
        mentor, mentee = table.mentors[row].id, table.mentees[column].id
        if mentee in rows and mentor in columns:
            cells.add((rows[mentee], columns[mentor]))
    ends = np.array(sorted(cells), dtype=np.int64).reshape(-1, 2)
    return Pairs(ends[:, 0], ends[:, 1], np.zeros(len(ends), dtype=np.int64))


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


def _twins(table: Table) -> Twins | None:
    """Return where those who stand on both sides stand on the other; None where nobody does."""
    rows, columns = table.rules.sides.rows, table.rules.sides.columns
    if not rows.keys() & columns.keys():
        return None
    return Twins(
        column_of=np.array([columns.get(seat.id, -1) for seat in table.mentors], dtype=np.int64),
        row_of=np.array([rows.get(seat.id, -1) for seat in table.mentees], dtype=np.int64),
    )
