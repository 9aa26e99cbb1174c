"""The field table: what each key of a programme file holds.

A section of the file is a frozen record whose fields say their kind and meaning with `key`. The reader, the
JSON Schema and the reference all walk these records, so a key is described once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, ClassVar, dataclass_transform

from rmentor.errors import did_you_mean
from rmentor.values import Value

REQUIRED: Any = object()
LONGEST_QUOTED = 60


class Scalar(Value):
    """A kind of value written as one piece of text; `parse` raises ValueError where the text does not fit.

    Where it does not, `mend` spells it as the kind wants it; `known` returns values that are too many for the schema.
    """

    expected: str
    parse: Callable[[str], Any]
    schema: Mapping[str, Any]
    mend: Callable[[str], str] = str.lower
    known: Callable[[], Sequence[str]] = tuple

    def meant(self, text: str) -> str:
        """Return what a text that does not fit was likely to say, as the end of a sentence; empty where unknown."""
        if len(text) > LONGEST_QUOTED:
            return ""
        mended = self.mend(text)
        if self._fits(mended):
            return f"; did you mean {mended!r}?"
        return did_you_mean(text, self.schema.get("enum") or self.known())

    def _fits(self, text: str) -> bool:
        try:
            self.parse(text)
        except (ValueError, OverflowError):
            return False
        return True


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
        cls.defaults = {name: one.default for name, one in cls.keys.items()}
        cls.needed = frozenset(name for name, one in cls.keys.items() if one.required)

    def __hash__(self) -> int:
        return hash((type(self), *map(str, self.__dict__.values())))
