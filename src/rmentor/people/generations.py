"""Generations by birth year, twenty years each.

Source: Reverse mentoring (S5): Baby Boomers 1946-1965, Generation X 1966-1985, Millennials 1986-2005.
"""

from __future__ import annotations

GENERATION = "generation"
_FIRST, _YEARS = 1946, 20
_NAMES = ("Baby Boomers", "Generation X", "Millennials")


def generation(birth_year: int) -> str:
    """Return the generation of those born in a year; who was born before or after all three is of one more each."""
    place = (birth_year - _FIRST) // _YEARS
    if place < 0:
        return f"before {_NAMES[0]}"
    return _NAMES[place] if place < len(_NAMES) else f"after {_NAMES[-1]}"
