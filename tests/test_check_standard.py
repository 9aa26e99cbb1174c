"""`check --standard`: what a file answers to the six standards of a workplace programme, and what is missing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import ROOT, SAMPLES, Run
from rmentor.programme.checks.rules import RULES
from rmentor.programme.checks.standard import _STANDARDS

WEAK = ROOT / "tests" / "files" / "advised" / "weak.yaml"
SIX = [
    "Clarity of purpose",
    "Training and briefing",
    "Selection and matching",
    "Measurement and review",
    "Ethics",
    "Administration and support",
]


def told(run: Run, *files: object) -> Any:
    ended = run("check", "--standard", "ismcp", *files, "--json")
    assert ended.code == 0
    return json.loads(ended.out)["standard"]["files"]


def test_the_six_come_in_their_order(run: Run) -> None:
    (file,) = told(run, WEAK)
    assert [one["name"] for one in file["standards"]] == SIX


def test_answers_are_the_files_own_values(run: Run) -> None:
    (file,) = told(run, SAMPLES / "three-ps" / "programme.yaml")
    purpose, briefing, *_ = file["standards"]
    assert {"key": "purpose.sponsor", "value": "Director of Strategy"} in purpose["answers"]
    assert "Dialling down (mentees, by first_meeting)" in [one["value"] for one in briefing["answers"]]
    assert all(one["gaps"] == [] for one in file["standards"])


def test_what_is_missing_names_its_rule(run: Run) -> None:
    (file,) = told(run, WEAK)
    codes = [{gap["code"] for gap in one["gaps"]} for one in file["standards"]]
    assert codes == [
        {"RM303", "RM304", "RM344"},
        {"RM321"},
        {"RM312", "RM313", None},
        {"RM303", "RM342", "RM343"},
        {"RM322", "RM351"},
        {"RM323", "RM331", "RM332", None},
    ]


def test_every_advice_belongs_to_a_standard_and_so_does_the_purpose_of_special_data() -> None:
    advice = {rule.code for rule in RULES if rule.page.severity == "warning"}
    assert advice | {"RM225"} == {code for _, codes, *_ in _STANDARDS for code in codes}


def test_people_read_it_in_eighty_columns(run: Run) -> None:
    ended = run("check", "--standard", "ismcp", WEAK)
    assert all(len(line) <= 80 for line in ended.out.splitlines())
    assert "1. Clarity of purpose\n" in ended.out
    assert "RM321     mentees meet unprepared" in ended.out


@pytest.mark.parametrize("text", ["format: 1\n", "["])
def test_a_file_without_a_programme_ends_with_3(run: Run, tmp_path: Any, text: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    ended = run("check", "--standard", "ismcp", tmp_path / "bad.yaml")
    assert (ended.code, ended.out) == (3, "")
