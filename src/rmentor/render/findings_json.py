"""Findings for scripts, as docs/findings.schema.json describes them."""

from __future__ import annotations

from rmentor.render.findings import Findings
from rmentor.render.show import as_text
from rmentor.render.view import View

_FACTS = ("file", "line", "column", "code", "message", "severity")


def report(findings: Findings) -> str:
    """Return the files that could be read, and every problem with its place."""
    problems = [{name: getattr(problem, name) for name in _FACTS} for problem in findings.problems]
    return as_text(View(kind="findings", data={"files": sorted(findings.sources), "problems": problems})) + "\n"
