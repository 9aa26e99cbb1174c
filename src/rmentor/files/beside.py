"""What stands beside a table on its sheet: notes, sums, a smaller table. It is left out, and that is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rmentor.files.raw import Line
from rmentor.sentences import counted, first_few

_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Beside:
    """The columns of a sheet, from 0, that hold something and are not the table's, and what is said of them."""

    columns: frozenset[int]
    notes: tuple[str, ...]


def beside(headings: Sequence[str], lines: Sequence[Line], expected: Collection[str] = ()) -> Beside:
    """Return what is beside a table: cells without a heading, and smaller tables behind an empty column."""
    unnamed = _cells_without_heading(headings, lines)
    blocks = _blocks(sorted({*unnamed, *(index for index, heading in enumerate(headings) if heading)}))
    apart = [block for block in _smaller(blocks, headings, expected) if _is_short(block, lines)]
    notes = [
        f"{_columns(block)} beside the table {_ignored(block)} ({counted(_cells(block, lines), 'cell')})"
        for block in apart
    ]
    taken = {index for block in apart for index in block}
    nameless = sorted(unnamed.keys() - taken)
    if nameless:
        cells = counted(sum(unnamed[index] for index in nameless), "cell")
        notes.append(f"{_columns(nameless)} without a heading {_ignored(nameless)} ({cells})")
    return Beside(frozenset(taken.union(nameless)), tuple(notes))


def _columns(indexes: Sequence[int]) -> str:
    return f"{'columns' if len(indexes) > 1 else 'column'} {first_few(map(_letters, indexes), _MOST_NAMED)}"


def _ignored(indexes: Sequence[int]) -> str:
    return "were ignored" if len(indexes) > 1 else "was ignored"


def _letters(index: int) -> str:
    """Return the letters by which a spreadsheet calls a column."""
    before, last = divmod(index, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _cells_without_heading(headings: Sequence[str], lines: Sequence[Line]) -> Counter[int]:
    """Return how many cells each column holds that has no heading; most tables have no such column."""
    width = max((index for index, heading in enumerate(headings, start=1) if heading), default=0)
    inner = [index for index in range(width) if not headings[index]]
    found: Counter[int] = Counter()
    for index in inner:
        found[index] = sum(1 for line in lines if line.cells[index : index + 1] > ("",))
    for line in lines:
        if len(line.cells) > width and any(line.cells[width:]):
            found.update(index for index, cell in enumerate(line.cells[width:], start=width) if cell)
    return +found


def _blocks(columns: Sequence[int]) -> list[list[int]]:
    """Return the runs of columns that nothing parts."""
    runs = groupby(enumerate(columns), key=lambda place: place[1] - place[0])
    return [[column for _, column in run] for _, run in runs]


def _smaller(blocks: list[list[int]], headings: Sequence[str], expected: Collection[str]) -> Iterator[list[int]]:
    """Yield the blocks that have headings, none of them expected and fewer than the table itself."""
    wanted = {name.casefold() for name in expected}

    def standing(block: list[int]) -> tuple[int, int]:
        names = _headings_of(block, headings)
        return len(wanted.intersection(map(str.casefold, names))), len(names)

    most = max(map(standing, blocks))
    for block in blocks:
        known, names = standing(block)
        if not known and 0 < names < most[1]:
            yield block


def _headings_of(block: list[int], headings: Sequence[str]) -> list[str]:
    return [heading for heading in (headings[index] for index in block if index < len(headings)) if heading]


def _is_short(block: list[int], lines: Sequence[Line]) -> bool:
    """True where the block ends well before the table does."""
    return sum(1 for line in lines if any(line.cells[block[0] : block[-1] + 1])) * 2 < len(lines)


def _cells(block: list[int], lines: Sequence[Line]) -> int:
    return sum(1 for line in lines for cell in line.cells[block[0] : block[-1] + 1] if cell)
