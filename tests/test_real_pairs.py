"""The public HR export paired: three hundred seniors with three hundred juniors, proved, and each pair explained."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

import plain
from conftest import Run
from rmentor.files.csv_out import csv_text
from rmentor.pairing.pool import Pool
from rmentor.pairing.reasons import reasons
from rmentor.pairing.table import table_of
from rmentor.people.model import Participant
from rmentor.store import people, programmes
from rmentor.store.connection import reading
from test_real_roster import BOOK, CSV, DATA, PROGRAMME, TODAY, raw_rows

T = TypeVar("T")
_SIDE = 300
pytestmark = pytest.mark.skipif(
    not (CSV.is_file() and BOOK.is_file()), reason=f"the public sample is not in {DATA}; RMENTOR_TEST_DATA says where"
)
_RULES = """pairing:
  require: {grade_gap: 2, junior_ways: 1}
  prefer: {topics: 0, grade_distance: 8, age_distance: 5, tenure_distance: 4, different_department: 6, same_site: 3}
"""


@pytest.fixture
def company(run: Run) -> Run:
    """Enrol the first three hundred of each side by id, who are managers and above, and everybody below."""
    lines = PROGRAMME.splitlines(keepends=True)
    text = "".join(_RULES if line.startswith("pairing:") else line for line in lines)
    text = text.replace("mentee, grade_from: 5", "mentee, grade_from: 4").replace(
        "mentor, grade_to: 4", "mentor, grade_to: 3"
    )
    Path("employees.yaml").write_text(text)
    for name in ("all.db", "pilot.db"):
        assert run("load", "employees.yaml", "--db", name, *TODAY).code == 0
    assert run("enrol", "--from", CSV, "--db", "all.db", *TODAY).code == 0
    everyone = pool("all.db").enrolled
    chosen = {
        (one.id, one.name) for role in ("mentee", "mentor") for one in [p for p in everyone if p.role == role][:_SIDE]
    }
    rows = [row for row in raw_rows() if (row["EEID"], row["Full Name"]) in chosen]
    Path("pilot.csv").write_text(csv_text(list(rows[0]), [list(row.values()) for row in rows]))
    assert run("enrol", "--from", "pilot.csv", "--db", "pilot.db", *TODAY).code == 0
    return run


def pool(db: str) -> Pool:
    with reading(Path(db)) as store:
        chosen = programmes.chosen(store, None)
        return Pool(programme=chosen, people=people.participants(store, chosen.id), managers=people.managers(store))


def proposed(run: Run) -> Any:
    ended = run("pair", "propose", "--db", "pilot.db", "--json", *TODAY)
    assert ended.code == 0, ended.err
    return json.loads(ended.out)["round"]


def test_three_hundred_seniors_and_juniors_are_paired_with_proof(company: Run) -> None:
    found, known = proposed(company), pool("pilot.db")
    by_id = {one.id: one for one in known.enrolled}
    assert len(by_id) == 2 * _SIDE
    assert found["optimal"]
    assert found["total"] == found["bound"]
    for pair in found["pairs"]:
        two = by_id[pair["mentor"]], by_id[pair["mentee"]]
        assert plain.forbidden(known, *two) == set()
        prefer = known.programme.pairing.prefer
        assert pair["fit"] == sum(getattr(prefer, name) * given for name, given in plain.points(known, *two).items())
    assert (len(found["pairs"]), found["total"]) == best_by_another_solver(known)
    placed = {person for pair in found["pairs"] for person in (pair["mentor"], pair["mentee"])}
    assert placed | {one["person"] for one in found["unpaired"]} == by_id.keys()


def best_by_another_solver(known: Pool) -> tuple[int, int]:
    """Return how many pairs can be made, and the highest total of as many."""
    rules = table_of(known).rules
    rows, columns = np.arange(_SIDE), np.arange(_SIDE)
    may, fits = rules.may_block(rows, columns), rules.fit_block(rows, columns)
    forbidden = (_SIDE + 1) * (rules.best + 1)
    mentors, mentees = linear_sum_assignment(np.where(may, -fits, forbidden))
    made = may[mentors, mentees]
    return int(made.sum()), int(fits[mentors, mentees][made].sum())


def test_each_reason_is_true_of_the_two(company: Run) -> None:
    """Held against the facts as they stand: a facilitator can defend every one of them."""
    known = pool("pilot.db")
    by_id = {one.id: one for one in known.enrolled}
    told = [
        (two, words)
        for pair in proposed(company)["pairs"]
        for two in [(by_id[pair["mentor"]], by_id[pair["mentee"]])]
        for words in reasons(known.programme, two, pair["points"])
    ]
    assert len(told) > 2 * _SIDE
    for two, words in told:
        assert is_true(words, *two), words


def is_true(words: str, junior: Participant, senior: Participant) -> bool:
    """Read a reason as a facilitator would, and look the facts up."""
    one, other = junior.person, senior.person
    if words.startswith("both in "):
        return words.removeprefix("both in ") == one.site == other.site
    if words.startswith("from "):
        return words == f"from {one.department} and {other.department}" and one.department != other.department
    number = int(words.split(maxsplit=1)[0])
    if words.endswith("apart in age"):
        return certain(one.birth_year) - certain(other.birth_year) == number > 0
    if words.endswith("apart in tenure"):
        return number > 0 and abs((certain(one.joined) - certain(other.joined)).days / 365.25 - number) < 1
    return words == f"{certain(other.grade) - certain(one.grade)} grades apart" and number > 0


def certain(fact: T | None) -> T:
    assert fact is not None
    return fact
