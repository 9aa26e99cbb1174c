"""What a command has to say, before it is known whether a person or a script reads it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rmentor.values import Value


class Grid(Value):
    """A table: headings, rows of text, and which columns (by index) hold numbers and so stand to the right."""

    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: frozenset[int] = frozenset()
    title: str = ""


class Words(Value):
    """A paragraph; a heading where it is strong."""

    text: str
    strong: bool = False


Block = Grid | Words


class View(Value):
    """A result: `data` for scripts under the name `kind`, blocks for people, and what to do next."""

    kind: str
    data: Any
    blocks: Sequence[Block] = ()
    next_step: str | None = None
