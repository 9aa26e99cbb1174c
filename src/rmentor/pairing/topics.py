"""Which of the topics that one side wants the other side offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from rmentor.pairing.sides import Sides
from rmentor.pairing.terms import Floats, Shared, Term, Two
from rmentor.people.model import Participant

FULL = 1000


def wishes_met(sides: Sides, unknown: int) -> Term:
    """Return how much of what the mentee wants the mentor offers, 0 to 1000, and `unknown` where either is not named.

    The first of k wishes weighs k, the next k - 1, the last 1, each wish's share of 1000 rounded down and the first
    given what is left over. In reciprocal mode both directions are taken, and the weaker one counts.
    """
    forth = _met(sides.mentors, sides.mentees, unknown)
    if not sides.both_ways:
        return forth
    back = _met(sides.mentees, sides.mentors, unknown)
    return Two(forth, Shared(back.weighs, back.has), np.minimum)


def topic_shared(sides: Sides) -> Term:
    """Return how many topics the mentee wants that the mentor offers; in reciprocal mode the weaker direction's."""
    forth = _shared(sides.mentors, sides.mentees)
    if not sides.both_ways:
        return forth
    back = _shared(sides.mentees, sides.mentors)
    return Two(forth, Shared(back.weighs, back.has), np.minimum)


@cache
def share_of_wish(wishes: int, rank: int) -> int:
    """Return the points of the wish at a rank, from 0, among a number of wishes."""
    whole = wishes * (wishes + 1) // 2
    shares = [FULL * (wishes - place) // whole for place in range(wishes)]
    return shares[rank] + (FULL - sum(shares) if rank == 0 else 0)


def _met(givers: Sequence[Participant], takers: Sequence[Participant], unknown: int) -> Shared:
    """Return the points as one product; its last two columns make it `unknown` unless both name something."""
    found = _shared(givers, takers)
    place = _places(takers)
    weighs = np.zeros_like(found.weighs)
    for row, one in enumerate(takers):
        for rank, topic in enumerate(one.wants):
            weighs[row, place[topic]] = share_of_wish(len(one.wants), rank)
    offers = np.array([bool(one.offers) for one in givers], dtype=np.float32)
    wants = np.array([bool(one.wants) for one in takers], dtype=np.float32)
    return Shared(
        np.column_stack([found.has, np.ones_like(offers), offers]),
        np.column_stack([weighs, np.full_like(wants, unknown), -unknown * wants]),
    )


def _shared(givers: Sequence[Participant], takers: Sequence[Participant]) -> Shared:
    place = _places(takers)
    return Shared(_marked([one.offers for one in givers], place), _marked([one.wants for one in takers], place))


def _marked(topics: Sequence[Sequence[str]], place: Mapping[str, int]) -> Floats:
    """Return a row for each list of topics with 1 at the place of each; topics without a place are left out."""
    marks = np.zeros((len(topics), len(place)), dtype=np.float32)
    cells = [(row, place[topic]) for row, some in enumerate(topics) for topic in some if topic in place]
    rows, columns = np.array(cells, dtype=np.int64).reshape(-1, 2).T
    marks[rows, columns] = 1
    return marks


def _places(takers: Sequence[Participant]) -> dict[str, int]:
    return {topic: index for index, topic in enumerate(sorted({topic for one in takers for topic in one.wants}))}
