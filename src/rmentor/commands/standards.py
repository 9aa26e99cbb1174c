"""Programme files held against the standards of a workplace programme."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from rmentor.errors import FileProblems, Problem
from rmentor.programme.checks.standard import Standard, standards
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme


def standards_of(files: Iterable[Path]) -> list[tuple[str, tuple[Standard, ...]]]:
    """Return what each file answers to the six standards; raises FileProblems where one gives no programme."""
    return [(str(file), standards(programme_in(file))) for file in files]


def programme_in(file: Path) -> Programme:
    """Return the programme of a file; raises FileProblems where it gives none."""
    try:
        reading = read_programme(file.read_bytes(), str(file))
    except OSError as error:
        told = f"cannot be read: {error.strerror}"
        raise FileProblems([Problem(str(file), 0, 0, "RM101", told)]) from None
    if reading.programme is None:
        raise FileProblems(reading.problems)
    return reading.programme
