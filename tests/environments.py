"""Environments made of the packages that are installed here, without asking anyone for them."""

from __future__ import annotations

import venv
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

OF_THE_ENVIRONMENT = {"pip", "setuptools"}


def needed_by(name: str, extras: Iterable[str] = ("",)) -> dict[str, Distribution]:
    """Return every distribution that one needs with these extras, itself included, pip and setuptools aside."""
    found: dict[str, Distribution] = {}
    wanted = [(name, frozenset(extras) | {""})]
    while wanted:
        one, its_extras = wanted.pop()
        if one not in found:
            found[one] = distribution(one)
            for need in map(Requirement, found[one].requires or []):
                if not need.marker or any(need.marker.evaluate({"extra": extra}) for extra in its_extras):
                    wanted.append((need.name.lower(), frozenset(need.extras) | {""}))
    return {one: found[one] for one in found if one not in OF_THE_ENVIRONMENT}


def environment(folder: Path, distributions: Iterable[Distribution]) -> Path:
    """Make a virtual environment that holds these distributions by links; returns its Python."""
    venv.create(folder, with_pip=False, symlinks=True)
    packages = packages_of(folder)
    for one in distributions:
        for top in {file.parts[0] for file in one.files or []} - {"..", "__pycache__"}:
            if not (packages / top).exists():
                (packages / top).symlink_to(str(one.locate_file(top)))
    return folder / "bin" / "python"


def packages_of(folder: Path) -> Path:
    """Return the folder in which an environment keeps its packages."""
    (packages,) = (folder / "lib").glob("python*/site-packages")
    return packages
