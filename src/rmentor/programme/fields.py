"""The field table: what each key of a programme file holds.

A section of the file is a frozen record whose fields say their kind and meaning with `key`. The reader, the
JSON Schema and the reference all walk these records, so a key is described once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, dataclass_transform

REQUIRED: Any = object()


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

    record: type[Record]


Kind = Scalar | Many | Table | Section


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a section: its kind, its meaning in a sentence, what holds where it is absent."""

    kind: Kind
    meaning: str
    default: Any
    example: str

    @property
    def required(self) -> bool:
        """True where a section is not complete without the key."""
        return self.default is REQUIRED


def key(kind: Kind, meaning: str, *, default: Any = REQUIRED, example: str = "") -> Any:
    """Declare one key of a section."""
    return Key(kind, meaning, MappingProxyType(default) if default == {} else default, example)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(key,))
class Record:
    """A section's values by the names of its declared keys; frozen, equal where all values are.

    A dataclass whose methods are inherited: made as usual, they are compiled anew at every start, which for all
    sections took longer than reading a file.
    """

    keys: ClassVar[Mapping[str, Key]] = {}

    def __init_subclass__(cls) -> None:
        dataclass(init=False, repr=False, eq=False)(cls)
        cls.keys = {name: one for name, one in vars(cls).items() if isinstance(one, Key)}

    def __init__(self, **values: Any) -> None:
        unknown = values.keys() - self.keys.keys()
        missing = {name for name, one in self.keys.items() if one.required} - values.keys()
        if unknown or missing:
            raise TypeError(f"{type(self).__name__} takes no {sorted(unknown)} and needs {sorted(missing)}")
        self.__dict__.update({name: values.get(name, one.default) for name, one in self.keys.items()})

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *map(str, self.__dict__.values())))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={value!r}" for name, value in self.__dict__.items())
        return f"{type(self).__name__}({values})"
