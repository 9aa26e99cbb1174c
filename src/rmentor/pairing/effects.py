"""What each preference did to a round."""

from __future__ import annotations

import numpy as np

from rmentor.pairing.beside import Beside, Effect
from rmentor.pairing.compare import greedy, lots
from rmentor.pairing.field import Listed
from rmentor.pairing.propose import Attempt
from rmentor.pairing.terms import Numbers

MOST_ASKED = 100_000


def beside(made: Attempt, seed: int) -> Beside:
    """Return what a round is held against: lots, the best pair first, and each preference over all that may be made."""
    return Beside(seed=seed, lots=lots(made, seed), greedy=greedy(made), effects=effects(made))


def effects(made: Attempt) -> tuple[Effect, ...]:
    """Return what each preference gives to the pairs that are made, on average, and to all that may be made.

    Of more than 100,000 possible pairs an even sample is asked; None where they are not held.
    """
    rules, usual = made.table.rules, _possible(made)
    rows, columns = np.array(made.cells, dtype=np.int64).reshape(-1, 2).T
    found = []
    for name, one in rules.prefer.items():
        points, known = one.points.at(rows, columns), one.known[0][rows] & one.known[1][columns]
        found.append(
            Effect(
                name=name,
                weight=one.weight,
                made=_mean(points),
                possible=_mean(one.points.at(*usual)) if usual is not None else None,
                gives=one.weight * int(points.sum()),
                unknown=int(np.count_nonzero(~known)),
            )
        )
    return tuple(found)


def _possible(made: Attempt) -> tuple[Numbers, Numbers] | None:
    field = made.market.field
    if not isinstance(field, Listed) or not len(field.pairs):
        return None
    step = -(-len(field.pairs) // MOST_ASKED)
    return field.pairs.rows[::step], field.pairs.columns[::step]


def _mean(points: Numbers) -> int:
    return round(float(points.mean())) if len(points) else 0
