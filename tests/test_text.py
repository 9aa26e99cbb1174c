"""The gate for text from outside."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmentor.text import clean, clean_lines, is_clean, is_plain


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Aster Quarry", "Aster Quarry"),
        ("  Vale,\tJuniper   M ", "Vale, Juniper M"),
        ("A\u0301sa", "Ása"),
        ("A\u200b\u0301sa", "Ása"),
        ("evil\x1b[31m red", "evil[31m red"),
        ("abc\u202edef\u2066", "abcdef"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("two\r\nlines\u2028three", "two lines three"),
        ("System Administrator\u00a0", "System Administrator"),
        ("Null", "Null"),
        ("=cmd()", "=cmd()"),
        ("[/b]", "[/b]"),
        ("مريم", "مريم"),
    ],
)
def test_a_line_keeps_what_people_read(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_nothing_that_steers_a_terminal_passes(text: str) -> None:
    cleaned = clean(text)
    assert is_clean(cleaned)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cf", "Zl", "Zp"}
    assert clean(cleaned) == cleaned


@given(st.text(st.sampled_from("aé Å\u0301\u200b\u00a0\u212b\n")))
def test_what_is_plain_is_clean_but_for_its_ends(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not is_plain(text) or clean(text) == text.strip()
    assert is_plain(clean(text))


@given(st.text())
def test_lines_stay_lines(text: str) -> None:
    cleaned = clean_lines(text)
    assert clean_lines(cleaned) == cleaned
    assert all(clean(line) == line for line in cleaned.split("\n"))
