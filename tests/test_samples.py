"""Every sample programme lives its whole life: each step ends well, and the end is what its source tells of."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES, Run
from rmentor.files.life import read_life

Live = Callable[[str], None]
Ask = Callable[..., Any]
NAMES = {path.parent.name for path in SAMPLES.glob("*/life.txt")}


@pytest.fixture
def live(run: Run, monkeypatch: pytest.MonkeyPatch) -> Live:
    """Live a sample's life in a copy of its folder."""

    def live_once(name: str) -> None:
        shutil.copytree(SAMPLES / name, name)
        monkeypatch.chdir(name)
        for step in read_life(Path("life.txt")):
            monkeypatch.setenv("RMENTOR_TODAY", step.moment)
            assert step.words[0] == "rmentor"
            ended = run(*step.words[1:])
            assert ended.code == 0, f"{step.moment} {step.command}: {ended.err}"

    return live_once


@pytest.fixture
def ask(run: Run) -> Ask:
    """Return what a command prints for scripts, on the day of the life's last step."""

    def asked(*words: str) -> Any:
        told = json.loads(run(*words, "--json").out)
        return told[told["kind"]]

    return asked


def test_every_source_has_its_samples() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == NAMES
    told = " ".join((SAMPLES / name / "README.md").read_text("utf-8") for name in sorted(NAMES))
    assert all(f"(S{number})" in told for number in range(1, 6))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_roster_is_invented_and_unique(name: str) -> None:
    with (SAMPLES / name / "roster.csv").open(encoding="utf-8", newline="") as file:
        ids, names, emails = zip(*(list(row)[:3] for row in csv.reader(file)), strict=True)
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    assert all(email.endswith("@example.org") for email in emails[1:])


def test_hartford_promotes_eleven_of_twelve(live: Live, ask: Ask) -> None:
    live("hartford")
    report = ask("report")
    figures = {one["id"]: (one["verdict"], one["figure"]) for one in report["objectives"]}
    verdict, promoted = figures["promoted"]
    assert (verdict, promoted["count"], promoted["n"], promoted["value"]) == ("met", 11, 12, 91.7)
    assert (promoted["interval"], promoted["exact"]) == ([64.6, 98.5], [61.5, 99.8])
    _, development = figures["development"]
    assert (development["count"], development["n"], development["asked"]) == (46, 48, 50)
    assert {verdict for verdict, _ in figures.values()} == {"met"}
    assert len(ask("pair", "list")) == 50
    assert len(list(Path("outbox").glob("*.eml"))) >= 100
    assert len(list(Path("calendars").glob("*.ics"))) == 50
    assert "11 of 12" in Path("report.html").read_text("utf-8")


def test_ge_pairs_five_hundred_with_proof(live: Live, ask: Ask) -> None:
    live("ge-pilot")
    pairs = ask("pair", "list")
    assert len({pair["mentor"] for pair in pairs}) == len({pair["mentee"] for pair in pairs}) == 500
    round_ = ask("pair", "list", "--round", "1")
    assert round_["optimal"]
    assert round_["total"] == round_["bound"]
    assert round_["unpaired"] == []


def test_one_chief_executive_has_six_mentors(live: Live, ask: Ask) -> None:
    live("cooper-grace-ward")
    pairs = ask("pair", "list")
    assert {pair["mentee"] for pair in pairs} == {"CE"}
    assert {pair["mentor"] for pair in pairs} == {f"M{number}" for number in range(1, 7)}
    heard, met = (one["figure"] for one in ask("report")["objectives"])
    assert (heard["n"], met["n"]) == (6, 36)


def test_taking_turns_alternates_who_leads(live: Live, ask: Ask) -> None:
    live("taking-turns")
    meetings = ask("schedule", "list", "--all")
    for pair in ask("pair", "list"):
        leads = [one["lead"] for one in meetings if one["pair"] == pair["pair"]]
        assert set(leads) == {pair["mentor"], pair["mentee"]}
        assert all(lead != following for lead, following in pairwise(leads))
    assert Counter(pair["mode"] for pair in ask("pair", "list")) == {"reciprocal": 8}
    assert {one["id"]: one["figure"]["n"] for one in ask("report")["objectives"]}["lasting"] == 13


def test_three_ps_ends_two_pairs_and_decides(live: Live, ask: Ask) -> None:
    live("three-ps")
    pairs = ask("pair", "list", "--all")
    assert Counter(pair["end_reason"] for pair in pairs) == {None: 18, "left": 1, "fit": 1}
    criteria = ask("report")["criteria"]
    assert [one["verdict"] for one in criteria] == ["met"] * 3
    assert "Go on or stop" in Path("decision.md").read_text("utf-8")
    assert len(list(Path("outbox").glob("*.eml"))) == 40


def test_generations_never_pairs_within_one(live: Live, ask: Ask) -> None:
    live("generations")
    with Path("roster.csv").open(encoding="utf-8", newline="") as file:
        generation = {row["id"]: row["generation"] for row in csv.DictReader(file)}
    pairs = ask("pair", "list")
    assert len(pairs) == 18
    assert all(generation[pair["mentor"]] != generation[pair["mentee"]] for pair in pairs)
    assert {generation[pair["mentor"]] for pair in pairs} == {"Generation X", "Millennials"}


def test_turned_round_keeps_the_history(live: Live, ask: Ask) -> None:
    live("turned-round")
    pairs = {pair["pair"]: pair for pair in ask("pair", "list", "--all")}
    turned = [pair for pair in pairs.values() if pair["converted_from"]]
    assert len(turned) == 10
    for pair in turned:
        before = pairs[pair["converted_from"]]
        assert (pair["mentor"], pair["mentee"]) == (before["mentee"], before["mentor"])
        assert (before["mode"], before["end_reason"], pair["mode"]) == ("reverse", "converted", "traditional")
    held = Counter(one["pair"] <= 10 for one in ask("schedule", "list", "--all") if one["status"] == "held")
    assert (held[True], held[False]) == (_held("meetings-1.csv"), _held("meetings-2.csv"))


def _held(file: str) -> int:
    with Path(file).open(encoding="utf-8", newline="") as rows:
        return sum(row["status"] == "held" for row in csv.DictReader(rows))
