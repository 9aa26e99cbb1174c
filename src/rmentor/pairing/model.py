"""Rounds and pairs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rmentor.programme.words import Mode
from rmentor.values import Value


@dataclass(frozen=True, slots=True, order=True)
class ProposedPair:
    """Two people a round puts together; fit is a whole number, points say what each preference gave to it."""

    mentor: str
    mentee: str
    fit: int
    points: Mapping[str, int]

    @property
    def people(self) -> tuple[str, str]:
        """Both people's ids, the mentor first."""
        return self.mentor, self.mentee


@dataclass(frozen=True, slots=True, order=True)
class Unpaired:
    """Somebody a round leaves without a pair, and why."""

    person: str
    reason: str


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


class Proposal(Value):
    """What a round proposes.

    `total` is the sum of fits; `bound` is a proven upper limit of it for this number of pairs, so the two are
    equal where the bound alone proves the proposal best; `exact` says that a solver that looks at all pairs which
    can matter found none better; with the aim `fairest` both speak of pairings as fair as this one. `best` is the
    fit of a pair that has all there is to wish. `digest` stands for all that went in: the same digest, the same pairs.
    """

    pairs: tuple[ProposedPair, ...]
    unpaired: tuple[Unpaired, ...]
    total: int
    bound: int
    best: int
    digest: str
    exact: bool = False
    beside: Beside | None = None

    @property
    def optimal(self) -> bool:
        """True where no other pairing of as many people has a higher total."""
        return self.exact or self.total == self.bound


class RoundStatus(StrEnum):
    """A round is proposed, then approved or dropped as a whole."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DROPPED = "dropped"


class Round(Value):
    """A stored proposal, numbered from 1 in its programme."""

    number: int
    status: RoundStatus
    proposed_on: date
    proposal: Proposal


class EndReason(StrEnum):
    """Why a pair ended, without blame."""

    COMPLETED = "completed"
    LEFT = "left"
    TIME = "time"
    FIT = "fit"
    CHANGED_ROLE = "changed_role"
    MOVED = "moved"
    CONVERTED = "converted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The relation of two participants, numbered from 1 in its programme."""

    number: int
    mentor: str
    mentee: str
    mode: Mode
    started: date
    fit: int | None = None
    ended: date | None = None
    end_reason: EndReason | None = None
    converted_from: int | None = None

    @property
    def people(self) -> tuple[str, str]:
        """Both people's ids, the mentor first."""
        return self.mentor, self.mentee

    @property
    def open(self) -> bool:
        """True until the pair has ended."""
        return self.ended is None

    def partner_of(self, person: str) -> str:
        """Return the id of the other one."""
        return self.mentee if person == self.mentor else self.mentor
