"""Lengths of time as people say them: `3 months`, `2 weeks`, `90 minutes`."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from rmentor.values import Value


class Unit(StrEnum):
    """The units a period is written in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


_DAYS = {Unit.DAY: 1, Unit.WEEK: 7}
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}
_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 1440, Unit.WEEK: 10080}


class Period(Value):
    """An amount of one unit."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}{'' if self.amount == 1 else 's'}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `3 months`; raises ValueError for anything that is not an amount and a unit."""
        amount, _, unit = text.strip().partition(" ")
        if not (amount.isascii() and amount.isdigit()):
            raise ValueError(text)
        return cls(int(amount), Unit(unit.strip().lower().removesuffix("s")))

    def after(self, day: date, times: int = 1) -> date:
        """Return the day that lies `times` periods after `day`; a month's missing day becomes its last.

        Periods shorter than a day count as none. Raises OverflowError past the calendar's end.
        """
        if self.unit in _MONTHS:
            return _months_after(day, self.amount * times * _MONTHS[self.unit])
        return day + timedelta(days=self.amount * times * _DAYS.get(self.unit, 0))

    def before(self, day: date) -> date:
        """Return the day that lies one period before `day`."""
        return self.after(day, -1)

    @property
    def minutes(self) -> int:
        """Length in minutes; months and years count as 30 and 365 days."""
        if self.unit in _MINUTES:
            return self.amount * _MINUTES[self.unit]
        return self.amount * (30 if self.unit is Unit.MONTH else 365) * 1440

    @property
    def days(self) -> int:
        """Length in whole days; months and years count as 30 and 365 days."""
        return self.minutes // 1440


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(year)
    there = date(year, month + 1, 1) + timedelta(days=day.day - 1)
    return there if there.month == month + 1 else there - timedelta(days=there.day)
