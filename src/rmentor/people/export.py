"""An HR export as it comes in, and what reading it gives."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rmentor.errors import Problem
from rmentor.people.model import Participant
from rmentor.sheets import Sheet

MISSING_COLUMN = "RM811"
MISSING_VALUE = "RM812"
WRONG_VALUE = "RM813"


@dataclass(frozen=True, slots=True)
class Export:
    """A table of people, or of their answers, as of a day."""

    sheet: Sheet
    on: date


class Why(StrEnum):
    """Why a row does not become a participant although nothing in it is wrong."""

    LEFT = "has left"
    REPEATED = "repeated id"
    NO_ROLE = "no role"
    NO_CONSENT = "no consent"
    FORGOTTEN = "forgotten"


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """A row that is left out, with the reason in a word and in a sentence."""

    line: int
    id: str
    name: str
    why: Why
    sentence: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What an export gave; every row is a participant, left out, or has problems.

    Participants are sorted by id, what is left out by line; `ids` holds every id that the export
    names, `leavers` those of people marked as left, `declined` those of people who do not agree to take part.
    `notes` say what else was found in the cells. `waiting` are those left out for want of a role that may get one
    from the mode once everybody is known, each with the line.
    """

    participants: tuple[Participant, ...]
    left_out: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    leavers: frozenset[str]
    ids: frozenset[str]
    declined: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    waiting: tuple[tuple[int, Participant], ...] = ()
