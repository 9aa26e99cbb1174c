"""A matter for a human."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rmentor.sentences import first_few

_NAMED_AT_MOST = 5


class Concerning(StrEnum):
    """The kinds of matter, worst first."""

    FORBIDDEN = "pair_forbidden"
    SETTING_UP = "setting_up"
    SILENT_PAIR = "silent_pair"
    TWO_LOST = "two_meetings_lost"
    UNREACHED = "unreached"
    UNPAIRED = "unpaired"
    UNRECORDED = "meeting_unrecorded"
    BRIEFING = "briefing_overdue"
    AGREEMENT = "agreement_overdue"
    GOALS = "goals_missing"
    SURVEY = "survey_open"
    POINT = "checkpoint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One thing for a human: since which day, in a sentence, whom it is about and the command that comes next."""

    kind: Concerning
    since: date
    what: str
    command: str
    people: tuple[str, ...] = ()
    pair: int | None = None


def some(names: Iterable[str]) -> str:
    """Return the first few names, and how many more there are."""
    return first_few(names, _NAMED_AT_MOST)
