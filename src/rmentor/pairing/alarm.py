"""Open pairs that a rule now forbids, because people's facts have changed since they were made.

Nothing here needs the packages that proposing pairs does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from shlex import quote

from rmentor.pairing.model import EndReason, Pair
from rmentor.pairing.pool import Pool, acting, capacity, taken
from rmentor.pairing.two import Two, lasting
from rmentor.programme.words import Role
from rmentor.sentences import counted, together


@dataclass(frozen=True, slots=True)
class Broken:
    """An open pair, the names of its people, and each requirement that forbids any two of them with the reason.

    `alone` is one of three without whom nothing forbids the two others, the third before them.
    """

    pair: Pair
    names: tuple[str, ...]
    objections: tuple[tuple[str, str], ...]
    alone: str | None = None

    @property
    def command(self) -> str:
        """What puts it right: one of three goes alone where that is enough, else the pair ends with a repair."""
        only = f"rmentor pair end {self.pair.number} --reason {EndReason.CHANGED_ROLE} --only {quote(self.alone or '')}"
        return only if self.alone else "rmentor pair repair"

    @property
    def requirements(self) -> tuple[str, ...]:
        """The names of the requirements."""
        return tuple(requirement for requirement, _ in self.objections)

    @property
    def told(self) -> str:
        """Say which pair it is, and why it is forbidden."""
        reasons = "; ".join(told if name in told else f"{told} ({name})" for name, told in self.objections)
        return f"pair {self.pair.number}, {together(self.names)}: {reasons}"


def broken(pool: Pool, pairs: Iterable[Pair]) -> tuple[Broken, ...]:
    """Return which of these pairs are forbidden now, by number; those under `always` are decided anyway.

    A pair turned round is asked as it was made. That the two are a pair already forbids nothing.
    """
    people = {one.id: one for one in pool.people}
    decided = {frozenset(couple.people) for couple in pool.programme.pairing.always}
    found = []
    for pair in sorted((one for one in pairs if one.open), key=lambda one: one.number):
        asked = [two for two in _couples(pool, pair) if frozenset(two) not in decided]
        against = {(one, other): [*lasting(Two(pool, people[one], people[other]))] for one, other in asked}
        told = dict.fromkeys(why for several in against.values() for why in several)
        names = tuple(people[person].name for person in pair.people)
        found.append(Broken(pair, names, tuple(told), _alone(pair, [two for two, why in against.items() if why])))
    return tuple(one for one in found if one.objections)


def _couples(pool: Pool, pair: Pair) -> Sequence[tuple[str, str]]:
    """Return every two who are in the pair now."""
    beside = pair.people[len(pair.couple) :]
    return [acting(pool, pair), *((one, third) for third in beside for one in pair.couple)]


def _alone(pair: Pair, apart: Sequence[tuple[str, str]]) -> str | None:
    """Return who of three is in all of the couples that are forbidden."""
    in_all = [person for person in pair.people if all(person in two for two in apart)]
    return in_all[-1] if in_all and pair.people != pair.couple else None


def newly_broken(before: Iterable[Broken], after: Iterable[Broken]) -> tuple[Broken, ...]:
    """Return the pairs that something forbids which did not before, with that alone."""
    known = {(one.pair.number, requirement) for one in before for requirement in one.requirements}
    found = []
    for one in after:
        fresh = tuple(each for each in one.objections if (one.pair.number, each[0]) not in known)
        found.append(replace(one, objections=fresh))
    return tuple(one for one in found if one.objections)


@dataclass(frozen=True, slots=True)
class Overfull:
    """Somebody who is in more pairs than he takes."""

    person: str
    name: str
    pairs: tuple[int, ...]
    takes: int

    @property
    def told(self) -> str:
        """Say so in a sentence."""
        numbers = " and ".join(f"pair {number}" for number in self.pairs)
        return f"{self.name} ({self.person}) takes {counted(self.takes, 'pair')} and is in {numbers}"


def overfull(pool: Pool) -> tuple[Overfull, ...]:
    """Return who is in more open pairs, on one side, than he takes; sorted by id."""
    found: dict[str, Overfull] = {}
    for side in (Role.MENTOR, Role.MENTEE):
        held = taken(pool, side)
        for one in pool.enrolled:
            takes = capacity(pool, one, side)
            if held[one.id] > takes:
                own = tuple(pair.number for pair in pool.pairs if pair.open and one.id in pair.people)
                found.setdefault(one.id, Overfull(one.id, one.name, own, takes))
    return tuple(found[person] for person in sorted(found))
