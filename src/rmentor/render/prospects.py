"""How a roster stands against a definition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rmentor.errors import Problem
from rmentor.people.export import Reading
from rmentor.render.view import Block, Grid, View, Words

if TYPE_CHECKING:
    from rmentor.pairing.prospects import Prospects

_LATER = "Who could be paired is asked when every row can be read."


@dataclass(frozen=True, slots=True)
class Held:
    """A roster held against a definition; `prospects` is None where rows must be put right first."""

    programme: str
    roster: str
    reading: Reading
    prospects: Prospects | None
    problems: tuple[Problem, ...]


def held_view(held: Held) -> View:
    """Return how many people there are, how many pairs they take, and every problem with its row."""
    data = {
        "programme": held.programme,
        "roster": held.roster,
        "people": len(held.reading.participants),
        "left_out": len(held.reading.left_out),
        "seats": _seats(held.prospects) if held.prospects else None,
        "problems": [asdict(problem) for problem in held.problems],
    }
    step = None if held.problems else f"rmentor load {held.programme}"
    return View(kind="prospects", data=data, blocks=list(_blocks(held)), next_step=step)


def _seats(found: Prospects) -> dict[str, int | None]:
    return {
        "mentors": found.mentors,
        "mentees": found.mentees,
        "mentor_seats": found.mentor_seats,
        "mentee_seats": found.mentee_seats,
        "pairs_planned": found.planned,
        "pairs_at_most": found.most,
    }


def _blocks(held: Held) -> Iterator[Block]:
    people, left_out = len(held.reading.participants), len(held.reading.left_out)
    some = f", {left_out} rows left out" if left_out else ""
    yield Words(f"{held.roster}: {people} people{some}; {_found(len(held.problems))}", strong=True)
    yield Words(_room(held.prospects) if held.prospects else _LATER)
    if held.problems:
        rows = [(str(one.line or "all"), one.code, one.message) for one in held.problems]
        yield Grid(("row", "code", "problem"), rows, numbers=frozenset({0}))


def _room(found: Prospects) -> str:
    planned = f"; {found.planned} pairs are planned" if found.planned is not None else ""
    sides = f"{found.mentors} can mentor, in {found.mentor_seats}; {found.mentees} be mentored, in {found.mentee_seats}"
    return f"Places for {found.most} pairs at most ({sides}){planned}."


def _found(number: int) -> str:
    return f"{number} problem{'' if number == 1 else 's'}" if number else "no problems"
