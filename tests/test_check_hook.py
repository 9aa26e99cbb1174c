"""The hook for commits and the workflow for changes run as they are written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from conftest import ROOT, SAMPLES, Run
from published import published

HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))[0]
BROKEN = "format: 1\nid: any\ntitle: Any\nmode: revers\n"


def test_the_hook_runs_rmentor_on_the_files_of_a_commit(run: Run) -> None:
    name, *words = shlex.split(HOOK["entry"])
    assert name == "rmentor"
    sound = SAMPLES / "hartford" / "programme.yaml"
    Path("programme.yaml").write_text(BROKEN, encoding="utf-8")
    assert [run(*words, *files).code for files in ([sound], [sound, "programme.yaml"])] == [0, 1]
    assert run(*words, "--strict", sound).code == 0


def test_the_hook_says_what_a_hook_must() -> None:
    assert (HOOK["id"], HOOK["language"], HOOK["types"]) == ("rmentor-check", "python", ["yaml"])
    assert HOOK["name"]
    assert HOOK["require_serial"]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("programme.yaml", True),
        ("mentoring/programme.yml", True),
        ("programmes/2027.yaml", True),
        ("hr/programmes/2027.yml", True),
        ("programmes/2027/notes.yaml", False),
        ("my-programme.yaml", False),
        ("programme.yaml.bak", False),
        (".github/workflows/rmentor.yml", False),
    ],
)
def test_the_hook_takes_programme_files(name: str, wanted: bool) -> None:
    assert bool(re.search(HOOK["files"], name)) == wanted


def test_every_sample_is_a_programme_file_of_the_hook() -> None:
    assert all(re.search(HOOK["files"], path.as_posix()) for path in SAMPLES.glob("*/*.yaml"))


def test_the_workflow_is_one_and_its_check_passes(run: Run) -> None:
    run("init", "--today", "2027-02-10")
    workflow = yaml.load(Path(".github/workflows/rmentor.yml").read_text("utf-8"), Loader=yaml.BaseLoader)
    Draft7Validator(published("https://json.schemastore.org/github-workflow.json")).validate(workflow)
    (told,) = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "rmentor check" in step.get("run", "")]
    ended = run(*shlex.split(told)[1:])
    assert (ended.code, ended.out) == (0, "")
    Path("programme.yaml").write_text(BROKEN, encoding="utf-8")
    assert run(*shlex.split(told)[1:]).out.startswith("::error file=programme.yaml,line=")
