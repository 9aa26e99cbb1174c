"""Suggests how a file of people could be mapped, before anybody is enrolled."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from rmentor.commands.clock import now_in
from rmentor.commands.desk import Choice, looking
from rmentor.errors import NotFound, WrongUsage
from rmentor.files.tables import read_sheet
from rmentor.people.suggest import suggest
from rmentor.programme.model import Programme
from rmentor.render.show import say, show, tell
from rmentor.render.suggestion import suggestion_view, yaml_of


def suggest_mapping(choice: Choice, path: Path, *, as_json: bool) -> None:
    """Print a mapping for a file's columns; the chosen programme's topics and grades help, and nothing is written."""
    programme, today = _programme(choice)
    sheet = read_sheet(path, programme.roster.sheet if programme else None)
    suggestion = suggest(sheet, today, programme)
    view = suggestion_view(suggestion)
    tell(*(f"{sheet.file}: {note}" for note in sheet.notes))
    if as_json:
        show(view, as_json=True)
        return
    say(yaml_of(suggestion))
    tell(f"Next: {view.next_step}")


def _programme(choice: Choice) -> tuple[Programme | None, date]:
    """Return the chosen programme, or none where none was named and none can be chosen, and the day there."""
    if choice.programme is not None or choice.path.is_file():
        try:
            with looking(choice) as desk:
                return desk.programme, desk.today
        except (NotFound, WrongUsage):
            if choice.programme is not None:
                raise
    return None, now_in("UTC", choice.today).date()
