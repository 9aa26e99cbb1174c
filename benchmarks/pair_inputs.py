"""What the peers of `rmentor pair propose` are given of the same people: left in files, and not timed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from people_made import DATABASE

from rmentor.commands.desk import Choice, looking
from rmentor.commands.pairing import pool_of
from rmentor.pairing.asked import whole_years, working_hours
from rmentor.pairing.facts import GRADES, YEARS
from rmentor.pairing.field import Field, costs, every_pair
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.preferences import weights
from rmentor.pairing.sides import Sides
from rmentor.pairing.table import Table, market_of, table_of
from rmentor.pairing.topics import share_of_wish
from rmentor.people.model import Participant
from rmentor.people.tree import bosses

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
    """Leave the people with what the programme asks of them, its weights, and where a distance has reached its most."""
    sides = _table().rules.sides
    prefer = dict(weights(sides.programme.pairing.prefer))
    kept = [[_facts(sides, one) for one in side] for side in sides.both]
    most = {"grade": GRADES, "age": YEARS, "tenure": YEARS}
    Path("people.json").write_text(json.dumps({"people": kept, "prefer": prefer, "most": most}), "utf-8")


def _facts(sides: Sides, one: Participant) -> dict[str, Any]:
    person, start = one.person, sides.programme.plan.start
    begin, length = working_hours(sides.programme, person)
    return {
        "id": one.id,
        "grade": person.grade,
        "age": start.year - (person.birth_year or start.year),
        "tenure": whole_years(person.joined or start, start),
        "department": person.department,
        "site": person.site,
        "manager": person.manager,
        "above": bosses(sides.pool.managers, one.id),
        "languages": person.languages,
        "offers": one.offers,
        "wants": {topic: share_of_wish(len(one.wants), rank) for rank, topic in enumerate(one.wants)},
        "day": [begin, begin + length],
    }


INPUTS = {one.__name__: one for one in (matrix, few, every, people)}

if __name__ == "__main__":
    INPUTS[sys.argv[1]]()
