"""People whose role follows from who else takes part, and is another one since others came or went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmentor.people.model import Participant
from rmentor.render.view import Block, Words
from rmentor.sentences import first_few

_SHOWN = 10


def shifted_data(shifted: Sequence[Participant]) -> list[dict[str, str]]:
    """Return each id with the role that it has now."""
    return [{"id": one.id, "role": one.role} for one in shifted]


def shifted_words(shifted: Sequence[Participant]) -> Iterator[Block]:
    """Yield who has which role now; nothing where nobody's changes."""
    if shifted:
        named = first_few((f"{one.id} is {one.role}" for one in shifted), _SHOWN)
        yield Words(f"Roles that follow from who takes part now: {named}.")
