"""What a rule is, what it finds and how the manual tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from inspect import cleandoc

from rmentor.programme.model import Programme
from rmentor.programme.reader import Path
from rmentor.values import Value

Found = Iterator[tuple[Path, str]]
Look = Callable[[Programme], Found]
IDLE_IGNORE = "RM108"
_LABEL = r"(?m)^(Source|Wrong|Right):"
_OF_ITSELF = "The file alone: no evidence is needed that this cannot work."


class Page(Value):
    """A rule's page in the manual, written in four parts.

    First what it finds, in a sentence, and why; then `Source:`, left out where a file contradicts itself, and
    `Wrong:` and `Right:`, each with a piece of a programme file.
    """

    code: str
    name: str
    text: str

    @property
    def severity(self) -> str:
        """`error` for what cannot work, `warning` for what good practice advises against."""
        return severity_of(self.code)

    @property
    def finds(self) -> str:
        """What the rule finds, in a sentence."""
        return _joined(self._part("").split("\n\n")[0])

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons, in paragraphs."""
        return tuple(_joined(part) for part in self._part("").split("\n\n")[1:] if part.strip())

    @property
    def source(self) -> str:
        """What the rule rests on."""
        return _joined(self._part("Source")) or _OF_ITSELF

    @property
    def wrong(self) -> str:
        """A piece of a programme file in which the rule finds something."""
        return cleandoc(self._part("Wrong"))

    @property
    def right(self) -> str:
        """The same piece put right."""
        return cleandoc(self._part("Right"))

    @property
    def silencing(self) -> str:
        """How a finding of the rule is silenced, where that is possible."""
        if self.code < "RM2" and self.severity == "error":
            return "It cannot be silenced: a file with this problem gives no programme."
        return f"To silence it, write behind the place: # rmentor: ignore[{self.code}] and the reason."

    def _part(self, label: str) -> str:
        parts = ["", *re.split(_LABEL, cleandoc(self.text))]
        return dict(zip(parts[::2], parts[1::2], strict=True)).get(label, "")


class Rule(Value):
    """One thing a programme file is checked for; `look` yields the keys that break it, each with a sentence.

    The sentence says what was found and, after `; `, what to do. The docstring of `look` is the rule's page.
    """

    code: str
    look: Look

    @property
    def page(self) -> Page:
        """The rule's page in the manual."""
        return Page(self.code, self.look.__name__.replace("_", " "), self.look.__doc__ or "")


class Finding(Value):
    """What a rule found, and the key that it is about."""

    rule: Rule
    path: Path
    message: str


def severity_of(code: str) -> str:
    """Return how grave the findings of a rule are."""
    return "error" if code < "RM3" and code != IDLE_IGNORE else "warning"


def _joined(text: str) -> str:
    return " ".join(text.split())
