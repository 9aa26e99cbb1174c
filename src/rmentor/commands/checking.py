"""Checking files and telling what was found, in the format that was asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from enum import StrEnum
from importlib import import_module
from pathlib import Path

import typer

from rmentor.errors import FileProblems, Problem
from rmentor.programme.checks.rules import told_of
from rmentor.programme.checks.selection import Selection
from rmentor.programme.reader import read_programme
from rmentor.render.findings import Findings, summary_of
from rmentor.render.show import tell


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
    problems: list[Problem] = []
    sources = {}
    once: dict[Path, str] = {}
    for path in files:
        once.setdefault(path.resolve(), str(path))
    for file in once.values():
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            problems.append(Problem(file, 0, 0, "RM101", f"cannot be read: {error.strerror}"))
            continue
        sources[file] = data.decode("utf-8-sig", errors="replace")
        problems += told_of(read_programme(data, file), file, sources[file])
    return Findings(problems=chosen.of(problems), sources=sources, folder=Path.cwd(), strict=strict)


def tell_findings(findings: Findings, output: Format) -> None:
    """Print findings on stdout, and how many on stderr; where no file could be read the command ends with 3.

    Formats for machines are printed then, too.
    """
    nothing_read = not findings.sources
    if nothing_read and output in (Format.TEXT, Format.CONCISE):
        raise FileProblems(findings.problems)
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    typer.echo(_report(findings, output), nl=False, color=False if plain else None)
    tell(summary_of(findings.problems, len(findings.sources)))
    if nothing_read:
        raise typer.Exit(FileProblems.exit_code)


def _report(findings: Findings, output: Format) -> str:
    """Return the findings in a format, whose module is loaded for it alone."""
    module = import_module(f"rmentor.render.findings_{output}")
    report: Callable[[Findings], str] = module.report
    return report(findings)
