"""The files that a new programme starts from."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path

from rmentor.errors import Refused, WrongUsage

_TEMPLATES = {
    "programme.yaml": "programme.yaml",
    "roster.csv": "roster.csv",
    ".github/workflows/rmentor.yml": "rmentor.yml",
    "remind.cron": "remind.cron",
}


def starter_files(folder: Path, start: date) -> dict[str, str]:
    """Return the texts of the starter files by name: the programme begins on `start`, cron works in the folder."""
    templates = files("rmentor") / "templates" / "init"
    texts = {name: (templates / template).read_text("utf-8") for name, template in _TEMPLATES.items()}
    texts["programme.yaml"] = texts["programme.yaml"].replace("START", start.isoformat())
    texts["remind.cron"] = _cron(texts["remind.cron"], folder)
    return texts


def write_new(folder: Path, texts: Mapping[str, str], *, dry_run: bool = False) -> None:
    """Write files that were not there before; where one of them was, nothing is written and Refused is raised."""
    there = [name for name in texts if (folder / name).exists() or (folder / name).is_symlink()]
    if there:
        raise Refused(f"{folder.resolve()} already has {', '.join(there)}; nothing was written")
    try:
        for name, text in () if dry_run else texts.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
    except OSError as error:
        raise WrongUsage(f"{error.filename} cannot be written: {error.strerror}") from None


def _cron(line: str, folder: Path) -> str:
    """Fill in the folder and this very rmentor, since cron knows no path; cron reads an unescaped % as a line end."""
    command = shlex.join([sys.executable, "-m", "rmentor"])
    place = shlex.quote(str(folder.resolve()))
    return line.replace("RMENTOR", command.replace("%", r"\%")).replace("FOLDER", place.replace("%", r"\%"))
