"""The Monday list as a view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rmentor.reminders.matters import Matter
from rmentor.render.view import View, Words

_SHOWN_OF_A_KIND = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A programme's title, the day, what needs a human and the next day on which something is planned."""

    title: str
    today: date
    matters: Sequence[Matter]
    ahead: tuple[date, str] | None


def status_view(week: Week) -> View:
    """Show what needs a human, worst first, each line with its command; else that all is well."""
    ahead = {"on": week.ahead[0], "what": week.ahead[1]} if week.ahead else None
    data = {"today": week.today, "matters": [_data(one) for one in week.matters], "next": ahead}
    if not week.matters:
        return View(kind="status", data=data, blocks=[Words(_all_well(week))], next_step="rmentor remind list")
    heading = f"{week.title}, {week.today}: {_number(len(week.matters))} you"
    blocks = [Words(heading, strong=True), *_lines(week.matters)]
    return View(kind="status", data=data, blocks=blocks, next_step=week.matters[0].command)


def _lines(matters: Sequence[Matter]) -> Iterator[Words]:
    numbered = enumerate(matters, start=1)
    for _, group in groupby(numbered, key=lambda one: one[1].kind):
        same = list(group)
        yield from (Words(f"{number}. {one.what}\n   {one.command}") for number, one in same[:_SHOWN_OF_A_KIND])
        if len(same) > _SHOWN_OF_A_KIND:
            yield Words(f"   and {len(same) - _SHOWN_OF_A_KIND} more like these; --json lists them all")


def _number(count: int) -> str:
    return "one thing needs" if count == 1 else f"{count} things need"


def _all_well(week: Week) -> str:
    ahead = f" Next: {week.ahead[0]}, {week.ahead[1]}." if week.ahead else " Nothing more is planned."
    return f"{week.title}, {week.today}: all is well, nothing needs you this week.{ahead}"


def _data(matter: Matter) -> dict[str, object]:
    return {
        "kind": matter.kind,
        "since": matter.since,
        "what": matter.what,
        "people": matter.people,
        "pair": matter.pair,
        "command": matter.command,
    }
