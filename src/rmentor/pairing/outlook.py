"""One person's view of everybody that a round could pair them with."""

from __future__ import annotations

import numpy as np

from rmentor.pairing.explain import Outlook
from rmentor.pairing.table import Table, room
from rmentor.pairing.terms import Numbers
from rmentor.people.model import Participant


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
