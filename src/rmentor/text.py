"""The one gate for text that came from outside: what passes it can be shown, stored and compared."""

from __future__ import annotations

import unicodedata

_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def clean(text: str) -> str:
    """One line in NFC without control, bidi or zero-width characters, inner white space single."""
    if is_plain(text):
        return text.strip()
    spaced = "".join(" " if char.isspace() else char for char in text)
    # Normalised last: what is left after a hidden character went may compose.
    return unicodedata.normalize("NFC", " ".join(_without_hidden(spaced).split()))


def is_plain(text: str) -> bool:
    """True where `clean` does no more than take a space from the ends; then it holds for every part of the text."""
    normal = text.isascii() or unicodedata.is_normalized("NFC", text)
    return normal and text.isprintable() and "  " not in text


def clean_lines(text: str) -> str:
    """Like `clean`, for text of several lines: line ends stay, each line is cleaned, the ends are trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean(line) for line in lines).strip()


def is_clean(text: str) -> bool:
    """True where the text holds nothing that could steer a terminal, a mail or a calendar."""
    return text.isprintable() or _without_hidden(text) == text


def _without_hidden(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) not in _DROPPED)
