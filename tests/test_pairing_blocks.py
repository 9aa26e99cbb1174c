"""A field worked out by blocks answers as one that is held, whatever the rules and whoever is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pools import TOPICS, mentee, mentor, pool, programme, someone
from rmentor.pairing import table as tables
from rmentor.pairing.blocks import Blocks
from rmentor.pairing.field import Field, Listed, Offers, every_pair, listed, no_offers
from rmentor.pairing.flow import best_flow
from rmentor.pairing.market import reached
from rmentor.pairing.moved import Asked
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.table import Table, market_of, room, table_of
from rmentor.people.model import Participant
from rmentor.programme.kinds import Hours
from rmentor.programme.pairing import PairingAim
from rmentor.programme.period import Period, Unit
from rmentor.programme.words import Mode, Role

_MODES = (Mode.REVERSE, Mode.RECIPROCAL, Mode.TRADITIONAL)
_WEIGHED = (
    "topics", "grade_distance", "age_distance", "tenure_distance", "industry_distance", "hours_overlap",
    "different_department", "same_site", "challenge", "first_time",
)  # fmt: skip
_HOURS = (Hours(time(8), time(16)), Hours(time(12), time(20)), None)
_BOSSES = (*(f"m{number:03}" for number in range(5)), *(f"s{number:03}" for number in range(5)), None)
_seeds = st.integers(0, 2**32)


def _maybe(chance: Random, known: Any) -> Any:
    return None if chance.random() < 0.15 else chance.choice(known)


def _somebody(chance: Random, name: str, role: Role) -> Participant:
    return someone(
        name,
        role,
        grade=_maybe(chance, range(1, 8)),
        birth_year=_maybe(chance, range(1950, 2003)),
        joined=_maybe(chance, [date(1990 + year, 1, 1 + year) for year in range(27)]),
        industry_since=_maybe(chance, range(1980, 2024)),
        department=_maybe(chance, "abc"),
        site=_maybe(chance, "xy"),
        hours=chance.choice(_HOURS),
        languages=("en",) if chance.random() < 0.8 else ("no", "en"),
        offers=tuple(chance.sample(TOPICS, chance.randrange(4))),
        wants=tuple(chance.sample(TOPICS, chance.randrange(4))),
        challenge=_maybe(chance, range(1, 6)),
        challenged=_maybe(chance, range(1, 6)),
        manager=chance.choice(_BOSSES),
    )


def made(seed: int, most: int = 30, aim: PairingAim = PairingAim.TOTAL) -> Pool:
    """Return a pool of any mode, rules and people."""
    chance = Random(seed)
    mode = chance.choice(_MODES)
    rules = programme(
        mode,
        **{name: chance.randrange(20) for name in _WEIGHED},
        grade_gap=chance.choice((None, None, 0, 1, 2)),
        junior_ways=chance.choice((None, None, 1, 2)),
        overlap=chance.choice((None, Period(2, Unit.HOUR))),
        outside_reporting_line=chance.random() < 0.5,
        no_shared_manager=chance.random() < 0.5,
        shared_language=chance.random() < 0.5,
        shared_topic=chance.random() < 0.3,
        different=("department",) if chance.random() < 0.3 else (),
        first=("m001", "s002"),
        aim=aim,
    )
    roles = (Role.MENTOR, Role.MENTEE, Role.BOTH)
    people = [
        _somebody(chance, f"{side}{number:03}", chance.choice(roles) if mode is Mode.RECIPROCAL else role)
        for side, role in (("m", Role.MENTOR), ("s", Role.MENTEE))
        for number in range(chance.randint(1, most))
    ]
    return pool(people, rules)


def both(made_pool: Pool) -> tuple[Table, Listed, Blocks]:
    """Return a pool's table and its field, held and by blocks."""
    table = table_of(made_pool)
    free = room(table.mentors), room(table.mentees)
    upper = made_pool.both_ways
    return table, listed(table.rules, free, upper=upper), Blocks(table.rules, free, upper=upper)


def alike(one: Pairs, other: Pairs) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("rows", "columns", "fits"))


def priced(field: Field, seed: int, times: int = 1) -> Offers:
    """Return offers from small to wild ones."""
    chance = np.random.default_rng(seed)
    rows, columns = (-chance.integers(0, 10 ** chance.integers(2, 14), size) for size in field.shape)
    return Offers(rows, columns, times=times)


@settings(max_examples=60, deadline=None)
@given(_seeds)
def test_blocks_hold_the_pairs_that_a_list_holds(seed: int) -> None:
    _, held, blocks = both(made(seed))
    assert alike(every_pair(held), every_pair(blocks))


