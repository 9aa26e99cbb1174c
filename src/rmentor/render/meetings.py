"""Meetings as views: listed, changed and handed out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rmentor.meetings.agenda import Agenda
from rmentor.meetings.entries import Entry
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import counted, together

_PURPOSES = {
    MeetingKind.REGULAR: "",
    MeetingKind.MIDPOINT: "mid-point",
    MeetingKind.CLOSURE: "closure",
    MeetingKind.FOLLOW_UP: "follow-up",
}


def meetings_view(agenda: Agenda, span: str) -> View:
    """List meetings in the order in which they come, with what each is for and what became of it."""
    meetings = sorted(agenda.meetings, key=lambda meeting: (meeting.starts, meeting.pair, meeting.number))
    blocks: list[Block] = [Words(f"{counted(len(meetings), 'meeting')} {span}.")]
    if meetings:
        columns = ("pair", "no.", "day", "at", "lead", "with", "note")
        blocks.append(Grid(columns, [_row(meeting, agenda) for meeting in meetings], frozenset({0, 1})))
    return View(kind="meetings", data=[facts_of(meeting) for meeting in meetings], blocks=blocks)


def _row(meeting: Meeting, agenda: Agenda) -> tuple[str, ...]:
    people = agenda.attendees(meeting)
    lead = agenda.people[meeting.lead]
    status = "" if meeting.status is MeetingStatus.PLANNED else meeting.status
    return (
        str(meeting.pair),
        str(meeting.number),
        f"{meeting.on:%a %Y-%m-%d}",
        f"{meeting.at:%H:%M}",
        lead.name,
        together(one.name for one in people if one.id != lead.id),
        ", ".join(filter(None, (_PURPOSES[meeting.kind], status))),
    )


def changed_view(before: Meeting, after: Meeting) -> View:
    """Say what became of one meeting."""
    name = f"Meeting {after.number} of pair {after.pair}"
    if after.status is MeetingStatus.CANCELLED:
        said = f"{name}, {_moment(after)}, is cancelled."
    else:
        said = f"{name} moves from {_moment(before)} to {_moment(after)}."
    return View(
        kind="meeting",
        data=facts_of(after),
        blocks=[Words(said)],
        next_step=f"rmentor schedule ics calendars --pair {after.pair}",
    )


def calendars_view(folder: str, files: Sequence[str], entries: Sequence[Entry]) -> View:
    """Say which calendar files were written, and whom they cannot invite."""
    said = f"{counted(len(files), 'calendar file')} with {counted(len(entries), 'meeting')} in {folder}."
    blocks = [Words(said)]
    if any(not entry.organiser for entry in entries):
        blocks.append(Words("Some have no organiser: set reminders.facilitator in the programme file."))
    if not all(entry.complete for entry in entries):
        blocks.append(Words("Some people have no address and are not invited by name."))
    return View(
        kind="calendars",
        data={"folder": folder, "files": list(files), "meetings": len(entries)},
        blocks=blocks,
        next_step=None if files else "rmentor schedule plan",
    )


def facts_of(meeting: Meeting) -> dict[str, Any]:
    """Return what scripts learn of a meeting: all but what they chose to share of it."""
    return {
        "pair": meeting.pair,
        "number": meeting.number,
        "kind": meeting.kind,
        "on": meeting.on,
        "at": f"{meeting.at:%H:%M}",
        "zone": meeting.zone,
        "minutes": meeting.minutes,
        "lead": meeting.lead,
        "place": meeting.place,
        "status": meeting.status,
        "sequence": meeting.sequence,
        "topics": meeting.topics,
    }


def _moment(meeting: Meeting) -> str:
    return f"{meeting.on:%a %Y-%m-%d} {meeting.at:%H:%M}"
