"""Problems of many rows, told so that somebody can read them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from rmentor.errors import Problem
from rmentor.sentences import first_few

SHOWN = 20
_ROWS_NAMED = 5


def grouped(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in the order of rows, where the same one of several rows stands at the first and names them."""
    alike: dict[tuple[str, int, str, str], list[Problem]] = defaultdict(list)
    for one in sorted(problems):
        alike[one.file, one.column, one.code, one.message].append(one)
    return sorted(_with_rows(several) for several in alike.values())


def in_few_lines(problems: Iterable[Problem]) -> list[str]:
    """Return a line for each of the first problems, and how many are left."""
    every = list(problems)
    return [*map(str, grouped(every)[:SHOWN]), *rest_of(every)]


def rest_of(problems: Iterable[Problem]) -> list[str]:
    """Return how many there are where not all of them are among the first ones; nothing where all are."""
    every = list(problems)
    more = len(grouped(every)) - SHOWN
    if more <= 0:
        return []
    rows = len({(one.file, one.line) for one in every})
    return [f"and {more:,} more; in all {len(every):,} problems in {rows:,} rows, which --json lists"]


def _with_rows(several: list[Problem]) -> Problem:
    first, *others = several
    if not others:
        return first
    lines = first_few((one.line for one in others), _ROWS_NAMED)
    return replace(first, message=f"{first.message} (and in {'row' if len(others) == 1 else 'rows'} {lines})")
