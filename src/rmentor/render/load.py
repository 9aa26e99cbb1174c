"""What loading a definition changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rmentor.programme.changes import Change
from rmentor.programme.model import Programme
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import counted


@dataclass(frozen=True, slots=True)
class Loaded:
    """A programme that was read; `changes` is None where the database did not know it.

    `outdated` is the number of meetings to come that were planned by rules that have changed, `removed` that of
    the values of special-category data that were removed because no purpose is stated for them any more.
    """

    programme: Programme
    changes: tuple[Change, ...] | None
    outdated: int = 0
    removed: int = 0

    @property
    def news(self) -> str:
        """What the load means for the database, in a few words."""
        if self.changes is None:
            return "new"
        return counted(len(self.changes), "change") if self.changes else "unchanged"


def loaded_view(loaded: Sequence[Loaded]) -> View:
    """Say of each programme whether it is new, what changed, or that nothing did."""
    blocks: list[Block] = []
    for one in loaded:
        blocks.append(Words(f"{one.programme.id}: {one.programme.title} ({one.news})", strong=True))
        if one.changes:
            rows = [(change.key, change.before or "", change.after or "") for change in one.changes]
            blocks.append(Grid(("key", "before", "after"), rows))
        if one.outdated:
            are = "meeting is" if one.outdated == 1 else "meetings are"
            again = "`rmentor schedule plan --again` plans anew"
            blocks.append(Words(f"{one.outdated} {are} planned by the earlier rules; {again}."))
        if one.removed:
            values = counted(one.removed, "value")
            blocks.append(Words(f"{values} of special-category data removed: no purpose is stated any more."))
    data = [
        {
            "programme": one.programme.id,
            "title": one.programme.title,
            "new": one.changes is None,
            "changes": [asdict(change) for change in one.changes or ()],
            "outdated_meetings": one.outdated,
            "removed_special_values": one.removed,
        }
        for one in loaded
    ]
    return View(kind="loaded", data=data, blocks=blocks, next_step="rmentor enrol --from roster.csv")
