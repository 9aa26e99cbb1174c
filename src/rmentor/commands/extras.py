"""Packages that come with an extra: a command that needs one says so before it does anything."""

from __future__ import annotations

import os
from importlib.util import find_spec

from rmentor.errors import MissingExtra

_PACKAGES = {
    "pairing": ("numpy", "ortools", "rustworkx"),
    "calendar": ("icalendar", "holidays"),
    "report": ("scipy", "matplotlib", "jinja2"),
}


def require(extra: str) -> None:
    """Raise MissingExtra unless every package of the extra is there; none of them is loaded."""
    if not all(find_spec(package) for package in _PACKAGES[extra]):
        raise MissingExtra(extra)
    os.environ.setdefault(
        "OPENBLAS_NUM_THREADS", "1"
    )  # read once, by numpy's import; pairing shares its work out itself
