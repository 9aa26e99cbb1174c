"""Laws of recording: the order of lines does not matter, and what was recorded is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import DAYS, PAIRS, PILOT, planned
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.programme.reader import read_programme
from rmentor.records.book import Book, Effect
from rmentor.records.lines import Scene, scene
from rmentor.records.meetings import book_meetings
from rmentor.records.preparing import book_acceptances, book_briefings, book_outcomes
from rmentor.records.promises import book_commitments, book_goals
from rmentor.sheets import Row

TODAY = date(2027, 3, 20)
PEOPLE = [f"{side}{number}" for side in "js" for number in range(1, 5)]
_programme = read_programme(PILOT.encode(), "pilot.yaml").programme
assert _programme
SCENE = scene(_programme, TODAY, PEOPLE, PAIRS)
KNOWN = [meeting for pair in PAIRS[:3] for meeting in planned(pair)]
Booking = Callable[[Scene, Iterable[Row], Sequence[Any]], Book[Any]]

people = st.sampled_from(["j1", "s1", "j2", "j3"])
days = st.dates(date(2027, 1, 8), date(2027, 3, 24)).map(str) | st.just("")
texts = st.sampled_from(["Swim", "swim", "Run", "Rest"])
BOOKINGS: dict[str, tuple[Booking, dict[str, st.SearchStrategy[str]]]] = {
    "briefing": (book_briefings, {"person": people, "briefing": st.sampled_from(["power", "voice"]), "on": days}),
    "agreement": (book_acceptances, {"person": people, "on": days}),
    "goal": (book_goals, {"person": people, "kind": st.sampled_from(["personal", "professional"]), "text": texts}),
    "commitment": (book_commitments, {"person": people, "text": texts, "due": days, "on": days}),
    "outcome": (book_outcomes, {"person": people, "kind": st.just("promotion"), "on": days}),
    "meeting": (
        book_meetings,
        {
            "person": st.sampled_from(["1", "2", "3", "j1"]),
            "number": st.sampled_from(["", "", "", "1", "2", "5"]),
            "on": days,
            "status": st.sampled_from(["", "held", "missed"]),
        },
    ),
}


def book(kind: str, cells: Sequence[dict[str, str]]) -> Book[Any]:
    lines = [Row(line, one) for line, one in enumerate(cells, start=2)]
    return BOOKINGS[kind][0](SCENE, lines, KNOWN if kind == "meeting" else [])


@pytest.mark.parametrize("kind", BOOKINGS)
@given(data=st.data())
def test_rows_in_any_order_give_the_same_records(kind: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.fixed_dictionaries(BOOKINGS[kind][1]), max_size=6))
    shuffled = data.draw(st.permutations(rows))
    one, other = book(kind, rows), book(kind, shuffled)
    assert bool(one.faults) == bool(other.faults)
    if not one.faults:
        assert one.entries == other.entries


@pytest.mark.parametrize("kind", BOOKINGS)
@given(data=st.data())
def test_dated_rows_that_are_recorded_again_change_nothing(kind: str, data: st.DataObject) -> None:
    dated = {**BOOKINGS[kind][1], "on": st.sampled_from(DAYS[:3]).map(str)}
    rows = data.draw(st.lists(st.fixed_dictionaries(dated), max_size=6))
    first = book(kind, rows)
    if first.faults:
        return
    known = {_key(one): one for one in (*(KNOWN if kind == "meeting" else ()), *(one.record for one in first.entries))}
    lines = [Row(line, cells) for line, cells in enumerate(rows, start=2)]
    again = BOOKINGS[kind][0](SCENE, lines, list(known.values()))
    assert again.news == []
    assert not again.faults


def _key(record: Any) -> object:
    return (record.pair, record.number) if hasattr(record, "number") else record


@given(day=st.dates(date(2027, 1, 11), TODAY))
def test_a_held_meeting_is_one_meeting_of_that_day_whatever_was_planned(day: date) -> None:
    (entry,) = book("meeting", [{"person": "1", "on": str(day)}]).entries
    assert isinstance(entry.record, Meeting)
    assert (entry.record.on, entry.record.status) == (day, MeetingStatus.HELD)
    assert entry.effect is Effect.RECORDED
