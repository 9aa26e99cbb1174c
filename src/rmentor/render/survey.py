"""What the survey commands say: counts, no answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rmentor.programme.surveys import Wave
from rmentor.render.view import Grid, View, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How many responses to a wave a file added, changed or had as they were, and how many there are now."""

    wave: str
    new: int
    replaced: int
    unchanged: int
    answered: int
    asked: int
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many could answer a wave and did."""

    wave: Wave
    day: date | None
    asked: int
    answered: int


def brought_view(brought: Brought) -> View:
    """Return what a survey file brought in."""
    would = "would bring" if brought.dry_run else "brought"
    told = (
        f"wave {brought.wave}: the file {would} {brought.new} new responses and {brought.replaced} in place of "
        f"earlier ones, {brought.unchanged} are as they were; {brought.answered} of {brought.asked} have answered."
    )
    counts = ("wave", "new", "replaced", "unchanged", "answered", "asked", "dry_run")
    data = {name: getattr(brought, name) for name in counts}
    return View(kind="survey_import", data=data, blocks=[Words(told)], next_step="rmentor report")


def turnouts_view(turnouts: Sequence[Turnout]) -> View:
    """Return how many answered each wave."""
    rows = [
        (
            one.wave.id,
            str(one.day or "-"),
            f"{one.wave.asks}",
            str(one.asked),
            str(one.answered),
            _rate(one),
        )
        for one in turnouts
    ]
    data = [
        {"wave": one.wave.id, "day": one.day, "asks": one.wave.asks, "asked": one.asked, "answered": one.answered}
        for one in turnouts
    ]
    grid = Grid(("wave", "day", "asks", "could answer", "answered", "rate"), rows, frozenset({3, 4, 5}))
    waiting = next((one for one in turnouts if one.answered < one.asked), None)
    return View(
        kind="survey_status",
        data=data,
        blocks=[grid if rows else Words("The programme has no survey waves.")],
        next_step=f"rmentor survey import FILE --wave {waiting.wave.id}" if waiting else None,
    )


def _rate(turnout: Turnout) -> str:
    return f"{100 * turnout.answered / turnout.asked:.0f} %" if turnout.asked else "-"
