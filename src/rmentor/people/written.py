"""A participant as a roster has it: under the keys of the mapping, so that what was written is read back equal."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rmentor.people.model import Away, Participant
from rmentor.people.special import shown
from rmentor.programme.kinds import Hours
from rmentor.programme.model import Programme
from rmentor.programme.roster import Columns

_PERSON = (
    "id", "name", "email", "birth_year", "joined", "industry_since", "grade", "department", "site", "manager", "zone",
    "hours", "languages", "away",
)  # fmt: skip
_PART = ("role", "capacity", "offers", "wants", "challenge", "challenged", "consent")
FACTS = tuple(name for name in Columns.keys if name in {*_PERSON, *_PART})
BEHIND = ("standing", "pairs")
_TAKEN = {*Columns.keys, *BEHIND}
_Fact = str | int | bool | date | Hours | Away | Sequence[object] | None


def attributes_of(programme: Programme) -> dict[str, str]:
    """Return the heading of each attribute that may be shown; one that is called as a fact is says what it is."""
    names = shown(programme, dict.fromkeys(programme.roster.attributes, ""))
    return {name: f"{name} (attribute)" if name in _TAKEN else name for name in names}


def written(one: Participant) -> dict[str, str]:
    """Return each fact as text by the key that a mapping has for it; what is not known is empty."""
    return {name: _text(getattr(one.person if name in _PERSON else one, name)) for name in FACTS}


def _text(fact: _Fact) -> str:
    if fact is None:
        return ""
    if isinstance(fact, bool):
        return "yes" if fact else "no"
    if isinstance(fact, Away):
        return f"{fact.first}..{fact.last}"
    if isinstance(fact, tuple):
        return ";".join(map(_text, fact))
    return str(fact)
