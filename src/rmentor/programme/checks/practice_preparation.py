"""Good practice of preparation: what people know and agree on before they meet."""

from __future__ import annotations

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.preparation import Briefing
from rmentor.programme.words import Checkpoint, Mode, Role

_GROUND_RULES = {
    "confidentiality": ("confiden", "privat", "between the two", "stays"),
    "how disagreement is handled": ("disagree", "differ", "conflict"),
    "likely biases and sensitivities": ("bias", "prejudice", "assum", "stereotyp", "sensitiv"),
}


def power_not_prepared(programme: Programme) -> Found:
    """A role is not briefed about power distance before the first meeting.

    The senior dials the power down, the junior speaks truth to it, and both are trained for it. A briefing
    counts where its id holds the word `power`.

    Source: *How can you make reverse mentoring work for your business?* (S3).
    Wrong:
        preparation:
          briefings: [{id: power-distance, title: Rank stays outside, by: midpoint}]
    Right:
        preparation:
          briefings:
            - {id: power-distance, title: Rank stays outside, by: first_meeting}
    """
    if programme.mode is Mode.TRADITIONAL:
        return
    about_power = [one for one in programme.preparation.briefings if _before_meetings(one) and "power" in one.id]
    for role in (Role.MENTOR, Role.MENTEE):
        if not any(one.role.plays(role) for one in about_power):
            told = f"{role}s meet unprepared for power distance; add a briefing before, such as power-distance"
            yield ("preparation", "briefings"), told


def ground_rules_incomplete(programme: Programme) -> Found:
    """There are no ground rules, or they leave out confidentiality, disagreement or bias.

    What is said stays in the pair, likely biases and sensitivities are acknowledged, and both know how a
    disagreement is handled. The rules are searched for English words.

    Source: *Reverse mentoring* (generations and ground rules) (S5).
    Wrong:
        preparation:
          agreement: {rules: [What is said stays between the two of us.]}
    Right:
        preparation:
          agreement:
            rules:
              - What is said stays between the two of us.
              - When we disagree, we ask before we answer.
              - Each of us names a bias that we may bring.
    """
    agreement = programme.preparation.agreement
    if agreement is None:
        yield ("preparation",), "no ground rules; let both accept some (preparation.agreement)"
        return
    text = " ".join(agreement.rules).casefold()
    for subject, words in _GROUND_RULES.items():
        if not any(word in text for word in words):
            yield ("preparation", "agreement", "rules"), f"the ground rules leave out {subject}; add a rule"


def no_goals(programme: Programme) -> Found:
    """Nobody is asked to set goals.

    Undefined goals let a reverse or reciprocal pair slide back into one-way mentoring; in reciprocal mentoring
    each sets two professional and two personal goals.

    Source: Kristene (E6); *Reciprocal mentoring* (S1).
    Wrong:
        preparation: {goals: {professional: 0, personal: 0}}
    Right:
        preparation: {goals: {professional: 2, personal: 2}}
    """
    goals = programme.preparation.goals
    if not goals.professional + goals.personal:
        yield ("preparation",), "nobody sets goals; ask for some (preparation.goals, as professional: 2)"


def _before_meetings(briefing: Briefing) -> bool:
    return briefing.by in (Checkpoint.START, Checkpoint.FIRST_MEETING)


RULES = (
    Rule("RM321", power_not_prepared),
    Rule("RM322", ground_rules_incomplete),
    Rule("RM323", no_goals),
)
