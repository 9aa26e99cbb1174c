"""Numbers and amounts of money as exports write them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal

from rmentor.programme.fields import Scalar

_BETWEEN = "., '\N{RIGHT SINGLE QUOTATION MARK}"
_WHOLE = re.compile(r"(-?[0-9]{1,9})[.,]0{1,6}")
_CURRENCY = (
    r"[A-Z]{0,2}[$£€¥₹₩₽₺₪฿₴₫₱]|kr\.?|Fr\.?|Rs\.?|zł|Kč|Ft|AUD|BRL|CAD|CHF|CNY|CZK|DKK|EUR|GBP|HKD|HUF|INR|JPY|KRW"
    r"|MXN|NOK|NZD|PLN|SEK|SGD|USD|ZAR"
)
_AMOUNT = re.compile(rf"(?:(?:{_CURRENCY}) ?)?([0-9][0-9{_BETWEEN}]*?)(?: ?(?:{_CURRENCY}|%))?")
_THOUSANDS = rf"[1-9][0-9]{{0,2}}([{_BETWEEN}])[0-9]{{3}}(?:\2[0-9]{{3}})*"
_LAKHS = "[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}"
_GROUPED = re.compile(rf"({_THOUSANDS}|{_LAKHS})(?:(?!\2)[.,]([0-9]{{1,2}}))?")
_PLAIN = re.compile("([0-9]{1,12})(?:[.,]([0-9]{1,6}))?")
_MARKS = str.maketrans("", "", _BETWEEN)


def or_float(kind: Scalar) -> Scalar:
    """Return a kind of whole numbers that reads those, too, that came by way of a float, as `59.0`."""

    def parse(text: str) -> int:
        found = _WHOLE.fullmatch(text)
        value: int = kind.parse(found[1] if found else text)
        return value

    return Scalar(kind.expected, parse, {}, kind.mend)


def amount(text: str) -> Decimal:
    """Return an amount, whatever its currency and its marks: `$104,437`, `104.437,50 €`, `CHF 104'437`, `15%`.

    One mark before three digits parts thousands; raises ValueError where the text is no amount.
    """
    written = _AMOUNT.fullmatch(text)
    if not written:
        raise ValueError(text)
    if grouped := _GROUPED.fullmatch(written[1]):
        return Decimal(f"{grouped[1].translate(_MARKS)}.{grouped[3] or 0}")
    if plain := _PLAIN.fullmatch(written[1]):
        return Decimal(f"{plain[1]}.{plain[2] or 0}")
    raise ValueError(text)


def grade_by_amount(steps: Sequence[int]) -> Scalar:
    """Return the kind of a grade told by an amount: one more than the steps that the amount reaches."""
    return Scalar("an amount, as 104,437", lambda text: bisect_right(steps, amount(text)) + 1, {})
