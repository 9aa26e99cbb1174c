"""What a new programme starts from."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from rmentor.render.view import Grid, View, Words

_MEANING = {
    "programme.yaml": "the programme, to be changed",
    "roster.csv": "invented people; your HR export takes its place",
    ".github/workflows/rmentor.yml": "checks the programme on GitHub",
    "remind.cron": "the line that sends reminders every morning",
    "programme.schema.json": "lets editors complete and check the programme",
}


def started_view(folder: Path, names: Sequence[str], *, dry_run: bool) -> View:
    """Say which files were written and what each is for."""
    done = "Would be written" if dry_run else "Written"
    go = "" if folder == Path() else f"cd {shlex.quote(str(folder))} && "
    return View(
        kind="init",
        data={"folder": str(folder), "files": list(names), "written": not dry_run},
        blocks=[
            Words(f"{done} in {folder.resolve()}:"),
            Grid(("file", "is"), [(name, _MEANING[name]) for name in names]),
        ],
        next_step=f"{go}rmentor check programme.yaml && rmentor load programme.yaml",
    )
