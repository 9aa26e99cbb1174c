"""The field table: what each key of a programme file holds.

A section of the file is a frozen record whose fields say their kind and meaning with `key`. The reader, the
JSON Schema and the reference all walk these records, so a key is described once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar, dataclass_transform

from rmentor.values import ABSENT, Value

REQUIRED: Any = object()


class Scalar(Value):
    """A kind of value written as one piece of text; `parse` raises ValueError where the text does not fit."""

    expected: str
    parse: Callable[[str], Any]
    schema: Mapping[str, Any]


class Many(Value):
    """A list of values of one kind, with at least `least` of them."""

    kind: Kind
    least: int = 0


class Table(Value):
    """A mapping whose keys are free and whose values are of one kind."""

    keys: Scalar
    values: Kind


class Section(Value):
    """A mapping whose keys are the fields of one record."""

    record: type[Record]


Kind = Scalar | Many | Table | Section


class Key(Value):
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
class Record(Value):
    """A section's values by the names of its declared keys."""

    keys: ClassVar[Mapping[str, Key]] = {}

    def __init_subclass__(cls) -> None:
        cls.keys = {name: one for name, one in vars(cls).items() if isinstance(one, Key)}
        cls.defaults = {name: ABSENT if one.required else one.default for name, one in cls.keys.items()}

    def __hash__(self) -> int:
        return hash((type(self), *map(str, self.__dict__.values())))
