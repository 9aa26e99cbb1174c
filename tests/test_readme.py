"""What the README says can be typed, and does what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLES, Run
from rmentor.files.life import read_life

README = (ROOT / "README.md").read_text("utf-8")
REPORT = "report.html"


def blocks() -> list[str]:
    return re.findall(r"^```\w*\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)


def commands(block: str) -> Iterator[list[str]]:
    for line in block.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["rmentor"]:
            yield words[1:]


def test_the_life_in_ten_commands_runs_as_it_stands(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (life,) = (block for block in blocks() if "rmentor init" in block)
    typed = list(commands(life))
    assert len(typed) == 10
    monkeypatch.setenv("RMENTOR_TODAY", "2026-11-22")
    for words in typed:
        if words[0] == "remind":
            monkeypatch.setenv("RMENTOR_TODAY", "2026-12-22")
        ended = run(*words)
        assert ended.code == 0, (words, ended.err)
    assert Path(REPORT).is_file()


def test_the_two_set_up_commands_are_there() -> None:
    assert [line.split()[:2] for line in blocks()[0].splitlines()] == [["make", "demo"], ["make", "test"]]


def test_the_sample_typed_by_hand_gives_the_same_bytes_as_the_demo(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (by_hand,) = (block for block in blocks() if "by-hand" in block)
    demo = run("demo", "demo")
    assert demo.code == 0, demo.err
    shutil.copytree(SAMPLES / "hartford", "by-hand")
    monkeypatch.chdir("by-hand")
    steps = read_life(Path("life.txt"))
    typed = [" ".join(words).replace(" --today 2027-01-04", "") for words in commands(by_hand)]
    assert typed == [" ".join(step.words[1:]) for step in steps[1:4]]
    for step in steps:
        monkeypatch.setenv("RMENTOR_TODAY", step.moment)
        assert run(*step.words[1:]).code == 0
    theirs = Path("../demo")
    assert Path(REPORT).read_bytes() == (theirs / REPORT).read_bytes()
    for folder in ("outbox", "calendars"):
        ours = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        assert ours == {path.name: path.read_bytes() for path in (theirs / folder).iterdir()}


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)]+)\)", README))
def test_what_the_readme_points_to_is_there(link: str) -> None:
    assert (ROOT / link).exists()
