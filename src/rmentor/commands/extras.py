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
# After so large a block was freed, the C library keeps as much for what comes next; else it would return the memory of
# every larger array to the system, and ask for it anew page by page (mallopt(3), M_MMAP_THRESHOLD).
_FREED = 31 << 20


def require(extra: str) -> None:
    """Raise MissingExtra unless every package of the extra is there; none of them is loaded."""
    if not all(find_spec(package) for package in _PACKAGES[extra]):
        raise MissingExtra(extra)
    # Read once, by numpy's import; pairing shares its work out itself.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    bytes(_FREED)
