"""The calendar files of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rmentor.commands.desk import Desk
from rmentor.files.ics import calendar_file, pair_files
from rmentor.meetings.agenda import Agenda
from rmentor.meetings.entries import Entry, entry, farewell
from rmentor.meetings.model import MeetingStatus

_SHOWN = (MeetingStatus.PLANNED, MeetingStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class Calendars:
    """Calendar files by name, None where one has become empty, and the entries in them."""

    files: Mapping[str, bytes | None]
    entries: Sequence[Entry]

    @property
    def names(self) -> list[str]:
        """The names of the files that there are."""
        return [name for name, content in self.files.items() if content is not None]


def calendars(desk: Desk, agenda: Agenda) -> Calendars:
    """Return the calendar files of every pair that has meetings; those held or missed need no entry.

    Who left a group of three has a file that cancels what is the two others' now. The names begin with the programme's
    id: several programmes may share a folder.
    """
    files: dict[str, bytes | None] = {}
    entries: list[Entry] = []
    for pair, group in groupby(agenda.meetings, key=lambda meeting: meeting.pair):
        shown = [meeting for meeting in group if meeting.status in _SHOWN]
        listed = [entry(desk.programme, agenda, meeting) for meeting in shown]
        name = f"{desk.programme.id}-pair-{pair:03}"
        files |= pair_files(name, listed, desk.now)
        if agenda.pairs[pair].third_left:
            gone = [one for meeting in shown if (one := farewell(desk.programme, agenda, meeting))]
            files[f"{name}-left.ics"] = calendar_file(gone, desk.now) if gone else None
        entries += listed
    return Calendars(files, entries)
