"""Findings that a comment in the file silences, and comments that silence nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from rmentor.errors import Problem, did_you_mean
from rmentor.programme.checks.model import IDLE_IGNORE
from rmentor.programme.checks.selection import keeps_from_reading, names_a_rule
from rmentor.programme.comments import Ignore

_MOST_IDLE = 20
_EVERYWHERE = 0
_Word = tuple[Ignore, str]


def silenced(file: str, problems: Sequence[Problem], ignores: Sequence[Ignore], known: Sequence[str]) -> list[Problem]:
    """Return a file's problems as its comments leave them, with a warning for a comment that silences nothing.

    What keeps the file from being read cannot be silenced. Where something does, no rule was held against the
    file, and a comment is only asked whether it names one.
    """
    if not ignores:
        return list(problems)
    lines = _words_by_line(ignores, known)
    silencing = {problem: _words_for(problem, lines) for problem in problems}
    left = [problem for problem, words in silencing.items() if keeps_from_reading(problem) or not words]
    named = {word for words in lines.values() for word in words}
    used = {word for words in silencing.values() for word in words}
    idle = _idle(ignores, known, named if any(map(keeps_from_reading, left)) else used)
    return sorted([*left, *(_warning(file, one, told) for one, told in islice(idle, _MOST_IDLE))])


def _words_by_line(ignores: Sequence[Ignore], known: Sequence[str]) -> dict[int, list[_Word]]:
    lines: dict[int, list[_Word]] = {}
    for ignore in ignores:
        words = ((ignore, word) for word in ignore.words if names_a_rule(word, known))
        lines.setdefault(_EVERYWHERE if ignore.whole_file else ignore.line, []).extend(words)
    return lines


def _words_for(problem: Problem, lines: Mapping[int, Sequence[_Word]]) -> list[_Word]:
    here = (*lines.get(_EVERYWHERE, ()), *lines.get(problem.line, ()))
    return [(ignore, word) for ignore, word in here if problem.code.startswith(word)]


def _idle(ignores: Sequence[Ignore], known: Sequence[str], used: set[_Word]) -> Iterator[tuple[Ignore, str]]:
    for ignore in ignores:
        if not ignore.words:
            yield ignore, "this ignore names no rule; say which it means, as ignore[RM301]"
        for word in ignore.words:
            if not names_a_rule(word, known):
                yield ignore, f"there is no rule {word[:20]!r} to ignore{did_you_mean(word[:20], known)}"
            elif (ignore, word) not in used:
                yield ignore, _unused(ignore, word)


def _unused(ignore: Ignore, word: str) -> str:
    if ignore.alone and not ignore.whole_file:
        return f"{word} is not ignored from a line of its own; write this behind the problem, or above the first key"
    where = "in this file" if ignore.whole_file else "in this line"
    return f"{word} finds nothing {where} to ignore; take it out"


def _warning(file: str, ignore: Ignore, told: str) -> Problem:
    return Problem(file, ignore.line, ignore.column, IDLE_IGNORE, told, "warning")
