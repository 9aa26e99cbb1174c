"""Rules about how an export is written: codes, dates and amounts that could not be read as the file says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rmentor.errors import did_you_mean
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.fields import Scalar
from rmentor.programme.model import Programme
from rmentor.programme.reader import Path
from rmentor.programme.roster import CODED

_DIRECTIVES = frozenset("aAbBdHIjmMpSfwyYZz%")
_MOST_STEPS = 99


def codes_of_nothing(programme: Programme) -> Found:
    """Codes are explained for a fact that has none, or stand for what the fact cannot be.

    Attributes have codes, and so have role, capacity, department, site, zone, hours, languages, offers, wants,
    challenge, challenged and consent. Titles become grades under `roster.grades`.

    Wrong:
        roster:
          columns:
            role: Role
            grade: Grade
            manager: Manager
            department: Unit
            consent: Agreed
          values:
            consent: {J: ja, N: nei}
            gender: {M: man, F: woman}
    Right:
        roster:
          columns:
            role: Role
            grade: Grade
            manager: Manager
            department: Unit
            consent: Agreed
          attributes: {gender: Gender}
          values:
            consent: {J: yes, N: no}
            gender: {M: man, F: woman}
    """
    roster = programme.roster
    known = {**dict.fromkeys(roster.attributes), **CODED}
    for fact, codes in roster.values.items():
        if fact not in known:
            near = did_you_mean(fact, list(known)) or "; name an attribute of roster.attributes"
            yield ("roster", "values", fact), f"{fact!r} is no fact that is written in codes{near}"
            continue
        for code, ours in codes.items():
            yield from _meaningless(programme, fact, code, ours)


def _meaningless(programme: Programme, fact: str, code: str, ours: str) -> Iterator[tuple[Path, str]]:
    place = ("roster", "values", fact, code)
    kind = CODED.get(fact)
    if fact in ("offers", "wants"):
        topics = [name for topic in programme.topics for name in (topic.id, topic.title)]
        if ours not in topics:
            yield place, f"{ours!r} is no topic{did_you_mean(ours, topics)}"
    elif kind and not _reads(kind, ours):
        yield place, f"{ours!r} is not {kind.expected}{kind.meant(ours)}"


def _reads(kind: Scalar, text: str) -> bool:
    try:
        kind.parse(text)
    except (ValueError, OverflowError):
        return False
    return True


def spelling_of_no_date(programme: Programme) -> Found:
    """A spelling of dates does not make a day: it names no day, no month or no year, or is not written with `%`.

    `%d` is the day, `%m` the month as a number, `%b` its short name, `%Y` the year and `%y` its last two digits.

    Wrong:
        roster: {dates: [DD.MM.YYYY]}
    Right:
        roster: {dates: ["%d.%m.%Y"]}
    """
    for index, spelling in enumerate(programme.roster.dates):
        if not _makes_a_day(spelling):
            told = f"no day is written as {spelling!r}; spell it as '%d.%m.%Y' spells 31.01.2027"
            yield ("roster", "dates", index), told


def _makes_a_day(spelling: str) -> bool:
    used = set(re.findall("%(.?)", spelling))
    return "d" in used and bool(used & set("mbB")) and bool(used & set("yY")) and used <= _DIRECTIVES


def steps_do_not_rise(programme: Programme) -> Found:
    """The amounts at which the next grade begins do not rise, or make more grades than there are.

    Wrong:
        roster: {grade_steps: [90000, 60000]}
    Right:
        roster: {grade_steps: [60000, 90000]}
    """
    steps = programme.roster.grade_steps
    for index, (step, following) in enumerate(pairwise(steps), start=1):
        if following <= step:
            yield (
                ("roster", "grade_steps", index),
                f"{following} is not more than {step}; list the amounts as they rise",
            )
    if len(steps) > _MOST_STEPS:
        yield ("roster", "grade_steps"), f"{len(steps)} amounts make more than 100 grades; leave some out"


RULES = (
    Rule("RM226", codes_of_nothing),
    Rule("RM227", spelling_of_no_date),
    Rule("RM228", steps_do_not_rise),
)
