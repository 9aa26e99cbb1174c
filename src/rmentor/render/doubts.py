"""What is odd in the reporting lines: the first few in words, all as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rmentor.people.tree import Doubts
from rmentor.render.view import Block, Words
from rmentor.sentences import counted, first_few

_SHOWN = 5
_NAMED = 3
_IN_A_CIRCLE = 7


def doubt_data(doubts: Doubts) -> dict[str, Any]:
    """Return all that is odd, with the ids of those who name a manager as `of`."""
    return {
        "unknown": [{"manager": manager, "of": people} for manager, people in doubts.unknown],
        "ambiguous": [{"manager": name, "may_be": ids, "of": people} for name, ids, people in doubts.ambiguous],
        "their_own": doubts.own,
        "circles": doubts.circles,
    }


def doubt_words(doubts: Doubts) -> Iterator[Block]:
    """Yield a paragraph for each kind of oddity."""
    if doubts.unknown:
        named = (f"{manager} (of {first_few(people, _NAMED)})" for manager, people in doubts.unknown)
        many = counted(len(doubts.unknown), "manager is", "managers are")
        yield Words(f"{many} not known, and reporting lines end there: {first_few(named, _SHOWN)}.")
    if doubts.ambiguous:
        named = (f"{name} may be {' or '.join(ids)} (of {first_few(of, _NAMED)})" for name, ids, of in doubts.ambiguous)
        yield Words(f"Give managers by id where a name is not enough: {first_few(named, _SHOWN)}.")
    if doubts.own:
        yield Words(f"Named as their own managers, which is taken as none: {first_few(doubts.own, _SHOWN)}.")
    if doubts.circles:
        yield Words(f"Reporting in a circle: {first_few(map(_round, doubts.circles), _SHOWN)}.")


def _round(circle: Sequence[str]) -> str:
    """Return who reports to whom in a circle; of a large one the first and the last."""
    between = len(circle) - _IN_A_CIRCLE
    named = [*circle[: _IN_A_CIRCLE - 1], f"{between:,} more", circle[-1]] if between > 0 else circle
    return " → ".join((*named, circle[0]))
