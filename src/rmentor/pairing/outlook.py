"""One person's view of everybody that a round could pair them with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce

import numpy as np

from rmentor.pairing.explain import Outlook
from rmentor.pairing.table import Table, room
from rmentor.pairing.terms import Mask, Numbers
from rmentor.people.model import Participant

_CELLS_AT_ONCE = 1 << 22


def outlooks(table: Table, people: Sequence[Participant]) -> Iterator[Outlook]:
    """Yield many people's views, in their order; the work and the memory of one view are a few bytes a person seen."""
    sides = table.rules.sides
    several = max(1, _CELLS_AT_ONCE // max(1, len(sides.mentors), len(sides.mentees)))
    for begin in range(0, len(people), several):
        some = people[begin : begin + several]
        rows = [one for one in some if one.id in sides.rows and (sides.both_ways or one.id not in sides.columns)]
        columns = [one for one in some if one.id not in sides.rows]
        seen = {one.id: view for one, view in zip(rows, _of_rows(table, rows), strict=True)}
        seen |= {one.id: view for one, view in zip(columns, _of_columns(table, columns), strict=True)}
        yield from (seen.get(one.id) or outlook_of(table, one) for one in some)


def _of_rows(table: Table, people: Sequence[Participant]) -> Iterator[Outlook]:
    if not people:
        return
    rows = np.array([table.rules.sides.rows[one.id] for one in people], dtype=np.int64)
    met, may, free = _answers(table, rows, np.arange(len(table.mentees)))
    for place, (one, row) in enumerate(zip(people, rows, strict=True)):
        others = np.arange(len(table.mentees)) != (row if table.rules.sides.both_ways else -1)
        views = {name: mask[place][others] for name, mask in met.items()}
        yield Outlook(person=one, may=may[place][others], met=views, free=free[place][others])


def _of_columns(table: Table, people: Sequence[Participant]) -> Iterator[Outlook]:
    if not people:
        return
    columns = np.array([table.rules.sides.columns[one.id] for one in people], dtype=np.int64)
    met, may, free = _answers(table, np.arange(len(table.mentors)), columns)
    for place, one in enumerate(people):
        views = {name: mask[:, place] for name, mask in met.items()}
        yield Outlook(person=one, may=may[:, place], met=views, free=free[:, place])


def _answers(table: Table, rows: Numbers, columns: Numbers) -> tuple[dict[str, Mask], Mask, Mask]:
    """Return for a block of pairs which requirements each meets, whether it may be made, and whether both have room."""
    rules = table.rules
    met = {name: np.asarray(term.block(rows, columns), dtype=bool) for name, term in rules.require.items()}
    forms = [np.asarray(term.block(rows, columns), dtype=bool) for term in rules.forms.values()]
    free = room(table.mentors)[rows][:, None] & room(table.mentees)[columns]
    return met, reduce(np.logical_and, [*met.values(), *forms]), free


def outlook_of(table: Table, person: Participant) -> Outlook:
    """Return a person's view of the other side, or of both where the person stands on both."""
    rows, columns = couples_of(table, person)
    return Outlook(
        person=person,
        may=table.rules.may(rows, columns),
        met=table.rules.met(rows, columns),
        free=room(table.mentors)[rows] & room(table.mentees)[columns],
    )


def couples_of(table: Table, person: Participant) -> tuple[Numbers, Numbers]:
    """Return as rows and columns everybody else whom a person could be put beside."""
    sides = table.rules.sides
    row, column = sides.rows.get(person.id), sides.columns.get(person.id)
    ahead = np.delete(np.arange(len(sides.mentees)), [] if column is None else [column])
    back = np.delete(np.arange(len(sides.mentors)), [] if row is None else [row])
    ahead = ahead if row is not None else ahead[:0]
    back = back if column is not None and not sides.both_ways else back[:0]
    return (
        np.concatenate([np.full(len(ahead), row or 0), back]),
        np.concatenate([ahead, np.full(len(back), column or 0)]),
    )
