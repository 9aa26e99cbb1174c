"""Good practice of pairing: who is put together, and what is kept about people for it."""

from __future__ import annotations

import re

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.words import Mode

# How words begin that name a special category of personal data; those of whole words end in a blank.
_SPECIAL = (
    "belief", "biometric", "disab", "ethnic", "faith ", "genetic", "handicap", "health", "illness", "lgbt",
    "orientation", "philosoph", "political", "politics", "race ", "racial", "relig", "sex ", "sexual", "sick", "union ",
)  # fmt: skip


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


def special_without_purpose(programme: Programme) -> Found:
    """A special category of personal data is kept and the file does not say what for.

    Ethnicity, religion, politics, union membership, health, disability and orientation may be kept only for a
    stated purpose, and people are told of it. Attributes are known by English words in their name or heading.

    Source: EMCC ISMCP, ethics (E1); Regulation (EU) 2016/679, article 9.
    Wrong:
        roster:
          columns: {role: Role, grade: Grade, manager: Manager}
          attributes: {ethnicity: Ethnic group}
    Right:
        roster:
          columns: {role: Role, grade: Grade, manager: Manager}
          attributes: {ethnicity: Ethnic group}
          special: {ethnicity: Pairs cross backgrounds; consent is on file}
    """
    roster = programme.roster
    for name, heading in roster.attributes.items():
        if name not in roster.special and _is_special(f"{name} {heading}"):
            told = f"{name!r} is special-category data; say why it is kept (roster.special.{name}), or leave it out"
            yield ("roster", "attributes", name), told


def _is_special(text: str) -> bool:
    words = [f"{word} " for word in re.findall(r"[a-z]+", text.casefold().replace("european union", ""))]
    return any(word.startswith(_SPECIAL) for word in words)


RULES = (
    Rule("RM311", no_hierarchical_gap),
    Rule("RM312", inside_reporting_line),
    Rule("RM313", pairs_all_alike),
    Rule("RM314", special_without_purpose),
)
