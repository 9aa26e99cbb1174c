"""Whether a column's cells can be what a fact needs, and how much they speak for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cache

from rmentor.people.suggest_codes import codes_of
from rmentor.people.suggest_columns import Column, fits
from rmentor.people.suggest_dates import Dates
from rmentor.people.suggest_grades import MOST_TITLES, tells_seniority
from rmentor.people.suggest_headings import words_of
from rmentor.programme.fields import Scalar
from rmentor.programme.kinds import ZONE

_MOSTLY = 0.8
_LONGEST_ID = 64
_FEW = 40
_FORMS_OF_ADDRESS = frozenset(
    {"mr", "ms", "mrs", "miss", "mx", "dr", "prof", "herr", "frau", "m", "mme", "mlle", "sr", "sra", "srta"}
)
SPEAK_FOR_THEMSELVES = frozenset({"id", "name", "email", "role", "manager", "zone", "hours", "offers", "wants"})
_Test = Callable[["Column", "Seen"], "Fit | None"]
_WORDS = re.compile(r"[^\W\d_]+(?:[ ,.'-]+[^\W\d_]+){1,4}\.?")
_FIGURES = re.compile(r"[^\w\s]?\s?-?[0-9][0-9.,' ]*\s?[^\w\s]?")


@dataclass(frozen=True, slots=True)
class Fit:
    """How much cells speak for a fact, and what has to be looked at; `alone` is what they say without a heading."""

    points: int = 0
    told: str = ""
    alone: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known before a column is looked at: how a cell of each fact reads, whether topics are known.

    `dates` are those of the file by heading, `people` everybody's ids and names in small letters.
    """

    kinds: Mapping[str, Scalar]
    topics: bool
    dates: Mapping[str, Dates]
    people: AbstractSet[str]
    today: date

    def reads(self, fact: str, text: str) -> bool:
        """True where a cell holds what a fact needs."""
        return fits(self.kinds[fact], text)

    def share(self, fact: str, column: Column) -> float:
        """Return the share of a column's texts that hold what a fact needs."""
        return column.share(lambda text: self.reads(fact, text))


def fit_of(fact: str, column: Column, seen: Seen) -> Fit | None:
    """Return how far a column's cells are what a fact needs, None where they cannot be."""
    if not column.filled:
        return Fit(-20, "no cell says anything")
    return _TESTS[fact](column, seen)


def is_figures(text: str) -> bool:
    """True for numbers, amounts and shares: 7, $104,437, 15%."""
    return bool(_FIGURES.fullmatch(text))


def _id(column: Column, seen: Seen) -> Fit | None:
    short = column.share(lambda text: len(text) <= _LONGEST_ID and not is_name(text))
    if column.full < _MOSTLY or column.distinct < 0.5 or short < _MOSTLY or column.heading in seen.dates:
        return None
    if told := _doubt_of_ids(column):
        return Fit(10, told, 0)
    return Fit(30, "", 45 if len(column.cells) > 1 and column.share(lambda text: _is_code(text, seen)) == 1 else 0)


def _doubt_of_ids(column: Column) -> str:
    repeated = sum(count > 1 for count in column.cells.values())
    told = f"{repeated:,} ids stand in several rows" if repeated else ""
    return told or (f"{column.empty:,} rows have none" if column.empty else "")


def _is_code(text: str, seen: Seen) -> bool:
    return any(map(str.isdecimal, text)) and " " not in text and not seen.reads("email", text)


def is_name(text: str) -> bool:
    """True for some words of letters alone."""
    return bool(_WORDS.fullmatch(text))


def _name(column: Column, seen: Seen) -> Fit | None:
    lettered = column.share(lambda text: not seen.reads("email", text) and not is_figures(text))
    if column.full < _MOSTLY or column.distinct < 0.4 or lettered < _MOSTLY or column.heading in seen.dates:
        return None
    whole_names = column.share(is_name)
    told = "" if whole_names >= 0.5 else "most are one word: are these full names?"
    return Fit(20 if whole_names >= 0.5 else -10, told, 42 if whole_names >= 0.9 and column.distinct >= 0.9 else 0)


def _of(fact: str, what: str, alone: int = 0) -> _Test:
    """Return the test of a column whose cells read as what a fact needs."""

    def test(column: Column, seen: Seen) -> Fit | None:
        return _shared(seen.share(fact, column), what, alone)

    return test


def _coded(fact: str, what: str, alone: int = 0) -> _Test:
    """Return the test of a column whose cells read as what a fact needs, or are well-known words for it."""

    def test(column: Column, seen: Seen) -> Fit | None:
        codes = codes_of(fact, column.cells, seen.kinds[fact]) if len(column.cells) <= _FEW else None
        if codes:
            return Fit(10, "what its words stand for is guessed under values")
        return _shared(seen.share(fact, column), what, alone)

    return test


def _shared(share: float, what: str, alone: int = 0) -> Fit | None:
    if share < _MOSTLY:
        return None
    return Fit(20, "", alone) if share == 1 else Fit(0, f"some cells are no {what}")


