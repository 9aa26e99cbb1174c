"""What a command has to say, before it is known whether a person or a script reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, rows of text, and which columns (by index) hold numbers and so stand to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; a heading where it is strong."""

    text: str
    strong: bool = False


Block = Grid | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A result: `data` for scripts under the name `kind`, blocks for people, and what to do next."""

    kind: str
    data: Any
    blocks: Sequence[Block] = ()
    next_step: str | None = None
