"""Good practice of purpose and plan: why a programme exists and by what it is judged."""

from __future__ import annotations

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.plan import Stage


def no_business_need(programme: Programme) -> Found:
    """The file does not say which business need the programme meets.

    Without a strong business need a reverse mentoring programme loses against daily business.

    Source: Chaudhuri, in *How can you make reverse mentoring work for your business?* (S3).
    Wrong:
        purpose: {need: }
    Right:
        purpose:
          need: Our leaders decide on channels that they do not use.
    """
    if not programme.purpose.need:
        yield ("purpose",), "no business need; say which one the programme meets (purpose.need)"


def no_sponsor(programme: Programme) -> Found:
    """Nobody at the top answers for the programme.

    Most reverse programmes fail because seniors do not give them priority.

    Source: Jordan & Sorell, Harvard Business Review 2019 (E4).
    Wrong:
        purpose: {sponsor: }
    Right:
        purpose: {sponsor: Chief Executive}
    """
    if not programme.purpose.sponsor:
        yield ("purpose",), "no sponsor; name who answers for the programme at the top (purpose.sponsor)"


def not_measured(programme: Programme) -> Found:
    """The programme has no objectives, or one of them has no measure or no target.

    Measurement and review is one of the six standards of a workplace programme; an objective without a measure
    and a target can neither be met nor missed.

    Source: EMCC ISMCP (E1).
    Wrong:
        purpose: {objectives: [{id: meet, text: Pairs meet}]}
    Right:
        purpose:
          objectives:
            - id: meet
              text: Pairs meet
              measure: {kind: meetings_held}
              target: 80 %
    """
    objectives = programme.purpose.objectives
    if not objectives:
        told = "no objectives; say what the programme is to achieve, and by which measure (purpose.objectives)"
        yield ("purpose",), told
    for index, objective in enumerate(objectives):
        missing = "measure" if not objective.measure else "target" if not objective.target else ""
        if missing:
            told = f"the objective {objective.id!r} has no {missing}; add one, or it is neither met nor missed"
            yield ("purpose", "objectives", index), told


def nothing_to_learn(programme: Programme) -> Found:
    """The file does not say what each side is expected to learn.

    Learning expectations for each person are part of the purpose.

    Source: *How can you make reverse mentoring work for your business?* (S3).
    Wrong:
        purpose: {learning: {mentor: How decisions are made, mentee: }}
    Right:
        purpose:
          learning:
            mentor: How decisions are made
            mentee: What younger customers want
    """
    learning = programme.purpose.learning
    for name in ("mentor", "mentee"):
        if not getattr(learning, name):
            told = f"no learning expected of {name}s; say what they are to learn (purpose.learning.{name})"
            yield ("purpose", "learning"), told


def not_piloted(programme: Programme) -> Found:
    """A roll-out names no programme that it follows.

    A pilot comes before a roll-out; a first run of three months came before the extension to all.

    Source: *How can you make reverse mentoring work for your business?* (S3) and *Turn the tables on talent* (S4).
    Wrong:
        plan: {stage: rollout}
    Right:
        plan: {stage: rollout, predecessor: first-run}
    """
    if programme.plan.stage is Stage.ROLLOUT and not programme.plan.predecessor:
        told = "a roll-out without a pilot; name the pilot that it follows (plan.predecessor), or call it the pilot"
        yield ("plan", "stage"), told


RULES = (
    Rule("RM301", no_business_need),
    Rule("RM302", no_sponsor),
    Rule("RM303", not_measured),
    Rule("RM304", nothing_to_learn),
    Rule("RM344", not_piloted),
)
