"""`rmentor demo`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.options import command_line
from rmentor.errors import AnswerIsNo, Refused
from rmentor.files.life import Step, read_life, sample_folder
from rmentor.render.demo import outcome_view, step_view
from rmentor.render.show import show

app = command_line()
_SAMPLE = "hartford"


@app.command(epilog="Example: rmentor demo my-first-programme")
def demo(
    folder: Annotated[Path, typer.Argument(help="A new folder.", metavar="DIR")] = Path("rmentor-demo"),
) -> None:
    """Walk a sample programme through its whole life.

    Fifty pairs are enrolled, paired, scheduled, reminded and evaluated by moving the date. Each step prints the
    command it runs and the start of what that gives; the folder then holds a database, mails, calendar files and
    a report to open.
    """
    from rmentor.render.terminal import progress

    _copy_sample(folder)
    steps = read_life(folder / "life.txt")
    for done, step in enumerate(steps):
        with progress("A programme's life", len(steps), done):
            ended = _run(step, folder)
        show(step_view(step, ended.stdout or ended.stderr))
        if ended.returncode:
            raise AnswerIsNo(f"`{step.command}` ended with {ended.returncode}: {ended.stderr.strip()}")
    show(outcome_view(folder))


def _copy_sample(folder: Path) -> None:
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        raise Refused(f"{folder} is not empty; name a new folder: rmentor demo DIR")
    try:
        shutil.copytree(sample_folder(_SAMPLE), folder, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise Refused(f"{folder} cannot be made: {error}") from None


def _run(step: Step, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "RMENTOR_DB"}
    return subprocess.run(  # noqa: S603 - the words come from the sample that rmentor brings along
        [sys.executable, "-m", *step.words],
        cwd=folder,
        env={**environment, "RMENTOR_TODAY": step.moment, "COLUMNS": "76", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
