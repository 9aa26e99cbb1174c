"""All rules, and a programme held against them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from rmentor.errors import Problem
from rmentor.programme.checks import cannot_work, days, good_practice, measures, reading
from rmentor.programme.checks.model import Finding, Page, Rule
from rmentor.programme.model import Programme
from rmentor.programme.reader import Reading

RULES: tuple[Rule, ...] = (*days.RULES, *cannot_work.RULES, *measures.RULES, *good_practice.RULES)
MANUAL: tuple[Page, ...] = (*reading.PAGES, *(rule.page for rule in RULES))


def run_checks(programme: Programme) -> tuple[Finding, ...]:
    """Return everything the rules find in a programme, rule by rule."""
    return tuple(finding for rule in RULES for finding in _findings(rule, programme))


def problems_of(read: Reading, file: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file by place: what could not be read or, where all could, what rules find."""
    if read.programme is None:
        return read.problems
    found = run_checks(read.programme)
    return tuple(sorted(_problem(finding, read, file) for finding in found))


def _findings(rule: Rule, programme: Programme) -> Iterator[Finding]:
    with suppress(OverflowError):  # days past the calendar's end are told by the rule that looks for them
        yield from (Finding(rule, path, message) for path, message in rule.look(programme))


def _problem(finding: Finding, read: Reading, file: str) -> Problem:
    page = finding.rule.page
    line, column = read.place(finding.path)
    absent = finding.path[:1] not in read.places
    return Problem(file, line, 0 if absent else column, page.code, finding.message, page.severity)
