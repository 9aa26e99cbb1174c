"""Rules about time: days, lengths and hours that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator

from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.reader import Path
from rmentor.programme.words import Checkpoint

_MINUTES_A_DAY = 1440


def past_the_calendar(programme: Programme) -> Found:
    """A length of time leads past the last day of the calendar, which no programme means."""
    plan = programme.plan
    lengths = {("plan", "length"): plan.length, ("evaluation", "keep"): programme.evaluation.keep}
    if plan.follow_up:
        lengths["plan", "follow_up"] = plan.follow_up
    for path, period in lengths.items():
        try:
            period.after(plan.length.after(plan.start))
        except OverflowError:
            yield path, f"{period} lead past the last day of the calendar"
            return


def days_contradict(programme: Programme) -> Found:
    """The programme's days are not in order.

    It ends after it starts, its mid-point lies between the two, and results are drawn after it has started.
    """
    plan = programme.plan
    if plan.end <= plan.start:
        yield ("plan", "length"), f"a programme of {plan.length} ends on the day it starts"
    elif plan.midpoint and not plan.start < plan.midpoint < plan.end:
        told = f"the mid-point {plan.midpoint} lies outside of the programme, {plan.start} to {plan.end}"
        yield ("plan", "midpoint"), told
    if plan.evaluation and plan.evaluation <= plan.start:
        yield ("plan", "evaluation"), f"results are drawn on {plan.evaluation}, before the start on {plan.start}"


def no_meeting_fits(programme: Programme) -> Found:
    """The cadence leaves no meeting inside the programme, or more than one a day."""
    every, plan = programme.meetings.every, programme.plan
    if every.days < 1:
        yield ("meetings", "every"), f"the cadence is {every}; pairs meet once a day at most"
    elif plan.start < plan.end < every.after(plan.start):
        yield ("meetings", "every"), f"a meeting every {every} does not fit in a programme of {plan.length}"


def meeting_outside_hours(programme: Programme) -> Found:
    """The meeting hours do not hold a meeting that begins at the usual time and takes its usual length."""
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


def point_without_day(programme: Programme) -> Found:
    """Something hangs on the follow-up, but the plan has none, so it would never come about."""
    if programme.plan.follow_up:
        return
    for path, point in _points(programme):
        if point is Checkpoint.FOLLOW_UP:
            yield path, "the programme has no follow-up; give plan.follow_up, as 3 months"


def data_gone_too_early(programme: Programme) -> Found:
    """Personal data is deleted before the last thing that needs it.

    The follow-up and the last outcome that counts must lie within `evaluation.keep` after the programme's end.
    """
    plan, keep = programme.plan, programme.evaluation.keep
    last = keep.after(plan.end)
    if plan.followed_up and plan.followed_up > last:
        yield ("evaluation", "keep"), f"the follow-up is on {plan.followed_up}, data is kept until {last}"
    for index, objective in enumerate(programme.purpose.objectives):
        within = objective.measure and objective.measure.within
        if within and within.after(plan.start) > last:
            place = ("purpose", "objectives", index, "measure", "within")
            yield place, f"outcomes count until {within.after(plan.start)}, data is kept until {last}"


def _points(programme: Programme) -> Iterator[tuple[Path, Checkpoint]]:
    preparation = programme.preparation
    for index, wave in enumerate(programme.surveys.waves):
        yield ("surveys", "waves", index, "at"), wave.at
    for index, briefing in enumerate(preparation.briefings):
        yield ("preparation", "briefings", index, "by"), briefing.by
    if preparation.agreement:
        yield ("preparation", "agreement", "by"), preparation.agreement.by


RULES = (
    Rule("RM201", past_the_calendar),
    Rule("RM202", days_contradict),
    Rule("RM203", no_meeting_fits),
    Rule("RM204", meeting_outside_hours),
    Rule("RM205", point_without_day),
    Rule("RM206", data_gone_too_early),
)
