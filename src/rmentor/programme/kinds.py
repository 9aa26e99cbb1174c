"""The kinds of scalar: how the text of one value becomes what it means, and how a schema says the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeVar

from rmentor.programme.fields import Scalar
from rmentor.programme.period import Period
from rmentor.text import clean, clean_lines
from rmentor.values import Value

_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_LONGEST_LINE = 300
_LONGEST_TEXT = 20_000
MINUTES_OF_DAY = 24 * 60
Word = TypeVar("Word", bound=StrEnum)


class Hours(Value):
    """A span of a day, from a local wall time to a later or, over midnight, an earlier one."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"

    def holds(self, moment: time) -> bool:
        """True where the moment lies in the span; the end itself does not."""
        if self.start <= self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def minutes_to(self, moment: time) -> int:
        """Return the minutes from the start to a moment, over midnight where it is earlier by the clock."""
        return (minute_of(moment) - minute_of(self.start)) % MINUTES_OF_DAY


class Target(Value):
    """What an objective is to reach: a share in per cent, or a plain number."""

    number: float
    percent: bool

    def __str__(self) -> str:
        return f"{self.number:g}{' %' if self.percent else ''}"


def minute_of(moment: time) -> int:
    """Return the minutes of the day that have passed by a wall time."""
    return moment.hour * 60 + moment.minute


def _line(text: str) -> str:
    cleaned = clean(text)
    if not cleaned or len(cleaned) > _LONGEST_LINE:
        raise ValueError(text)
    return cleaned


def _prose(text: str) -> str:
    cleaned = clean_lines(text)
    if not cleaned or len(cleaned) > _LONGEST_TEXT:
        raise ValueError(text)
    return cleaned


def _matching(pattern: str, convert: Callable[[str], Any]) -> Callable[[str], Any]:
    compiled = re.compile(pattern, re.ASCII)

    def parse(text: str) -> Any:
        if not compiled.fullmatch(text):
            raise ValueError(text)
        return convert(text)

    return parse


def _flag(text: str) -> bool:
    if text not in _FLAGS:
        raise ValueError(text)
    return _FLAGS[text]


def _zone(text: str) -> str:
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(text).key
    except (OSError, KeyError) as error:
        raise ValueError(text) from error


def _hours(text: str) -> Hours:
    start, end = text.split("-")
    return Hours(time.fromisoformat(start), time.fromisoformat(end))


def _target(text: str) -> Target:
    number = text.removesuffix("%").rstrip()
    return Target(float(number), percent=text.endswith("%"))


def whole(low: int, high: int) -> Scalar:
    """Return the kind of a whole number from `low` to `high`, both included."""

    def parse(text: str) -> int:
        if not re.fullmatch(r"-?[0-9]{1,9}", text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    return Scalar(f"a whole number from {low} to {high}", parse, {"type": "integer", "minimum": low, "maximum": high})


def choice(words: type[Word]) -> Scalar:
    """Return the kind of one word out of an enumeration."""
    known = [word.value for word in words]
    return Scalar(f"one of {', '.join(known)}", words, {"enum": known})


LINE = Scalar("a line of text", _line, {"type": "string", "minLength": 1, "maxLength": _LONGEST_LINE})
PROSE = Scalar("a text", _prose, {"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT})
IDENTIFIER = Scalar(
    "an id of small letters, digits, - and _",
    _matching(r"[a-z0-9][a-z0-9_-]{0,63}", str),
    {"type": "string", "pattern": "^[a-z0-9][a-z0-9_-]{0,63}$"},
)
FLAG = Scalar("yes or no", _flag, {"anyOf": [{"type": "boolean"}, {"enum": list(_FLAGS)}]})  # YAML 1.2: yes is text
DATE = Scalar(
    "a date, as 2027-01-31",
    _matching(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", date.fromisoformat),
    {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
)
TIME = Scalar(
    "a time of day, as 14:30",
    _matching(r"[0-9]{2}:[0-9]{2}", time.fromisoformat),
    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
)
HOURS = Scalar(
    "hours of a day, as 09:00-17:00",
    _matching(r"[0-9]{2}:[0-9]{2}-[0-9]{2}:[0-9]{2}", _hours),
    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"},
)
ZONE = Scalar("a time zone, as Europe/Oslo", _zone, {"type": "string", "pattern": "^[A-Za-z0-9_+/-]+$"})
PERIOD = Scalar(
    "a period, as 3 months, 2 weeks or 90 minutes",
    _matching(r"[0-9]{1,4} (minute|hour|day|week|month|year)s?", Period.parse),
    {"type": "string", "pattern": "^[0-9]{1,4} (minute|hour|day|week|month|year)s?$"},
)
TARGET = Scalar(
    "a target, as 75 % or 4.5",
    _matching(r"[0-9]{1,6}(\.[0-9]{1,4})?( ?%)?", _target),
    {"type": ["string", "number"], "pattern": r"^[0-9]{1,6}(\.[0-9]{1,4})?( ?%)?$"},
)
WEIGHT = whole(0, 100)
