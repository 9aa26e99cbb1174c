"""What is said for and against two people is true: it is what the round is made of, or what it would lose."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Run
from northwind import text_of
from pools import couples, mentee, mentor, pool, programme, proposed, running, someone
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.two import Two, objections
from rmentor.pairing.why import judged, ways_round
from rmentor.pairing.why_not import together, why_not
from rmentor.people.special import HIDDEN
from rmentor.programme.words import Mode, Role
from rmentor.store import connection, people, programmes
from rmentor.store.programmes import Definition
from wishes import pools

DB = Path("rmentor.db")
TODAY = ("--today", "2027-01-04")
PEOPLE = (
    mentor("m1", offers=("data",), department="Sales", grade=2),
    mentor("m2", offers=("data",), department="Law", grade=3),
    mentee("s1", wants=("data",), department="IT", grade=9),
    mentee("s2", department="Care", grade=5),
)


def put(**sections: Any) -> None:
    with connection.writing(DB) as db:
        rules = {"pairing": {"require": {"grade_gap": 3}, "prefer": {"topics": 10, "different_department": 5}}}
        text = text_of(**(rules | sections))
        programmes.save(db, Definition(programme="north", source="n.yaml", definition=text, digest="d", loaded_at="t"))
        people.save(db, "north", PEOPLE)


@settings(max_examples=80, deadline=None)
@given(pools(), st.data())
def test_the_loss_of_a_why_not_is_the_loss_of_the_round_with_the_two_in_it(everyone: Pool, data: st.DataObject) -> None:
    two = data.draw(st.lists(st.sampled_from(list(everyone.people)), min_size=2, max_size=2, unique_by=lambda p: p.id))
    answer = why_not(everyone, two[0], two[1])
    if answer.change:
        best = propose(everyone)
        pinned = [propose(together(everyone, (way.mentor.id, way.mentee.id))) for way in _possible(everyone, two)]
        worth = max((len(one.pairs), _people(one), one.total) for one in pinned)
        today, then = answer.change.today, answer.change.supposed
        assert (len(today.pairs), len(today.placed), today.total_today) == (len(best.pairs), _people(best), best.total)
        assert (len(then.pairs), len(then.placed), then.total_today) == worth
        assert frozenset(answer.way) in then.pairs
    else:
        assert answer.against
        assert set(answer.way) not in [set(couple) for couple in couples(propose(everyone))]


def _possible(everyone: Pool, two: list[Any]) -> list[Two]:
    return [way for way in ways_round(everyone, *two) if not any(objections(way))]


def _people(proposal: Any) -> int:
    return len({person for pair in proposal.pairs for person in pair.people})


@settings(max_examples=80, deadline=None)
@given(pools())
def test_what_speaks_for_a_pair_is_its_fit_and_it_meets_everything(everyone: Pool) -> None:
    known = {one.id: one for one in everyone.people}
    for pair in propose(everyone).pairs:
        found = judged(everyone, known[pair.mentor], known[pair.mentee])
        assert found.allowed
        assert found.fit >= pair.fit
        if everyone.both_ways:
            assert {one.name: one.weight * one.points for one in found.likings} == pair.points


@settings(max_examples=80, deadline=None)
@given(pools(), st.data())
def test_a_requirement_is_met_unless_there_is_an_objection(everyone: Pool, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(list(everyone.people)))[:2]
    found = judged(everyone, one, other)
    two = Two(everyone, found.mentor, found.mentee)
    assert {demand.name for demand in found.demands if not demand.met} == {name for name, _ in objections(two)}
    assert all(demand.facts for demand in found.demands)


def test_in_reciprocal_mode_the_weaker_direction_is_told() -> None:
    """The one offers what the other wants and asks for nothing that is offered."""
    people = [
        someone("a", Role.BOTH, offers=("ai",), wants=("data",)),
        someone("b", Role.BOTH, offers=("video",), wants=("ai",)),
    ]
    found = judged(pool(people, programme(Mode.RECIPROCAL, shared_topic=True, topics=10)), *people)
    assert (found.fit, [one.name for one in found.demands if not one.met]) == (0, ["shared_topic"])


def test_only_what_must_change_does() -> None:
    people = [mentor(f"m{n}", offers=("data",)) for n in range(6)] + [
        mentee(f"s{n}", wants=("data",)) for n in range(6)
    ]
    partner = dict(couples(proposed(people)))["m0"]
    other = next(one for one in people[6:] if one.id != partner)
    change = why_not(pool(people), people[0], other).change
    assert change
    assert (len(change.stay), len(change.new), change.today.total_today) == (4, 2, change.supposed.total_today)


def test_fairest_first_the_lowest_pair_is_what_is_lost(run: Run) -> None:
    put(pairing={"aim": "fairest", "prefer": {"topics": 10}})
    ended = run("pair", "why-not", "m1", "s1", *TODAY)
    assert ended.code == 0
    assert "be as good" in ended.out or "They are together" in ended.out


def test_who_is_full_paired_or_gone_is_said() -> None:
    first, second = mentor("m1"), mentee("s1")
    assert why_not(pool([first, second], pairs=[running(1, "m1", "s1")]), first, second).pair
    third = mentee("s2")
    full = why_not(pool([first, second, third], pairs=[running(1, "m1", "s1")]), first, third)
    assert [name for name, _ in full.against] == ["capacity", "plan.pairs"]
    gone = replace(third, consent=False)
    assert why_not(pool([first, gone]), first, gone).against[0][0] == "part"


def test_why_shows_points_facts_and_who_can_mentor(run: Run) -> None:
    put()
    ended = run("pair", "why", "s1", "m1", *TODAY)
    assert (ended.code, ended.err) == (0, "Next: rmentor pair why-not m1 s1\n")
    assert ended.out.startswith("m1 M1 Example mentors s1 S1 Example\n")
    assert "Only m1 M1 Example can" in " ".join(ended.out.split())
    assert "grades 2 and 9, with a gap of 3 required" in ended.out
    assert "Fit 15,000 of 15,000 (100 %)." in ended.out
    assert max(map(len, ended.out.splitlines())) <= 80


def test_a_missing_fact_is_said_and_counts_neutral(run: Run) -> None:
    put()
    told = json.loads(run("pair", "why", "m1", "s2", "--json", *TODAY).out)["why"]
    assert told["preferences"][0]["points"] == 500
    assert told["missing"] == ["topics wanted by s2 unknown"]
    assert (told["allowed"], told["can_mentor"], told["state"]) == (True, ["m1"], "no pair, and not proposed as one")


def test_any_two_are_answered_and_strangers_are_not_found(run: Run) -> None:
    put()
    ended = run("pair", "why", "m1", "m2", *TODAY)
    assert ended.code == 0
    assert "neither can mentor" in ended.out
    assert [run("pair", verb, "m1", "m9", *TODAY).code for verb in ("why", "why-not")] == [4, 4]
    assert run("pair", "why", "m1", "m1", *TODAY).code == 2


def test_why_not_tells_the_loss_or_all_that_forbids_it(run: Run) -> None:
    put()
    loss = json.loads(run("pair", "why-not", "m2", "s1", "--json", *TODAY).out)["why_not"]["loss"]
    assert loss == {"pairs": 1, "people": 2, "total": 12500} or loss["pairs"] == 0
    forbidden = run("pair", "why-not", "m1", "m2", *TODAY)
    assert forbidden.code == 0
    assert "grade_gap" in forbidden.out
    assert "role" in forbidden.out


@pytest.mark.parametrize("verb", ["why", "why-not"])
def test_a_pair_is_called_one(run: Run, verb: str) -> None:
    put()
    run("pair", "propose", *TODAY)
    run("pair", "approve", *TODAY)
    pair = json.loads(run("pair", "list", "--json").out)["pairs"][0]
    assert "pair 1" in run("pair", verb, pair["mentor"], pair["mentee"], *TODAY).out


def test_nothing_of_a_special_category_is_told() -> None:
    rules = programme(different=("religion",))
    one, other = (side("p", attributes={"religion": "druid"}) for side in (mentor, mentee))
    other = replace(other, person=replace(other.person, id="q"))
    found = judged(pool([one, other], rules), one, other)
    against = why_not(pool([one, other], rules), one, other).against
    told = repr([*found.demands, *against])
    assert [demand.name for demand in found.demands if not demand.met] == [HIDDEN]
    assert "druid" not in told
    assert "religion" not in told
    assert proposed([one, other], rules).pairs == ()
