"""What a round starts from: who is there, who is paired already, and who still has places on which side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rmentor.pairing.model import EndReason, Pair
from rmentor.people.model import Participant, Standing
from rmentor.programme.model import Programme
from rmentor.programme.words import Mode, Role
from rmentor.values import Value


class Pool(Value):
    """All that goes into a round.

    `met` are the couples of any programme, this one's included; `managers` says who reports to whom, people
    outside the programme included. `experienced` were in a pair of any programme, `left_out` were left without one
    by the last round. `pinned` couples are made, `banned` ones are not, beyond what the programme file says.
    `today` is the day of the round; without it no pair is about to start, so nobody is away.
    """

    programme: Programme
    people: Sequence[Participant]
    managers: Mapping[str, str]
    pairs: Sequence[Pair] = ()
    met: frozenset[frozenset[str]] = frozenset()
    experienced: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    pinned: frozenset[tuple[str, str]] = frozenset()
    banned: frozenset[tuple[str, str]] = frozenset()
    today: date | None = None

    @cached_property
    def enrolled(self) -> list[Participant]:
        """Everyone who takes part and did not say no to it, sorted by id."""
        here = (one for one in self.people if one.standing is Standing.ENROLLED and one.consent is not False)
        return sorted(here, key=lambda one: one.id)

    @property
    def both_ways(self) -> bool:
        """True where the two of a pair mentor each other."""
        return self.programme.mode is Mode.RECIPROCAL

    @property
    def starts(self) -> date | None:
        """The day on which new pairs start: the round's, or the programme's where that lies ahead."""
        return None if self.today is None else max(self.today, self.programme.plan.start)

    @property
    def wanted(self) -> int | None:
        """How many more pairs the plan has room for; None where it does not say."""
        planned = self.programme.plan.pairs
        counted = sum(pair.open or pair.end_reason is EndReason.COMPLETED for pair in self.pairs)
        return None if planned is None else max(0, planned - counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One person on one side: how many pairs are left to take, and whether the next one is the first."""

    person: Participant
    left: int
    fresh: bool

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id


def seats(pool: Pool, side: Role) -> list[Seat]:
    """Return everyone who can act as `side`, sorted by id; with `left` 0 where all places are taken."""
    held = taken(pool, side)
    return [
        Seat(person=one, left=max(0, capacity(pool, one, side) - held[one.id]), fresh=not held[one.id])
        for one in pool.enrolled
        if one.role.plays(side)
    ]


def capacity(pool: Pool, person: Participant, side: Role) -> int:
    """Return how many pairs a person takes on a side: the person's own number, else the programme's."""
    rule = pool.programme.pairing.capacity
    usual = rule.mentor if side is Role.MENTOR else rule.mentee
    return usual if person.capacity is None else person.capacity


def taken(pool: Pool, side: Role) -> Counter[str]:
    """Return how many open pairs each person is in on a side."""
    running = [pair for pair in pool.pairs if pair.open]
    if pool.both_ways:
        return Counter(person for pair in running for person in pair.people)
    return Counter(acting(pool, pair)[side is Role.MENTEE] for pair in running)


def in_pairs(pool: Pool) -> frozenset[str]:
    """Return who is in a pair that runs."""
    return frozenset(person for pair in pool.pairs if pair.open for person in pair.people)


def acting(pool: Pool, pair: Pair) -> tuple[str, str]:
    """Return a pair's mentor and mentee as the programme began with them: a pair turned round is turned back."""
    return pair.couple if pair.mode is pool.programme.mode else (pair.mentee, pair.mentor)
