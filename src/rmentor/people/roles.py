"""Which role somebody has: the export's word, else the rule for the grade, else the mode's."""

from __future__ import annotations

from rmentor.programme.model import Programme
from rmentor.programme.words import Mode, Role


def role_of(programme: Programme, named: Role | None, grade: int | None) -> Role | None:
    """Return a person's role, None where neither the export, nor a rule, nor the mode gives one."""
    if named is not None:
        return named
    rules = programme.roster.roles if grade is not None else ()
    by_grade = (rule.role for rule in rules if rule.grade_from <= (grade or 0) <= rule.grade_to)
    return next(by_grade, Role.BOTH if programme.mode is Mode.RECIPROCAL else None)


def why_none(programme: Programme, grade: int | None) -> str:
    """Say why `role_of` gives no role."""
    if not programme.roster.roles:
        return "no role is named, and roster.roles is empty"
    if grade is None:
        return "no role is named, and no grade"
    return f"roster.roles has no grade {grade}"
