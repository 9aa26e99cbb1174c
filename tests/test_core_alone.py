"""What the core install can do without its extras, and how large it is."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from environments import environment, needed_by

ANY = "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}\n"


def core() -> dict[str, Distribution]:
    """Return every distribution that rmentor needs without extras, itself included."""
    return needed_by("rmentor")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An environment with rmentor's core and nothing else; returns its Python."""
    return environment(tmp_path / "bare", core().values())


def ended(python: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([python, "-m", "rmentor", *words], capture_output=True, text=True, check=False)


def test_the_core_checks_loads_and_reminds(bare: Path) -> None:
    Path("any.yaml").write_text(ANY, encoding="utf-8")
    assert subprocess.run([bare, "-c", "import numpy"], capture_output=True, check=False).returncode == 1
    for words in (["check", "any.yaml"], ["load", "any.yaml"], ["remind"], ["status"], ["--help"]):
        done = ended(bare, *words)
        assert (words, done.returncode, "Traceback" in done.stderr) == (words, 0, False), done.stderr


@pytest.mark.parametrize(
    ("words", "extra"),
    [
        (["pair", "propose"], "pairing"),
        (["report"], "report"),
        (["schedule", "ics", "x"], "calendar"),
        (["schedule", "plan"], "calendar"),
    ],
)
def test_a_command_without_its_extra_says_which(bare: Path, words: list[str], extra: str) -> None:
    Path("any.yaml").write_text(f"{ANY}meetings: {{holidays: NO}}\n", encoding="utf-8")
    ended(bare, "load", "any.yaml")
    done = ended(bare, *words)
    assert (done.returncode, done.stdout) == (6, "")
    assert f"pip install 'rmentor[{extra}]'" in done.stderr


def test_the_core_takes_less_than_sixty_megabytes() -> None:
    files = {Path(str(one.locate_file(file))) for one in core().values() for file in one.files or []}
    assert sum(file.stat().st_size for file in files if file.is_file()) < 60_000_000


def test_the_core_has_none_of_the_heavy_packages() -> None:
    assert not core().keys() & {"numpy", "ortools", "rustworkx", "scipy", "matplotlib", "pandas", "pydantic"}
    assert sys.version_info >= (3, 11)
