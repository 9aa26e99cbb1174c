"""What is said to keep somebody from a pair does, and what is said to place them places them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import given, settings

from conftest import Run
from northwind import text_of
from pools import mentee, mentor, pool, programme, running
from rmentor.pairing.costs import costs_of, hides, shown_costs
from rmentor.pairing.model import Proposal
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import attempt, proposal_of, propose
from rmentor.pairing.relax import Tried, goes_first, places, tried
from rmentor.pairing.supposed import supposed
from rmentor.pairing.two import Two, objections
from rmentor.pairing.what_if import compare
from rmentor.pairing.why_not import together
from rmentor.people.special import HIDDEN
from rmentor.store import connection, people, programmes
from rmentor.store.programmes import Definition
from wishes import pools

TODAY = ("--today", "2027-01-04")


def relaxed(everyone: Pool, one: Tried, *more: str) -> Proposal:
    return propose(supposed(everyone, [*one.relaxation.what_if, *more], one.relaxation.without))


def has_a_place(everyone: Pool, one: Tried, person: str, best: Proposal) -> bool:
    """True where a round as good as the best one under a relaxation pairs a person with somebody."""
    other = supposed(everyone, one.relaxation.what_if, one.relaxation.without)
    known = {each.id: each for each in other.enrolled}
    ways = [(person, each) for each in known if each != person] + [(each, person) for each in known if each != person]
    possible = [way for way in ways if not any(objections(Two(other, *(known[name] for name in way))))]
    pinned = [propose(together(other, way)) for way in possible]
    return (len(best.pairs), best.total) in [(len(each.pairs), each.total) for each in pinned]


def asked(everyone: Pool) -> tuple[Proposal, list[Tried]]:
    made = attempt(everyone)
    known = {one.id: one for one in everyone.enrolled}
    proposal = proposal_of(made)
    return proposal, tried(made, [costs_of(made.table, known[one.person]) for one in proposal.unpaired])


def placed(proposal: Proposal) -> set[str]:
    return {person for pair in proposal.pairs for person in pair.people}


@settings(max_examples=80, deadline=None)
@given(pools())
def test_a_relaxation_said_to_place_people_does(everyone: Pool) -> None:
    proposal, found = asked(everyone)
    assert found == sorted(found, key=lambda one: one.order)
    for one in found:
        best = relaxed(everyone, one)
        assert len(best.pairs) == one.pairs
        for person in one.gain:
            assert person not in placed(proposal)
            assert has_a_place(everyone, one, person, best)


@settings(max_examples=40, deadline=None)
@given(pools())
def test_what_helps_one_person_places_them_in_a_round_as_good(everyone: Pool) -> None:
    made = attempt(everyone)
    proposal, found = asked(everyone)
    for one in found:
        for person in (each.person for each in proposal.unpaired[:2]):
            if places(made, one, person):
                assert has_a_place(everyone, one, person, relaxed(everyone, one))


@settings(max_examples=40, deadline=None)
@given(pools())
def test_who_goes_first_is_placed_and_costs_no_pair(everyone: Pool) -> None:
    made = attempt(everyone)
    for one in proposal_of(made).unpaired:
        change = goes_first(made, one.person)
        best = propose(supposed(everyone, [f"first={one.person}"]))
        assert (change is not None) is (one.person in placed(best))
        assert change is None or change.pairs == len(best.pairs) == len(made.cells)


@settings(max_examples=80, deadline=None)
@given(pools())
def test_the_costs_are_those_of_the_requirements_one_by_one(everyone: Pool) -> None:
    table = attempt(everyone).table
    for person in everyone.enrolled:
        costs = costs_of(table, person)
        couples = zip(costs.rows.tolist(), costs.columns.tolist(), strict=True)
        ends = [(table.mentors[row].person, table.mentees[column].person) for row, column in couples]
        against = [{name for name, _ in objections(Two(everyone, *two))} - {"role"} for two in ends]
        for name in costs.met:
            assert costs.excluded(name) == sum(name in one for one in against)
            assert costs.alone(name) == sum(one == {name} for one in against)
        assert costs.allowed == sum(not one for one in against)


def test_the_smallest_relaxation_is_a_lower_gap_before_none() -> None:
    rules = programme(grade_gap=4, topics=1)
    people = [mentor("m1", grade=1), mentor("m2", grade=3), mentee("s1", grade=5), mentee("s2", grade=5)]
    found = asked(pool(people, rules))[1]
    assert [one.relaxation.options for one in found] == [
        '--what-if "require.grade_gap=2"',
        '--without "require.grade_gap"',
    ] or found[0].relaxation.key.startswith("capacity")


def test_minutes_in_common_and_the_plan_are_relaxed_to_the_value_that_helps() -> None:
    everyone = [mentor("m1"), mentor("m2"), mentee("s1"), mentee("s2")]
    found = asked(pool(everyone, programme(pairs=1)))[1]
    assert [(one.relaxation.key, one.relaxation.value) for one in found][:1] == [("plan.pairs", "2")]


def test_nothing_of_a_special_category_is_counted_named_or_relaxed() -> None:
    rules = programme(different=("religion",), grade_gap=1)
    everyone = [
        mentor("m1", grade=1, attributes={"religion": "druid"}),
        mentee("s1", grade=3, attributes={"religion": "druid"}),
    ]
    made = attempt(pool(everyone, rules))
    costs = [costs_of(made.table, one) for one in everyone]
    found = tried(made, costs)
    assert all(hides(made, one) and shown_costs(made, one) == {} for one in costs)
    assert "religion" not in repr([one.relaxation for one in found])
    assert "religion" not in repr(proposal_of(made).unpaired)
    assert HIDDEN in repr(proposal_of(made).unpaired)


def put(everyone: Sequence[Any], **rules: Any) -> None:
    text = text_of(pairing=rules)
    with connection.writing(Path("rmentor.db")) as db:
        programmes.save(db, Definition(programme="north", source="n.yaml", definition=text, digest="d", loaded_at="t"))
        people.save(db, "north", everyone)


def test_unpaired_shows_what_each_requirement_costs_and_what_would_place_most(run: Run) -> None:
    put([mentor("m1", grade=1), mentee("s1", grade=9), mentee("s2", grade=3)], require={"grade_gap": 5})
    ended = run("pair", "unpaired", *TODAY)
    assert ended.code == 0
    assert "1 person is left without a pair" in ended.out
    assert "grade_gap 1" in ended.out
    assert "capacity.mentor" not in ended.err
    assert max(map(len, ended.out.splitlines())) <= 80


def test_one_person_is_told_all_and_who_has_a_pair_is_refused(run: Run) -> None:
    put([mentor("m1", grade=1), mentor("m2", grade=1), mentee("s1", grade=9), mentee("s2", grade=3)],
        require={"grade_gap": 5})  # fmt: skip
    ended = run("pair", "unpaired", "s2", *TODAY)
    assert "The smallest relaxation that places them: require.grade_gap = 2." in ended.out
    assert ended.err == 'Next: rmentor pair propose --what-if "require.grade_gap=2"\n'
    told = json.loads(run("pair", "unpaired", "s2", "--json", *TODAY).out)["unpaired"]
    assert told["people"][0]["costs"] == [{"requirement": "grade_gap", "excludes": 2, "alone": 2}]
    assert run("pair", "unpaired", "s1", *TODAY).code == 5
    assert run("pair", "unpaired", "s9", *TODAY).code == 4


def test_nobody_left_is_said(run: Run) -> None:
    put([mentor("m1"), mentee("s1")])
    assert run("pair", "unpaired", *TODAY).out == "Nobody is left without a pair.\n"


def test_who_runs_in_a_pair_already_is_not_counted_as_placed() -> None:
    everyone = [mentor("m1", grade=1), mentor("m2", grade=1), mentee("s1", grade=5)]
    held = pool(everyone, programme(grade_gap=2), pairs=[running(1, "m1", "s1")])
    _, found = asked(held)
    assert [(one.relaxation.key, sorted(one.gain), one.net) for one in found] == [("capacity.mentee", ["m2"], 1)]
    compared = compare(held, supposed(held, ["capacity.mentee=2"]))
    assert (compared.gain, compared.lose) == (["m2"], [])
