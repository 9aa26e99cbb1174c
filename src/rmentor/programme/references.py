"""What records refer to by name in a definition, so that a later definition cannot orphan them."""

from __future__ import annotations

from rmentor.programme.model import Programme
from rmentor.values import Value


class References(Value):
    """The names of a definition that records of its programme use; all are ids."""

    topics: frozenset[str]
    briefings: frozenset[str]
    outcomes: frozenset[str]
    waves: frozenset[str]
    items: frozenset[str]


def references_of(programme: Programme) -> References:
    """Return every name that records of the programme may use."""
    return References(
        topics=frozenset(topic.id for topic in programme.topics),
        briefings=frozenset(briefing.id for briefing in programme.preparation.briefings),
        outcomes=frozenset(programme.outcomes),
        waves=frozenset(wave.id for wave in programme.surveys.waves),
        items=frozenset(item.id for item in programme.surveys.items),
    )


def lost_references(programme: Programme, used: References) -> list[str]:
    """Return what records use and the definition no longer has, as `topic gardening`, sorted."""
    known = references_of(programme)
    return sorted(
        f"{kind.removesuffix('s')} {name}"
        for kind in ("topics", "briefings", "outcomes", "waves", "items")
        for name in getattr(used, kind) - getattr(known, kind)
    )
