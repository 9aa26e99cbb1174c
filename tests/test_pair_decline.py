"""`rmentor pair pin`, `ban` and `decline`, and a repair through its commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from northwind import text_of
from pools import mentee, mentor
from rmentor.pairing.decisions import DeclineReason
from rmentor.pairing.model import EndReason
from rmentor.store import connection, decisions, people, programmes, rounds
from rmentor.store.programmes import Definition

DB = Path("rmentor.db")
TODAY = ("--today", "2027-01-04")
PEOPLE = (mentor("m1", offers=("data",)), mentor("m2"), mentee("s1", wants=("data",)), mentee("s2"), mentee("s3"))


@pytest.fixture(autouse=True)
def _proposed(run: Run) -> None:
    pairing = {"prefer": {"topics": 10}, "never": [{"mentor": "m1", "mentee": "s3"}]}
    with connection.writing(DB) as db:
        text = text_of(pairing=pairing)
        stored = Definition(programme="north", source="n.yaml", definition=text, digest="d", loaded_at="t")
        programmes.save(db, stored)
        people.save(db, "north", PEOPLE)
    run("pair", "propose", *TODAY)


def couples(run: Run) -> list[tuple[str, str]]:
    """Propose again, and return who is paired."""
    shown = json.loads(run("pair", "propose", "--json", *TODAY).out)["round"]
    return [(pair["mentor"], pair["mentee"]) for pair in shown["pairs"]]


def test_who_declines_leaves_the_round_and_the_rest_stays(run: Run) -> None:
    ended = run("pair", "decline", "s1", "m1", "--by", "s1", "--reason", "workload", *TODAY)
    assert (ended.code, ended.err) == (0, "Next: rmentor pair approve, or rmentor pair propose\n")
    with connection.reading(DB) as db:
        proposal = rounds.rounds(db, "north")[0].proposal
    assert [pair.people for pair in proposal.pairs] == [("m2", "s3")]
    assert {one.person: one.reason for one in proposal.unpaired if one.reason == "declined"} == {
        "m1": "declined",
        "s1": "declined",
    }
    assert (proposal.optimal, proposal.bound) == (proposal.total == proposal.best, proposal.best)
    told = " ".join(run("pair", "list", "--round", "1").out.split())
    assert "by lot" not in told
    assert proposal.optimal or "Nothing is proved of other choices that place as many people." in told


def test_the_reason_is_kept_and_neither_shown_nor_written_to_the_journal(run: Run) -> None:
    ended = run("pair", "decline", "m1", "s1", "--by", "m1", "--reason", "known_too_well", *TODAY)
    later = run("pair", "propose", *TODAY)
    why = run("pair", "why-not", "m1", "s1", *TODAY)
    with connection.reading(DB) as db:
        (kept,) = decisions.decisions(db, "north")
        lines = " ".join(what for (what,) in db.execute("SELECT what FROM journal"))
    assert (kept.by, kept.reason) == ("m1", DeclineReason.KNOWN_TOO_WELL)
    assert "known" not in ended.out + later.out + why.out + lines
    assert "person m1 person s1" in lines


def test_a_declined_pair_is_not_proposed_again(run: Run) -> None:
    run("pair", "decline", "m1", "s1", "--by", "m1", "--reason", "other", *TODAY)
    assert ("m1", "s1") not in couples(run)


def test_a_pin_is_made_and_a_ban_is_not(run: Run) -> None:
    run("pair", "pin", "m1", "s2", *TODAY)
    run("pair", "ban", "s1", "m2", *TODAY)
    assert couples(run) == [("m1", "s2"), ("m2", "s3")]
    run("pair", "pin", "s2", "m1", "--undo", *TODAY)
    assert ("m1", "s1") in couples(run)


def test_a_whole_round_is_pinned(run: Run) -> None:
    ended = run("pair", "pin", "--round", *TODAY)
    assert ended.out == "2 pairs are pinned.\n"
    assert couples(run) == [("m1", "s1"), ("m2", "s3")]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("pin", "m1", "s3"), "`never` names the two"),
        (("pin", "m2", "s3"), "a decision keeps the two apart"),
        (("ban", "m2", "s2"), "m2 and s2 are pinned"),
        (("pin", "m1", "m2"), "m1 and m2 are not allowed to be a pair"),
    ],
)
def test_a_contradiction_is_refused_and_says_by_what(run: Run, words: tuple[str, ...], told: str) -> None:
    run("pair", "ban", "m2", "s3", *TODAY)
    run("pair", "pin", "m2", "s2", *TODAY)
    ended = run("pair", *words, *TODAY)
    assert (ended.code, ended.out) == (5, "")
    assert told in ended.err


def test_a_running_pair_is_ended_and_not_declined(run: Run) -> None:
    run("pair", "approve", *TODAY)
    ended = run("pair", "decline", "m1", "s1", "--by", "m1", "--reason", "other", *TODAY)
    assert ended.code == 5
    assert "`rmentor pair end 1 --reason fit`" in ended.err


def test_a_decision_taken_back_must_have_been_made(run: Run) -> None:
    assert run("pair", "ban", "m1", "s1", "--undo", *TODAY).code == 4
    assert run("pair", "pin", "m1", *TODAY).code == 2
    assert run("pair", "decline", "m1", "s1", "--by", "m2", "--reason", "other", *TODAY).code == 2


def test_a_dry_run_decides_nothing(run: Run) -> None:
    run("pair", "ban", "m1", "s1", "--dry-run", *TODAY)
    with connection.reading(DB) as db:
        assert decisions.decisions(db, "north") == []


def test_a_round_is_approved_without_a_pair_which_is_banned(run: Run) -> None:
    ended = run("pair", "approve", "--without", "s1:m1", "--ban", *TODAY)
    assert ended.out == "Approved round 1: 1 pair (1), from 2027-01-11.\n"
    assert ("m1", "s1") not in couples(run)
    assert run("pair", "approve", "--ban", *TODAY).code == 2


def test_a_round_is_approved_without_a_person_who_must_be_in_it(run: Run) -> None:
    assert run("pair", "approve", "--without", "s9", *TODAY).code == 4
    assert run("pair", "approve", "--without", "s1", *TODAY).code == 0


def test_a_repair_is_a_round_that_ends_and_makes_pairs_when_it_is_approved(run: Run) -> None:
    run("pair", "ban", "m1", "s1", *TODAY)
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    run("pair", "ban", "m1", "s1", "--undo", *TODAY)
    with connection.writing(DB) as db:
        people.save(db, "north", [mentor("m3")])
    kept = run("pair", "repair", *TODAY)
    assert "Every other pair that runs stays as it is." in kept.out
    ended = run("pair", "repair", "--moves", "2", *TODAY)
    assert ended.err == "Next: rmentor pair approve\n"
    assert "These running pairs would end" in ended.out
    approved = run("pair", "approve", *TODAY)
    assert "ended without blame" in approved.out
    with connection.reading(DB) as db:
        pairs = rounds.pairs(db, "north")
    assert EndReason.MOVED in {pair.end_reason for pair in pairs}
    assert ("m1", "s1") in [pair.people for pair in pairs if pair.open]


def test_a_dry_repair_leaves_no_trace(run: Run) -> None:
    run("pair", "approve", *TODAY)
    run("people", "withdraw", "s1", "--yes", *TODAY)
    ended = run("pair", "repair", "--dry-run", "--json", *TODAY)
    assert json.loads(ended.out)["repair"]["round"]["pairs"] != []
    with connection.reading(DB) as db:
        assert len(rounds.rounds(db, "north")) == 1
