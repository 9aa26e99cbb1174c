"""Calendar files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rmentor.meetings.entries import Contact, Entry

if TYPE_CHECKING:
    from icalendar import Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

    Change = TimezoneDaylight | TimezoneStandard


_PRODUCT = "-//rmentor//meetings//EN"


def pair_files(name: str, entries: Sequence[Entry], now: datetime) -> dict[str, bytes | None]:
    """Return a pair's calendar files: what is planned under its name, what is cancelled beside it, None for neither."""
    planned = [entry for entry in entries if not entry.cancelled]
    cancelled = [entry for entry in entries if entry.cancelled]
    return {
        f"{name}.ics": calendar_file(planned, now) if planned else None,
        f"{name}-cancelled.ics": calendar_file(cancelled, now) if cancelled else None,
    }


def calendar_file(entries: Sequence[Entry], now: datetime) -> bytes:
    """Return one calendar of entries that are all to be entered, or all to be cancelled.

    Hours stand as local time in their zone, whose rules come along; `now` is the stamp of every entry.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entries[0].cancelled else "REQUEST")
    for component in (*_zones(entries), *(_event(entry, now) for entry in entries)):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    from icalendar import STATUS, Event

    event = Event.new(
        uid=entry.uid,
        sequence=entry.sequence,
        stamp=now.astimezone(UTC).replace(microsecond=0),
        start=entry.starts,
        end=entry.ends,
        summary=entry.summary,
        description=entry.description,
        location=entry.location,
        status=STATUS.CANCELLED if entry.cancelled else STATUS.CONFIRMED,
    )
    if entry.organiser:
        event.organizer = _address(entry.organiser)
    event.attendees = [_guest(contact) for contact in entry.attendees]
    return event


def _address(contact: Contact) -> vCalAddress:
    from icalendar import vCalAddress

    return vCalAddress.new(contact.address, cn=contact.name)


def _guest(contact: Contact) -> vCalAddress:
    address = _address(contact)
    address.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    return address


def _zones(entries: Sequence[Entry]) -> Iterator[Timezone]:
    years = {moment.year for entry in entries for moment in (entry.starts, entry.ends)}
    first, end = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
    for name in sorted({str(entry.starts.tzinfo) for entry in entries} - {"UTC"}):
        yield _zone(name, first, end)


@cache
def _zone(name: str, first: date, end: date) -> Timezone:
    """Return the zone's rules over a span, each change of the clock as a component of its own.

    The library lists the later changes as RDATE, which Outlook passes over, and dates a change forward by the
    clock after it, where the standard (RFC 5545, 3.6.5) asks for the clock before it.
    """
    from icalendar import Timezone

    listed = Timezone.from_tzinfo(ZoneInfo(name), name, first, end)
    changes: list[Change] = [*listed.standard, *listed.daylight]
    separate = [each for change in changes for each in _separate(change)]
    zone = Timezone()
    zone.add("tzid", name)
    for change in sorted(separate, key=lambda each: each.DTSTART):
        zone.add_component(change)
    return zone


def _separate(change: Change) -> Iterator[Change]:
    later = change.get("rdate")
    ahead = max(change.TZOFFSETTO - change.TZOFFSETFROM, timedelta())
    for moment in (change.DTSTART, *(one.dt for one in (later.dts if later else ()))):
        each = type(change)()
        each.DTSTART = moment - ahead
        each.TZOFFSETFROM, each.TZOFFSETTO = change.TZOFFSETFROM, change.TZOFFSETTO
        each.add("tzname", change["tzname"])
        yield each
