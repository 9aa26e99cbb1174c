"""Comments without what names people: names, e-mail addresses and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rmentor.people.model import Person

_STRUCK = "…"
_EMAIL = r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)*"
_TELLING_PART = re.compile(r"[^\W\d_]{3,}")
_SHORT_PART = re.compile(r"(?<![^\W\d_])[^\W\d_]{2}(?![^\W\d_])")
_FEWEST_DIGITS = 3


def striker(people: Sequence[Person]) -> Callable[[str], str]:
    """Return a function that strikes out of a text whatever names one of the people.

    Whole words go: full names and their parts of three letters or more whatever their case, parts of two letters
    as they are written in the name, every e-mail address, and ids with a letter or at least three digits.
    """
    whatever_case = {one for person in people for one in _names(person.name)}
    as_written = {one for person in people for one in (*_SHORT_PART.findall(person.name), *_telling(person.id))}
    loose, strict = _words(whatever_case), _words(as_written)
    anything = re.compile(rf"{_EMAIL}|(?<!\w)(?:(?i:{loose})|(?:{strict}))(?!\w)")
    return lambda text: anything.sub(_STRUCK, text)


def _names(name: str) -> Iterator[str]:
    yield name
    yield from _TELLING_PART.findall(name)


def _telling(identifier: str) -> Iterator[str]:
    """Yield the id as it may be written, where it can be told from an ordinary word or number."""
    letters = any(one.isalpha() for one in identifier)
    if letters and len(identifier) > 1:
        yield from {identifier, identifier.upper(), identifier.lower()} if _has_digit(identifier) else {identifier}
    elif sum(one.isdigit() for one in identifier) >= _FEWEST_DIGITS:
        yield identifier


def _has_digit(text: str) -> bool:
    return any(one.isdigit() for one in text)


def _words(words: set[str]) -> str:
    """Return a pattern of any of the words, the longest first; nothing matches none."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered) or r"(?!)"
