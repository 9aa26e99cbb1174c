"""Counts and lists of names as a sentence has them."""

from __future__ import annotations

from collections.abc import Iterable


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun, whose plural ends in s unless it is given."""
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def first_few(names: Iterable[object], most: int) -> str:
    """Return so many names at the most, and how many more there are."""
    known = [str(name) for name in names]
    more = len(known) - most
    return ", ".join(known[:most]) + (f" and {more} more" if more > 0 else "")


def together(names: Iterable[str]) -> str:
    """Return names as a sentence has them: A and B, or A, B and C."""
    *known, last = names
    return f"{', '.join(known)} and {last}" if known else last
