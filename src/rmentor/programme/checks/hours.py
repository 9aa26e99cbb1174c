"""Rules about hours and reminders: what would come at a moment that does not exist, or at the wrong one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.period import Period
from rmentor.programme.words import Occasion

_MINUTES_A_DAY = 1440


def meeting_outside_hours(programme: Programme) -> Found:
    """The meeting hours do not hold a meeting that begins at the usual time and takes its usual length.

    Wrong:
        meetings: {at: 16:30, length: 60 minutes, hours: 09:00-17:00}
    Right:
        meetings: {at: 16:00, length: 60 minutes, hours: 09:00-17:00}
    """
    rules = programme.meetings
    minutes = rules.length.minutes
    begins = rules.at.hour * 60 + rules.at.minute
    closes = rules.hours.end.hour * 60 + rules.hours.end.minute
    if minutes < 1:
        yield ("meetings", "length"), "a meeting of no length cannot be booked"
    elif not rules.hours.holds(rules.at):
        yield ("meetings", "at"), f"{rules.at:%H:%M} lies outside of the meeting hours {rules.hours}"
    elif minutes > (closes - begins) % _MINUTES_A_DAY:
        told = f"a meeting of {rules.length} from {rules.at:%H:%M} ends after the meeting hours {rules.hours}"
        yield ("meetings", "length"), told


def no_common_slot(programme: Programme) -> Found:
    """Two people may be paired whose working hours leave no room for a meeting.

    Who shares just the hours that `pairing.require.overlap` asks for must be able to meet in them, so the
    overlap is at least the length of a meeting.

    Wrong:
        pairing: {require: {overlap: 30 minutes}}
        meetings: {length: 60 minutes}
    Right:
        pairing: {require: {overlap: 2 hours}}
        meetings: {length: 60 minutes}
    """
    overlap, length = programme.pairing.require.overlap, programme.meetings.length
    if overlap and overlap.minutes < length.minutes:
        told = f"{overlap} in common leave no slot for a meeting of {length}; require at least {length}"
        yield ("pairing", "require", "overlap"), told


def reminder_of_nothing(programme: Programme) -> Found:
    """People are to be reminded of something that the programme does not have.

    Wrong:
        mode: traditional
        preparation: {briefings: []}
        reminders: {occasions: [{on: briefing_due, lead: 5 days}]}
    Right:
        mode: traditional
        preparation: {briefings: [{id: first-steps, title: How to begin}]}
        reminders: {occasions: [{on: briefing_due, lead: 5 days}]}
    """
    preparation = programme.preparation
    has = {
        Occasion.BRIEFING_DUE: (preparation.briefings, "preparation.briefings"),
        Occasion.AGREEMENT_DUE: (preparation.agreement, "preparation.agreement"),
        Occasion.GOALS_MISSING: (
            preparation.goals.professional + preparation.goals.personal, "preparation.goals",
        ),
        Occasion.SURVEY_DUE: (programme.surveys.waves, "surveys.waves"),
        Occasion.FOLLOW_UP: (programme.plan.follow_up, "plan.follow_up"),
    }  # fmt: skip
    for index, rule in enumerate(programme.reminders.occasions):
        thing, where = has.get(rule.on, (True, ""))
        if not thing:
            yield ("reminders", "occasions", index, "on"), f"{rule.on} reminds of nothing: there is no {where}"


def reminder_out_of_turn(programme: Programme) -> Found:
    """A reminder would go out before the event that it follows, or never.

    The mid-point's and the closure's come after the start, the follow-up's after the end, a meeting's after the
    meeting before it; goals and silence are spoken of while the programme runs. `lead` is too long for that.

    Wrong:
        plan: {follow_up: 3 months}
        reminders: {occasions: [{on: follow_up, lead: 4 months}]}
    Right:
        plan: {follow_up: 3 months}
        reminders: {occasions: [{on: follow_up, lead: 1 week}]}
    """
    for index, rule in enumerate(programme.reminders.occasions):
        told = _OUT_OF_TURN[rule.on](programme, rule.lead) if rule.on in _OUT_OF_TURN else ""
        if told:
            yield ("reminders", "occasions", index, "lead"), f"{rule.on}: {rule.lead} {told}; shorten the lead"


def _midpoint(programme: Programme, lead: Period) -> str:
    plan = programme.plan
    early = lead.before(plan.middle) < plan.start
    return f"before the mid-point, {plan.middle}, the programme has not begun" if early else ""


def _closure(programme: Programme, lead: Period) -> str:
    plan = programme.plan
    early = plan.start < plan.end and lead.before(plan.end - timedelta(days=1)) < plan.start
    return f"before the end, {plan.end}, the programme has not begun" if early else ""


def _follow_up(programme: Programme, lead: Period) -> str:
    plan = programme.plan
    early = plan.followed_up and lead.before(plan.followed_up) < plan.end
    return f"before the follow-up, {plan.followed_up}, the programme has not ended" if early else ""


def _meeting_ahead(programme: Programme, lead: Period) -> str:
    every = programme.meetings.every
    early = 0 < every.days <= lead.days
    return f"before a meeting the one before it has not been: pairs meet every {every}" if early else ""


def _never(programme: Programme, lead: Period) -> str:
    plan = programme.plan
    late = plan.start < plan.end <= lead.after(plan.start)
    return f"after the start, {plan.start}, the programme is over" if late else ""


_OUT_OF_TURN: Mapping[Occasion, Callable[[Programme, Period], str]] = {
    Occasion.MIDPOINT: _midpoint,
    Occasion.CLOSURE: _closure,
    Occasion.FOLLOW_UP: _follow_up,
    Occasion.MEETING_AHEAD: _meeting_ahead,
    Occasion.GOALS_MISSING: _never,
    Occasion.SILENT_PAIR: _never,
}

RULES = (
    Rule("RM204", meeting_outside_hours),
    Rule("RM208", no_common_slot),
    Rule("RM209", reminder_out_of_turn),
    Rule("RM213", reminder_of_nothing),
)
