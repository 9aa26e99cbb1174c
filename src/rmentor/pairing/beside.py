"""What a proposal is held against."""

from __future__ import annotations

from rmentor.values import Value


class Yardstick(Value):
    """How many pairs another way of pairing makes and their total fit; a mean where it is left to chance."""

    pairs: float
    total: int


class Effect(Value):
    """What a preference did: its mean points, 0 to 1000, for the pairs made and for all that may be made.

    `gives` is its part of the total, `unknown` counts the pairs made of which a fact it asks for is not known.
    """

    name: str
    weight: int
    made: int
    possible: int | None
    gives: int
    unknown: int


class Beside(Value):
    """What a proposal is held against: lots, drawn by a seed, and the best pair first; None where not all is held."""

    seed: int
    lots: Yardstick | None
    greedy: Yardstick | None
    effects: tuple[Effect, ...]
