"""What a pair needs before it meets, on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from textwrap import fill
from typing import Any

from rmentor.meetings.cards import Card
from rmentor.meetings.guide import MeetingGuide
from rmentor.meetings.running_order import Shape
from rmentor.programme.model import Programme
from rmentor.programme.preparation import Briefing
from rmentor.records.model import Commitment, Goal, Progress
from rmentor.render.meetings import facts_of
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import together

_SHAPES = {
    Shape.FIRST: "the first",
    Shape.REGULAR: "a regular one",
    Shape.MIDPOINT: "the mid-point",
    Shape.CLOSURE: "the closing one",
    Shape.FOLLOW_UP: "the follow-up",
}


_WIDTH = 78


@dataclass(frozen=True, slots=True)
class Promises:
    """The goals and commitments of one pair."""

    goals: Sequence[Goal]
    commitments: Sequence[Commitment]

    def open(self) -> Promises:
        """Return those that are still open."""
        return Promises(
            [one for one in self.goals if one.progress is Progress.OPEN],
            [one for one in self.commitments if one.progress is Progress.OPEN],
        )


def meeting_view(programme: Programme, guide: MeetingGuide, promises: Promises, names: Mapping[str, str]) -> View:
    """Show the agenda of a pair's next meeting, with all that the two should have at hand."""
    open_ones = promises.open()
    blocks = [
        *_head(guide, names),
        *_agenda(guide),
        *_promised(open_ones, names),
        *card_blocks(guide.cards),
        *_rules(programme),
        *briefing_blocks(programme.preparation.briefings if guide.order.shape is Shape.FIRST else ()),
    ]
    return View(kind="guide", data=_data(programme, guide, open_ones), blocks=blocks, next_step=_next(guide))


def _head(guide: MeetingGuide, names: Mapping[str, str]) -> Iterator[Block]:
    meeting = guide.meeting
    people = together(names[person] for person in guide.pair.people)
    yield Words(f"Pair {guide.pair.number}: {people}", strong=True)
    what = f"Meeting {meeting.number}, {_SHAPES[guide.order.shape]}"
    place = f", {meeting.place}" if meeting.place else ""
    if guide.planned:
        yield Words(f"{what}: {meeting.on:%A} {meeting.on} at {meeting.at:%H:%M}, {meeting.minutes} minutes{place}.")
    else:
        yield Words(f"{what}: not planned yet; {meeting.minutes} minutes{place}.")
    yield Words(f"{names[meeting.lead]} leads.")
    if guide.topics:
        titles = ", ".join(topic.title for topic in guide.topics)
        yield Words(f"Topics: {titles}." if guide.agreed else f"No topics are agreed. Suggested: {titles}.")
    if guide.unrecorded:
        days = ", ".join(f"{one.number} ({one.on})" for one in guide.unrecorded)
        yield Words(f"Planned, and nothing recorded yet: meeting {days}.")


def _agenda(guide: MeetingGuide) -> Iterator[Block]:
    rows = [(str(part.minutes), part.title, part.text) for part in guide.order.parts]
    yield _heading("Agenda")
    yield Grid(("min", "part", "what"), rows, frozenset({0}))
    yield rests_on(guide.order.rests_on)


def _promised(promises: Promises, names: Mapping[str, str]) -> Iterator[Block]:
    rows = [
        *((names[one.person], f"{one.kind} goal", one.text, one.measure or "") for one in promises.goals),
        *((names[one.person], "commitment", one.text, _due(one)) for one in promises.commitments),
    ]
    if rows:
        yield _heading("Open between you (for nobody else)")
        yield Grid(("whose", "what", "in words", "measure or day"), rows)


def _due(commitment: Commitment) -> str:
    return f"by {commitment.due}" if commitment.due else ""


def _rules(programme: Programme) -> Iterator[Block]:
    agreement = programme.preparation.agreement
    if agreement:
        yield _heading("Your ground rules")
        yield from bullets(agreement.rules)


def _next(guide: MeetingGuide) -> str:
    if guide.unrecorded:
        return f"rmentor record meeting {guide.pair.number} --on {guide.unrecorded[0].on}"
    if not guide.planned:
        return "rmentor schedule plan"
    return f"rmentor schedule ics calendars --pair {guide.pair.number}"


def _data(programme: Programme, guide: MeetingGuide, promises: Promises) -> dict[str, Any]:
    agreement = programme.preparation.agreement
    return {
        "pair": guide.pair.number,
        "mentor": guide.pair.mentor,
        "mentee": guide.pair.mentee,
        "third": guide.pair.people[2] if len(guide.pair.people) > 2 else None,
        "shape": guide.order.shape,
        "planned": guide.planned,
        "meeting": facts_of(guide.meeting) if guide.planned else None,
        "lead": guide.meeting.lead,
        "topics": [topic.id for topic in guide.topics],
        "topics_agreed": guide.agreed,
        "agenda": [asdict(part) for part in guide.order.parts],
        "goals": [asdict(one) for one in promises.goals],
        "commitments": [asdict(one) for one in promises.commitments],
        "cards": [asdict(card) for card in guide.cards],
        "ground_rules": agreement.rules if agreement else (),
        "unrecorded": [facts_of(one) for one in guide.unrecorded],
        "rests_on": guide.order.rests_on,
    }


def card_blocks(cards: Iterable[Card]) -> Iterator[Block]:
    """Yield conversation cards: the area, its topics, the questions."""
    for card in cards:
        yield _heading(f"To open with. {card.title}: {', '.join(card.topics)}")
        yield from bullets(card.questions)


def briefing_blocks(briefings: Iterable[Briefing]) -> Iterator[Block]:
    """Yield each briefing that says something, with what it says."""
    for briefing in briefings:
        if briefing.content:
            yield _heading(f"Briefing: {briefing.title}")
            yield Words(briefing.content)


def bullets(lines: Iterable[str]) -> Iterator[Block]:
    """Yield lines, each with a dash before it and wrapped to hang from it."""
    return (Words(fill(line, _WIDTH, initial_indent="- ", subsequent_indent="  ")) for line in lines)


def rests_on(sources: Sequence[str]) -> Words:
    """Return the line that names the sources."""
    return Words(f"Rests on: {'; '.join(sources)}.")


def _heading(text: str) -> Words:
    return Words(f"\n{text}", strong=True)
