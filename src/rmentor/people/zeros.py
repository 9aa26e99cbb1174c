"""Leading zeros that ids have lost on their way through a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rmentor.programme.roster import Columns
from rmentor.sentences import counted
from rmentor.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Ids:
    """The ids and the managers that an export names, and the ids that are known from before."""

    named: AbstractSet[str]
    managers: AbstractSet[str]
    known: AbstractSet[str]


def lost_zeros(columns: Columns, sheet: Sheet, ids: Ids) -> Iterator[str]:
    """Say where leading zeros are or seem lost: ids stored as numbers, and ids that differ from known ones by them."""
    for heading in filter(None, (columns.id, columns.manager)):
        if heading in sheet.numbers:
            told = "stored as numbers, so leading zeros, if there were any, are lost; format the column as text"
            yield f"{heading!r}: {told}"
    yield from _differing(f"{columns.id!r}", ids.named - ids.known, ids.known, "known")
    yield from _differing(f"{columns.manager!r}", ids.managers - ids.named - ids.known, ids.named | ids.known, "an id")


def _differing(place: str, odd: AbstractSet[str], ids: AbstractSet[str], what: str) -> Iterator[str]:
    """Say how many ids are no ids as they stand, but would be with other leading zeros."""
    bare = {_bare(one): one for one in sorted(ids) if one.isdecimal()}
    found = sorted(one for one in odd if one.isdecimal() and _bare(one) in bare)
    if found:
        example = f"{found[0]!r} is not {what}, {bare[_bare(found[0])]!r} is"
        told = "leading zeros seem lost; keep the column as text"
        yield f"{place}: {counted(len(found), 'id differs', 'ids differ')} only by leading zeros ({example}); {told}"


def _bare(text: str) -> str:
    return text.lstrip("0")
