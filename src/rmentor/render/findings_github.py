"""Findings as workflow commands, which a forge shows beside the changed lines."""

from __future__ import annotations

from rmentor.errors import Problem
from rmentor.render.findings import Findings, shown

# A command ends with its line and its properties with a comma or colon, so text may hold none of them as they are.
_IN_MESSAGE = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report(findings: Findings) -> str:
    """Return one command for each finding."""
    return "".join(f"{_command(problem, findings)}\n" for problem in findings.problems)


def _command(problem: Problem, findings: Findings) -> str:
    properties = {
        "file": findings.place(problem.file),
        "line": str(problem.line or ""),
        "col": str(problem.column or ""),
        "title": problem.code,
    }
    told = ",".join(f"{name}={_plain(value).translate(_IN_PROPERTY)}" for name, value in properties.items() if value)
    return f"::{problem.severity} {told}::{_plain(problem.message).translate(_IN_MESSAGE)}"


def _plain(text: str) -> str:
    """Return text whose only control characters are line ends, which the format can carry."""
    return "\n".join(shown(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
