"""The calendar files of pairs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from rmentor.commands.desk import Desk
from rmentor.files.ics import pair_files
from rmentor.meetings.agenda import Agenda
from rmentor.meetings.entries import Entry, entry
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

    The names begin with the programme's id: several programmes may share a folder.
    """
    files: dict[str, bytes | None] = {}
    entries: list[Entry] = []
    for pair, group in groupby(agenda.meetings, key=lambda meeting: meeting.pair):
        listed = [entry(desk.programme, agenda, meeting) for meeting in group if meeting.status in _SHOWN]
        files |= pair_files(f"{desk.programme.id}-pair-{pair:03}", listed, desk.now)
        entries += listed
    return Calendars(files, entries)
