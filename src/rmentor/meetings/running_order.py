"""What a pair's next meeting is for, and how its time is spent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rmentor.meetings.model import Meeting, MeetingKind, MeetingStatus
from rmentor.meetings.sources import named

_STEP = 5


class Shape(StrEnum):
    """The shapes a meeting can have: the kinds, and the first one."""

    FIRST = "first"
    REGULAR = "regular"
    MIDPOINT = "midpoint"
    CLOSURE = "closure"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a meeting: how long, what it is called, what is done in it."""

    minutes: int
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class RunningOrder:
    """The parts of a meeting, whose minutes add up to its length."""

    shape: Shape
    parts: tuple[Part, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Parts with their share of an hour."""

    parts: tuple[Part, ...]
    sources: tuple[str, ...]


_PLANS: Mapping[Shape, _Plan] = {
    Shape.FIRST: _Plan(
        (
            Part(10, "Arrive", "Tell each other how you came to be here, and one thing that is in no file."),
            Part(15, "What it is for", "Say what each of you wants from it, and how you will know that you got it."),
            Part(
                15,
                "Ground rules",
                "Go through them one by one. Name the biases and sore points you bring, and how you will disagree.",
            ),
            Part(15, "A first topic", "{lead} opens with a question. Stay with examples."),
            Part(5, "Next time", "Fix the day and the topics, and accept the ground rules."),
        ),
        ("S5", "E6"),
    ),
    Shape.REGULAR: _Plan(
        (
            Part(10, "Since last time", "{other} tells what came of what was to change."),
            Part(30, "The topic", "{lead} leads with questions, scenarios and examples."),
            Part(10, "What follows", "{other} names one thing to do differently, and by when."),
            Part(5, "Between us", "What was hard to say today, and what stayed unsaid?"),
            Part(5, "Next time", "Confirm the day, agree the topics."),
        ),
        ("S5", "S1"),
    ),
    Shape.MIDPOINT: _Plan(
        (
            Part(15, "Where we stand", "Look at each goal and its measure: on the way, stuck, or no longer wanted?"),
            Part(15, "Between us", "What works, what does not? Who speaks more? Has anything gone unsaid?"),
            Part(20, "The topic", "{lead} leads, shorter than usual."),
            Part(10, "What we change", "Agree on one thing to do differently in the second half."),
        ),
        ("S3", "S5"),
    ),
    Shape.CLOSURE: _Plan(
        (
            Part(15, "What changed", "{other} tells what is different now, {lead} what they saw of it."),
            Part(10, "Loose ends", "Close each goal and commitment: met, or dropped without regret."),
            Part(15, "What each takes along", "The best hour, the hardest one, and what will not be forgotten."),
            Part(15, "How it goes on", "End here, stay in touch, or turn the relation round. Either answer is good."),
            Part(5, "Thanks", "Say it, and say what for."),
        ),
        ("E2", "S2", "S1"),
    ),
    Shape.FOLLOW_UP: _Plan(
        (
            Part(15, "How are you?", "Each answers, {other} first."),
            Part(20, "What progress was there?", "What lasted of what was learned, and what did it lead to?"),
            Part(15, "What is hard?", "What stood in the way, and who could help?"),
            Part(10, "And now?", "Whether and how you stay in touch."),
        ),
        ("S1",),
    ),
}
_SHAPES = {
    MeetingKind.REGULAR: Shape.REGULAR,
    MeetingKind.MIDPOINT: Shape.MIDPOINT,
    MeetingKind.CLOSURE: Shape.CLOSURE,
    MeetingKind.FOLLOW_UP: Shape.FOLLOW_UP,
}


def shape_of(meeting: Meeting, others: Iterable[Meeting]) -> Shape:
    """Return what a meeting is for; a regular one is the first where none before it was or may have been held."""
    earlier = (other for other in others if other.starts < meeting.starts)
    met = any(other.status in (MeetingStatus.HELD, MeetingStatus.PLANNED) for other in earlier)
    shape = _SHAPES[meeting.kind]
    return Shape.FIRST if shape is Shape.REGULAR and not met else shape


def running_order(shape: Shape, minutes: int, *, lead: str, other: str) -> RunningOrder:
    """Return the parts of a meeting of that length, with the names of who leads and of who does not."""
    plan = _PLANS[shape]
    lengths = shares(minutes, [part.minutes for part in plan.parts])
    parts = (
        Part(length, part.title, part.text.format(lead=lead, other=other))
        for part, length in zip(plan.parts, lengths, strict=True)
    )
    return RunningOrder(shape, tuple(part for part in parts if part.minutes), named(plan.sources))


def shares(minutes: int, weights: Sequence[int]) -> list[int]:
    """Share minutes out by weight, in fives where the length allows it; the largest remainders are rounded up."""
    step = _STEP if minutes % _STEP == 0 and minutes >= _STEP * len(weights) else 1
    units, whole = minutes // step, sum(weights)
    exact = [divmod(units * weight, whole) for weight in weights]
    left = units - sum(part for part, _ in exact)
    largest = sorted(range(len(weights)), key=lambda index: (-exact[index][1], index))[:left]
    return [step * (part + (index in largest)) for index, (part, _) in enumerate(exact)]
