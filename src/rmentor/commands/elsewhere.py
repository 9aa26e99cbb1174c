"""What a change of people's facts does to pairs of other programmes: a person is one person in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rmentor.commands.desk import Desk
from rmentor.pairing.alarm import Broken, broken, newly_broken
from rmentor.pairing.pool import Pool
from rmentor.people.model import Person
from rmentor.store import people, programmes, rounds


def others(desk: Desk) -> list[Pool]:
    """Return the other programmes in which pairs run, as they stand."""
    names = [name for name in programmes.names(desk.db) if name != desk.programme.id]
    running = {name: [pair for pair in rounds.pairs(desk.db, name) if pair.open] for name in names}
    managers = people.managers(desk.db) if any(running.values()) else {}
    return [
        Pool(
            programme=programmes.chosen(desk.db, name),
            people=people.participants(desk.db, name),
            pairs=pairs,
            managers=managers,
        )
        for name, pairs in running.items()
        if pairs
    ]


def changed(pools: Sequence[Pool], facts: Mapping[str, Person], managers: Mapping[str, str]) -> list[Pool]:
    """Return the same programmes with people's facts as they are to be, by id, and these reporting lines."""
    return [
        replace(
            pool, managers=managers, people=[replace(one, person=facts.get(one.id, one.person)) for one in pool.people]
        )
        for pool in pools
    ]


def forbidden_elsewhere(before: Sequence[Pool], after: Sequence[Pool]) -> tuple[tuple[str, Broken], ...]:
    """Return the pairs of other programmes that are newly forbidden, each behind its programme's id."""
    return tuple(
        (new.programme.id, pair)
        for old, new in zip(before, after, strict=True)
        for pair in newly_broken(broken(old, old.pairs), broken(new, new.pairs))
    )
