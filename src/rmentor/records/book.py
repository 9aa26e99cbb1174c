"""What recording comes to: what is new, what changes, what was known already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from rmentor.errors import WrongUsage
from rmentor.records.lines import CONTRADICTION, Fault

Record = TypeVar("Record")
Key = tuple[Any, ...]


class Effect(StrEnum):
    """What recording a thing does to what is kept."""

    RECORDED = "recorded"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Stated(Generic[Record]):
    """A record as a line states it; two with the same key are about the same thing."""

    key: Key
    record: Record
    line: int


@dataclass(frozen=True, slots=True)
class Entry(Generic[Record]):
    """A record as it will be kept, and as it was kept before; `first` where only a plan was kept of it."""

    record: Record
    before: Record | None
    first: bool = False

    @property
    def effect(self) -> Effect:
        """What keeping it changes."""
        if self.before is None or self.first:
            return Effect.RECORDED
        return Effect.SAME if self.before == self.record else Effect.CHANGED


@dataclass(frozen=True, slots=True)
class Book(Generic[Record]):
    """Entries in an order of their own, independent of the lines' order, and every fault of the lines."""

    entries: tuple[Entry[Record], ...]
    faults: tuple[Fault, ...] = ()

    @property
    def news(self) -> list[Record]:
        """The records that are not kept yet as they are."""
        return [entry.record for entry in self.entries if entry.effect is not Effect.SAME]

    def count(self, effect: Effect) -> int:
        """Return how many entries have an effect."""
        return sum(entry.effect is effect for entry in self.entries)


def booked(given: tuple[Iterable[Stated[Record]], Iterable[Fault]], known: Mapping[Key, Record]) -> Book[Record]:
    """Set what lines state beside what is known; two lines that contradict each other are a fault."""
    stated, faults = given
    first: dict[Key, Stated[Record]] = {}
    found = list(faults)
    for one in sorted(stated, key=lambda one: one.line):
        earlier = first.setdefault(one.key, one)
        if earlier.record != one.record:
            found.append(contradiction(one.line, earlier.line))
    entries = tuple(Entry(first[key].record, known.get(key)) for key in sorted(first))
    return Book(entries, tuple(found))


def contradiction(line: int, earlier: int) -> Fault:
    """Return the fault of a line that says otherwise than an earlier one about the same thing."""
    return Fault(line, CONTRADICTION, WrongUsage(f"this contradicts line {earlier}, about the same; keep one of them"))
