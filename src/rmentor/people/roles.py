"""Which role somebody has: the export's word, else the rule for the grade, else the mode's."""

from __future__ import annotations

from dataclasses import replace

from rmentor.people.changes import Enrolled, completed
from rmentor.people.export import LeftOut, Reading, Why
from rmentor.people.model import Participant, Person, Standing
from rmentor.people.seniority import SENIORITY, WAYS, Placed, placed
from rmentor.programme.model import Programme
from rmentor.programme.words import Mode, Role
from rmentor.sentences import counted

_FACTS = {
    "grade": "a grade",
    "age": "an age",
    "tenure": "a day of joining",
    "industry": "a year of entering the industry",
}
_NOTHING = Reading((), (), (), frozenset(), frozenset())
_UNNAMED = "no role is named, and to follow from others it"


def with_roles(programme: Programme, reading: Reading, enrolled: Enrolled) -> Reading:
    """Return a reading in which everybody who waits for a role has one, or is left out with what is missing.

    In reverse mode somebody can mentor who has somebody senior enough in the programme, and be mentored who has
    somebody junior enough; in traditional mode it is the other way round. Who was given a role before keeps it.
    """
    if not reading.waiting:
        return reading
    waiting = {line: completed(programme.roster, one, enrolled) for line, one in reading.waiting}
    found = placed(programme, _crowd(programme, reading, enrolled).values())
    settled, left_out = [], []
    for line, one in waiting.items():
        role = _role(programme, one, enrolled, found)
        if role is None:
            left_out.append(LeftOut(line, one.id, one.name, Why.NO_ROLE, why_nobody(programme, one.person)))
        else:
            settled.append(role)
    others = [one for one in reading.left_out if one.line not in waiting]
    return replace(
        reading,
        participants=tuple(sorted((*reading.participants, *settled), key=lambda one: one.id)),
        left_out=tuple(sorted((*others, *left_out))),
        waiting=(),
    )


def shifted(programme: Programme, enrolled: Enrolled, reading: Reading = _NOTHING) -> tuple[Participant, ...]:
    """Return in their new roles those whom an export does not name and whose role followed and now is another.

    So it does not matter whether people come in one file, in several or one by one. Without an export, of everybody.
    """
    known = enrolled.participants.values()
    others = [one for one in known if one.derived and one.standing is Standing.ENROLLED and one.id not in reading.ids]
    if not others or programme.roster.roles or programme.mode is Mode.RECIPROCAL:
        return ()
    found = placed(programme, _crowd(programme, reading, enrolled).values())
    now = (_role(programme, one, enrolled, found) or one for one in others)
    return tuple(one for one in now if one.role is not enrolled.participants[one.id].role)


def _role(programme: Programme, one: Participant, enrolled: Enrolled, found: Placed) -> Participant | None:
    """Return the participant in the role that follows from the others, or that the person has, or None."""
    before = enrolled.participants.get(one.id)
    if before is not None and not before.derived:
        return replace(one, role=before.role, derived=False)
    mentors, mentees = found.below, found.above
    if programme.mode is Mode.TRADITIONAL:
        mentors, mentees = mentees, mentors
    roles = {(True, True): Role.BOTH, (True, False): Role.MENTOR, (False, True): Role.MENTEE}
    role = roles.get((one.id in mentors, one.id in mentees), before.role if before else None)
    return None if role is None else replace(one, role=role)


def _crowd(programme: Programme, reading: Reading, enrolled: Enrolled) -> dict[str, Person]:
    """Return everybody in the programme after an import: who takes part already and stays, and who is read."""
    gone = reading.leavers | reading.declined
    known = enrolled.participants.values()
    crowd = {one.id: one.person for one in known if one.standing is Standing.ENROLLED and one.id not in gone}
    withdrawn = {one.id for one in known if one.standing is Standing.WITHDRAWN}
    for one in (*reading.participants, *(one for _, one in reading.waiting)):
        if one.id not in withdrawn:
            crowd[one.id] = completed(programme.roster, one, enrolled).person
    return crowd


def role_of(programme: Programme, named: Role | None, grade: int | None) -> Role | None:
    """Return the role that the export, a rule for the grade or reciprocal mode gives; None where none does."""
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


def why_nobody(programme: Programme, person: Person) -> str:
    """Say what is missing where no role is named and none follows from grade and the three ways of being junior."""
    require, start = programme.pairing.require, programme.plan.start
    lacking = [words for fact, words in _FACTS.items() if SENIORITY[fact](person, start) is None]
    ways = [_FACTS[way] for way in WAYS if _FACTS[way] in lacking]
    if require.grade_gap is not None and _FACTS["grade"] in lacking:
        return f"{_UNNAMED} needs {_FACTS['grade']}"
    if len(ways) > len(WAYS) - (require.junior_ways or 0) or len(lacking) == len(_FACTS):
        return f"{_UNNAMED} needs {' or '.join(ways if require.junior_ways else lacking)}"
    asked = [
        *([f"{counted(require.grade_gap, 'grade')} apart"] if require.grade_gap else []),
        *([f"senior or junior in {counted(require.junior_ways, 'way')}"] if require.junior_ways else []),
    ]
    return f"no role is named, and nobody is {' and '.join(asked) or 'senior or junior'}"
