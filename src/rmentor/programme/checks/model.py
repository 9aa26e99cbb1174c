"""What a rule is, what it finds and how the manual tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import cleandoc

from rmentor.programme.model import Programme
from rmentor.programme.reader import Path

Found = Iterator[tuple[Path, str]]
Look = Callable[[Programme], Found]


@dataclass(frozen=True, slots=True)
class Page:
    """A rule's page in the manual: what it finds, in a few words and in full."""

    code: str
    name: str
    text: str

    @property
    def severity(self) -> str:
        """`error` for what cannot work, `warning` for what good practice advises against."""
        return "error" if self.code < "RM3" else "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a programme file is checked for; `look` yields the keys that break it, each with a sentence.

    The docstring of `look` is the rule's manual: the first line says what it finds, the rest why, and by which
    source.
    """

    code: str
    look: Look

    @property
    def page(self) -> Page:
        """The rule's page in the manual."""
        return Page(self.code, self.look.__name__.replace("_", " "), cleandoc(self.look.__doc__ or ""))


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found, and the key that it is about."""

    rule: Rule
    path: Path
    message: str
