"""What the peers of `rmentor pair propose` are given of the same people: left in files, and not timed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from people_made import DATABASE

from rmentor.commands.desk import Choice, looking
from rmentor.commands.pairing import pool_of
from rmentor.pairing.field import Field, costs, every_pair
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.table import Table, market_of, table_of

_STRIP, _FEW = 256, 20


def _table() -> Table:
    with looking(Choice(Path(DATABASE), None, None)) as desk:
        return table_of(pool_of(desk))


def matrix() -> None:
    """Leave the matrix of costs, a forbidden pair costing more than all others together could."""
    rules = _table().rules
    rows, columns = (np.arange(len(side)) for side in rules.sides.both)
    forbidden = (min(len(rows), len(columns)) + 1) * (rules.best + 1)
    kept = np.lib.format.open_memmap("costs.npy", "w+", np.float64, (len(rows), len(columns)))
    for begin in range(0, len(rows), _STRIP):
        some = rows[begin : begin + _STRIP]
        fits = rules.best - rules.fit_block(some, columns)
        kept[some] = np.where(rules.may_block(some, columns), fits, forbidden)


def few() -> None:
    """Leave the pairs that are among the best twenty of one of the two."""
    field = market_of(_table(), []).field
    _keep(field, field.promising(_FEW))


def every() -> None:
    """Leave every pair that may be made."""
    field = market_of(_table(), []).field
    _keep(field, every_pair(field))


def _keep(field: Field, pairs: Pairs) -> None:
    np.savez("pairs.npz", rows=pairs.rows, columns=pairs.columns, costs=costs(field, pairs), shape=field.shape)


def people() -> None:
    """Leave what mentor-match can ask of people."""
    sides = _table().rules.sides
    kept = [
        {
            "facts": {
                "email": one.id,  # By it mentor-match tells people apart; without one it pairs nobody.
                "grade": one.person.grade,
                "organisation": one.person.department,
                "profession": one.person.site,
            },
            "topics": one.offers or one.wants,
            "languages": one.person.languages,
        }
        for side in sides.both
        for one in side
    ]
    Path("people.json").write_text(json.dumps([len(sides.mentors), kept]), "utf-8")


INPUTS = {one.__name__: one for one in (matrix, few, every, people)}

if __name__ == "__main__":
    INPUTS[sys.argv[1]]()
