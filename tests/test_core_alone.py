"""What the core install can do without its extras, and how large it is."""

from __future__ import annotations

import subprocess
import sys
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ANY = "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}\n"
OF_THE_ENVIRONMENT = {"pip", "setuptools"}


def core() -> dict[str, Distribution]:
    """Return every distribution that rmentor needs without extras, itself included."""
    found: dict[str, Distribution] = {}
    wanted = ["rmentor"]
    while wanted:
        name = wanted.pop()
        if name not in found:
            found[name] = distribution(name)
            needs = map(Requirement, found[name].requires or [])
            wanted += [need.name.lower() for need in needs if not need.marker or need.marker.evaluate({"extra": ""})]
    return {name: one for name, one in found.items() if name not in OF_THE_ENVIRONMENT}


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """An environment with rmentor's core and nothing else; returns its Python."""
    venv.create(tmp_path / "bare", with_pip=False, symlinks=True)
    (packages,) = (tmp_path / "bare" / "lib").glob("python*/site-packages")
    for one in core().values():
        for file in one.files or []:
            top = file.parts[0]
            if top not in {"..", "__pycache__"} and not (packages / top).exists():
                (packages / top).symlink_to(str(one.locate_file(top)))
    return tmp_path / "bare" / "bin" / "python"


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
    [(["pair", "propose"], "pairing"), (["report"], "report"), (["schedule", "ics", "x"], "calendar")],
)
def test_a_command_without_its_extra_says_which(bare: Path, words: list[str], extra: str) -> None:
    Path("any.yaml").write_text(ANY, encoding="utf-8")
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
