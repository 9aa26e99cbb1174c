"""Findings as a test report: a suite for each file, a case for each rule found in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from xml.etree import ElementTree as ET

from rmentor.errors import Problem
from rmentor.render.findings import Findings, shown


def report(findings: Findings) -> str:
    """Return the report as XML; what does not make the check fail is told in a case that passes."""
    root = ET.Element("testsuites", name="rmentor check")
    for file, problems in findings.by_file().items():
        _suite(root, file, problems, findings)
    ET.indent(root)
    told: bytes = ET.tostring(root, encoding="us-ascii", xml_declaration=True)
    return told.decode("ascii") + "\n"


def _suite(root: ET.Element, file: str, problems: Sequence[Problem], findings: Findings) -> None:
    name = shown(findings.place(file))
    rules = {code: list(found) for code, found in groupby(sorted(problems, key=attrgetter("code")), attrgetter("code"))}
    failing = sum(any(map(findings.counts, found)) for found in rules.values())
    told = {"name": name, "tests": str(len(rules) or 1), "failures": str(failing), "errors": "0", "skipped": "0"}
    suite = ET.SubElement(root, "testsuite", told)
    for code, found in rules.items():
        case = ET.SubElement(suite, "testcase", name=code, classname=name)
        _tell(case, found, findings)
    if not rules:
        ET.SubElement(suite, "testcase", name="no findings", classname=name)


def _tell(case: ET.Element, found: Sequence[Problem], findings: Findings) -> None:
    first = found[0]
    told = "\n".join(shown(str(problem)) for problem in found)
    if any(map(findings.counts, found)):
        ET.SubElement(case, "failure", type=first.severity, message=shown(first.message)).text = told
    else:
        ET.SubElement(case, "system-out").text = told
