"""Findings in a line each."""

from __future__ import annotations

from rmentor.render.findings import Findings, shown


def report(findings: Findings) -> str:
    """Return one line for each finding, as an editor can follow it."""
    return "".join(f"{shown(str(problem))}\n" for problem in findings.problems)
