"""The field's words that programme, people and pairs share."""

from __future__ import annotations

from enum import StrEnum


class Mode(StrEnum):
    """How mentoring runs in a pair."""

    REVERSE = "reverse"
    RECIPROCAL = "reciprocal"
    TRADITIONAL = "traditional"


class Role(StrEnum):
    """What a person does in a programme: gives, receives, or either."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"

    def plays(self, other: Role) -> bool:
        """True where a person of this role can act as `other`."""
        return Role.BOTH in (self, other) or self is other


class Checkpoint(StrEnum):
    """The points of a programme's life that preparation, surveys and notices hang on."""

    START = "start"
    FIRST_MEETING = "first_meeting"
    MIDPOINT = "midpoint"
    END = "end"
    EVALUATION = "evaluation"
    FOLLOW_UP = "follow_up"


class Occasion(StrEnum):
    """What a notice can be about."""

    BRIEFING_DUE = "briefing_due"
    AGREEMENT_DUE = "agreement_due"
    GOALS_MISSING = "goals_missing"
    MEETING_AHEAD = "meeting_ahead"
    MEETING_UNRECORDED = "meeting_unrecorded"
    SILENT_PAIR = "silent_pair"
    MIDPOINT = "midpoint"
    SURVEY_DUE = "survey_due"
    CLOSURE = "closure"
    FOLLOW_UP = "follow_up"
