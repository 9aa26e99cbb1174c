"""The headings of a file of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmentor.errors import WrongUsage, did_you_mean
from rmentor.records.lines import HEADING, Fault


def misspelt_headings(found: Sequence[str], expected: Sequence[str]) -> Iterator[Fault]:
    """Yield a fault for a first heading that is missing, and for each heading that is nearly one of ours."""
    if expected[0] not in found:
        told = f"the heading {expected[0]!r} is missing; the headings are {', '.join(expected)}"
        yield Fault(1, HEADING, WrongUsage(told))
    for heading in foreign_headings(found, expected):
        near = did_you_mean(heading, [one for one in expected if one not in found])
        if near:
            yield Fault(1, HEADING, WrongUsage(f"there is no heading {heading!r}{near}"))


def foreign_headings(found: Sequence[str], expected: Sequence[str]) -> list[str]:
    """Return the headings whose cells are not read."""
    return [heading for heading in found if heading and heading not in expected]
