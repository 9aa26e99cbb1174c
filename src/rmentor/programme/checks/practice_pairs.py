"""Good practice of pairing: who is put together."""

from __future__ import annotations

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.words import Mode


def no_hierarchical_gap(programme: Programme) -> Found:
    """Reverse pairs may stand near each other in rank.

    A significant hierarchical gap lets the junior speak up with nothing to lose.

    Source: Clutterbuck, in *How can you make reverse mentoring work for your business?* (S3).
    Wrong:
        pairing: {require: {grade_gap: }}
    Right:
        pairing: {require: {grade_gap: 3}}
    """
    if programme.mode is Mode.REVERSE and not programme.pairing.require.grade_gap:
        yield ("pairing", "require"), "no gap in rank between the two; ask for one (pairing.require.grade_gap)"


def inside_reporting_line(programme: Programme) -> Found:
    """Someone may be paired with their own manager, or with one above.

    Pairs belong outside of the reporting line, and nobody with someone under a direct report of theirs.

    Source: Jordan & Sorell, Harvard Business Review 2019; KMP+ (E5).
    Wrong:
        pairing: {require: {outside_reporting_line: no}}
    Right:
        pairing: {require: {outside_reporting_line: yes}}
    """
    if not programme.pairing.require.outside_reporting_line:
        told = "pairs may lie in the reporting line; keep them out (pairing.require.outside_reporting_line: yes)"
        yield ("pairing", "require"), told


def pairs_all_alike(programme: Programme) -> Found:
    """No preference can tell one pair from another: only topics have a weight, and there are no topics.

    Selection and matching is one of the six standards of a workplace programme.

    Source: EMCC ISMCP (E1).
    Wrong:
        pairing: {prefer: {topics: 10, different_department: 0}}
        topics: []
    Right:
        pairing: {prefer: {topics: 10, different_department: 0}}
        topics: [{id: social-media, title: Social media}]
    """
    prefer = programme.pairing.prefer
    others = any(getattr(prefer, name) for name in Preferences.keys if name != "topics")
    if prefer.topics and not others and not programme.topics:
        told = "no pair is better than another; list topics, or give another preference a weight"
        yield ("pairing", "prefer"), told


RULES = (
    Rule("RM311", no_hierarchical_gap),
    Rule("RM312", inside_reporting_line),
    Rule("RM313", pairs_all_alike),
)
