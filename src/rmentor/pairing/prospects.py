"""A roster held against a definition before anybody is enrolled: is there room, and who could never be paired."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rmentor.pairing.explain import reason
from rmentor.pairing.outlook import outlook_of
from rmentor.pairing.pool import Pool, Seat, capacity, seats
from rmentor.pairing.table import Table, table_of
from rmentor.programme.words import Role

TOO_FEW_SEATS = "RM831"
NEVER_PAIRED = "RM832"
NOT_IN_ROSTER = "RM833"


@dataclass(frozen=True, slots=True, order=True)
class Concern:
    """What stands in the way of pairs, by its code; `person` is empty where it is about all."""

    person: str
    code: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """How many people there are on each side, how many pairs they take, and what stands in the way.

    `most` is how many pairs the seats allow, whoever may be paired with whom.
    """

    mentors: int
    mentees: int
    mentor_seats: int
    mentee_seats: int
    planned: int | None
    most: int
    concerns: tuple[Concern, ...]


def prospects(pool: Pool) -> Prospects:
    """Return what a pool of people who are in no pair yet has to hope for."""
    sides = {side: seats(pool, side) for side in (Role.MENTOR, Role.MENTEE)}
    room = {side: sum(seat.left for seat in found) for side, found in sides.items()}
    concerns = (*_room(pool, sides), *_named(pool), *_unpairable(pool))
    return Prospects(
        mentors=len(sides[Role.MENTOR]),
        mentees=len(sides[Role.MENTEE]),
        mentor_seats=room[Role.MENTOR],
        mentee_seats=room[Role.MENTEE],
        planned=pool.programme.plan.pairs,
        most=_most_pairs(pool, sides),
        concerns=tuple(sorted(concerns)),
    )


def _room(pool: Pool, sides: dict[Role, list[Seat]]) -> Iterator[Concern]:
    """Yield where the plan needs more seats than there are or, without a number planned, who is too many."""
    planned, room = pool.programme.plan.pairs, _most_pairs(pool, sides)
    if planned is not None and planned > room:
        seated = [f"{len(found)} {side}s take {_pairs(_left(found))}" for side, found in sides.items()]
        yield Concern("", TOO_FEW_SEATS, f"{_pairs(planned)} are planned, {room} can be made: {', '.join(seated)}")
    elif planned is None and not pool.both_ways:
        for side, other in ((Role.MENTOR, Role.MENTEE), (Role.MENTEE, Role.MENTOR)):
            waiting, left = sum(seat.left > 0 for seat in sides[side]), _left(sides[other])
            if waiting > left:
                yield Concern("", TOO_FEW_SEATS, f"{waiting} {side}s, but the {other}s take {_pairs(left)}")


def _most_pairs(pool: Pool, sides: dict[Role, list[Seat]]) -> int:
    if pool.both_ways:
        return sum(one.capacity != 0 for one in pool.enrolled) // 2
    return min(_left(found) for found in sides.values())


def _left(found: Sequence[Seat]) -> int:
    return sum(seat.left for seat in found)


def _named(pool: Pool) -> Iterator[Concern]:
    """Yield who the definition names and the roster does not have."""
    rules, known = pool.programme.pairing, {one.id for one in pool.enrolled}
    named = [("first", person) for person in rules.first]
    for name in ("always", "never"):
        named += [(name, person) for couple in getattr(rules, name) for person in (couple.mentor, couple.mentee)]
    for name, person in dict.fromkeys(named):
        if person not in known:
            yield Concern("", NOT_IN_ROSTER, f"pairing.{name} names {person!r}, who takes no part by this roster")


def _unpairable(pool: Pool) -> Iterator[Concern]:
    if pool.both_ways:
        busy = [one.id for one in pool.enrolled if capacity(pool, one, Role.MENTOR) > 1]
        yield from (Concern(name, NEVER_PAIRED, "in reciprocal mode everyone is in one pair") for name in busy)
        if busy:
            return
    yield from _alone(table_of(pool))


def _alone(table: Table) -> Iterator[Concern]:
    programme = table.pool.programme
    for one in table.pool.enrolled:
        outlook = outlook_of(table, one)
        if one.capacity != 0 and not outlook.may.any():
            yield Concern(one.id, NEVER_PAIRED, reason(outlook, programme, full=False))


def _pairs(number: int) -> str:
    return f"{number} pair{'' if number == 1 else 's'}"
