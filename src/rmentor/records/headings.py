"""The headings of a file of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from rmentor.errors import WrongUsage
from rmentor.records.lines import HEADING, Fault

_NEAR = 0.8


def misspelt_headings(found: Sequence[str], expected: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for a first heading that is missing, and for each heading that is nearly one of ours."""
    if expected[0] not in found:
        told = f"the heading {expected[0]!r} is missing; the headings are {', '.join(expected)}"
        yield Fault(1, HEADING, WrongUsage(told))
    for heading in foreign_headings(found, expected):
        for near in get_close_matches(heading, [one for one in expected if one not in found], 1, _NEAR):
            yield Fault(1, HEADING, WrongUsage(f"there is no heading {heading!r}; call it {near!r}, or leave it out"))


def foreign_headings(found: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Return the headings whose cells are not read."""
    return [heading for heading in found if heading and heading not in expected]
