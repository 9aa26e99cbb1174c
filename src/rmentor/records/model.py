"""What is recorded of a pair's progress beside its meetings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class BriefingDone:
    """A person took a briefing."""

    person: str
    briefing: str
    on: date


@dataclass(frozen=True, slots=True, order=True)
class Acceptance:
    """A person of a pair accepted the ground rules in a version."""

    pair: int
    person: str
    version: int
    on: date


class GoalKind(StrEnum):
    """The two kinds of goal that a person sets."""

    PROFESSIONAL = "professional"
    PERSONAL = "personal"


class Progress(StrEnum):
    """Where a goal or a commitment stands."""

    OPEN = "open"
    MET = "met"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """What a person of a pair wants to reach, numbered from 1 in the pair."""

    pair: int
    number: int
    person: str
    kind: GoalKind
    text: str
    measure: str | None
    set_on: date
    progress: Progress = Progress.OPEN
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What a mentee will change, numbered from 1 in the pair."""

    pair: int
    number: int
    person: str
    text: str
    due: date | None
    made_on: date
    progress: Progress = Progress.OPEN
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, order=True)
class Outcome:
    """A dated fact about a person, of a kind that the programme names."""

    person: str
    kind: str
    on: date
