"""Who can be written to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rmentor.people.model import Person

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})*", re.ASCII)
_LONGEST_ADDRESS = 254


def is_address(text: str | None) -> bool:
    """True for one plain e-mail address in ASCII, without a name, a comment, quotes or white space."""
    return text is not None and len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def reachable(people: Iterable[Person]) -> frozenset[str]:
    """Return who can be written to."""
    return frozenset(person.id for person in people if is_address(person.email))
