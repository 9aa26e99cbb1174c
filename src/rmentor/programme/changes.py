"""What differs between two definitions of a programme, key by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmentor.programme.fields import Record
from rmentor.programme.model import Programme


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One key whose value is another; None where the key came or went."""

    key: str
    before: str | None
    after: str | None


def changes(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Return every difference between two definitions, sorted by key."""
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    differing = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return tuple(Change(name, old.get(name), new.get(name)) for name in differing)


def _leaves(value: object, name: str) -> Iterator[tuple[str, str]]:
    for part, inner in _parts(value):
        full = f"{name}.{part}" if name else part
        if isinstance(inner, tuple | Mapping | Record):
            yield from _leaves(inner, full)
        elif inner is not None:
            yield full, str(inner)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        yield from ((str(name), inner) for name, inner in value.items())
    elif isinstance(value, tuple):
        yield from ((str(getattr(inner, "id", index + 1)), inner) for index, inner in enumerate(value))
    elif isinstance(value, Record):
        yield from ((name, getattr(value, name)) for name in value.keys)