def _grade(column: Column, seen: Seen) -> Fit | None:
    if column.heading in seen.dates:
        return None
    if seen.share("grade", column) == 1:
        return Fit(20)
    few = len(column.cells) <= MOST_TITLES and (column.distinct <= 0.5 or len(column.cells) <= _FEW)
    addressed = column.share(lambda text: words_of(text) in _FORMS_OF_ADDRESS)
    if not few or addressed > 0.5 or column.share(lambda text: is_figures(text) or seen.reads("email", text)) > 0.5:
        return None
    senior = column.share(tells_seniority) >= 0.1
    return Fit(10 if senior else -10, "titles: their grades below are guessed")


def _date(column: Column, seen: Seen) -> Fit | None:
    dates = seen.dates.get(column.heading)
    if dates is None:
        return None
    if dates.unread:
        return Fit(-20, f"{dates.unread:,} texts are no dates that can be read")
    if dates.parted:
        return Fit(20, "day and month are told from the other rows, see dates")
    if len(dates.spelled) > 1:
        return Fit(-20, "spelled in several ways, see dates")
    return Fit(20) if dates.spelled[0].certain else Fit(10, "day or month first? see dates")


def _left(column: Column, seen: Seen) -> Fit | None:
    fit, dates = _date(column, seen), seen.dates.get(column.heading)
    if fit is None or dates is None or column.filled < _MOSTLY * column.rows:
        return fit
    gone = column.share(lambda text: (dates.day(text) or date.max) <= seen.today)
    return Fit(fit.points - 20, "by it nearly everybody has left") if gone > 0.5 else fit


def _year(column: Column, seen: Seen) -> Fit | None:
    if column.heading in seen.dates:
        return _date(column, seen)
    return _shared(seen.share("birth_year", column), "years")


def _unit(column: Column, seen: Seen) -> Fit | None:
    said = column.share(lambda text: not is_figures(text) and not seen.reads("email", text) and len(text) <= 300)
    if column.heading in seen.dates or said < _MOSTLY:
        return None
    few = column.distinct <= 0.3 or len(column.cells) <= _FEW
    return Fit(10) if few else Fit(-20, "nearly every row has another")


def _manager(column: Column, seen: Seen) -> Fit | None:
    if column.heading in seen.dates or seen.share("email", column) > 0.5:
        return None
    known = column.share(lambda text: text.casefold() in seen.people)
    several = column.distinct < 0.9
    if known >= _MOSTLY:
        return Fit(30, "" if known == 1 else "some managers are nobody in the file", 55 if several else 0)
    return Fit(-10, "most managers are nobody in the file" if known else "the managers are nobody in the file")


def _zone(column: Column, _: Seen) -> Fit | None:
    # Asking for each text whether there is such a zone would look for a file a thousand times.
    return _shared(column.share(_zones().__contains__), "time zones such as Europe/Oslo", 60)


@cache
def _zones() -> frozenset[str]:
    return frozenset(ZONE.known())


def _list(column: Column, seen: Seen) -> Fit | None:
    if column.heading in seen.dates or column.share(is_figures) > 0.5:
        return None
    other = column.share(lambda text: not {",", "/", "|"}.isdisjoint(text) and ";" not in text)
    return Fit(0, "a list is parted by ; alone, and these look otherwise") if other > 0.3 else Fit(10)


def _topics(column: Column, seen: Seen) -> Fit | None:
    fit = _list(column, seen)
    if fit is None or fit.told or not seen.topics:
        return fit and Fit(fit.points, fit.told or "the words must be topics of the programme")
    known = column.share(lambda text: all(seen.reads("offers", part.strip()) for part in text.split(";")))
    return Fit(20, "", 55) if known == 1 else Fit(0, "some words are no topics of the programme")


def _away(column: Column, _: Seen) -> Fit | None:
    spans = column.share(lambda text: text[:1].isdecimal() and any(mark in text for mark in "-/."))
    return Fit(0, "days, or two with .. between them?") if spans >= _MOSTLY else None


_TESTS: Mapping[str, _Test] = {
    "id": _id,
    "name": _name,
    "email": _of("email", "e-mail addresses", 60),
    "role": _coded("role", "roles: mentor, mentee or both", 60),
    "capacity": _of("capacity", "whole numbers"),
    "grade": _grade,
    "birth_year": _of("birth_year", "years"),
    "birth_date": _date,
    "age": _of("age", "ages in years"),
    "joined": _date,
    "industry_since": _year,
    "left": _left,
    "department": _unit,
    "site": _unit,
    "manager": _manager,
    "zone": _zone,
    "hours": _of("hours", "hours such as 09:00-17:00", 55),
    "languages": _list,
    "offers": _topics,
    "wants": _topics,
    "challenge": _of("challenge", "numbers from 1 to 5"),
    "challenged": _of("challenged", "numbers from 1 to 5"),
    "away": _away,
    "consent": _coded("consent", "yes or no"),
    "first_name": _unit,
    "last_name": _unit,
}
