"""The wheel, installed where nothing else of ours is, has all that the demo needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from environments import environment, needed_by, packages_of

EXTRAS = ("pairing", "calendar", "report")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel by way of the source archive and install it beside its dependencies; returns its Python."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    others = [one for name, one in needed_by("rmentor", EXTRAS).items() if name != "rmentor"]
    python = environment(folder / "env", others)
    target = str(packages_of(folder / "env"))
    install = [sys.executable, "-m", "pip", "install", "--no-index", "--no-deps", "--target", target, str(wheel)]
    subprocess.run(install, check=True, capture_output=True)
    return python


def test_an_installed_wheel_passes_the_demo(installed: Path) -> None:
    ended = subprocess.run(
        [installed, "-m", "rmentor", "demo", "demo"], capture_output=True, text=True, check=False, timeout=120
    )
    assert (ended.returncode, ended.stderr.count("Traceback")) == (0, 0), ended.stderr
    assert list(Path("demo").glob("*.db"))
    assert list(Path("demo/outbox").glob("*.eml"))
    assert list(Path("demo/calendars").glob("*.ics"))
    assert list(Path("demo").glob("*.html"))


def test_an_installed_wheel_writes_what_init_brings(installed: Path) -> None:
    ended = subprocess.run([installed, "-m", "rmentor", "init", "mine"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0
    assert Path("mine/programme.yaml").is_file()
