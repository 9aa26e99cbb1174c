"""Rounds and pairs."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import combinations

from rmentor.pairing.beside import Beside
from rmentor.pairing.newcomers import Join, Joined
from rmentor.programme.words import Mode
from rmentor.values import Value


@dataclass(frozen=True, slots=True, order=True)
class ProposedPair:
    """Two people a round puts together; fit is a whole number, points say what each preference gave to it."""

    mentor: str
    mentee: str
    fit: int
    points: Mapping[str, int]
    joined: Joined | None = None

    @property
    def third(self) -> str | None:
        """The id of who joins the two, where somebody does."""
        return self.joined.person if self.joined else None

    @property
    def couple(self) -> tuple[str, str]:
        """The two of the pair, the mentor first."""
        return self.mentor, self.mentee

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody's ids, the mentor first and who joins last."""
        return (*self.couple, self.third) if self.third else self.couple

    def without(self, person: str) -> ProposedPair:
        """Return the pair of the two others, once one of three has gone: the third takes the seat that is free."""
        if self.joined is None or person == self.third:
            return replace(self, joined=None)
        points = self.joined.points[self.couple.index(self.others(person)[0])]
        mentor, mentee = (self.joined.person if one == person else one for one in self.couple)
        return ProposedPair(mentor, mentee, sum(points.values()), points)

    def losing(self, gone: Collection[str]) -> ProposedPair | None:
        """Return what is left of the pair when some people go; None where it cannot be one any more."""
        going = [person for person in self.people if person in gone]
        if len(self.people) - len(going) < len(self.couple):
            return None
        return self.without(going[0]) if going else self

    def others(self, person: str) -> tuple[str, ...]:
        """Return everybody's ids but one."""
        return tuple(one for one in self.people if one != person)


@dataclass(frozen=True, slots=True, order=True)
class Unpaired:
    """Somebody a round leaves without a pair, and why."""

    person: str
    reason: str


class Proposal(Value):
    """What a round proposes.

    `total` is the sum of fits; `bound` is a proven upper limit of it for this number of pairs, so the two are
    equal where the bound alone proves the proposal best; `exact` says that a solver that looks at all pairs which
    can matter found none better; with the aim `fairest` both speak of pairings as fair as this one. `best` is the
    fit of a pair that has all there is to wish. `digest` stands for all that went in: the same digest, the same pairs.
    `joins` are those who join pairs that run.
    """

    pairs: tuple[ProposedPair, ...]
    unpaired: tuple[Unpaired, ...]
    total: int
    bound: int
    best: int
    digest: str
    exact: bool = False
    beside: Beside | None = None
    joins: tuple[Join, ...] = ()

    @property
    def joined(self) -> int:
        """What joining pairs adds: the fits of those who join, beside the total."""
        joined = (*(pair.joined for pair in self.pairs), *(one.joined for one in self.joins))
        return sum(one.fit for one in joined if one)

    @property
    def placed(self) -> int:
        """How many people get a pair."""
        return len({person for pair in self.pairs for person in pair.people}) + len(self.joins)

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
    """The relation of two participants, numbered from 1 in its programme; in reciprocal mode a third may join them.

    Who leaves a group of three stands as its `third` from then on, with the day as `third_left` and why: the two
    others are the pair. `late` is who joined a pair that ran already, on the day `late_on`.
    """

    number: int
    mentor: str
    mentee: str
    mode: Mode
    started: date
    fit: int | None = None
    ended: date | None = None
    end_reason: EndReason | None = None
    converted_from: int | None = None
    third: str | None = None
    third_left: date | None = None
    third_reason: EndReason | None = None
    late: str | None = None
    late_on: date | None = None

    @property
    def couple(self) -> tuple[str, str]:
        """The two of the pair, the mentor first."""
        return self.mentor, self.mentee

    @property
    def people(self) -> tuple[str, ...]:
        """The ids of those who are in the pair, the mentor first and a third last."""
        return self.couple if self.third_left else self.ever

    @property
    def ever(self) -> tuple[str, ...]:
        """The ids of all who are or were in the pair."""
        return (*self.couple, self.third) if self.third else self.couple

    @property
    def couples(self) -> tuple[tuple[str, str], ...]:
        """Every two who are or were in the pair together."""
        return tuple(combinations(self.ever, 2))

    @property
    def open(self) -> bool:
        """True until the pair has ended."""
        return self.ended is None

    def others(self, person: str) -> tuple[str, ...]:
        """Return the ids of those in the pair but one."""
        return tuple(one for one in self.people if one != person)

    def since(self, person: str) -> date:
        """Return the day on which somebody's part in the pair began."""
        return self.late_on if self.late_on and person == self.late else self.started

    def until(self, person: str) -> date | None:
        """Return the day on which somebody's part in the pair ended, None where it runs."""
        return self.third_left if self._has_left(person) else self.ended

    def why(self, person: str) -> EndReason | None:
        """Return why somebody's part in the pair ended, None where it runs."""
        return self.third_reason or EndReason.LEFT if self._has_left(person) else self.end_reason

    def _has_left(self, person: str) -> bool:
        return self.third_left is not None and person == self.third

    def taking(self, person: str, day: date) -> Pair:
        """Return the pair of three that two are once somebody joins them."""
        pair = replace(self, third=person)
        return replace(pair, late=person, late_on=day) if day > self.started else pair

    def before_joining(self) -> Pair:
        """Return the pair as it was before somebody joined it."""
        mentor, mentee = (one for one in self.ever if one != self.late)
        return replace(self, mentor=mentor, mentee=mentee, third=None, late=None, late_on=None)

    def without(self, person: str, day: date, why: EndReason = EndReason.LEFT) -> Pair:
        """Return the pair of the two others, once one of three has left: the third takes the seat that is free."""
        mentor, mentee = (self.third or one if one == person else one for one in self.couple)
        fit = self.fit if person == self.third else None
        return replace(self, mentor=mentor, mentee=mentee, fit=fit, third=person, third_left=day, third_reason=why)

    def on(self, day: date) -> tuple[str, ...]:
        """Return the ids of those who are in the pair on a day; who leaves on it is not, who joins on it is."""
        there = self.ever if self.third_left and day < self.third_left else self.people
        return tuple(one for one in there if one != self.late or day >= self.since(one))

    def losing(self, gone: Collection[str], day: date, why: EndReason = EndReason.LEFT) -> Pair | None:
        """Return the pair as it goes on when some people go; None where it cannot."""
        going = [person for person in self.people if person in gone]
        if len(self.people) - len(going) < len(self.couple):
            return None
        return self.without(going[0], day, why) if going else self
