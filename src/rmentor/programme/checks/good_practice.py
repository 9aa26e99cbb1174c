"""Rules of good practice: what works, but was seen to fail, each by its source."""

from __future__ import annotations

from collections.abc import Iterable

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.meetings import LeadRule
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.plan import Stage
from rmentor.programme.preparation import Briefing
from rmentor.programme.words import Checkpoint, Mode, Occasion, Role

_LONGEST_GAP_DAYS = 31
_SMALLEST_GROUP = 5
_COMMENTS_FROM = 10
_GROUND_RULES = {
    "confidentiality": ("confiden", "privat", "between the two", "stays"),
    "how disagreement is handled": ("disagree", "differ", "conflict"),
    "likely biases and sensitivities": ("bias", "prejudice", "assum", "stereotyp", "sensitiv"),
}


def no_business_need(programme: Programme) -> Found:
    """The file does not say which business need the programme meets.

    Without a strong business need a reverse mentoring programme loses against daily business (Chaudhuri, in *How
    can you make reverse mentoring work for your business?*).
    """
    if not programme.purpose.need:
        yield ("purpose",), "say which business need the programme meets (purpose.need)"


def no_sponsor(programme: Programme) -> Found:
    """Nobody at the top answers for the programme.

    Most reverse programmes fail because seniors do not give them priority (Jordan & Sorell, Harvard Business
    Review 2019).
    """
    if not programme.purpose.sponsor:
        yield ("purpose",), "name who answers for the programme at the top (purpose.sponsor)"


def not_measured(programme: Programme) -> Found:
    """The programme has no objectives, or one of them has no measure or no target.

    Measurement and review is one of the six standards of a workplace programme (EMCC ISMCP); an objective
    without a measure and a target can neither be met nor missed.
    """
    objectives = programme.purpose.objectives
    if not objectives:
        yield ("purpose",), "say what the programme is to achieve, and by which measure (purpose.objectives)"
    for index, objective in enumerate(objectives):
        missing = "measure" if not objective.measure else "target" if not objective.target else ""
        if missing:
            yield ("purpose", "objectives", index), f"the objective {objective.id!r} has no {missing}"


def nothing_to_learn(programme: Programme) -> Found:
    """The file does not say what each side is expected to learn.

    Learning expectations for each person are part of the purpose (*How can you make reverse mentoring work for
    your business?*).
    """
    learning = programme.purpose.learning
    for name in ("mentor", "mentee"):
        if not getattr(learning, name):
            yield ("purpose", "learning"), f"say what {name}s are expected to learn (purpose.learning.{name})"


def no_hierarchical_gap(programme: Programme) -> Found:
    """Reverse pairs may stand near each other in rank.

    A significant hierarchical gap lets the junior speak up with nothing to lose (Clutterbuck, in *How can you
    make reverse mentoring work for your business?*).
    """
    if programme.mode is Mode.REVERSE and not programme.pairing.require.grade_gap:
        yield ("pairing", "require"), "ask for a gap in grade between the two (pairing.require.grade_gap)"


def inside_reporting_line(programme: Programme) -> Found:
    """Someone may be paired with their own manager, or with one above.

    Pairs belong outside of the reporting line (Jordan & Sorell, Harvard Business Review 2019; KMP+).
    """
    if not programme.pairing.require.outside_reporting_line:
        told = "keep pairs outside of the reporting line (pairing.require.outside_reporting_line: yes)"
        yield ("pairing", "require"), told


def pairs_all_alike(programme: Programme) -> Found:
    """No preference can tell one pair from another: only topics have a weight, and there are no topics.

    Selection and matching is one of the six standards of a workplace programme (EMCC ISMCP).
    """
    prefer = programme.pairing.prefer
    others = any(getattr(prefer, name) for name in Preferences.keys if name != "topics")
    if prefer.topics and not others and not programme.topics:
        yield ("pairing", "prefer"), "list topics, or give another preference a weight"


def power_not_prepared(programme: Programme) -> Found:
    """A role is not briefed about power distance before the first meeting.

    The senior dials the power down, the junior speaks truth to it, and both are trained for it (*How can you
    make reverse mentoring work for your business?*). A briefing counts where its id holds the word `power`.
    """
    if programme.mode is Mode.TRADITIONAL:
        return
    about_power = [one for one in programme.preparation.briefings if _before_meetings(one) and "power" in one.id]
    for role in (Role.MENTOR, Role.MENTEE):
        if not any(one.role.plays(role) for one in about_power):
            told = f"brief {role}s about power distance before the first meeting (a briefing such as power-distance)"
            yield ("preparation", "briefings"), told


def ground_rules_incomplete(programme: Programme) -> Found:
    """There are no ground rules, or they leave out confidentiality, disagreement or bias.

    The ground rules of *Reverse mentoring* (generations and ground rules): confidentiality, likely biases and
    sensitivities acknowledged, how disagreements are handled. The rules are searched for English words.
    """
    agreement = programme.preparation.agreement
    if agreement is None:
        yield ("preparation",), "let both accept ground rules (preparation.agreement)"
        return
    text = " ".join(agreement.rules).casefold()
    for subject, words in _GROUND_RULES.items():
        if not any(word in text for word in words):
            yield ("preparation", "agreement", "rules"), f"the ground rules leave out {subject}"


