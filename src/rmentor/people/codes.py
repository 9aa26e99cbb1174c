"""How each fact of a person is written in the exports of an organisation."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rmentor.people.amounts import grade_by_amount, or_float
from rmentor.people.cells import is_blank
from rmentor.people.days import YEAR, birthday, day_kind, day_of_our_time
from rmentor.people.model import Away
from rmentor.programme.fields import Scalar
from rmentor.programme.kinds import HOURS, LINE, ZONE, whole
from rmentor.programme.model import Programme
from rmentor.programme.roster import CAPACITY, READINESS
from rmentor.programme.words import Role
from rmentor.sentences import first_few

_ADDRESS = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+")
_LONGEST_ADDRESS = 254
_LONGEST_LINE = LINE.schema["maxLength"]
_FOUR_DIGITS = re.compile(r"[0-9]{4}([.,]0+)?")
_YEAR = or_float(YEAR)
_AGE = whole(14, 110)
_GRADE = whole(0, 100)
_MOST_CODES = 8
_YES_NO = {"yes": True, "no": False, "y": True, "n": False, "true": True, "false": False, "1": True, "0": False}


def _text(text: str) -> str:
    """Return a text as it is: cells are clean since they were read."""
    if not 0 < len(text) <= _LONGEST_LINE:
        raise ValueError(text)
    return text


TEXT = Scalar(f"a line of at most {_LONGEST_LINE} characters", _text, {})


@dataclass(frozen=True, slots=True)
class Known:
    """What reading a cell may rest on: the day of the import, and the ids and names that managers may have."""

    on: date
    people: Container[str]


def kinds_of(programme: Programme, known: Known) -> dict[str, Scalar]:
    """Return how a cell of each fact is read, by the columns' keys."""
    roster = programme.roster
    day = day_of_our_time(roster.dates)
    plain = {
        "id": TEXT,
        "name": TEXT,
        "email": Scalar("an e-mail address", _address, {}),
        "role": _word("one of mentor, mentee, both", {role.value: role for role in Role}),
        "capacity": or_float(CAPACITY),
        "grade": _grade(programme),
        "birth_year": _YEAR,
        "birth_date": birthday(roster.dates, known.on),
        "age": or_float(_AGE),
        "joined": day,
        "industry_since": Scalar(f"a year, or {day.expected}", lambda text: _year(text, day), {}),
        "left": day_kind(roster.dates),
        "department": TEXT,
        "site": TEXT,
        "manager": Scalar(TEXT.expected, lambda text: _manager(text, known.people), {}),
        "zone": ZONE,
        "hours": HOURS,
        "languages": TEXT,
        "offers": _topic(programme),
        "wants": _topic(programme),
        "challenge": or_float(READINESS),
        "challenged": or_float(READINESS),
        "away": Scalar(f"{day.expected}, or two of them as FIRST..LAST", lambda text: _away(text, day), {}),
        "consent": _word("yes or no", _YES_NO),
    }
    return {fact: coded(kind, fact, roster.values.get(fact, {})) for fact, kind in plain.items()}


def coded(kind: Scalar, fact: str, codes: Mapping[str, str]) -> Scalar:
    """Return a kind that reads codes, too; where any text would do, only codes and what they stand for are known."""
    if not codes:
        return kind
    closed = kind is TEXT
    listed = {_folded(ours): ours for ours in codes.values()} if closed else {}
    listed |= {_folded(code): ours for code, ours in codes.items()}

    def parse(text: str) -> Any:
        ours = listed.get(_folded(text), "" if closed else text)
        return kind.parse(ours)

    among = f"{first_few(codes, _MOST_CODES)} (roster.values.{fact})"
    expected = f"one of {among}" if closed else f"{kind.expected}, or one of {among}"
    return Scalar(expected, parse, {"enum": [*codes, *kind.schema.get("enum", ())]}, kind.mend)


def _grade(programme: Programme) -> Scalar:
    roster = programme.roster
    numbers = grade_by_amount(roster.grade_steps) if roster.grade_steps else or_float(_GRADE)
    what = numbers.expected if roster.grade_steps else "a number from 0 to 100"
    return _word(f"{what}, or a title that roster.grades knows", roster.grades, numbers)


def _topic(programme: Programme) -> Scalar:
    named = {topic.id: topic.id for topic in programme.topics} | {topic.title: topic.id for topic in programme.topics}
    return _word("a topic of the programme", named)


def _word(expected: str, known: Mapping[str, Any], otherwise: Scalar | None = None) -> Scalar:
    """Return the kind of a word that stands for a value; white space and capitals do not matter."""
    folded = {_folded(word): value for word, value in known.items()}

    def parse(text: str) -> Any:
        if _folded(text) in folded:
            return folded[_folded(text)]
        if otherwise is None:
            raise ValueError(text)
        return otherwise.parse(text)

    return Scalar(expected, parse, {"enum": list(known)})


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _address(text: str) -> str:
    if len(text) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(text):
        raise ValueError(text)
    return text


def _manager(text: str, people: Container[str]) -> str:
    """Return a manager's id or name; a word for an empty cell is one only where somebody is called so."""
    if is_blank(text) and text not in people:
        raise ValueError(text)
    return _text(text)


def _away(text: str, day: Scalar) -> Away:
    first, _, last = (part.strip() for part in text.partition(".."))
    found = Away(day.parse(first), day.parse(last or first))
    if found.last < found.first:
        raise ValueError(text)
    return found


def _year(text: str, day: Scalar) -> int:
    year: int = _YEAR.parse(text) if _FOUR_DIGITS.fullmatch(text) else day.parse(text).year
    return year
