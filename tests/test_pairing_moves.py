"""A few moves among many running pairs: what each gives is what an integer programme finds."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from integer import best_counts
from pools import START, TOPICS, pool, programme, running, someone
from rmentor.pairing import moving, table
from rmentor.pairing.blocks import Blocks
from rmentor.pairing.field import every_pair
from rmentor.pairing.model import EndReason
from rmentor.pairing.pairs import among
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.repair import _loose, repair
from rmentor.pairing.watch import Watch
from rmentor.people.model import Participant, Standing
from rmentor.programme.pairing import PairingAim
from rmentor.programme.words import Mode, Role

_MOVES = 3


def _weighed(mode: Mode, **weights: int) -> Pool:
    """Return nobody under these weights; who is in the same department is not paired."""
    return pool([], programme(mode, different=("department",), topics=10, different_department=3, **weights))


def _somebody(chance: Random, name: str, role: Role) -> Participant:
    offers, wants = (tuple(chance.sample(TOPICS, chance.randrange(4))) for _ in range(2))
    facts = {"department": chance.choice("abcdefg"), "site": chance.choice("xyz"), "grade": chance.randint(1, 9)}
    return someone(name, role, offers=offers, wants=wants, **facts)


def _company(seed: int, mode: Mode, size: int) -> Pool:
    """Return pairs made when sites and grades did not count yet; since then a tenth left and a tenth came."""
    chance = Random(seed)
    roles = (Role.BOTH, Role.BOTH) if mode is Mode.RECIPROCAL else (Role.MENTOR, Role.MENTEE)
    people = [
        _somebody(chance, f"{side}{index:03}", role)
        for index in range(size)
        for side, role in zip("ms", roles, strict=True)
    ]
    made = propose(replace(_weighed(mode), people=people[: size * 9 // 5])).pairs
    gone = {one.id for one in chance.sample(people, size // 10)}
    pairs = [running(number, *pair.people, mode=mode) for number, pair in enumerate(made, start=1)]
    pairs = [
        replace(pair, ended=START, end_reason=EndReason.LEFT) if gone & set(pair.people) else pair for pair in pairs
    ]
    staying = [replace(one, standing=Standing.WITHDRAWN) if one.id in gone else one for one in people]
    later = _weighed(mode, same_site=8, grade_distance=chance.choice((0, 7)))
    return replace(later, people=staying, pairs=pairs)


@pytest.mark.parametrize("mode", [Mode.REVERSE, Mode.RECIPROCAL])
@pytest.mark.parametrize(("seed", "size"), [(0, 24), (1, 24), (2, 24), (2, 32)])
def test_each_move_gives_what_an_integer_programme_finds(seed: int, size: int, mode: Mode) -> None:
    """In the last company a move's best choice is ahead of the next by less than a ten thousandth of the total."""
    asked = _company(seed, mode, size)
    found, loose = repair(asked, _MOVES), _loose(asked)
    every = every_pair(loose.market.field)
    runs = among(every, loose.pairs(loose.running), loose.market.field.shape[1])
    assert len(found.steps) > 1
    for step in found.steps:
        kept = runs, len(loose.running) - step.moves
        best = best_counts(loose.market, PairingAim.TOTAL, one_pool=asked.both_ways, kept=kept)
        assert (step.pairs, step.total, step.exact) == (best[0], best[-1], True)


@pytest.mark.parametrize("mode", [Mode.REVERSE, Mode.RECIPROCAL])
def test_hundreds_of_pairs_are_repaired_at_once(mode: Mode) -> None:
    found = repair(_company(1, mode, 150), 2)
    assert [step.exact for step in found.steps] == [True] * 3
    assert [len(step.ends) for step in found.steps] == [0, 1, 2]
    assert sorted(step.total for step in found.steps) == [step.total for step in found.steps]


@pytest.mark.parametrize("mode", [Mode.REVERSE, Mode.RECIPROCAL])
@pytest.mark.parametrize(("seed", "size"), [(1, 24), (5, 60), (6, 60)])
def test_moves_gain_as_much_where_the_possible_pairs_are_too_many_to_be_held(
    seed: int, size: int, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = _company(seed, mode, size)
    held = repair(asked, _MOVES).steps
    monkeypatch.setattr(table, "MOST_HELD", 0)
    monkeypatch.setattr(moving, "FEW", 2)
    assert isinstance(_loose(asked).market.field, Blocks)
    for one, other in zip(repair(asked, _MOVES).steps, held, strict=True):
        assert (one.pairs, one.people, one.total, one.exact) == (other.pairs, other.people, other.total, True)


@pytest.mark.parametrize("mode", [Mode.REVERSE, Mode.RECIPROCAL])
def test_what_is_not_settled_in_time_says_how_far_it_may_be_from_the_best(mode: Mode) -> None:
    best = repair(_company(3, mode, 24), _MOVES)
    hasty = repair(_company(3, mode, 24), _MOVES, Watch(enough=lambda: True))
    for one, other in zip(hasty.steps, best.steps, strict=True):
        assert one.total <= other.total <= one.total + one.gap
        assert not one.exact or one.total == other.total
