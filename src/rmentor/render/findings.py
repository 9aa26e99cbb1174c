"""What is wrong with files: each problem with the line it is in and a caret under the place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from rmentor.errors import Problem
from rmentor.programme.checks.model import Page
from rmentor.render.view import Grid, View, Words
from rmentor.text import is_clean

_WIDTH = 76


def findings_lines(problems: Sequence[Problem], sources: Mapping[str, str]) -> Iterator[str]:
    """Yield the lines that tell the problems; `sources` holds the text of each file that could be read."""
    lines = {file: source.split("\n") for file, source in sources.items()}
    for problem in problems:
        yield str(problem)
        here = lines.get(problem.file, [])
        if problem.column and problem.line <= len(here):
            yield from _quoted(here[problem.line - 1], problem.column)


def findings_view(problems: Sequence[Problem], sources: Mapping[str, str]) -> View:
    """Return the problems of some files for scripts."""
    data = {"files": sorted(sources), "problems": [asdict(problem) for problem in problems]}
    return View(kind="findings", data=data)


def summary_of(problems: Sequence[Problem], files: int) -> str:
    """Return how many errors and warnings were found, in a line."""
    found = Counter(problem.severity for problem in problems)
    counts = [_count(found[severity], severity) for severity in ("error", "warning") if found[severity]]
    return f"{_count(files, 'file')} checked: {', '.join(counts) or 'no findings'}"


def manual_view(pages: Sequence[Page]) -> View:
    """Return the rules in a table; a single one with its whole text."""
    grid = Grid(("code", "severity", "finds"), [(page.code, page.severity, page.name) for page in pages])
    whole = [block for page in pages for block in _page(page)]
    data = [{**asdict(page), "severity": page.severity} for page in pages]
    return View(kind="rules", data=data, blocks=whole if len(pages) == 1 else [grid])


def _page(page: Page) -> Iterator[Words]:
    yield Words(f"{page.code} {page.severity}: {page.name}", strong=True)
    yield from (Words("\n" + " ".join(part.split())) for part in page.text.split("\n\n"))


def _quoted(line: str, column: int) -> Iterator[str]:
    begin = max(0, column - _WIDTH // 2) if len(line) > _WIDTH else 0
    part = line[begin : begin + _WIDTH].rstrip()
    yield "    " + "".join(char if char == "\t" or is_clean(char) else "?" for char in part)
    yield "    " + "".join("\t" if char == "\t" else " " for char in line[begin : column - 1]) + "^"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
