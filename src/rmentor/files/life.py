"""The life of a sample programme: dated commands, each under a heading, in a file that people read too."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """One command of a life, the moment at which it is given and what it is for."""

    moment: str
    words: tuple[str, ...]
    title: str

    @property
    def command(self) -> str:
        """The command as it is typed."""
        return shlex.join(self.words)


def read_life(path: Path) -> tuple[Step, ...]:
    """Read a life: `2027-01-11 rmentor load programme.yaml`, with `#` lines above that say what for."""
    return tuple(_steps(path.read_text("utf-8").splitlines()))


def _steps(lines: list[str]) -> Iterator[Step]:
    title = ""
    for line in lines:
        if line.startswith("#"):
            title = line.lstrip("# ")
        elif line.strip():
            moment, *words = shlex.split(line)
            yield Step(moment, tuple(words), title)
            title = ""


def sample_folder(name: str) -> Path:
    """Return the folder of a sample programme that rmentor brings along."""
    return Path(str(files("rmentor"))) / "sample_programmes" / name
