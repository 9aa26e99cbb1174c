"""Which row of a sheet names the columns, and what they are called."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate
from statistics import median_high

from rmentor.files.raw import Line

AMONG = 30


def heading_line(lines: Sequence[Line], expected: Collection[str] = ()) -> int:
    """Return the index of the line, among the first, that names the columns: exports begin with titles and dates.

    That is the line with most of the expected headings; else the first that is about as wide as its neighbours, wider
    than all above it and reads like headings; else the first of all, so that no person is taken for a title.
    """
    rows = [line.cells for line in lines[:AMONG]]
    wanted = {name.casefold() for name in expected}
    held = [len(wanted.intersection(map(str.casefold, cells))) for cells in rows]
    if max(held) * 2 > len(wanted):
        return held.index(max(held))
    widths = [len(set(filter(None, cells))) for cells in rows]
    usual = median_high([width for width in widths if width > 1] or [1])
    above = accumulate([0, *widths], max)
    likely = (
        index
        for index, (cells, width, widest) in enumerate(zip(rows, widths, above, strict=False))
        if widest < width and width * 3 >= usual * 2 and all(map(_is_name, filter(None, cells)))
    )
    return next(likely, 0)


def _is_name(cell: str) -> bool:
    return "@" not in cell and any(map(str.isalpha, cell))


def numbered(headings: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the headings, a repeated one with a number behind it, and a note for each repetition."""
    names: list[str] = []
    notes = []
    for heading in headings:
        count, name = 2, heading
        while name and name in names:
            name = f"{heading} ({count})"
            count += 1
        if name != heading:
            notes.append(f"the heading {heading!r} stands twice; the later column is called {name!r}")
        names.append(name)
    return tuple(names), notes
