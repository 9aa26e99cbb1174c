"""The pairs that are decided beforehand: by the programme file, or since a facilitator pinned them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rmentor.errors import Refused
from rmentor.pairing.available import agreed
from rmentor.pairing.pool import Pool, Seat
from rmentor.pairing.two import Two, objections

Cell = tuple[int, int]


def decided(pool: Pool, mentors: Sequence[Seat], mentees: Sequence[Seat]) -> list[Cell]:
    """Return the rows and columns of the pairs in `always`, or pinned, not made yet and whose people take part.

    Those in `always` are made whatever the rules say, also where somebody is away. Raises Refused where a rule
    forbids one that is pinned, where somebody has not agreed to take part, where their roles do not allow one, or
    where they are more than somebody takes.
    """
    rows, columns = ({seat.person.id: index for index, seat in enumerate(side)} for side in (mentors, mentees))
    waiting = sorted(_waiting(pool))
    _refuse_silent(pool, waiting)
    _refuse_forbidden(pool, waiting)
    cells = sorted(_cell(couple, rows, columns) for couple in waiting)
    _refuse_overfull(mentors, [row for row, _ in cells])
    _refuse_overfull(mentees, [column for _, column in cells])
    if pool.both_ways:
        _refuse_overfull(mentors, [end for cell in cells for end in cell])
    return cells


def seated(seats: Iterable[Seat], ends: Sequence[int]) -> list[Seat]:
    """Return the seats after a pair was made for each of the ends, which are indexes of seats."""
    taken = Counter(ends)
    return [
        replace(seat, left=seat.left - taken[index], fresh=False) if index in taken else seat
        for index, seat in enumerate(seats)
    ]


def _waiting(pool: Pool) -> set[tuple[str, str]]:
    here = {one.id for one in pool.enrolled}
    made = {frozenset(couple) for pair in pool.pairs for couple in pair.couples}
    couples = _of_the_file(pool) | _pinned(pool)
    return {couple for couple in couples if set(couple) <= here and frozenset(couple) not in made}


def _of_the_file(pool: Pool) -> set[tuple[str, str]]:
    return {couple.people for couple in pool.programme.pairing.always}


def _pinned(pool: Pool) -> set[tuple[str, str]]:
    """Return the pinned couples where the file does not decide the same."""
    known = set(map(frozenset, _of_the_file(pool)))
    return {couple for couple in pool.pinned if frozenset(couple) not in known}


def _refuse_forbidden(pool: Pool, couples: Iterable[tuple[str, str]]) -> None:
    """Raise Refused where a rule forbids a pinned couple, since forbidden has no price."""
    known = {one.id: one for one in pool.enrolled}
    for mentor, mentee in sorted(_pinned(pool).intersection(couples)):
        if told := [why for _, why in objections(Two(pool, known[mentor], known[mentee]))]:
            undo = f"`rmentor pair pin {mentor} {mentee} --undo` takes it back"
            raise Refused(f"{mentor} and {mentee} are pinned and now forbidden: {'; '.join(told)}; {undo}")


def _refuse_silent(pool: Pool, couples: Iterable[tuple[str, str]]) -> None:
    silent = {one.id for one in pool.enrolled if not agreed(pool, one)}
    for mentor, mentee in couples:
        for person in (mentor, mentee):
            if person in silent:
                raise Refused(f"`always` pairs {mentor} with {mentee}, but {person} has not agreed to take part")


def _cell(couple: tuple[str, str], rows: Mapping[str, int], columns: Mapping[str, int]) -> Cell:
    mentor, mentee = couple
    if mentor not in rows or mentee not in columns:
        raise Refused(f"`always` pairs {mentor} with {mentee}, which their roles do not allow")
    return rows[mentor], columns[mentee]


def _refuse_overfull(seats: Sequence[Seat], ends: Sequence[int]) -> None:
    for index, number in Counter(ends).items():
        if number > seats[index].left:
            name = seats[index].person.id
            room = f"but {name} has room for {seats[index].left}"
            raise Refused(f"what is decided (`always`, pins) gives {name} {number} more pairs, {room}")
