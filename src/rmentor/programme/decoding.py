"""Bytes to text: a programme file is UTF-8, and what is not says where."""

from __future__ import annotations

import re
from typing import NoReturn

Place = tuple[int, int]

LARGEST_FILE = 1_000_000
SYNTAX = "RM101"
_MARK = b"\xef\xbb\xbf"
_LINE_END = r"\r\n|[\n\r\x85\u2028\u2029]"


class UnreadableError(Exception):
    """From a place on a file cannot be read."""

    def __init__(self, message: str, place: Place, code: str = SYNTAX) -> None:
        super().__init__(message)
        self.place = place
        self.code = code


def decoded(data: bytes) -> str:
    """Return the text, without a byte order mark; raises UnreadableError."""
    if len(data) > LARGEST_FILE:
        raise UnreadableError(f"the file has more than {LARGEST_FILE:,} bytes; a programme needs far less", (1, 1))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError("the file is in UTF-16; save it as UTF-8", (1, 1))
    data = data.removeprefix(_MARK)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place_of(data[: error.start].decode("utf-8"))
        raise UnreadableError(f"byte 0x{data[error.start]:02X} is not UTF-8; save the file as UTF-8", place) from None
    if "\0" in text:
        told = "here is a NUL character, which no text has; save the file as text in UTF-8"
        raise UnreadableError(told, _place_of(text[: text.index("\0")]))
    return text


def as_far_as_text(data: bytes) -> str:
    """Return the text, with a mark for each byte that is none, to quote the lines of a file that cannot be read."""
    return data.removeprefix(_MARK).decode("utf-8", errors="replace")


def raise_unprintable(text: str) -> NoReturn:
    """Say which character of a text keeps it from being read."""
    for index, char in enumerate(text):
        if not (char.isprintable() or char in "\t\n\r\x85\xa0"):
            told = f"the character U+{ord(char):04X} cannot stand in a text; take it out"
            raise UnreadableError(told, _place_of(text[:index])) from None
    raise UnreadableError("the file cannot be read as text", (1, 1)) from None


def _place_of(before: str) -> Place:
    """Return the place that follows a text."""
    lines = lines_of(before)
    return len(lines), len(lines[-1]) + 1


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return re.split(_LINE_END, text)
