"""A proposal becomes pairs, unless the world has moved on since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from rmentor.pairing.model import Pair, ProposedPair
from rmentor.pairing.pool import Pool, seats
from rmentor.programme.words import Role


def objections(pool: Pool, proposed: Sequence[ProposedPair]) -> list[str]:
    """Return why the proposed pairs can no longer be made: people who are gone, places taken, couples ruled out."""
    return [*_gone(pool, proposed), *_overfull(pool, proposed), *_ruled_out(pool, proposed)]


def made(pool: Pool, proposed: Sequence[ProposedPair], day: date) -> list[Pair]:
    """Return the pairs of a proposal, numbered on from the programme's last; they start on `day` or with the plan."""
    start = max(day, pool.programme.plan.start)
    first = max((pair.number for pair in pool.pairs), default=0) + 1
    return [
        Pair(
            number=number,
            mentor=pair.mentor,
            mentee=pair.mentee,
            third=pair.third,
            mode=pool.programme.mode,
            started=start,
            fit=pair.fit,
        )
        for number, pair in enumerate(proposed, start=first)
    ]


def _gone(pool: Pool, proposed: Sequence[ProposedPair]) -> Iterator[str]:
    here = {one.id for one in pool.enrolled}
    for person in sorted({person for pair in proposed for person in pair.people} - here):
        yield f"{person} no longer takes part"


def _overfull(pool: Pool, proposed: Sequence[ProposedPair]) -> Iterator[str]:
    if pool.both_ways:
        free = {seat.id: seat.left for side in (Role.MENTOR, Role.MENTEE) for seat in seats(pool, side)}
        yield from _crowded(pool, free, [person for pair in proposed for person in pair.people], "")
        return
    acting = {Role.MENTOR: [pair.mentor for pair in proposed], Role.MENTEE: [pair.mentee for pair in proposed]}
    for side, people in acting.items():
        yield from _crowded(pool, {seat.id: seat.left for seat in seats(pool, side)}, people, f" as {side}")


def _crowded(pool: Pool, room: Mapping[str, int], people: Sequence[str], what: str) -> Iterator[str]:
    here = {one.id for one in pool.enrolled}
    for person, number in sorted(Counter(people).items()):
        if person in here and number > room.get(person, 0):
            yield f"{person} has no place left{what}"


def _ruled_out(pool: Pool, proposed: Sequence[ProposedPair]) -> Iterator[str]:
    never = {frozenset(couple.people) for couple in pool.programme.pairing.never} | set(map(frozenset, pool.banned))
    paired = {frozenset(couple) for pair in pool.pairs for couple in pair.couples}
    for one, other in (couple for pair in proposed for couple in combinations(pair.people, 2)):
        both = frozenset({one, other})
        if both in never | paired:
            yield f"{one} and {other} are not to be paired{' again' if both in paired else ''}"
