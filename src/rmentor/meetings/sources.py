"""The names of what a guide rests on."""

from __future__ import annotations

from collections.abc import Iterable

_NAMES = {
    "S1": "Reciprocal mentoring, Blythe Rowe",
    "S2": "Reversing the relationship, Odgers Berndtson",
    "S3": "The three Ps of reverse mentoring",
    "S4": "Turn the tables on talent",
    "S5": "Reverse mentoring ground rules",
    "E2": "Elements of Effective Practice, MENTOR",
    "E3": "Clutterbuck on ethics",
    "E4": "Jordan and Sorell, HBR 2019",
    "E6": "Kristene on undefined goals",
}


def named(sources: Iterable[str]) -> tuple[str, ...]:
    """Return sources by name, each with its short mark behind it."""
    return tuple(f"{_NAMES[source]} ({source})" for source in sources)
