"""Who leads a meeting."""

from __future__ import annotations

from rmentor.pairing.model import Pair
from rmentor.programme.meetings import LeadRule, MeetingRules
from rmentor.programme.words import Mode


def lead_of(pair: Pair, rules: MeetingRules, number: int) -> str:
    """Return who leads a pair's meeting of that number: the mentor, or where they take turns each in turn.

    A reciprocal pair takes turns, two or three, and a reverse one whose programme says so; the mentor begins.
    """
    return pair.people[(number - 1) % len(pair.people)] if _takes_turns(pair, rules) else pair.mentor


def _takes_turns(pair: Pair, rules: MeetingRules) -> bool:
    by_rule = pair.mode is Mode.REVERSE and rules.lead is LeadRule.ALTERNATE
    return pair.mode is Mode.RECIPROCAL or by_rule
