"""A proposal becomes pairs, unless the world has moved on since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations

from rmentor.pairing.model import Pair, ProposedPair
from rmentor.pairing.newcomers import Join
from rmentor.pairing.pool import Pool, seats
from rmentor.pairing.two import Two
from rmentor.pairing.two import objections as rules_against
from rmentor.programme.words import Role

_RULED_OUT = ("never", "no_repeats")


def objections(pool: Pool, proposed: Sequence[ProposedPair], joins: Sequence[Join] = ()) -> list[str]:
    """Return why the proposed pairs can no longer be made: people who are gone, places taken, couples ruled out.

    So for those who are to join running pairs. Couples in `always` are made whatever a requirement says.
    """
    newcomers = [one.third for one in joins]
    couples = [*_couples(proposed), *(couple for one in joins for couple in one.couples)]
    return [
        *_gone(pool, {person for pair in proposed for person in pair.people} | {*newcomers}),
        *_not_as_they_were(pool, joins),
        *_overfull(pool, proposed, newcomers),
        *_ruled_out(pool, couples),
        *_forbidden(pool, couples),
    ]


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


def taken_in(pool: Pool, joins: Sequence[Join], day: date) -> list[Pair]:
    """Return the running pairs as they are once somebody joined each."""
    running = {pair.number: pair for pair in pool.pairs}
    return [running[one.pair].taking(one.third, day) for one in joins]


def _gone(pool: Pool, people: set[str]) -> Iterator[str]:
    here = {one.id for one in pool.enrolled}
    for person in sorted(people - here):
        yield f"{person} no longer takes part"


def _not_as_they_were(pool: Pool, joins: Sequence[Join]) -> Iterator[str]:
    running = {pair.number: pair.couple for pair in pool.pairs if pair.open and pair.third is None}
    for one in joins:
        if running.get(one.pair) != one.couple:
            yield f"pair {one.pair}, which {one.third} was to join, is not what it was"


def _overfull(pool: Pool, proposed: Sequence[ProposedPair], newcomers: Sequence[str]) -> Iterator[str]:
    if pool.both_ways:
        free = {seat.id: seat.left for side in (Role.MENTOR, Role.MENTEE) for seat in seats(pool, side)}
        people = [person for pair in proposed for person in pair.people]
        yield from _crowded(pool, free, [*people, *newcomers], "")
        return
    acting = {Role.MENTOR: [pair.mentor for pair in proposed], Role.MENTEE: [pair.mentee for pair in proposed]}
    for side, people in acting.items():
        yield from _crowded(pool, {seat.id: seat.left for seat in seats(pool, side)}, people, f" as {side}")


def _crowded(pool: Pool, room: Mapping[str, int], people: Sequence[str], what: str) -> Iterator[str]:
    here = {one.id for one in pool.enrolled}
    for person, number in sorted(Counter(people).items()):
        if person in here and number > room.get(person, 0):
            yield f"{person} has no place left{what}"


def _ruled_out(pool: Pool, couples: Sequence[tuple[str, str]]) -> Iterator[str]:
    never = {frozenset(couple.people) for couple in pool.programme.pairing.never} | set(map(frozenset, pool.banned))
    paired = {frozenset(couple) for pair in pool.pairs for couple in pair.couples}
    for one, other in couples:
        both = frozenset({one, other})
        if both in never | paired:
            yield f"{one} and {other} are not to be paired{' again' if both in paired else ''}"


def _forbidden(pool: Pool, couples: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield which requirements are not met, since people's facts or the file may have changed after the proposal."""
    known = {one.id: one for one in pool.enrolled}
    decided = {frozenset(couple.people) for couple in pool.programme.pairing.always}
    for one, other in couples:
        if {one, other} <= known.keys() and frozenset({one, other}) not in decided:
            against = dict(rules_against(Two(pool, known[one], known[other])))
            told = [why for name, why in against.items() if name not in _RULED_OUT]
            if told:
                yield f"{one} and {other} are no longer allowed to be a pair: {'; '.join(told)}"


def _couples(proposed: Sequence[ProposedPair]) -> Iterator[tuple[str, str]]:
    for pair in proposed:
        yield from combinations(pair.people, 2)
