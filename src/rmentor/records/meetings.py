"""What became of meetings, as lines state it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from rmentor.errors import NotFound, Refused, WrongUsage
from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.meetings.usual import usual_meeting
from rmentor.pairing.model import Pair
from rmentor.programme.kinds import whole
from rmentor.records.book import Book, Entry, contradiction
from rmentor.records.lines import (
    FUTURE,
    NO_PAIR,
    NOT_PLANNED,
    UNCLEAR,
    UNKNOWN_NAME,
    WRONG_VALUE,
    Fault,
    Reader,
    Scene,
    read_lines,
)
from rmentor.records.places import lasted_over, pair_named, span
from rmentor.records.which import RECORDED, Meant, Meetings, Said
from rmentor.sheets import Row

_MINUTES = whole(1, 1440)
_NUMBER = whole(1, 9999)


def book_meetings(scene: Scene, rows: Iterable[Row], known: Sequence[Meeting]) -> Book[Meeting]:
    """Return the meetings that lines record.

    A line means the meeting of its number; without one, that of its day or the planned one near that day (within
    a quarter of the cadence); without either, the earliest planned one not after today, or the one
    recorded last where that was as lately. A meeting held that was
    never planned gets the next number.
    """
    said, faults = read_lines(scene, rows, _said)
    kept, stated = defaultdict(list), defaultdict(list)
    for meeting in known:
        kept[meeting.pair].append(meeting)
    for one in said:
        stated[one.pair.number].append(one)
    entries: list[Entry[Meeting]] = []
    for pair in sorted(stated):
        recording = _Recording(scene, kept[pair])
        recording.record(stated[pair])
        entries += recording.entries()
        faults += recording.faults
    return Book(tuple(entries), tuple(faults))


def _said(reader: Reader) -> Iterator[Said]:
    on, number, minutes = reader.given_day(), reader.value("number", _NUMBER), reader.value("minutes", _MINUTES)
    pair, topics, shared = pair_named(reader, on), _topics(reader), reader.sentence("shared")
    status = reader.word("status", RECORDED) if reader.text("status") else MeetingStatus.HELD
    if status == MeetingStatus.MISSED and (minutes or topics or shared):
        reader.fault(WRONG_VALUE, WrongUsage("a missed meeting has no minutes, no topics and nothing shared"))
    if pair and status:
        yield Said(
            line=reader.row.line,
            pair=pair,
            number=number,
            on=on,
            status=MeetingStatus(status),
            minutes=minutes,
            topics=topics,
            shared=shared,
        )


def _topics(reader: Reader) -> tuple[str, ...]:
    known = [topic.id for topic in reader.scene.programme.topics]
    named = {name.strip() for name in reader.text("topics").split(";")} - {""}
    for name in sorted(named - set(known)):
        reader.fault(UNKNOWN_NAME, NotFound("topic", name, known))
    return tuple(sorted(named))


@dataclass(slots=True)
class _Recording:
    """One pair's meetings, while lines are applied to them one after the other."""

    scene: Scene
    known: Sequence[Meeting]
    written: dict[int, tuple[Said, Meeting]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def entries(self) -> Iterator[Entry[Meeting]]:
        """Yield what was recorded, by number."""
        before = {one.number: one for one in self.known}
        for number in sorted(self.written):
            was = before.get(number)
            yield Entry(self.written[number][1], was, first=was is not None and was.status not in RECORDED)

    def record(self, said: Iterable[Said]) -> None:
        """Apply lines: those with a number first, then those whose day is a meeting's, then the others."""
        unplaced = None
        for one in sorted(said, key=self._rank):
            if one.open and unplaced is not None:
                told = f"line {unplaced} is about the same pair; give the number or the day of each meeting"
                self._fault(one, UNCLEAR, WrongUsage(told))
            else:
                unplaced = one.line if one.open else None
                self._record_one(one)

    def _rank(self, said: Said) -> tuple[int, date, int, int]:
        on = said.on or date.max
        exact = self._meetings().exactly_on(on) is not None
        rank = 0 if said.number is not None else 1 if exact else 2
        return rank, on, said.number or 0, said.line

    def _record_one(self, said: Said) -> None:
        meant = self._meetings().meant(said)
        if isinstance(meant, Fault):
            self.faults.append(meant)
        elif self._sound(said, meant):
            made = self._made(said, meant)
            earlier = self.written.setdefault(made.number, (said, made))[0]
            if not earlier.agrees(said):
                self.faults.append(contradiction(*sorted((said.line, earlier.line), reverse=True)))

    def _sound(self, said: Said, meant: Meant) -> bool:
        pair, on = said.pair, meant.on
        after_end = meant.meeting is not None and meant.meeting.kind is MeetingKind.FOLLOW_UP
        if on > self.scene.today:
            told = f"the meeting is planned for {on}, after today, {self.scene.today}; give the day it was held"
            self._fault(said, FUTURE, Refused(told))
        elif not lasted_over(pair, on) and not (after_end and on >= pair.started):
            self._fault(said, NO_PAIR, Refused(f"no meeting can have been on {on}: {span(pair)}"))
        elif meant.meeting is None and said.status is MeetingStatus.MISSED:
            self._fault(said, NOT_PLANNED, Refused(f"pair {pair.number} had no meeting planned for {on} to miss"))
        else:
            return True
        return False

    def _made(self, said: Said, meant: Meant) -> Meeting:
        before = meant.meeting or self._unplanned(said.pair, meant.on)
        held = said.status is MeetingStatus.HELD
        return replace(
            before,
            on=meant.on,
            status=said.status,
            minutes=said.minutes or before.minutes,
            topics=said.topics or before.topics,
            shared=said.shared or before.shared if held else None,
            sequence=before.sequence + (before.on != meant.on),
        )

    def _unplanned(self, pair: Pair, on: date) -> Meeting:
        """Return a meeting that nobody planned, so that nobody knows where it was."""
        return replace(usual_meeting(self.scene.programme, pair, self._meetings().next_number, on), place=None)

    def _meetings(self) -> Meetings:
        now = {one.number: one for one in self.known} | {number: made for number, (_, made) in self.written.items()}
        return Meetings([now[number] for number in sorted(now)], self.scene.programme.meetings.every, self.scene.today)

    def _fault(self, said: Said, code: str, error: Refused | WrongUsage) -> None:
        self.faults.append(Fault(said.line, code, error))
