"""Who joins two people: of a round's pairs, or of those that run."""

from __future__ import annotations

from collections.abc import Mapping

from rmentor.values import Value


class Joined(Value):
    """Who joins a pair, and what each preference gives to the newcomer with the one of the two and with the other."""

    person: str
    points: tuple[Mapping[str, int], Mapping[str, int]]

    @property
    def fit(self) -> int:
        """How well the newcomer fits the pair: the weaker of the two fits."""
        return min(sum(one.values()) for one in self.points)


class Join(Value):
    """Who joins a pair that runs, by its number, with the two who are in it."""

    pair: int
    couple: tuple[str, str]
    joined: Joined

    @property
    def third(self) -> str:
        """The id of who joins the two."""
        return self.joined.person

    @property
    def couples(self) -> tuple[tuple[str, str], ...]:
        """The newcomer with each of the two."""
        return tuple((self.third, one) for one in self.couple)
