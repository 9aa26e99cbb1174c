"""Checking files and telling what was found, in the format that was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import typer

from rmentor.commands.watching import watching
from rmentor.errors import FileProblems, Problem
from rmentor.programme.checks.rules import told_of
from rmentor.programme.checks.selection import Selection
from rmentor.programme.decoding import LARGEST_FILE, as_far_as_text
from rmentor.programme.reader import read_programme
from rmentor.render.findings import Findings, summary_of
from rmentor.render.show import tell

_MANY = 200


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def check_files(files: Iterable[Path], chosen: Selection, *, strict: bool) -> Findings:
    """Return what the chosen rules find in the files, file by file; a file named twice is checked once."""
    once: dict[Path, Path] = {}
    for path in files:
        once.setdefault(path.resolve(), path)
    with watching("Checking", _MANY) as watch:
        checked = {str(path): _checked(path) for path in watch(list(once.values()))}
    return Findings(
        problems=[problem for found, _ in checked.values() for problem in chosen.of(found)],
        sources={file: source for file, (_, source) in checked.items() if source is not None},
        unheld=[file for file, (found, _) in checked.items() if chosen.hides_why_unread(found)],
        folder=Path.cwd(),
        strict=strict,
    )


def _checked(path: Path) -> tuple[list[Problem], str | None]:
    """Return what all rules find in a file, and its text where it could be read; a clean file's is let go."""
    file = str(path)
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        return [Problem(file, 0, 0, "RM101", f"cannot be read: {error.strerror}")], None
    source = as_far_as_text(data)
    found = told_of(read_programme(data, file), file, source)
    return found, source if found else ""


def tell_findings(findings: Findings, output: Format) -> None:
    """Print findings on stdout, and how many on stderr; where no file could be read the command ends with 3.

    Formats for machines are printed then, too.
    """
    nothing_read = not findings.sources
    if nothing_read and output in (Format.TEXT, Format.CONCISE):
        raise FileProblems(findings.problems)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    typer.echo(_report(findings, output), nl=False, color=False if plain else None)
    tell(*summary_of(findings))
    if nothing_read:
        raise typer.Exit(FileProblems.exit_code)


def _report(findings: Findings, output: Format) -> str:
    """Return the findings in a format, whose module is loaded for it alone."""
    module = import_module(f"rmentor.render.findings_{output}")
    report: Callable[[Findings], str] = module.report
    return report(findings)
