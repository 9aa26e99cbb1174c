"""Somebody who was forgotten: what is said of it, and what becomes of texts that name the person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rmentor.people.model import Person

NOBODY = "(forgotten)"
_LISTS = ("record briefing", "record agreement", "record outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """What forgetting did: who stands in, and how many rows went and stayed, by what they are called."""

    stand_in: str
    removed: Mapping[str, int]
    kept: Mapping[str, int]


def names_of(person: Person) -> tuple[str, ...]:
    """Return what a text may call a person: name, address, and the id unless it could be any number."""
    told = (person.name, person.email or "", person.id if _is_telling(person.id) else "")
    return tuple(sorted({one for one in told if one}, key=lambda one: (-len(one), one)))


def unnamed(text: str, names: Iterable[str]) -> str:
    """Return a text with `(forgotten)` in place of each of the names where it stands as words of its own."""
    for name in names:
        text = re.sub(_alone(name), NOBODY, text)
    return text


def replaced_in_line(command: str, line: str, person: str, by: str) -> str:
    """Return a line of the journal with another id in a person's place.

    Such lines have counts and numbers of pairs in them, so an id that could be one is replaced only where this
    command writes ids.
    """
    place = r"(^|, |pair \d+ )" if command in _LISTS else r"(person )"
    line = re.sub(rf"{place}{re.escape(person)}(?=$|[ ,])", lambda found: found[1] + by, line)
    return re.sub(_alone(person), lambda _: by, line) if _is_telling(person) else line


def _is_telling(name: str) -> bool:
    return any(char.isalpha() for char in name)


def _alone(name: str) -> str:
    """Return the pattern of a name; scripts that write words without spaces, or join others to them, have no edges."""
    edges = all(unicodedata.category(char) != "Lo" for char in name)
    return rf"(?<!\w){re.escape(name)}(?!\w)" if edges else re.escape(name)
