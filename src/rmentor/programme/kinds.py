"""The kinds of scalar: how the text of one value becomes what it means, and how a schema says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from rmentor.programme.fields import Scalar
from rmentor.programme.mending import (
    as_date,
    as_identifier,
    as_number,
    as_period,
    as_target,
    as_time,
    as_word,
    as_zone,
)
from rmentor.programme.period import Period
from rmentor.text import clean, clean_lines
from rmentor.values import Value

_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_LONGEST_LINE = 300
_WHOLE = "-?[0-9]{1,9}"
_LONGEST_TEXT = 20_000
MINUTES_OF_DAY = 24 * 60
Word = TypeVar("Word", bound=StrEnum)


class Hours(Value):
    """A span of a day, from a local wall time to a later or, over midnight, an earlier one."""

    start: time
    end: time

    def __str__(self) -> str:
        return f"{self.start.isoformat('minutes')}-{self.end.isoformat('minutes')}"

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
    if not cleaned or len(text) > _LONGEST_LINE:
        raise ValueError(text)
    return cleaned


def _prose(text: str) -> str:
    cleaned = clean_lines(text)
    if not cleaned or len(text) > _LONGEST_TEXT:
        raise ValueError(text)
    return cleaned


def matching(pattern: str, convert: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a parser of text that matches as a whole; the pattern is compiled when it is first needed."""

    @cache
    def compiled() -> re.Pattern[str]:
        return re.compile(pattern, re.ASCII)

    def parse(text: str) -> Any:
        if not compiled().fullmatch(text):
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


def _zones() -> list[str]:
    from zoneinfo import available_timezones

    return sorted(available_timezones())


def whole(low: int, high: int) -> Scalar:
    """Return the kind of a whole number from `low` to `high`, both included."""

    def parse(text: str) -> int:
        if not re.fullmatch(_WHOLE, text) or not low <= int(text) <= high:
            raise ValueError(text)
        return int(text)

    written = {"type": "string", "pattern": f"^{_WHOLE}$"}
    schema = {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, written]}
    expected = f"a whole number from {low} to {high}" if low < high else f"{low}"
    return Scalar(expected, parse, schema, as_number)


def choice(words: type[Word]) -> Scalar:
    """Return the kind of one word out of an enumeration."""
    known = [word.value for word in words]
    return Scalar(f"one of {', '.join(known)}", words, {"enum": known}, as_word)


def _text(longest: int) -> Mapping[str, Any]:
    """Return the schema of free text: an editor takes what looks like a number for one, we take it for text."""
    return {"type": ["string", "number", "boolean"], "minLength": 1, "maxLength": longest, "pattern": r"\S"}


def _pattern(pattern: str) -> Mapping[str, Any]:
    return {"type": "string", "pattern": f"^{pattern}$"}


_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"
_IDENTIFIER = "[a-z0-9][a-z0-9_-]{0,63}"
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PERIOD = "[0-9]{1,4} (minute|hour|day|week|month|year)s?"
_TARGET = r"[0-9]{1,6}(\.[0-9]{1,4})?( ?%)?"
LINE = Scalar("a line of text", _line, _text(_LONGEST_LINE))
PROSE = Scalar("a text", _prose, _text(_LONGEST_TEXT))
IDENTIFIER = Scalar(
    "an id of small letters, digits, - and _",
    matching(_IDENTIFIER, str),
    {"anyOf": [_pattern(_IDENTIFIER), {"type": "integer", "minimum": 0}, {"type": "boolean"}]},
    as_identifier,
)
FLAG = Scalar(
    "yes or no",
    _flag,
    {"anyOf": [{"type": "boolean"}, {"enum": list(_FLAGS)}]},  # YAML 1.2: yes is text
    as_word,
    lambda: ("yes", "no"),
)
DATE = Scalar(
    "a date, as 2027-01-31", matching(_DATE, date.fromisoformat), {**_pattern(_DATE), "format": "date"}, as_date
)
TIME = Scalar("a time of day, as 14:30", matching(_CLOCK, time.fromisoformat), _pattern(_CLOCK), as_time)
HOURS = Scalar(
    "hours of a day, as 09:00-17:00", matching(f"{_CLOCK}-{_CLOCK}", _hours), _pattern(f"{_CLOCK}-{_CLOCK}"), as_time
)
ZONE = Scalar("a time zone, as Europe/Oslo", _zone, _pattern("[A-Za-z0-9_+/-]+"), as_zone, _zones)
PERIOD = Scalar(
    "a period, as 3 months, 2 weeks or 90 minutes", matching(_PERIOD, Period.parse), _pattern(_PERIOD), as_period
)
TARGET = Scalar(
    "a target, as 75 % or 4.5",
    matching(_TARGET, _target),
    {"anyOf": [_pattern(_TARGET), {"type": "number", "minimum": 0, "exclusiveMaximum": 1_000_000}]},
    as_target,
)
WEIGHT = whole(0, 100)
