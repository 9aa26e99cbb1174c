"""A round beside others: lots, the best pair first, other rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from northwind import text_of
from pools import capacity, mentee, mentor, pool, programme
from rmentor.errors import NotFound, WrongUsage
from rmentor.pairing.compare import greedy, lots
from rmentor.pairing.effects import effects
from rmentor.pairing.field import every_pair
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import Attempt, attempt, pairs_of, propose
from rmentor.pairing.supposed import supposed
from rmentor.pairing.what_if import compare
from rmentor.programme.words import Mode
from rmentor.store import connection, people, programmes, rounds
from rmentor.store.programmes import Definition
from wishes import pools

TODAY = ("--today", "2027-01-04")
PEOPLE = (
    mentor("m1", offers=("data",), department="Sales"),
    mentor("m2", department="Law"),
    mentee("s1", wants=("data",), department="IT"),
    mentee("s2", department="Care"),
    mentee("s3"),
)


@pytest.fixture(autouse=True)
def _some_people() -> None:
    definition = text_of(pairing={"prefer": {"topics": 10, "different_department": 5}})
    with connection.writing(Path("rmentor.db")) as db:
        stored = Definition(programme="north", source="n.yaml", definition=definition, digest="d", loaded_at="t")
        programmes.save(db, stored)
        people.save(db, "north", PEOPLE)


def plainly_greedy(made: Attempt) -> tuple[int, int]:
    """Return how many pairs and what total taking the best pair first gives, the way one would do it by hand."""
    pairs, market = every_pair(made.market.field), made.market
    rows = market.mentors.left.tolist()
    columns = rows if made.table.pool.both_ways else market.mentees.left.tolist()
    taken: list[tuple[frozenset[str], int]] = []
    order = zip(pairs.fits.tolist(), pairs.rows.tolist(), pairs.columns.tolist(), strict=True)
    for fit, row, column in sorted(order, key=lambda one: (-one[0], one[1:])):
        two = frozenset({made.table.mentors[row].id, made.table.mentees[column].id})
        if rows[row] and columns[column] and len(taken) < market.wanted and two not in [one for one, _ in taken]:
            rows[row] -= 1
            columns[column] -= 1
            taken.append((two, fit))
    return len(taken), sum(fit for _, fit in taken)


@settings(max_examples=60, deadline=None)
@given(pools(), st.integers(-3, 3))
def test_greed_is_what_it_is_by_hand_and_neither_it_nor_lots_place_more(everyone: Pool, seed: int) -> None:
    made = attempt(everyone)
    best_first, by_lot = greedy(made), lots(made, seed)
    assert best_first
    assert by_lot
    assert (best_first.pairs, best_first.total) == plainly_greedy(made)
    assert max(best_first.pairs, by_lot.pairs) <= len(made.cells)
    assert by_lot == lots(made, seed)


@settings(max_examples=60, deadline=None)
@given(pools())
def test_what_the_preferences_give_makes_up_the_total(everyone: Pool) -> None:
    made = attempt(everyone)
    assert sum(one.gives for one in effects(made)) == sum(pair.fit for pair in pairs_of(made))
    assert all(0 <= one.made <= 1000 and 0 <= (one.possible or 0) <= 1000 for one in effects(made))


def test_lots_are_drawn_evenly() -> None:
    everyone = [mentor("m1", offers=("data",)), *(mentee(f"s{n}", wants=("data",) if n else ("ai",)) for n in range(4))]
    made = attempt(pool(everyone, programme(topics=1, capacity=capacity())))
    drawn = [one.total for seed in range(40) if (one := lots(made, seed))]
    assert 650 < sum(drawn) / len(drawn) < 850
    assert len(set(drawn)) > 2


@settings(max_examples=40, deadline=None)
@given(pools(), st.integers(0, 3), st.integers(0, 9))
def test_a_comparison_has_the_figures_of_both_rounds(everyone: Pool, gap: int, weight: int) -> None:
    other = supposed(everyone, [f"require.grade_gap={gap}", f"weight.grade_distance={weight}"])
    found, today, then = compare(everyone, other), propose(everyone), propose(other)
    assert (len(found.today.pairs), found.today.total_today) == (len(today.pairs), today.total)
    assert (len(found.supposed.pairs), found.supposed.total_supposed) == (len(then.pairs), then.total)
    assert len(found.stay) + len(found.gone) == len(today.pairs)
    assert len(found.stay) + len(found.new) == len(then.pairs)


def test_the_same_rules_change_nothing() -> None:
    everyone = pool([mentor(f"m{n}") for n in range(5)] + [mentee(f"s{n}") for n in range(5)])
    found = compare(everyone, supposed(everyone, ["weight.topics=10"]))
    assert (len(found.stay), found.new, found.gain, found.lose) == (5, [], [], [])


def test_keys_are_those_of_the_programme_file() -> None:
    everyone = pool(PEOPLE, programme(Mode.REVERSE, different=("site",), shared_topic=True, grade_gap=2))
    other = supposed(
        everyone,
        ["prefer.topics=3", "pairing.require.overlap=2 hours", "capacity.mentee=2", "aim=fairest", "plan.pairs=1"],
        ["require.shared_topic", "require.different.site", "require.grade_gap", "weight.topics", "m1"],
    ).programme
    rules = other.pairing
    assert (rules.prefer.topics, str(rules.require.overlap), rules.capacity.mentee) == (0, "2 hours", 2)
    assert (rules.require.shared_topic, rules.require.different, rules.require.grade_gap) == (False, (), None)
    assert (rules.aim, other.plan.pairs) == ("fairest", 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("weight.topic=3", "did you mean 'weight.topics'"),
        ("weight.topics=300", "'300' is not a whole number from 0 to 100"),
        ("require.shared_topic=maybe", "is not yes or no"),
        ("weight.topics", "write it as KEY=VALUE"),
        ("always=m1", "there is no key 'always'"),
    ],
)
def test_what_cannot_be_supposed_is_said(text: str, told: str) -> None:
    with pytest.raises(WrongUsage, match="--what-if") as found:
        supposed(pool(PEOPLE), [text])
    assert told in str(found.value)


def test_who_is_unknown_is_not_found() -> None:
    with pytest.raises(NotFound, match="did you mean 'm1'"):
        supposed(pool(PEOPLE), (), ["m11"])


def test_propose_stands_beside_lots_greed_and_its_preferences(run: Run) -> None:
    ended = run("pair", "propose", *TODAY)
    assert "the best pair first" in ended.out
    assert "by lot, on average" in ended.out
    assert "A fact is missing" in ended.out
    told = json.loads(run("pair", "propose", "--json", "--seed", 4, *TODAY).out)["round"]
    assert told["beside"]["seed"] == 4
    assert told["beside"]["greedy"] == {"pairs": 2, "total": told["total"]}
    assert [one["name"] for one in told["beside"]["effects"]] == ["topics", "different_department"]
    assert told["pairs"][1]["missing"] == ["topics offered by m2 unknown", "topics wanted by s2 unknown"]
    with connection.reading(Path("rmentor.db")) as db:
        kept = rounds.rounds(db, "north")[-1].proposal.beside
    assert kept
    assert kept.seed == 4


def test_a_what_if_compares_and_stores_nothing(run: Run) -> None:
    ended = run("pair", "propose", "--what-if", "capacity.mentor=2", "--without", "s2", *TODAY)
    assert ended.code == 0
    assert ended.out.startswith("What if: capacity.mentor=2, without s2\n")
    assert "Would gain a place: s3 S3 Example." in ended.out
    assert "Would lose a place: s2 S2 Example." in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80
    told = json.loads(run("pair", "propose", "--what-if", "capacity.mentor=2", "--json", *TODAY).out)["what_if"]
    assert (told["today"]["pairs"], told["supposed"]["pairs"], told["gain"]) == (2, 3, ["s3"])
    with connection.reading(Path("rmentor.db")) as db:
        assert rounds.rounds(db, "north") == []
    assert run("pair", "propose", "--what-if", "weight.topic=1", *TODAY).code == 2
