"""What the rules ask of the calendar, of words and of numbers, beyond their cases in tests/files."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SAMPLES, Run
from rmentor.programme.checks.rules import problems_of
from rmentor.programme.reader import read_programme

HEAD = "{format: 1, id: p, title: T, mode: reverse, plan: {start: 2027-03-25, length: %s, zone: Europe/Oslo%s}%s}"


def codes(length: str = "6 months", plan: str = "", rest: str = "") -> list[str]:
    read = read_programme((HEAD % (length, plan, rest)).encode(), "p")
    assert read.problems == ()
    return [problem.code for problem in problems_of(read, "p")]


@pytest.mark.parametrize(("region", "off"), [("IS", True), ("US", False), ("XX", False)])
def test_a_programme_over_easter_has_no_working_day_where_it_is_kept(region: str, off: bool) -> None:
    found = codes("5 days", rest=f", meetings: {{every: 1 day, holidays: {region}}}")
    assert ("RM207" in found) is off


def test_without_the_extra_holidays_are_working_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    assert "RM207" not in codes("5 days", rest=", meetings: {every: 1 day, holidays: DK}")


def test_no_calendar_is_opened_for_a_programme_of_some_months() -> None:
    sample = SAMPLES / "hartford" / "programme.yaml"
    script = f"import sys; sys.argv[1:] = ['check', {str(sample)!r}]; from rmentor.cli import main\n"
    script += (
        "try: main()\nfinally: assert not {'holidays', 'numpy', 'sqlite_utils', 'rich.console'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "heading", "special"),
    [
        ("ethnicity", "Group", True),
        ("faith", "Belief or none", True),
        ("group", "Member of a Union", True),
        ("race", "Race", True),
        ("needs", "Disability_status", True),
        ("trace", "Trace", False),
        ("site-code", "European Union country", False),
        ("sexton", "Sexton", False),
        ("generation", "Generation", False),
        ("cohort", "Unionville office", False),
    ],
)
def test_special_categories_are_known_by_their_words(name: str, heading: str, special: bool) -> None:
    roster = f"columns: {{role: R, grade: G, manager: M}}, attributes: {{{name}: {heading}}}"
    assert ("RM225" in codes(rest=f", roster: {{{roster}}}")) is special
    stated = f"{roster}, special: {{{name}: So that pairs cross backgrounds}}"
    assert "RM225" not in codes(rest=f", roster: {{{stated}}}")


@given(st.integers(1, 400), st.integers(0, 1000))
def test_a_target_only_all_reach_is_found_by_counting(pairs: int, tenths: int) -> None:
    """Held against every share that can occur: all meet it, one fewer does not, and it is not 100 %."""
    target = tenths / 10
    reaching = [count for count in range(pairs + 1) if 100 * count / pairs >= target - 1e-9]
    objective = f"{{id: a, text: T, measure: {{kind: pairs_completed}}, target: {target} %}}"
    found = codes(plan=f", pairs: {pairs}", rest=f", purpose: {{objectives: [{objective}]}}")
    assert ("RM237" in found) is (reaching == [pairs] and target < 100)


def test_one_question_is_asked_at_a_time(run: Run) -> None:
    sample = SAMPLES / "hartford"
    ended = run("check", sample / "programme.yaml", "--standard", "ismcp", "--with", sample / "roster.csv")
    assert (ended.code, ended.out) == (2, "")
