"""Which of the topics that one side wants the other side offers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rmentor.pairing.facts import Mask, Numbers, Sides
from rmentor.people.model import Participant

FULL = 1000


def share_of_wishes(sides: Sides) -> Numbers:
    """Return how much of what the mentee wants the mentor offers, 0 to 1000.

    A list of k wishes weighs k for the first, k - 1 for the second, down to 1 for the last; the share is of
    their sum, rounded down. In reciprocal mode both directions are taken, and the weaker one counts.
    """
    forth = _share(sides.mentors, sides.mentees)
    return np.minimum(forth, _share(sides.mentees, sides.mentors).T) if sides.both_ways else forth


def wishes_known(sides: Sides) -> Mask:
    """Return where the one names what is offered and the other what is wanted, both ways in reciprocal mode."""
    forth = _named(sides.mentors, sides.mentees)
    return np.logical_and(forth, _named(sides.mentees, sides.mentors).T) if sides.both_ways else forth


def _named(givers: Sequence[Participant], takers: Sequence[Participant]) -> Mask:
    offers = np.array([bool(one.offers) for one in givers], dtype=bool)
    wants = np.array([bool(one.wants) for one in takers], dtype=bool)
    return np.asarray(offers[:, None] & wants)


def _share(givers: Sequence[Participant], takers: Sequence[Participant]) -> Numbers:
    topics = sorted({topic for one in takers for topic in one.wants})
    place = {topic: index for index, topic in enumerate(topics)}
    offers = np.zeros((len(givers), len(topics)))
    wants = np.zeros((len(topics), len(takers)))
    for row, one in enumerate(givers):
        for topic in one.offers:
            if topic in place:
                offers[row, place[topic]] = 1
    for column, one in enumerate(takers):
        for rank, topic in enumerate(one.wants):
            wants[place[topic], column] = len(one.wants) - rank
    # Whole numbers this small are exact in floating point, whatever the order of summation.
    found = (offers @ wants).astype(np.int64)
    return np.asarray(FULL * found // np.maximum(wants.sum(axis=0).astype(np.int64), 1))