def no_goals(programme: Programme) -> Found:
    """Nobody is asked to set goals.

    Undefined goals let a reverse or reciprocal pair slide back into one-way mentoring (Kristene); in
    *Reciprocal mentoring* each sets two professional and two personal goals.
    """
    goals = programme.preparation.goals
    if not goals.professional + goals.personal:
        yield ("preparation",), "ask for goals (preparation.goals, as professional: 2)"


def seldom_met(programme: Programme) -> Found:
    """Pairs meet less than monthly.

    Regular meetings, monthly for instance, are a ground rule of *Reverse mentoring* (generations and ground
    rules); two sessions that do not take place kill the momentum (Jordan & Sorell, Harvard Business Review 2019).
    """
    if programme.meetings.every.days > _LONGEST_GAP_DAYS:
        yield ("meetings", "every"), f"meet at least monthly, not every {programme.meetings.every}"


def one_way_only(programme: Programme) -> Found:
    """Reciprocal pairs do not take turns.

    Roles alternate: in each pair both mentor and are mentored (*Reciprocal mentoring*).
    """
    if programme.mode is Mode.RECIPROCAL and programme.meetings.lead is not LeadRule.ALTERNATE:
        yield ("meetings", "lead"), "let the two lead in turn (meetings.lead: alternate)"


def no_midpoint(programme: Programme) -> Found:
    """Nobody stands back half-way: nothing is asked, and nobody is reminded, at the mid-point.

    Top-up coaching when issues come up is part of the preparation (*How can you make reverse mentoring work for
    your business?*); matches that do not work are recognised and unwound (EMCC ISMCP).
    """
    if not _reached(programme, Checkpoint.MIDPOINT, Occasion.MIDPOINT):
        yield ("plan",), "let pairs look back half-way: a survey wave or a reminder at the mid-point"


def no_closure(programme: Programme) -> Found:
    """The programme just stops: nothing is asked, and nobody is reminded, at its end.

    Closure is a stage of its own (MENTOR, Elements of Effective Practice, 4th edition).
    """
    if not _reached(programme, Checkpoint.END, Occasion.CLOSURE):
        yield ("plan",), "let pairs close well: a survey wave at the end or a closure reminder"


def no_follow_up(programme: Programme) -> Found:
    """Nobody asks how people are doing after the end.

    A check-in three months after the end: how are you, what progress, what is hard (*Reciprocal mentoring*).
    """
    if not programme.plan.follow_up:
        yield ("plan",), "ask again after the end (plan.follow_up, as 3 months)"


def not_piloted(programme: Programme) -> Found:
    """A roll-out names no programme that it follows.

    A pilot comes before a roll-out (*How can you make reverse mentoring work for your business?*); a first run
    of three months came before the extension to all (*Turn the tables on talent*).
    """
    if programme.plan.stage is Stage.ROLLOUT and not programme.plan.predecessor:
        yield ("plan", "stage"), "name the pilot that this follows (plan.predecessor), or call it the pilot"


def groups_too_small(programme: Programme) -> Found:
    """Figures about fewer than 5 people, or comments of fewer than 10, may be shown.

    No result for fewer than 5 answers and no comments for fewer than 10 is common practice of survey tools and
    statistics offices.
    """
    rules = programme.evaluation
    if rules.smallest_group < _SMALLEST_GROUP:
        yield ("evaluation", "smallest_group"), f"show no figure about fewer than {_SMALLEST_GROUP} people"
    if rules.comments_from < _COMMENTS_FROM:
        yield ("evaluation", "comments_from"), f"show no comments of fewer than {_COMMENTS_FROM} people"


def _before_meetings(briefing: Briefing) -> bool:
    return briefing.by in (Checkpoint.START, Checkpoint.FIRST_MEETING)


def _reached(programme: Programme, point: Checkpoint, occasion: Occasion) -> bool:
    asked: Iterable[Checkpoint] = (wave.at for wave in programme.surveys.waves)
    reminded: Iterable[Occasion] = (rule.on for rule in programme.reminders.occasions)
    return point in asked or occasion in reminded


RULES = (
    Rule("RM301", no_business_need),
    Rule("RM302", no_sponsor),
    Rule("RM303", not_measured),
    Rule("RM304", nothing_to_learn),
    Rule("RM311", no_hierarchical_gap),
    Rule("RM312", inside_reporting_line),
    Rule("RM313", pairs_all_alike),
    Rule("RM321", power_not_prepared),
    Rule("RM322", ground_rules_incomplete),
    Rule("RM323", no_goals),
    Rule("RM331", seldom_met),
    Rule("RM332", one_way_only),
    Rule("RM341", no_midpoint),
    Rule("RM342", no_closure),
    Rule("RM343", no_follow_up),
    Rule("RM344", not_piloted),
    Rule("RM351", groups_too_small),
)
