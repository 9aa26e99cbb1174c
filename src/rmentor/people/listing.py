"""Who of a programme's people is listed, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from rmentor.errors import NotFound, WrongUsage
from rmentor.people.model import Participant, Standing
from rmentor.programme.model import Programme
from rmentor.programme.words import Role


class Order(StrEnum):
    """What a list is sorted by; where that is the same, by id, and who lacks it comes last."""

    ID = "id"
    NAME = "name"
    GRADE = "grade"
    DEPARTMENT = "department"
    JOINED = "joined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom a list is to hold: everybody of whom all that is given here is true.

    `grade` is one grade or two with `-` between them, `topic` an id or a title that is offered or wanted, `text` a
    part of the id, the name, the address, the department or the site. `paired` asks for a pair that runs.
    """

    role: Role | None = None
    department: str | None = None
    site: str | None = None
    grade: str | None = None
    topic: str | None = None
    text: str | None = None
    paired: bool | None = None
    standing: Standing | None = Standing.ENROLLED


_Test = Callable[[Participant], bool]
_KEYS: Mapping[Order, Callable[[Participant], Any]] = {
    Order.ID: lambda one: one.id,
    Order.NAME: lambda one: (folded(one.name), one.name),
    Order.GRADE: lambda one: one.person.grade,
    Order.DEPARTMENT: lambda one: one.person.department and folded(one.person.department),
    Order.JOINED: lambda one: one.person.joined,
}


def chosen(
    programme: Programme, everyone: Sequence[Participant], wanted: Wanted, paired: Collection[str]
) -> list[Participant]:
    """Return who is wanted, in the order they come in; `paired` holds the ids of those who have a pair that runs.

    Raises NotFound for a department, site or topic that nobody has, WrongUsage for grades that are none.
    """
    tests = list(_tests(programme, everyone, wanted))
    if wanted.paired is not None:
        tests.append(lambda one: (one.id in paired) is wanted.paired)
    return [one for one in everyone if all(test(one) for test in tests)]


def _tests(programme: Programme, everyone: Sequence[Participant], wanted: Wanted) -> Iterator[_Test]:
    if wanted.standing:
        yield lambda one: one.standing is wanted.standing
    if wanted.role:
        yield _plays(wanted.role)
    if wanted.grade:
        yield _has_grade(wanted.grade)
    for what, name in (("department", wanted.department), ("site", wanted.site)):
        if name:
            yield _belongs(what, name, everyone)
    if wanted.topic:
        yield _named(programme, wanted.topic)
    if wanted.text:
        yield _holding(folded(wanted.text))


def _plays(role: Role) -> _Test:
    return lambda one: one.role is role or (role is not Role.BOTH and one.role.plays(role))


def _has_grade(text: str) -> _Test:
    found = re.fullmatch(r"(\d{1,3})(?:\s*-\s*(\d{1,3}))?", text.strip())
    if found is None:
        raise WrongUsage(f"--grade is {text!r}, expected a grade, as 4, or two, as 4-6")
    grades = range(int(found[1]), int(found[2] or found[1]) + 1)
    return lambda one: one.person.grade in grades


def _belongs(what: str, name: str, everyone: Sequence[Participant]) -> _Test:
    """Return whether somebody's department or site is of that name; capitals and accents do not matter."""
    known = sorted({value for one in everyone if (value := getattr(one.person, what))})
    if folded(name) not in map(folded, known):
        raise NotFound(what, name, known)
    return lambda one: folded(getattr(one.person, what) or "") == folded(name)


def _named(programme: Programme, name: str) -> _Test:
    called = {word: topic.id for topic in programme.topics for word in (topic.title, topic.id)}
    meant = {folded(word): topic for word, topic in called.items()}.get(folded(name))
    if meant is None:
        raise NotFound("topic", name, list(called))
    return lambda one: meant in (*one.offers, *one.wants)


def _holding(text: str) -> _Test:
    def test(one: Participant) -> bool:
        person = one.person
        told = (person.id, person.name, person.email, person.department, person.site)
        return any(text in folded(fact) for fact in told if fact)

    return test


def in_order(people: Iterable[Participant], order: Order, *, backwards: bool) -> list[Participant]:
    """Return people sorted; who lacks what counts comes last either way."""
    key = _KEYS[order]
    by_id = sorted(people, key=lambda one: one.id, reverse=backwards and order is Order.ID)
    known = [one for one in by_id if key(one) is not None]
    return sorted(known, key=key, reverse=backwards) + [one for one in by_id if key(one) is None]


def folded(text: str) -> str:
    """Return a text as it is looked for: without capitals, accents and points."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if not unicodedata.combining(char)).casefold()
