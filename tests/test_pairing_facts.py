"""Who may be paired and how well two fit, told in three ways: in blocks, in words, and from the definitions."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

import plain
from crowds import crowd
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.reasons import missing, reasons
from rmentor.pairing.rules import Rules
from rmentor.pairing.table import table_of
from rmentor.pairing.two import Two, objections
from rmentor.people.model import Participant

_crowds = st.integers(0, 2**40).map(crowd)


def couples(rules: Rules) -> list[tuple[int, int, Participant, Participant]]:
    """Return every row and column, with the mentor and the mentee."""
    sides = rules.sides
    return [
        (row, column, mentor, mentee)
        for row, mentor in enumerate(sides.mentors)
        for column, mentee in enumerate(sides.mentees)
    ]


def indexes(rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    return np.arange(len(rules.sides.mentors)), np.arange(len(rules.sides.mentees))


@settings(max_examples=130, deadline=None)
@given(found=_crowds)
def test_blocks_words_and_definitions_forbid_the_same_couples(found: Pool) -> None:
    rules = table_of(found).rules
    rows, columns = indexes(rules)
    may = rules.may_block(rows, columns)
    listed = np.divmod(np.arange(may.size), max(1, len(columns)))
    assert np.array_equal(rules.may(*listed), may.ravel())
    met = {name: mask.reshape(may.shape) for name, mask in rules.met(*listed).items()}
    for row, column, mentor, mentee in couples(rules):
        told = {name for name, _ in objections(Two(found, mentor, mentee))}
        assert told == plain.forbidden(found, mentor, mentee)
        assert bool(may[row, column]) is not bool(told)
        unmet = {name for name, mask in met.items() if not mask[row, column]}
        assert {name for name in unmet if "religion" not in name} == told - {"role", "themselves", plain.SPECIAL}


@settings(max_examples=130, deadline=None)
@given(found=_crowds)
def test_every_preference_gives_what_its_definition_says(found: Pool) -> None:
    rules = table_of(found).rules
    rows, columns = indexes(rules)
    fits, prefer = rules.fit_block(rows, columns), found.programme.pairing.prefer
    listed = np.divmod(np.arange(fits.size), max(1, len(columns)))
    assert np.array_equal(rules.fit(*listed), fits.ravel())
    given_points = rules.points(*listed)
    for place, (_, _, mentor, mentee) in enumerate(couples(rules)):
        expected = plain.points(found, mentor, mentee)
        weighed = {name: getattr(prefer, name) * number for name, number in expected.items() if getattr(prefer, name)}
        assert {name: int(part[place]) for name, part in given_points.items()} == weighed
        assert all(0 <= number <= 1000 for number in expected.values())
        assert fits.ravel()[place] == sum(weighed.values()) <= rules.best


@settings(max_examples=60, deadline=None)
@given(found=_crowds)
def test_a_fact_is_said_to_be_missing_where_a_preference_lacks_it(found: Pool) -> None:
    rules = table_of(found).rules
    for row, column, mentor, mentee in couples(rules):
        told = missing(found.programme, mentor, mentee)
        assert bool(told) is bool(rules.unknown(row, column))
        assert all(line.endswith(" unknown") for line in told)
        if "age_distance" in rules.unknown(row, column):
            assert any(line.startswith("birth year of ") for line in told)


@settings(max_examples=60, deadline=None)
@given(found=_crowds)
def test_reasons_name_no_special_category_and_no_own_view(found: Pool) -> None:
    rules = table_of(found).rules
    for row, column, mentor, mentee in couples(rules):
        given_points = {name: int(part[0]) for name, part in rules.points(np.array([row]), np.array([column])).items()}
        told = reasons(found.programme, (mentor, mentee), given_points)
        assert all(told)
        assert "religion" not in str(told)
        forbidding = [words for _, words in objections(Two(found, mentor, mentee))]
        assert "religion" not in str(forbidding)


@settings(max_examples=150, deadline=None)
@given(found=_crowds)
def test_whoever_is_proposed_may_be_paired_and_fits_as_told(found: Pool) -> None:
    people, prefer = {one.id: one for one in found.people}, found.programme.pairing.prefer
    for pair in propose(found).pairs:
        two = people[pair.mentor], people[pair.mentee]
        assert plain.forbidden(found, *two) == set()
        assert pair.fit == sum(getattr(prefer, name) * number for name, number in plain.points(found, *two).items())
