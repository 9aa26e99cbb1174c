"""Meetings as calendars show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from rmentor.meetings.agenda import Agenda
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.people.model import Person
from rmentor.programme.model import Programme
from rmentor.programme.words import Role
from rmentor.sentences import together

_KINDS = {
    MeetingKind.REGULAR: "",
    MeetingKind.MIDPOINT: ", the mid-point",
    MeetingKind.CLOSURE: ", the closing one",
    MeetingKind.FOLLOW_UP: ", the follow-up",
}
_HINTS = {
    MeetingKind.REGULAR: "",
    MeetingKind.MIDPOINT: "Half-way: look at what works for both of you, and change what does not.",
    MeetingKind.CLOSURE: "The last meeting of the programme: say what each of you takes along, and how you part.",
    MeetingKind.FOLLOW_UP: "After the programme: how are you, what progress was there, what is hard?",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody with an address."""

    address: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar; of two with the same `uid` the one with the higher `sequence` holds.

    `complete` is False where somebody has no address and is not among the attendees.
    """

    uid: str
    sequence: int
    cancelled: bool
    starts: datetime
    ends: datetime
    summary: str
    description: str
    location: str | None
    organiser: Contact | None
    attendees: tuple[Contact, ...]
    complete: bool


def entry(programme: Programme, agenda: Agenda, meeting: Meeting) -> Entry:
    """Return the calendar entry of a meeting; people without an address are not among its attendees."""
    people = agenda.attendees(meeting)
    lines = (
        f"{together(one.name for one in people)}. {agenda.people[meeting.lead].name} leads.",
        _HINTS[meeting.kind],
        _topics(programme, meeting),
        f"For role cards and an agenda ask for the guide of pair {meeting.pair}.",
    )
    return Entry(
        uid=uid(programme.id, meeting),
        sequence=meeting.sequence,
        cancelled=meeting.status is MeetingStatus.CANCELLED,
        starts=meeting.starts,
        ends=meeting.ends,
        summary=f"{programme.title}: meeting {meeting.number}{_KINDS[meeting.kind]}",
        description="\n".join(filter(None, lines)),
        location=meeting.place,
        organiser=_organiser(programme, people),
        attendees=tuple(Contact(one.email, one.name) for one in people if one.email),
        complete=all(one.email for one in people),
    )


def farewell(programme: Programme, agenda: Agenda, meeting: Meeting) -> Entry | None:
    """Return the entry that takes a meeting out of the calendar of who left a group of three; None where nobody did."""
    leaver = agenda.leaver(meeting)
    if leaver is None or not leaver.email:
        return None
    whole = entry(programme, agenda, meeting)
    return replace(whole, cancelled=True, attendees=(Contact(leaver.email, leaver.name),), complete=True)


def uid(programme: str, meeting: Meeting) -> str:
    """Return the name under which calendars know a meeting for good; it holds no person's name."""
    digest = sha256(f"{programme}/{meeting.pair}/{meeting.number}".encode()).hexdigest()
    return f"{digest[:40]}@rmentor"


def _topics(programme: Programme, meeting: Meeting) -> str:
    if meeting.topics:
        return f"Topics: {', '.join(map(programme.topic_title, meeting.topics))}."
    return "Agree on the topics beforehand." if programme.meetings.topics_ahead else ""


def _organiser(programme: Programme, people: Sequence[Person]) -> Contact | None:
    if programme.reminders.facilitator:
        name, _, address = programme.reminders.facilitator.rpartition("<")
        return Contact(address.removesuffix(">"), name.strip() or None)
    booker = people[0 if programme.meetings.booked_by is Role.MENTOR else 1]
    return Contact(booker.email, booker.name) if booker.email else None
