"""The field table: what each key of a programme file holds.

A section of the file is a frozen record whose fields say their kind and meaning with `key`. The reader, the
JSON Schema and the reference all walk these records, so a key is described once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import cache
from typing import Any, TypeVar, dataclass_transform

REQUIRED: Any = MISSING


@dataclass(frozen=True, slots=True)
class Scalar:
    """A kind of value written as one piece of text; `parse` raises ValueError where the text does not fit."""

    expected: str
    parse: Callable[[str], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one kind, with at least `least` of them."""

    kind: Kind
    least: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping whose keys are free and whose values are of one kind."""

    keys: Scalar
    values: Kind


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping whose keys are the fields of one record."""

    record: type


Kind = Scalar | Many | Table | Section


def key(kind: Kind, meaning: str, *, default: Any = REQUIRED, example: str = "") -> Any:
    """Declare one key of a section: its kind, its meaning in a sentence, what holds where it is absent."""
    metadata = {"kind": kind, "meaning": meaning, "example": example}
    if default == {}:
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


Record = TypeVar("Record")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(key,))
def section(record: type[Record]) -> type[Record]:
    """Make a class of declared keys the frozen record of one section."""
    return dataclass(frozen=True, slots=True, kw_only=True)(record)


@cache
def keys_of(record: type) -> Mapping[str, Field[Any]]:
    """Return the declared keys of a section by name, in the order in which the file shows them."""
    return {one.name: one for one in fields(record)}


def kind_of(one: Field[Any]) -> Kind:
    """Return the kind of value that a declared key holds."""
    kind: Kind = one.metadata["kind"]
    return kind


def is_required(one: Field[Any]) -> bool:
    """True where a section is not complete without the key."""
    return one.default is MISSING and one.default_factory is MISSING
