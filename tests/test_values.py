"""A value is used as a frozen dataclass is, and costs less to define."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from rmentor.errors import Problem
from rmentor.programme.period import Period, Unit
from rmentor.programme.preparation import Agreement, Preparation

PROBLEM = Problem("p.yaml", 3, 1, "RM101", "told")


def test_values_are_equal_where_class_and_facts_are() -> None:
    assert Period(3, Unit.MONTH) == Period(unit=Unit.MONTH, amount=3)
    assert len({Period(3, Unit.MONTH), Period.parse("3 months"), Period(4, Unit.MONTH)}) == 2
    assert Period(3, Unit.MONTH) != (3, Unit.MONTH)


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(AttributeError, match=r"Problem\.line is frozen"):
        PROBLEM.line = 4  # type: ignore[misc]


@pytest.mark.parametrize("given", [{}, {"amount": 1}, {"amount": 1, "unit": Unit.DAY, "much": 2}])
def test_a_value_takes_its_facts_and_no_others(given: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Period takes amount, unit"):
        Period(**given)  # type: ignore[arg-type]


def test_a_value_takes_no_more_facts_than_it_has() -> None:
    with pytest.raises(TypeError, match="Period takes amount, unit"):
        Period(1, Unit.DAY, 2)  # type: ignore[call-arg]


def test_the_library_reads_and_changes_values_as_dataclasses() -> None:
    assert asdict(replace(PROBLEM, line=4))["line"] == 4
    assert asdict(Preparation())["goals"] == {"professional": 0, "personal": 0}
    assert replace(Agreement(rules=("Listen.",)), version=2).rules == ("Listen.",)


def test_problems_stand_in_the_order_of_the_file() -> None:
    assert sorted([PROBLEM, replace(PROBLEM, line=1), replace(PROBLEM, column=0)]) == [
        replace(PROBLEM, line=1),
        replace(PROBLEM, column=0),
        PROBLEM,
    ]
