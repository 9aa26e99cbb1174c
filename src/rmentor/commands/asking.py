"""Questions on a terminal: asked on stderr, asked again after a wrong answer, with TAB completing what is known."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import typer

from rmentor.render.show import tell
from rmentor.text import clean

_BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, whether Enter may skip it, and what TAB puts in place of the start of each word.

    Several words have `;` between them.
    """

    text: str
    optional: bool = False
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def prompt(self) -> str:
        """What stands before the answer."""
        hints = [*(["TAB completes"] if self.words else []), *(["Enter skips"] if self.optional else [])]
        return f"{self.text} ({', '.join(hints)}): " if hints else f"{self.text}: "


def ask(question: Question, faults: Callable[[str], Sequence[str]]) -> str:
    """Return the first answer without faults, which are told; empty where the question was skipped.

    Raises Abort where the answers end.
    """
    while True:
        answer = clean(_typed(question))
        if not answer and question.optional:
            return ""
        wrong = faults(answer) if answer else ["this is needed; Ctrl-C gives up"]
        if not wrong:
            return answer
        tell(*wrong)


def _typed(question: Question) -> str:
    with _on_stderr(), _completing(question.words):
        try:
            return input(question.prompt)
        except EOFError:
            raise typer.Abort from None


@contextmanager
def _on_stderr() -> Iterator[None]:
    """Let what is written to stdout go to stderr: readline writes its prompts there, and stdout is for data."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        sys.stdout.flush()
        os.dup2(kept, 1)
        os.close(kept)


@contextmanager
def _completing(words: Mapping[str, str]) -> Iterator[None]:
    """Let TAB complete the words, where this Python can."""
    with suppress(ImportError):
        import readline

        readline.set_completer_delims(_BETWEEN)
        readline.set_completer(lambda start, number: _completion(words, start, number))
        readline.parse_and_bind("bind ^I rl_complete" if "libedit" in str(readline.__doc__) else "tab: complete")
    yield


def _completion(words: Mapping[str, str], start: str, number: int) -> str | None:
    """Return what one of the words stands for that begin so; readline asks with rising numbers until None."""
    begun = start.lstrip().casefold()
    found = sorted({meant for word, meant in words.items() if word.casefold().startswith(begun)})
    return start[: len(start) - len(start.lstrip())] + found[number] if number < len(found) else None
