"""What was recorded, said back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import Pair
from rmentor.records.book import Book, Effect, Entry
from rmentor.records.model import Acceptance, BriefingDone, Commitment, Goal, Outcome, Progress
from rmentor.render.meetings import facts_of
from rmentor.render.view import View, Words
from rmentor.sentences import counted

_SAID = {Effect.RECORDED: "Recorded", Effect.CHANGED: "Changed", Effect.SAME: "Known already, nothing changed"}
_SPELT_OUT = 3
_NOT_TOLD = frozenset({"sequence", "shared"})


@dataclass(frozen=True, slots=True)
class Names:
    """The names of people by id, and the pairs by number."""

    people: Mapping[str, str]
    pairs: Mapping[int, Pair]

    def pair(self, number: int) -> str:
        """Return a pair with its people's names."""
        return f"pair {number} ({', '.join(self.people[person] for person in self.pairs[number].people)})"


def recorded_view(kind: str, book: Book[Any], names: Names) -> View:
    """Say what was recorded: each record where they are few, else their number and every change."""
    counts = {effect.value: book.count(effect) for effect in Effect}
    return View(
        kind="recorded",
        data={"what": kind, **counts, "entries": [_facts(entry) for entry in book.entries]},
        blocks=[Words(line) for line in _lines(kind, book, names)],
        next_step="rmentor status",
    )


def _lines(kind: str, book: Book[Any], names: Names) -> Iterator[str]:
    spelt_out = [entry for entry in book.entries if entry.effect is Effect.CHANGED]
    if len(book.entries) <= _SPELT_OUT:
        spelt_out = list(book.entries)
    else:
        same = book.count(Effect.SAME)
        known = f"; {same} known already" if same else ""
        yield f"{counted(book.count(Effect.RECORDED), kind)} recorded, {len(spelt_out)} changed{known}."
    for entry in spelt_out:
        unplanned = isinstance(entry.record, Meeting) and entry.before is None
        more = "; it was not planned" if unplanned else _before(entry)
        yield f"{_SAID[entry.effect]}: {_told(entry.record, names)}{more}."
    if not book.entries:
        yield "The file has no rows; nothing was recorded."


def _facts(entry: Entry[Any]) -> dict[str, Any]:
    record = entry.record
    facts = facts_of(record) if isinstance(record, Meeting) else asdict(record)
    return {"effect": entry.effect.value, **facts}


def _told(record: Any, names: Names) -> str:
    match record:
        case Meeting():
            return f"meeting {record.number} of {names.pair(record.pair)}, {_became(record, names)}"
        case BriefingDone():
            return f"{names.people[record.person]} took the briefing {record.briefing} on {record.on}"
        case Acceptance():
            rules = f"accepted the ground rules, version {record.version}, on {record.on}"
            return f"{names.people[record.person]} {rules}, for {names.pair(record.pair)}"
        case Outcome():
            return f"{record.kind} of {names.people[record.person]} on {record.on}"
        case _:
            return _promise(record, names)


def _became(meeting: Meeting, names: Names) -> str:
    if meeting.status is MeetingStatus.MISSED:
        return f"missed on {meeting.on}"
    topics = f"; topics: {', '.join(meeting.topics)}" if meeting.topics else ""
    return f"held on {meeting.on}, {meeting.minutes} minutes, led by {names.people[meeting.lead]}{topics}"


def _promise(record: Goal | Commitment, names: Names) -> str:
    what = f"{record.kind} goal" if isinstance(record, Goal) else "commitment"
    name = f"{what} {record.number} of {names.people[record.person]} in pair {record.pair}"
    if record.progress is not Progress.OPEN:
        return f"{name}, {record.progress} on {record.closed_on}"
    more = record.measure if isinstance(record, Goal) else record.due and f"due {record.due}"
    return f"{name}: {record.text}{f' ({more})' if more else ''}"


def _before(entry: Entry[Any]) -> str:
    if entry.effect is not Effect.CHANGED:
        return ""
    names = [one.name for one in fields(entry.record) if one.name not in _NOT_TOLD]
    pairs = ((name, getattr(entry.before, name), getattr(entry.record, name)) for name in names)
    changes = [f"{name.replace('_', ' ')} was {_plain(was)}" for name, was, now in pairs if was != now and was]
    return f"; {', '.join(changes)}" if changes else ""


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
