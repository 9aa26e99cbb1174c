"""What `init` writes works as it is."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
import yaml

from conftest import Run
from rmentor.programme.reader import read_programme
from rmentor.programme.schema import programme_schema

FILES = {"programme.yaml", "roster.csv", "remind.cron", "programme.schema.json", ".github/workflows/rmentor.yml"}


def _written(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_init_writes_its_files_and_says_what_they_are(run: Run) -> None:
    ended = run("init", "new")
    assert ended.code == 0
    assert _written(Path("new")) == FILES
    assert all(name in ended.out for name in FILES)
    assert ended.err == "Next: cd new && rmentor check programme.yaml && rmentor load programme.yaml\n"


def test_what_it_writes_is_clean_and_can_be_paired(run: Run) -> None:
    run("init", "--today", "2027-02-10")
    assert run("check", "programme.yaml", "--strict").code == 0
    steps = ["load programme.yaml", "enrol --from roster.csv", "pair propose", "pair approve", "schedule plan"]
    ended = [run(*step.split(), "--today", "2027-02-11") for step in steps]
    assert [one.code for one in ended] == [0] * len(steps), [one.err for one in ended]
    assert len(json.loads(run("pair", "list", "--json").out)["pairs"]) == 6


def test_the_programme_starts_on_a_monday_in_four_weeks(run: Run) -> None:
    run("init", "--today", "2027-02-10")
    programme = read_programme(Path("programme.yaml").read_bytes(), "p").programme
    assert programme is not None
    assert f"{programme.plan.start:%A %Y-%m-%d}" == "Monday 2027-03-15"


@pytest.mark.parametrize("name", sorted(FILES))
def test_nothing_is_overwritten(run: Run, name: str) -> None:
    path = Path("new") / name
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    ended = run("init", "new")
    assert (ended.code, ended.out, _written(Path("new"))) == (5, "", {name})
    assert name in ended.err
    assert path.read_text() == "mine"


def test_a_dry_run_writes_nothing(run: Run) -> None:
    ended = run("init", "new", "--dry-run", "--json")
    assert (ended.code, Path("new").exists()) == (0, False)
    assert json.loads(ended.out)["init"]["written"] is False


def test_a_folder_that_cannot_be_made_is_told(run: Run) -> None:
    Path("file").write_text("")
    ended = run("init", "file/new")
    assert (ended.code, ended.out) == (2, "")


def test_the_schema_beside_the_programme_is_the_one_of_the_reader(run: Run) -> None:
    run("init")
    assert json.loads(Path("programme.schema.json").read_text()) == programme_schema()
    assert Path("programme.yaml").read_text().startswith("# yaml-language-server: $schema=programme.schema.json\n")


def test_the_workflow_checks_the_programme(run: Run) -> None:
    run("init")
    workflow = yaml.safe_load(Path(".github/workflows/rmentor.yml").read_text())
    assert [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step] == [
        "pip install rmentor",
        "rmentor check --format github programme.yaml",
    ]


def test_the_cron_line_runs_in_its_folder_from_anywhere(run: Run, tmp_path: Path) -> None:
    """Cron takes what follows the five times for a shell, after turning an escaped per cent sign into a plain one."""
    folder = tmp_path / "it's 100 %"
    run("init", folder, "--today", "2027-02-10")
    run("load", folder / "programme.yaml", "--db", folder / "rmentor.db")
    line = (folder / "remind.cron").read_text().splitlines()[-1]
    command = line.split(maxsplit=5)[5].replace(r"\%", "%")
    ended = subprocess.run(command, shell=True, cwd="/", capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
