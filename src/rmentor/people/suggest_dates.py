"""How the dates of a column are spelled, as far as its cells tell day and month apart."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import strptime

from rmentor.people.suggest_columns import Column, quoted

ISO = "%Y-%m-%d"
_ENOUGH = 10
_USUALLY = 0.8
_TIMES = {
    "": "",
    " 9:9:9": " %H:%M:%S",
    " 9:9": " %H:%M",
    "a9:9:9": "T%H:%M:%S",
    " 9:9:9 a": " %I:%M:%S %p",
    " 9:9 a": " %I:%M %p",
}
_BY_NUMBERS = {f"9{mark}9{mark}Y": (f"%d{mark}%m{mark}%Y", f"%m{mark}%d{mark}%Y") for mark in "-/. "}
_SPELLINGS = (
    _BY_NUMBERS
    | {f"Y{mark}9{mark}9": (f"%Y{mark}%m{mark}%d",) for mark in "-/. "}
    | {f"9{mark}a{mark}Y": (f"%d{mark}%b{mark}%Y", f"%d{mark}%B{mark}%Y") for mark in "-/ "}
    | {f"9{mark}9{mark}9": (f"%d{mark}%m{mark}%y", f"%m{mark}%d{mark}%y") for mark in "-/. "}
    | {f"9{mark}a{mark}9": (f"%d{mark}%b{mark}%y",) for mark in "-/ "}
    | {"YY": ("%Y%m%d",), "9. a Y": ("%d. %B %Y", "%d. %b %Y")}
    | {"a 9, Y": ("%b %d, %Y", "%B %d, %Y"), "a 9 Y": ("%b %d %Y", "%B %d %Y")}
)


@dataclass(frozen=True, slots=True)
class Spelled:
    """How the cells of one shape, such as 9/9/Y, are spelled.

    `rivals` are further spellings that read as many of them; `parted` is where their order follows from the
    other cells alone, which a spreadsheet has parted from them.
    """

    spelling: str
    shape: str
    cells: tuple[str, ...]
    unread: int
    rivals: tuple[str, ...] = ()
    parted: bool = False

    @property
    def certain(self) -> bool:
        """True where all are read, in one way only, and with their century."""
        return not (self.unread or self.rivals or self.parted or "%y" in self.spelling)


@dataclass(frozen=True, slots=True)
class Dates:
    """How a column's cells are spelled, the most frequent spelling first; `unread` counts the texts that are none."""

    spelled: tuple[Spelled, ...]
    unread: int
    distinct: int

    @property
    def spellings(self) -> tuple[str, ...]:
        """The spellings, without those that say the same."""
        return tuple(one.spelling for one in self.spelled)

    @property
    def usual(self) -> bool:
        """True where most texts are dates."""
        return self.distinct > 0 and self.unread <= (1 - _USUALLY) * self.distinct

    @property
    def parted(self) -> bool:
        """True where a spreadsheet turned the days that it could read, the others staying text."""
        return any(one.parted for one in self.spelled)

    def day(self, text: str) -> date | None:
        """Return the day of a cell, None where it is none."""
        found = (read_day(text, spelling) for spelling in self.spellings)
        return next((day for day in found if day), None)


def dates_of(column: Column, order: str = "") -> Dates:
    """Return how a column's dates are spelled; where its cells leave day and month open, `order` (dm or md) counts."""
    shapes: dict[str, list[str]] = defaultdict(list)
    for text in column.cells:
        shapes[_shape(text)].append(text)
    known = {shape: cells for shape, cells in shapes.items() if _spellings(shape)}
    found = [_spelled(shape, cells, order) for shape, cells in known.items()]
    spelled = [one for one in found if one.unread < len(one.cells)]
    other = sum(len(cells) for shape, cells in shapes.items() if shape not in {one.shape for one in spelled})
    settled = tuple(_settled(one, spelled) for one in sorted(spelled, key=lambda one: (-len(one.cells), one.spelling)))
    return Dates(settled, other + sum(one.unread for one in settled), len(column.cells))


def looks_dated(column: Column) -> bool:
    """True where most of a column's texts have the shape of a date."""
    return column.share(lambda text: bool(_spellings(_shape(text)))) >= _USUALLY


@lru_cache(maxsize=100_000)
def read_day(text: str, spelling: str) -> date | None:
    """Return the day that a text spells, None where it does not; years far off stand for none."""
    try:
        day = date(*strptime(text, spelling)[:3])
    except ValueError:
        return None
    return day


def _shape(text: str) -> str:
    """Return a text with Y for each four digits, 9 for fewer and `a` for a word."""
    if len(text) > 40:
        return ""
    return re.sub("[0-9]+", "9", re.sub("[0-9]{4}", "Y", re.sub(r"[^\W\d_]+", "a", text)))


