"""What planning meetings came to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmentor.meetings.agenda import Agenda
from rmentor.meetings.planning import PlannedSeries
from rmentor.render.meetings import facts_of
from rmentor.render.view import View, Words
from rmentor.sentences import counted, first_few

_SHOWN = 10


def planned_view(planned: Sequence[PlannedSeries], agenda: Agenda) -> View:
    """Say how many meetings were planned over which days, and which have an hour that does not suit everybody."""
    found = any(one.meetings or one.replaced for one in planned)
    return View(
        kind="planned",
        data=[
            {
                "pair": one.pair.number,
                "meetings": [facts_of(each) for each in one.meetings],
                "unfit": one.unfit,
                "cancelled": [each.number for each in one.replaced],
            }
            for one in planned
        ],
        blocks=[Words(line) for line in (*_sums(planned, agenda), *_notes(planned))],
        next_step="rmentor schedule ics calendars" if found else None,
    )


def _sums(planned: Sequence[PlannedSeries], agenda: Agenda) -> Iterator[str]:
    days = sorted(meeting.on for one in planned for meeting in one.meetings)
    late = [one.pair.number for one in planned if not one.meetings]
    gone = sum(len(one.replaced) for one in planned)
    if gone:
        yield f"Cancelled {counted(gone, 'meeting')} that had been planned otherwise."
    if days:
        pairs = counted(len(planned) - len(late), "pair")
        yield f"Planned {counted(len(days), 'meeting')} of {pairs}, {days[0]} to {days[-1]}."
    if late:
        yield f"Too late to plan anything: {_numbered('pair', late)}."
    if not planned:
        some = any(pair.open for pair in agenda.pairs.values())
        yield "Nothing to plan: every open pair has its meetings." if some else "There is no open pair."


def _notes(planned: Sequence[PlannedSeries]) -> Iterator[str]:
    unfit = [one for one in planned if one.unfit]
    for one in unfit[:_SHOWN]:
        whom = "both" if one.pair.people == one.pair.couple else "all three"
        told = f"no hour suits {whom}, the usual one stands for {_numbered('meeting', one.unfit)}"
        yield f"Pair {one.pair.number}: {told}."
    if len(unfit) > _SHOWN:
        yield f"{len(unfit) - _SHOWN} more have no hour that suits all; --json names them."


def _numbered(noun: str, numbers: Sequence[int]) -> str:
    return f"{noun}{'' if len(numbers) == 1 else 's'} {first_few(numbers, _SHOWN)}"