@settings(max_examples=60, deadline=None)
@given(_seeds, st.integers(1, 2), st.integers(0, 500))
def test_the_same_pairs_tempt_at_any_offers(seed: int, times: int, margin: int) -> None:
    _, held, blocks = both(made(seed))
    offers = priced(held, seed, times)
    pairs = every_pair(held)
    saved = offers.columns[pairs.columns] - offers.rows[pairs.rows] - times * ((blocks.top - pairs.fits) // blocks.unit)
    found = blocks.tempting(offers, margin)
    assert alike(found.pairs, pairs.only(saved >= -margin))
    assert np.array_equal(found.saved, saved[saved >= -margin])


@settings(max_examples=60, deadline=None)
@given(_seeds, st.integers(0, 500), st.integers(1, 3))
def test_of_too_many_tempting_pairs_each_row_keeps_those_that_save_most(seed: int, margin: int, few: int) -> None:
    _, held, blocks = both(made(seed))
    offers = priced(held, seed, 1)
    for field in (held, blocks):
        whole, found = field.tempting(offers, margin), field.tempting(offers, margin, few)
        assert {*_keys(found.pairs)} <= {*_keys(whole.pairs)}
        assert len(found.pairs) == len(whole.pairs) or not found.whole
        for row in np.unique(whole.pairs.rows):
            every, kept = whole.saved[whole.pairs.rows == row], found.saved[found.pairs.rows == row]
            assert sorted(every)[-min(few, len(every)) :] == sorted(kept)[-min(few, len(every)) :]


@settings(max_examples=60, deadline=None)
@given(_seeds, st.integers(0, 9))
def test_no_pair_is_missed_where_potentials_moved(seed: int, tenth: int) -> None:
    _, held, blocks = both(made(seed))
    chance, far = np.random.default_rng(seed), blocks.dearest // 2 + 1
    rows, columns = (chance.integers(-far, 1, size) for size in held.shape)
    more_rows, more_columns = ((chance.random(size) < 0.1) * chance.integers(-far, far, size) for size in held.shape)
    before, after = Offers(rows, columns), Offers(rows + more_rows, columns + more_columns)
    since = Asked(before, far * tenth // 10).since(blocks, after)
    if since is not None:
        tempting, found = {*_keys(blocks.tempting(after, 0).pairs)}, {*_keys(since.pairs)}
        assert found <= tempting <= found | {*_keys(blocks.tempting(before, far * tenth // 10).pairs)}


def _keys(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.rows.tolist(), pairs.columns.tolist(), strict=True))


@settings(max_examples=30, deadline=None)
@given(_seeds)
def test_the_promising_pairs_hold_the_best_of_everyone(seed: int) -> None:
    _, held, blocks = both(made(seed))
    pairs, found = every_pair(held), blocks.promising(15)
    for side in (("rows", "columns"),) if blocks.upper else (("rows",), ("columns",)):
        assert _best(pairs, side) == _best(found, side)


def _best(pairs: Pairs, sides: tuple[str, ...]) -> dict[int, int]:
    """Return everybody's best fit, whichever of the sides they stand on; in one pool they stand on both."""
    best: dict[int, int] = {}
    for side in sides:
        for person, fit in zip(getattr(pairs, side).tolist(), pairs.fits.tolist(), strict=True):
            best[person] = max(fit, best.get(person, 0))
    return best


@settings(max_examples=30, deadline=None)
@given(_seeds)
def test_a_flow_through_blocks_reaches_as_much(seed: int) -> None:
    table, held, blocks = both(made(seed))
    if table.pool.both_ways:
        return
    market = market_of(table, [])
    one, other = (best_flow(market.of(field)) for field in (held, blocks))
    assert reached(market, one.pairs) == reached(market, other.pairs)
    assert (one.total, one.gap) == (other.total, other.gap) == (one.total, 0)


@settings(max_examples=30, deadline=None)
@given(_seeds)
def test_pairs_taken_out_stay_out(seed: int) -> None:
    _, held, blocks = both(made(seed))
    pairs = every_pair(held)
    some = pairs.only(np.arange(0, len(pairs), 3))
    least = int(np.median(pairs.fits)) if len(pairs) else 0
    both_left = [every_pair(field.without(some).at_least(least)) for field in (held, blocks)]
    assert alike(*both_left)


@settings(max_examples=15, deadline=None)
@given(_seeds, st.sampled_from(PairingAim))
@example(seed=4_294_967_296, aim=PairingAim.TOTAL).via("two tables of one code for each person, of unlike sizes")
def test_a_round_by_blocks_is_as_good(seed: int, aim: PairingAim) -> None:
    base = made(seed, 12, aim)
    held = propose(base)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MOST_HELD", 0)
        by_blocks = propose(base)
    assert (len(held.pairs), held.total, held.bound) == (len(by_blocks.pairs), by_blocks.total, by_blocks.bound)


@settings(max_examples=20, deadline=None)
@given(_seeds)
def test_shuffled_people_make_the_same_round_by_blocks(seed: int) -> None:
    base = made(seed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MOST_HELD", 0)
        shuffled = Random(seed).sample(list(base.people), len(base.people))
        assert propose(base) == propose(replace(base, people=shuffled))


def test_however_wide_the_margin_no_forbidden_pair_is_tempting() -> None:
    rules = programme(grade_gap=2, topics=10)
    table = table_of(pool([mentor("a", grade=3), mentee("b", grade=4), mentee("c", grade=6)], rules))
    field = Blocks(table.rules, (np.ones(1, dtype=bool), np.ones(2, dtype=bool)))
    for margin in (10**3, 10**7, 10**12):
        assert field.tempting(no_offers(field), margin).pairs.columns.tolist() == [1]
