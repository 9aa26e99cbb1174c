"""What the demo shows: each step with the start of its output, and what lies in the folder at the end."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Protocol

from rmentor.render.view import Block, Grid, View, Words

_SHOWN_LINES = 6
_KEPT = {"database": "*.db", "mails": "outbox/*.eml", "calendar files": "calendars/*.ics", "report": "*.html"}


class Dated(Protocol):
    """A command with its moment and what it is for."""

    @property
    def moment(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def command(self) -> str: ...


def step_view(step: Dated, output: str) -> View:
    """Show one step: when, what for, the command, and the first lines of what it printed."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    shown = [f"  {line}" for line in lines[:_SHOWN_LINES]]
    if len(lines) > _SHOWN_LINES:
        shown.append(f"  … {len(lines) - _SHOWN_LINES} more lines")
    blocks: list[Block] = [Words(f"{step.moment}  {step.title}", strong=True), Words(f"$ {step.command}")]
    return View(kind="step", data=None, blocks=(*blocks, *map(Words, shown), Words("")))


def outcome_view(folder: Path) -> View:
    """Show what the demo left in its folder, and the report's path to open."""
    found = {what: sorted(folder.glob(pattern)) for what, pattern in _KEPT.items()}
    rows = [(what, str(len(paths)), str(paths[0] if paths else "")) for what, paths in found.items()]
    report = found["report"][-1].resolve().as_uri() if found["report"] else ""
    return View(
        kind="demo",
        data=None,
        blocks=(Grid(("what", "files", "the first"), rows, frozenset({1})), Words(f"Open {report}")),
        next_step=f"cd {quote(str(folder))} && rmentor status --today 2027-03-01",
    )
