"""One person's view of everybody that a round could pair them with."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rmentor.pairing.explain import Outlook
from rmentor.pairing.facts import Mask
from rmentor.pairing.pool import Seat
from rmentor.pairing.table import Table, room
from rmentor.people.model import Participant


def outlook_of(table: Table, person: Participant) -> Outlook:
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
