"""To which value a threshold would have to be lowered until somebody who has no pair could have one more partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from rmentor.pairing.costs import Costs
from rmentor.pairing.requirements import requirements, together
from rmentor.pairing.sides import Sides
from rmentor.pairing.supposed import supposed
from rmentor.pairing.table import Table
from rmentor.pairing.terms import UNKNOWN

_MOST_VALUES = 3
_LOWEST = {"grade_gap": 0, "junior_ways": 1}


def helping(table: Table, waiting: Sequence[Costs]) -> Iterator[tuple[str, str]]:
    """Yield the thresholds with the highest values below today's that give somebody who waits a new partner each.

    At most three values of each, the highest ones.
    """
    for name in _LOWEST:
        if name in table.rules.require:
            yield from ((name, str(value)) for value in _steps(table, waiting, name))
    if "overlap" in table.rules.require:
        yield from (("overlap", f"{value} minutes") for value in _minutes(table, waiting))


def _steps(table: Table, waiting: Sequence[Costs], name: str) -> Iterator[int]:
    """Yield the values of a threshold in whole steps at which somebody first gains a partner."""
    least = getattr(table.pool.programme.pairing.require, name)
    helped: set[str] = set()
    found = 0
    for value in range(least - 1, _LOWEST[name] - 1, -1):
        lowered = supposed(table.pool, [f"require.{name}={value}"])
        term = requirements(Sides(lowered, *table.rules.sides.both))[name]
        more = {
            one.person.id
            for one in waiting
            if one.person.id not in helped
            and bool((one.but_for(name) & ~one.met[name] & term.at(one.rows, one.columns)).any())
        }
        helped |= more
        if more and found < _MOST_VALUES:
            found += 1
            yield value


def _minutes(table: Table, waiting: Sequence[Costs]) -> list[int]:
    """Return the most minutes in common that each who waits has with somebody else who meets all the rest."""
    minutes = together(table.rules.sides, UNKNOWN)
    found = set()
    for one in waiting:
        near = one.but_for("overlap") & ~one.met["overlap"]
        found.add(int(np.max(minutes.at(one.rows, one.columns)[near], initial=0)))
    return sorted(found - {0}, reverse=True)[:_MOST_VALUES]
