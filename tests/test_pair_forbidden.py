"""No pair that a rule forbids is ever made, by whatever way it would come about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from random import Random
from typing import Any

import pytest

import plain
from conftest import Run
from northwind import text_of
from pools import TOPICS, mentee, mentor, someone
from rmentor.commands.desk import Choice, looking
from rmentor.commands.pairing import pool_of
from rmentor.pairing.model import EndReason, Pair
from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, people, programmes
from rmentor.store.programmes import Definition
from test_pair_command import DB, TODAY, stored

_RULES = {"grade_gap": 0, "different": ["department"], "outside_reporting_line": True, "no_repeats": True}
_PAIRING: dict[str, Any] = {"require": _RULES, "prefer": {"topics": 10}}


def put(everyone: Iterable[Participant], mode: Mode = Mode.REVERSE, **rules: Any) -> None:
    """Make rmentor.db hold a programme of a mode and rules with these people."""
    definition = text_of(pairing=rules).replace("mode: reverse", f"mode: {mode}")
    with connection.writing(DB) as db:
        programmes.save(db, Definition(programme="north", source="n", definition=definition, digest="d", loaded_at="t"))
        people.save(db, "north", everyone)


def _known() -> Pool:
    with looking(Choice(DB, None, None)) as desk:
        return pool_of(desk)


@pytest.mark.parametrize(
    "changed",
    [{"manager": "s1"}, {"department": "IT"}, {"grade": 9}, {"grade": None}],
    ids=["reports to the other", "same department", "too high a grade", "no grade known"],
)
def test_a_round_whose_people_changed_since_is_not_approved(run: Run, changed: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"department": "Law", "grade": 1}
    put([mentor("m1", **facts), mentee("s1", department="IT", grade=5)], **_PAIRING)
    run("pair", "propose", *TODAY)
    put([mentor("m1", **(facts | changed))], **_PAIRING)
    ended = run("pair", "approve", *TODAY)
    assert (ended.code, ended.out, stored()) == (5, "", [])
    assert "m1 and s1 are no longer allowed to be a pair: " in ended.err
    assert "`rmentor pair propose` makes a new one" in ended.err


def test_a_round_is_not_approved_under_rules_that_forbid_it_now_but_without_the_pair_it_is(run: Run) -> None:
    people = [mentor("m1", grade=1), mentee("s1", grade=5), mentor("m2", grade=1), mentee("s2", grade=2)]
    put(people, **_PAIRING | {"require": {"grade_gap": 1}, "never": [{"mentor": "m1", "mentee": "s2"}]})
    run("pair", "propose", *TODAY)
    put(people, **_PAIRING | {"require": {"grade_gap": 3}})
    assert run("pair", "approve", *TODAY).code == 5
    assert run("pair", "approve", "--without", "m2", *TODAY).code == 0
    assert [pair.people for pair in stored()] == [("m1", "s1")]


def test_what_always_decides_is_made_though_a_requirement_forbids_it(run: Run) -> None:
    put([mentor("m1", grade=1), mentee("s1", grade=1)], **_PAIRING | {"always": [{"mentor": "m1", "mentee": "s1"}]})
    run("pair", "propose", *TODAY)
    assert run("pair", "approve", *TODAY).code == 0


def _everyone(chance: Random, mode: Mode) -> list[Participant]:
    return [
        someone(
            f"p{index:02}",
            Role.BOTH if mode is Mode.RECIPROCAL else chance.choice([Role.MENTOR, Role.MENTEE]),
            offers=tuple(chance.sample(TOPICS, 2)), wants=tuple(chance.sample(TOPICS, 2)),
            grade=chance.randint(1, 4), department=chance.choice("abc"), manager=chance.choice(["p00", "p01", None]),
        )
        for index in range(14)
    ]  # fmt: skip


def _commands(chance: Random, pairs: Sequence[Pair], people: Sequence[Participant]) -> Sequence[str]:
    """Return something that a facilitator might do next; much of it is refused."""
    one, other = (found.id for found in chance.sample(list(people), 2))
    running = [pair for pair in pairs if pair.open]
    ending = ("end", str(chance.choice(running).number), "--reason", _reason(chance)) if running else ("list",)
    return chance.choice(
        [
            ("propose",), ("propose",), ("approve",), ("approve",), ("approve",), ("approve", "--without", one),
            ("approve", "--without", one, "--ban"),
            ("pin", one, other), ("ban", one, other), ("decline", one, other, "--by", one, "--reason", "workload"),
            ("repair",), ("repair", "--moves", "2"), ending, ending, ("convert", "--all"),
        ]
    )  # fmt: skip


def _reason(chance: Random) -> str:
    return chance.choice([one for one in EndReason if one is not EndReason.CONVERTED])


@pytest.mark.parametrize("mode", [Mode.REVERSE, Mode.RECIPROCAL])
@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_facilitator_does_nobody_forbidden_meets_nor_anybody_twice(run: Run, mode: Mode, seed: int) -> None:
    chance = Random(seed)
    rules = {"require": {"grade_gap": 0, "different": ["department"], "outside_reporting_line": True}}
    put(_everyone(chance, mode), mode, **rules, prefer={"topics": 10})
    apart: set[frozenset[str]] = set()
    for _ in range(40):
        before = _known()
        words = _commands(chance, before.pairs, before.enrolled)
        ended = run("pair", *words, *TODAY)
        assert ended.code in (0, 4, 5), ended.err
        after = _known()
        _check(before, after, apart)
        apart |= set(map(frozenset, after.banned))
    assert len(stored()) > 3


def _check(before: Pool, after: Pool, apart: set[frozenset[str]]) -> None:
    """Check that each new pair is allowed, was not declined or banned, and that its people never met before."""
    known = {one.id: one for one in after.enrolled}
    fresh = [pair for pair in after.pairs if pair.number > len(before.pairs)]
    for pair in fresh:
        if pair.converted_from is None:
            asked = Pool(programme=before.programme, people=before.people, managers=before.managers)
            assert plain.forbidden(asked, known[pair.mentor], known[pair.mentee]) == set()
            assert frozenset(pair.people) not in apart
            assert not any(set(pair.people) == set(old.people) for old in before.pairs)
    running = [pair.people for pair in after.pairs if pair.open]
    assert not any(set(one) & set(other) for one, other in combinations(running, 2))
