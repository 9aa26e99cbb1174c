"""Findings for people: each with the line it is in, a caret under the place, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from rmentor.errors import Problem
from rmentor.render.findings import Findings, found_and_help, line_of, shown

_SCREEN = 80
_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"
# What a caret stands under: a key, quoted text, or a value up to the end of its line.
_PART = r"""[^\s:#{}\[\],"'|>]+(?=:(?:\s|$))|"[^"]*"|'[^']*'|[^\s{}\[\],"'|>](?:[^,}\]#]|(?<=\S)#)*|."""


def report(findings: Findings) -> str:
    """Return all findings in colours, an empty line after each."""
    lines = findings.lines()
    told = (_told(problem, line_of(problem, lines)) for problem in findings.problems)
    return "".join(f"{line}\n" for block in told for line in (*block, ""))


def _told(problem: Problem, line: str) -> Iterator[str]:
    found, told = found_and_help(problem.message)
    place = ":".join(str(part) for part in (shown(problem.file), problem.line, problem.column) if part)
    tint = _RED if problem.severity == "error" else _YELLOW
    yield f"{_BOLD}{place}:{_PLAIN} {tint}{problem.code}{_PLAIN} {shown(found)}"
    if line:
        yield from _quoted(problem, line, tint)
    if told:
        yield f"  {_BLUE}help:{_PLAIN} {shown(told)}"


def _quoted(problem: Problem, line: str, tint: str) -> Iterator[str]:
    number = f"  {problem.line} "
    width = _SCREEN - len(number) - 2
    at = problem.column - 1
    begin = max(0, at - width // 3) if _wide(line[: width + 1]) > width else 0
    part = _fitting(shown(line[begin : begin + width].replace("\t", " ")), width)
    marked = re.compile(_PART).match(part, at - begin)
    carets = "^" * max(1, _wide(marked[0].rstrip()) if marked else 1)
    yield f"{_BLUE}{number}|{_PLAIN} {part.rstrip()}"
    yield f"{_BLUE}{' ' * len(number)}|{_PLAIN} {' ' * _wide(part[: at - begin])}{tint}{carets}{_PLAIN}"


def _fitting(text: str, width: int) -> str:
    while _wide(text) > width:
        text = text[:-1]
    return text


def _wide(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)
