"""Finds the pair that somebody means."""

from __future__ import annotations

from collections.abc import Sequence

from rmentor.errors import NotFound, WrongUsage
from rmentor.pairing.model import Pair


def find_pair(pairs: Sequence[Pair], name: str) -> Pair:
    """Return the pair of that number, or the one open pair of the person of that id.

    Raises NotFound where there is none, WrongUsage where the person is in several.
    """
    numbered = [pair for pair in pairs if str(pair.number) == name]
    found = numbered or [pair for pair in pairs if pair.open and name in pair.people]
    if not found:
        raise NotFound("pair", name, sorted({person for pair in pairs if pair.open for person in pair.people}))
    if len(found) > 1:
        numbers = ", ".join(str(pair.number) for pair in found)
        raise WrongUsage(f"{name} is in the pairs {numbers}; say which by its number")
    return found[0]
