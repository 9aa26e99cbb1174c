"""All rules, and a programme held against them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from rmentor.errors import Problem
from rmentor.programme.checks import (
    codes,
    days,
    hours,
    matching,
    measures,
    planned,
    practice_course,
    practice_pairs,
    practice_preparation,
    practice_purpose,
    reading,
    rosters,
    surveys,
    targets,
)
from rmentor.programme.checks.model import Finding, Page, Rule
from rmentor.programme.checks.silencing import silenced
from rmentor.programme.comments import ignores_in
from rmentor.programme.model import Programme
from rmentor.programme.reader import Reading

_FAMILIES = (
    days.RULES,
    hours.RULES,
    surveys.RULES,
    matching.RULES,
    rosters.RULES,
    codes.RULES,
    measures.RULES,
    targets.RULES,
    planned.RULES,
    practice_purpose.RULES,
    practice_pairs.RULES,
    practice_preparation.RULES,
    practice_course.RULES,
)
RULES: tuple[Rule, ...] = tuple(sorted((rule for family in _FAMILIES for rule in family), key=lambda rule: rule.code))
MANUAL: tuple[Page, ...] = (*reading.PAGES, *(rule.page for rule in RULES))


def run_checks(programme: Programme) -> tuple[Finding, ...]:
    """Return everything the rules find in a programme, rule by rule."""
    return tuple(finding for rule in RULES for finding in _findings(rule, programme))


def problems_of(read: Reading, file: str) -> tuple[Problem, ...]:
    """Return what is wrong with a file by place: what could not be read or, where all could, what rules find."""
    if read.programme is None:
        return read.problems
    found = run_checks(read.programme)
    return tuple(sorted({_problem(finding, read, file) for finding in found}))


def told_of(read: Reading, file: str, text: str) -> list[Problem]:
    """Return what is wrong with a file, each once and by place, as the comments in its text leave it."""
    ignores = tuple(ignores_in(text)) if read.places else ()
    return silenced(file, problems_of(read, file), ignores, [page.code for page in MANUAL])


def _findings(rule: Rule, programme: Programme) -> Iterator[Finding]:
    with suppress(OverflowError):  # days past the calendar's end are told by the rule that looks for them
        yield from (Finding(rule, path, message) for path, message in rule.look(programme))


def _problem(finding: Finding, read: Reading, file: str) -> Problem:
    page = finding.rule.page
    line, column = read.place(finding.path)
    absent = finding.path[:1] not in read.places
    return Problem(file, line, 0 if absent else column, page.code, finding.message, page.severity)
