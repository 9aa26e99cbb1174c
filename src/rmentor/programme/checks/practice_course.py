"""Good practice of a programme's course: meetings, mid-point, closure, follow-up, and what is shown of it."""

from __future__ import annotations

from collections.abc import Iterable

from rmentor.programme.checks.days import points
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.meetings import LeadRule
from rmentor.programme.model import Programme
from rmentor.programme.words import Checkpoint, Mode, Occasion

_LONGEST_GAP_DAYS = 31
_SMALLEST_GROUP = 5
_COMMENTS_FROM = 10


def seldom_met(programme: Programme) -> Found:
    """Pairs meet less than monthly.

    Regular meetings, monthly for instance, are a ground rule; two sessions that do not take place kill the
    momentum.

    Source: *Reverse mentoring* (generations and ground rules) (S5); Jordan & Sorell, Harvard Business Review
    2019 (E4).
    Wrong:
        meetings: {every: 6 weeks}
    Right:
        meetings: {every: 1 month}
    """
    if programme.meetings.every.days > _LONGEST_GAP_DAYS:
        yield ("meetings", "every"), f"pairs meet every {programme.meetings.every}; meet at least monthly"


def one_way_only(programme: Programme) -> Found:
    """Reciprocal pairs do not take turns.

    Roles alternate: in each pair both mentor and are mentored.

    Source: *Reciprocal mentoring* (S1).
    Wrong:
        mode: reciprocal
        meetings: {lead: mentor}
    Right:
        mode: reciprocal
        meetings: {lead: alternate}
    """
    if programme.mode is Mode.RECIPROCAL and programme.meetings.lead is not LeadRule.ALTERNATE:
        yield ("meetings", "lead"), "one of the two always leads; let them lead in turn (meetings.lead: alternate)"


def no_midpoint(programme: Programme) -> Found:
    """Nobody stands back half-way: nothing is asked, and nobody is reminded, at the mid-point.

    Top-up coaching when issues come up is part of the preparation; matches that do not work are recognised and
    unwound.

    Source: *How can you make reverse mentoring work for your business?* (S3); EMCC ISMCP (E1).
    Wrong:
        surveys: {waves: [{id: closing, at: end, items: [useful]}]}
    Right:
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, items: [useful]}
    """
    if not _reached(programme, Checkpoint.MIDPOINT, Occasion.MIDPOINT):
        told = "nobody stands back half-way; add a survey wave or a reminder at the mid-point"
        yield ("plan",), told


def no_closure(programme: Programme) -> Found:
    """The programme just stops: nothing is asked, and nobody is reminded, at its end.

    Closure is a stage of its own.

    Source: MENTOR, Elements of Effective Practice, 4th edition (E2).
    Wrong:
        purpose:
          objectives:
            - id: meet
              text: Pairs meet
              measure: {kind: meetings_held}
              target: 80 %
        surveys: {waves: [{id: half-way, at: midpoint, items: [useful]}]}
    Right:
        purpose:
          objectives:
            - id: meet
              text: Pairs meet
              measure: {kind: meetings_held}
              target: 80 %
        surveys: {waves: [{id: half-way, at: midpoint, items: [useful]}]}
        reminders: {occasions: [{on: closure, lead: 7 days}]}
    """
    if not _reached(programme, Checkpoint.END, Occasion.CLOSURE):
        yield ("plan",), "the programme just stops; add a survey wave at the end or a closure reminder"


def no_follow_up(programme: Programme) -> Found:
    """Nobody asks how people are doing after the end.

    A check-in three months after the end: how are you, what progress, what is hard.

    Source: *Reciprocal mentoring* (S1); service levels in use (E9).
    Wrong:
        plan: {follow_up: }
    Right:
        plan: {follow_up: 3 months}
    """
    hoped_for = any(point is Checkpoint.FOLLOW_UP for _, point in points(programme))  # which RM205 finds
    if not programme.plan.follow_up and not hoped_for:
        yield ("plan",), "nobody asks again after the end; add a follow-up (plan.follow_up, as 3 months)"


def groups_too_small(programme: Programme) -> Found:
    """Figures about fewer than 5 people, or comments of fewer than 10, may be shown.

    Who knows the others of a small group reads from its figure what a single one answered.

    Source: no result for fewer than 5 answers and no comments for fewer than 10 is common practice of survey
    tools and statistics offices (E10).
    Wrong:
        evaluation: {smallest_group: 3}
    Right:
        evaluation: {smallest_group: 5}
    """
    rules = programme.evaluation
    if rules.smallest_group < _SMALLEST_GROUP:
        few = rules.smallest_group
        told = f"figures about {few} people give them away; show none about fewer than {_SMALLEST_GROUP}"
        yield ("evaluation", "smallest_group"), told
    if rules.comments_from < _COMMENTS_FROM:
        few = rules.comments_from
        told = f"comments of {few} people give them away; show none of fewer than {_COMMENTS_FROM}"
        yield ("evaluation", "comments_from"), told


def _reached(programme: Programme, point: Checkpoint, occasion: Occasion) -> bool:
    asked: Iterable[Checkpoint] = (wave.at for wave in programme.surveys.waves)
    reminded: Iterable[Occasion] = (rule.on for rule in programme.reminders.occasions)
    return point in asked or occasion in reminded


RULES = (
    Rule("RM331", seldom_met),
    Rule("RM332", one_way_only),
    Rule("RM341", no_midpoint),
    Rule("RM342", no_closure),
    Rule("RM343", no_follow_up),
    Rule("RM351", groups_too_small),
)
