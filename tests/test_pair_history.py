"""What earlier rounds and programmes say of people reaches the next round."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from northwind import text_of
from pools import START, mentee, mentor, running
from rmentor.pairing.model import Proposal, ProposedPair, Unpaired
from rmentor.people.model import Participant
from rmentor.store import connection, history, people, programmes, rounds
from rmentor.store.programmes import Definition

DB = Path("rmentor.db")
TODAY = ("--today", "2027-01-04")
PEOPLE = (mentor("a"), mentor("b"), mentee("x"), mentee("y"))


def put(name: str, everyone: Iterable[Participant] = PEOPLE, **sections: Any) -> None:
    """Make rmentor.db hold one more programme with these people."""
    prefer = {"topics": 0, "first_time": 5, "left_out": 7}
    definition = text_of(**({"pairing": {"prefer": prefer}} | sections)).replace("id: north", f"id: {name}")
    with connection.writing(DB) as db:
        stored = Definition(programme=name, source="n.yaml", definition=definition, digest="d", loaded_at="t")
        programmes.save(db, stored)
        people.save(db, name, everyone)


def approve(name: str, unpaired: str) -> None:
    """Make a programme have had a round that left these people out."""
    pair = ProposedPair("a", "x", 1, {"topics": 1})
    left = tuple(Unpaired(person, "why") for person in unpaired)
    with connection.writing(DB) as db:
        proposal = Proposal(pairs=(pair,), unpaired=left, total=1, bound=1, best=10, digest="d")
        rounds.approve(db, name, rounds.propose(db, name, START, proposal).number)


def known(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return who is experienced and who was left out."""
    with connection.reading(DB) as db:
        return history.experienced(db, name), history.left_out(db, programmes.chosen(db, name))


def test_nobody_has_a_history_in_the_first_programme(run: Run) -> None:
    put("north")
    assert known("north") == (frozenset(), frozenset())


def test_a_pair_of_any_programme_makes_two_experienced(run: Run) -> None:
    put("north")
    put("south", [mentor("b"), mentee("y"), mentee("z")])
    with connection.writing(DB) as db:
        rounds.save_pair(db, "south", running(1, "b", "z"))
        rounds.save_pair(db, "north", running(1, "a", "x"))
    assert known("north")[0] == frozenset("abx")
    assert known("south")[0] == frozenset("bz")


@pytest.mark.parametrize("later", ["", "y"])
def test_the_last_approved_round_says_who_was_left_out(run: Run, later: str) -> None:
    put("north")
    approve("north", "by")
    approve("north", later)
    assert known("north")[1] == frozenset(later)


def test_a_round_that_was_only_proposed_left_nobody_out(run: Run) -> None:
    put("north")
    assert run("pair", "propose", *TODAY).code == 0
    assert known("north")[1] == frozenset()


def test_before_the_first_round_the_predecessors_last_one_counts(run: Run) -> None:
    plan = {"start": START, "length": "6 months", "zone": "Europe/Oslo", "predecessor": "north"}
    put("north", [*PEOPLE, mentee("z")])
    put("south", plan=plan)
    approve("north", "byz")
    assert known("south")[1] == frozenset("by")
    approve("south", "x")
    assert known("south")[1] == frozenset("x")


def test_history_gives_points_in_a_proposal(run: Run) -> None:
    put("north", [mentor("a"), mentor("b"), mentee("x")])
    approve("north", "b")
    ended = run("pair", "propose", "--json", *TODAY)
    assert ended.code == 0, ended.err
    (pair,) = json.loads(ended.out)["round"]["pairs"]
    assert (pair["mentor"], pair["mentee"]) == ("b", "x")
    assert pair["points"] == {"first_time": 5000, "left_out": 3500}
