"""Each case of a programme file lies in tests/files with what `check` says about it beside it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT, SAMPLES, Run
from rmentor.programme.checks.rules import MANUAL, RULES, run_checks
from rmentor.programme.reader import read_programme

FILES = ROOT / "tests" / "files"
CASES = sorted(path for folder in ("invalid", "advised") for path in (FILES / folder).glob("*.yaml"))
VALID = sorted((FILES / "valid").glob("*.yaml"))
DEFINITIONS = sorted(SAMPLES.glob("*/programme.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_is_told_as_it_stands_beside_it(run: Run, monkeypatch: pytest.MonkeyPatch, case: Path) -> None:
    """Of invalid files the errors are compared, of advised ones everything, or the advice they are named after."""
    monkeypatch.chdir(case.parent)
    advised = case.parent.name == "advised"
    named = ["--select", case.stem[:5]] if case.stem.startswith("RM3") else []
    ended = run("check", case.name, *(named if advised else ["--ignore", "RM3"]))
    assert ended.out == case.with_suffix(".txt").read_text("utf-8")
    assert ended.code == (0 if advised else 1)
    assert ended.err.startswith("1 file checked: ")


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.stem)
def test_a_valid_file_has_no_error(run: Run, case: Path) -> None:
    ended = run("check", case, "--ignore", "RM3")
    assert (ended.code, ended.out) == (0, "")


@pytest.mark.parametrize("sample", DEFINITIONS, ids=lambda path: path.parent.name)
def test_a_sample_follows_good_practice(run: Run, sample: Path) -> None:
    ended = run("check", sample, "--strict")
    assert (ended.code, ended.out) == (0, "")


def test_every_rule_has_a_case() -> None:
    told = "".join(case.with_suffix(".txt").read_text("utf-8") for case in CASES)
    assert {page.code for page in MANUAL} == set(re.findall(r": (RM\d{3}) ", told))


def test_every_rule_has_a_small_file_of_its_own() -> None:
    own = {case.stem.partition("-")[0]: case for case in CASES if case.stem.startswith("RM")}
    assert own.keys() == {rule.code for rule in RULES}
    for code, case in own.items():
        assert set(re.findall(r": (RM\d{3}) ", case.with_suffix(".txt").read_text("utf-8"))) == {code}


def test_every_case_has_a_file() -> None:
    assert [case.with_suffix(".txt") for case in CASES] == sorted(
        path for folder in ("invalid", "advised") for path in (FILES / folder).glob("*.txt")
    )


def test_codes_rise_and_occur_once() -> None:
    codes = [page.code for page in MANUAL]
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if code < "RM2"] + [rule.code for rule in RULES] == codes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_checks_find_the_same_twice(case: Path) -> None:
    programme = read_programme(case.read_bytes(), "p").programme
    assert programme is None or run_checks(programme) == run_checks(programme)


_PERIODS = st.builds("{} {}".format, st.integers(0, 9999), st.sampled_from(["minutes", "days", "months", "years"]))


@given(st.dates(), _PERIODS, _PERIODS, _PERIODS, _PERIODS)
def test_no_length_of_time_breaks_the_checks(start: date, length: str, every: str, follow_up: str, keep: str) -> None:
    text = (
        f"{{format: 1, id: p, title: T, mode: reverse, evaluation: {{keep: {keep}}}, meetings: {{every: {every}}}, "
        f"plan: {{start: {start}, length: {length}, zone: UTC, follow_up: {follow_up}}}}}"
    )
    programme = read_programme(text.encode(), "p").programme
    assert programme is not None
    assert run_checks(programme)


def test_warnings_count_only_when_strict(run: Run) -> None:
    weak = FILES / "advised" / "weak.yaml"
    assert (run("check", weak).code, run("check", weak, "--strict").code) == (0, 1)


def test_json_has_every_problem_with_its_place(run: Run) -> None:
    ended = run("check", FILES / "invalid" / "days.yaml", "--format", "json")
    told = json.loads(ended.out)
    first = told["findings"]["problems"][-1]
    assert (told["kind"], first["line"], first["column"], first["code"]) == ("findings", 21, 3, "RM206")
    assert first["severity"] == "error"
    assert run("check", FILES / "invalid" / "days.yaml", "--json").out == ended.out


def test_a_file_that_cannot_be_read_ends_with_3(run: Run) -> None:
    ended = run("check", "nowhere.yaml")
    assert (ended.code, ended.out) == (3, "")
    assert "nowhere.yaml: RM101 cannot be read" in ended.err


def test_of_several_files_the_readable_ones_are_checked(run: Run) -> None:
    ended = run("check", "nowhere.yaml", FILES / "valid" / "smallest.yaml")
    assert (ended.code, ended.out.splitlines()[0]) == (
        1,
        "nowhere.yaml: RM101 cannot be read: No such file or directory",
    )


def test_check_wants_a_file(run: Run) -> None:
    assert run("check").code == 2


def test_a_rule_explains_itself(run: Run) -> None:
    ended = run("check", "--explain", "RM342")
    assert ended.code == 0
    assert "Source: MENTOR, Elements of Effective Practice" in ended.out


def test_an_unknown_rule_is_not_explained(run: Run) -> None:
    ended = run("check", "--explain", "RM999")
    assert (ended.code, ended.out) == (4, "")


def test_rules_are_listed(run: Run) -> None:
    ended = run("check", "--rules")
    assert all(page.code in ended.out and page.name in ended.out for page in MANUAL)


def test_check_loads_no_library_that_it_does_not_need() -> None:
    import subprocess
    import sys

    script = "import sys, rmentor.commands.check; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not {"sqlite_utils", "sqlite3", "jinja2", "holidays", "numpy", "rich.console"} & set(loaded)
