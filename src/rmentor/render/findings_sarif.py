"""Findings as SARIF 2.1.0, which code hosts and editors read."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from rmentor.errors import Problem
from rmentor.programme.checks.model import Page
from rmentor.programme.checks.rules import MANUAL
from rmentor.render.findings import Findings, line_of, shown
from rmentor.version import VERSION

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(findings: Findings) -> str:
    """Return one run with all rules and a result for each finding."""
    run = {
        "tool": {"driver": {"name": "rmentor", "version": VERSION, "rules": [_rule(page) for page in MANUAL]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": all(one.file in findings.sources for one in findings.problems)}],
        "results": list(_results(findings, {page.code: index for index, page in enumerate(MANUAL)})),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(page: Page) -> dict[str, Any]:
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": page.finds},
        "help": {"text": "\n\n".join((*page.why, page.source))},
        "defaultConfiguration": {"level": page.severity},
    }


def _results(findings: Findings, rules: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    lines = findings.lines()
    seen: Counter[str] = Counter()
    for problem in findings.problems:
        place = findings.place(problem.file)
        mark = _fingerprint(problem.code, place, line_of(problem, lines))
        seen[mark] += 1
        yield {
            "ruleId": problem.code,
            "ruleIndex": rules[problem.code],
            "level": problem.severity,
            "message": {"text": shown(problem.message)},
            "locations": [{"physicalLocation": _location(problem, place)}],
            "partialFingerprints": {"primaryLocationLineHash": f"{mark}:{seen[mark]}"},
        }


def _fingerprint(code: str, place: str, line: str) -> str:
    """Return what stays the same when a finding's line moves or is indented anew."""
    return sha256("\0".join((code, place, " ".join(line.split()))).encode(errors="replace")).hexdigest()[:16]


def _location(problem: Problem, place: str) -> dict[str, Any]:
    path = PurePath(place)
    uri = path.as_uri() if path.is_absolute() else quote(os.fsencode(place))
    region = {"startLine": problem.line, "startColumn": problem.column}
    told = {name: value for name, value in region.items() if value}
    return {"artifactLocation": {"uri": uri}, **({"region": told} if told else {})}
