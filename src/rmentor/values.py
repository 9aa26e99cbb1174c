"""Frozen records for what is loaded at every start: made as dataclasses, each is compiled anew for a millisecond."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, dataclass_transform


class _FieldsOnDemand:
    """What `dataclasses.replace` and `asdict` ask a class for, made when they first do."""

    def __get__(self, _: object, owner: type[Value]) -> Any:
        from dataclasses import dataclass

        if not owner.defaults:
            return None
        return vars(dataclass(init=False, repr=False, eq=False)(owner))["__dataclass_fields__"]


@dataclass_transform(frozen_default=True)
class Value:
    """Facts by the names of the class's annotations; frozen, equal where the class and all facts are.

    Written and used as a frozen dataclass is, but for its methods, which are inherited.
    """

    defaults: ClassVar[Mapping[str, Any]] = {}
    needed: ClassVar[frozenset[str]] = frozenset()
    __dataclass_fields__: ClassVar[Any] = _FieldsOnDemand()

    def __init_subclass__(cls) -> None:
        names = [name for name, kind in cls.__annotations__.items() if not kind.startswith("ClassVar")]
        cls.defaults = {name: vars(cls).get(name) for name in names}
        cls.needed = frozenset(name for name in names if name not in vars(cls))

    def __init__(self, *given: Any, **named: Any) -> None:
        facts = dict(zip(self.defaults, given, strict=False)) | named
        if not self.needed <= facts.keys() <= self.defaults.keys() or len(given) > len(self.defaults):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self.defaults)}")
        self.__dict__.update(self.defaults)
        self.__dict__.update(facts)

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"{type(self).__name__}.{name} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        facts = ", ".join(f"{name}={fact!r}" for name, fact in self.__dict__.items())
        return f"{type(self).__name__}({facts})"
