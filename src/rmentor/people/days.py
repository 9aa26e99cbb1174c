"""Days as exports write them: in the programme's spellings, or as a workbook's ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from time import strptime

from rmentor.people.cells import OddValueError
from rmentor.programme.fields import Scalar
from rmentor.programme.kinds import DATE, whole

YEAR = whole(1900, 2100)
_SHORT_YEAR = "%y"
_CENTURY = 100
_TWO_DIGITS = re.compile(r"[0-9]{1,2}([./ -])([0-9]{1,2}|[^\W\d_]{3,9}\.?)\1'?[0-9]{2}")
_SERIAL = re.compile(r"[1-7][0-9]{4}(\.[0-9]+)?")
_FIRST_SERIAL = date(1899, 12, 30)


def day_kind(spellings: Sequence[str]) -> Scalar:
    """Return the kind of a day in any year: the spellings in their order, then ISO 8601."""

    def parse(text: str) -> date:
        return _read(text, spellings)[0]

    return Scalar(f"a date written as {' or '.join(spellings)}", parse, {})


def day_of_our_time(spellings: Sequence[str]) -> Scalar:
    """Return the kind of a day in a year that a working life can touch."""
    day = day_kind(spellings)

    def parse(text: str) -> date:
        return _within(day.parse(text))

    return Scalar(day.expected, parse, {})


def birthday(spellings: Sequence[str], on: date) -> Scalar:
    """Return the kind of a day of birth, which is past; a year of two digits is the latest that makes it so."""

    def parse(text: str) -> date:
        day, spelling = _read(text, spellings)
        if day > on and _SHORT_YEAR in spelling:
            day = day.replace(year=day.year - _CENTURY)
        if day > on:
            raise OddValueError(text, f"; this is after {on}")
        return _within(day)

    return Scalar(f"a date written as {' or '.join(spellings)}", parse, {})


def _read(text: str, spellings: Sequence[str]) -> tuple[date, str]:
    """Return the day and the spelling that it was written in; raises OddValueError with a hint where none fits."""
    for spelling in spellings:
        try:
            return date(*strptime(text, spelling)[:3]), spelling
        except ValueError:
            continue
    try:
        return DATE.parse(text), "%Y-%m-%d"  # so a workbook's days arrive, however the export spells them elsewhere
    except ValueError:
        raise OddValueError(text, _hint(text, spellings)) from None


def _within(day: date) -> date:
    YEAR.parse(str(day.year))
    return day


def _hint(text: str, spellings: Sequence[str]) -> str:
    if _SERIAL.fullmatch(text):
        day = _FIRST_SERIAL + timedelta(days=int(float(text)))
        return f"; a spreadsheet counts days so, this may be {day}: format the column as a date"
    if _TWO_DIGITS.fullmatch(text) and not any(_SHORT_YEAR in spelling for spelling in spellings):
        return "; for years of two digits add a spelling with %y to roster.dates"
    return ""
