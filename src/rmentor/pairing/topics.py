"""Which of the topics that one side wants the other side offers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np

from rmentor.pairing.sides import Sides
from rmentor.pairing.terms import Shared, Term, Two

FULL = 1000


def wishes_met(sides: Sides, unknown: int) -> Term:
    """Return how much of what the mentee wants the mentor offers, 0 to 1000, and `unknown` where either is not named.

    The first of k wishes weighs k, the next k - 1, the last 1, each wish's share of 1000 rounded down and the first
    given what is left over. In reciprocal mode both directions are taken, and the weaker one counts.
    """
    return _either_way(sides, lambda one: _met(one, unknown))


def topic_shared(sides: Sides) -> Term:
    """Return how many topics the mentee wants that the mentor offers; in reciprocal mode the weaker direction's."""
    return _either_way(sides, lambda one: one.topics)


def _either_way(sides: Sides, one_way: Callable[[Sides], Shared]) -> Term:
    """Return a term of the mentor giving to the mentee; in reciprocal mode the lesser of that and the other way."""
    if not sides.both_ways:
        return one_way(sides)
    back = one_way(sides.turned)
    return Two(one_way(sides), Shared(back.weighs, back.has), np.minimum)


@cache
def share_of_wish(wishes: int, rank: int) -> int:
    """Return the points of the wish at a rank, from 0, among a number of wishes."""
    whole = wishes * (wishes + 1) // 2
    shares = [FULL * (wishes - place) // whole for place in range(wishes)]
    return shares[rank] + (FULL - sum(shares) if rank == 0 else 0)


def _met(sides: Sides, unknown: int) -> Shared:
    """Return the points as one product; its last two columns make it `unknown` unless both name something."""
    found, place = sides.topics, sides.wanted
    weighs = np.zeros_like(found.weighs)
    for row, one in enumerate(sides.mentees):
        for rank, topic in enumerate(one.wants):
            weighs[row, place[topic]] = share_of_wish(len(one.wants), rank)
    offers = np.array([bool(one.offers) for one in sides.mentors], dtype=np.float32)
    wants = np.array([bool(one.wants) for one in sides.mentees], dtype=np.float32)
    return Shared(
        np.column_stack([found.has, np.ones_like(offers), offers]),
        np.column_stack([weighs, np.full_like(wants, unknown), -unknown * wants]),
    )