def _spellings(shape: str) -> tuple[str, ...]:
    """Return the spellings that a shape may have, with the time of day that stands behind."""
    for tail, spelled in _TIMES.items():
        if shape.endswith(tail) and shape.removesuffix(tail) in _SPELLINGS:
            return tuple(one + spelled for one in _SPELLINGS[shape.removesuffix(tail)])
    return ()


def _spelled(shape: str, cells: Sequence[str], order: str) -> Spelled:
    """Return the spelling that reads the most cells; of equal ones that of the order, else day first."""
    spellings = _spellings(shape)
    read = {spelling: sum(read_day(text, spelling) is not None for text in cells) for spelling in spellings}
    best = max(spellings, key=lambda one: (read[one], order_of(one) == order, -spellings.index(one)))
    rivals = tuple(one for one in spellings if one != best and read[one] == read[best] and _differ(one, best, cells))
    return Spelled(best, shape, tuple(cells), len(cells) - read[best], rivals)


def _differ(one: str, other: str, cells: Sequence[str]) -> bool:
    return any(read_day(text, one) != read_day(text, other) for text in cells)


def _settled(one: Spelled, all_of_them: Sequence[Spelled]) -> Spelled:
    """Take the order of day and month from the column's other cells where these leave no doubt.

    A spreadsheet that reads days in another order turns those that it can, up to the 12th, and leaves the others as
    text: then one shape holds no day above 12, the other nothing else, and both are of the order of the other.
    """
    for other in all_of_them if one.rivals else ():
        same = next((spelling for spelling in (one.spelling, *one.rivals) if order_of(spelling) == _order(other)), None)
        if same:
            parted = len(one.cells) >= _ENOUGH and _never_turned(other)
            rivals = () if parted else tuple(spelling for spelling in (one.spelling, *one.rivals) if spelling != same)
            return Spelled(same, one.shape, one.cells, one.unread, rivals, parted)
    return one


def _order(one: Spelled) -> str:
    return "?" if one.rivals or one.unread else order_of(one.spelling)


def order_of(spelling: str) -> str:
    """Return dm or md, by what a spelling in numbers with the year at its end names first; else nothing."""
    named = "".join(re.findall("%([dmyY])", spelling)).casefold()
    return named.removesuffix("y") if named in ("dmy", "mdy") else ""


def _never_turned(one: Spelled) -> bool:
    """True where every cell shows by a day above 12 in which order it is."""
    other_way = {"%d": "%m", "%m": "%d"}
    turned = re.sub("%[dm]", lambda found: other_way[found[0]], one.spelling)
    return bool(one.cells) and all(read_day(text, turned) is None for text in one.cells)


def shared_order(columns: Iterable[Dates]) -> str:
    """Return the order of day and month that is sure in some columns and other in none; empty where there is none."""
    sure = {order_of(one.spelling) for dates in columns for one in dates.spelled if one.certain} - {""}
    return sure.pop() if len(sure) == 1 else ""


def spellings_for(columns: Iterable[Dates]) -> tuple[str, ...]:
    """Return the spellings that columns need together, sure ones first; none where ISO 8601 is all there is."""
    several = tuple(_by_shape(columns).values())
    return () if several == (ISO,) else several


def _by_shape(columns: Iterable[Dates]) -> dict[str, str]:
    """Return one spelling for each shape, that of the cells which leave least doubt: all columns share them."""
    every = sorted((one for dates in columns for one in dates.spelled), key=_by_certainty)
    chosen: dict[str, str] = {}
    for one in every:
        chosen.setdefault(one.shape, one.spelling)
    return chosen


def doubts_of(columns: Mapping[str, Dates]) -> Iterator[str]:
    """Say where the cells of columns, named by their headings, leave open which day they mean."""
    chosen = _by_shape(columns.values())
    headings: dict[str, list[str]] = defaultdict(list)
    for heading, dates in columns.items():
        for told in filter(None, (_doubt(one, chosen[one.shape]) for one in dates.spelled)):
            headings[told].append(quoted(heading))
    return (f"{' and '.join(named)}: {told}" for told, named in headings.items())


def _doubt(one: Spelled, chosen: str) -> str:
    if one.spelling != chosen:
        return f"these are {one.spelling}, but other columns have them read as {chosen}"
    if one.parted:
        return (
            f"days up to the 12th all are {one.spelling}, and no others are: a spreadsheet seems to have"
            " respelled those that it took for dates; read in the order of the others"
        )
    if one.rivals:
        return f"day or month first, {' or '.join((one.spelling, *one.rivals))}? No cell has a day after the 12th"
    return f"the years of {one.spelling} have two digits" if "%y" in one.spelling else ""


def _by_certainty(one: Spelled) -> tuple[bool, int, str]:
    return not one.certain, -len(one.cells), one.spelling
