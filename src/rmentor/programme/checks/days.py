"""Rules about time: days and lengths that cannot be kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from rmentor.errors import NotFound
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.reader import Path
from rmentor.programme.words import Checkpoint
from rmentor.programme.workdays import days, is_working_day

# No country takes more days off in a row, so no calendar is opened for a longer programme.
_LONGEST_BREAK = 31


def past_the_calendar(programme: Programme) -> Found:
    """A length of time leads past the last day of the calendar, which no programme means.

    Days are counted to the year 9999. A longer time is a slip of the hand, and nothing could be planned by it.

    Wrong:
        plan: {start: 2027-01-11, length: 9999 years}
    Right:
        plan: {start: 2027-01-11, length: 9 months}
    """
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

    It ends after it starts, its mid-point lies between the two, results are drawn after it has started and not
    after the follow-up, which looks back on them. The last meeting needs no day: meetings are planned up to the
    end.

    Wrong:
        plan: {midpoint: 2027-08-01}
    Right:
        plan: {midpoint: 2027-04-12}
    """
    plan = programme.plan
    if plan.end <= plan.start:
        yield ("plan", "length"), f"a programme of {plan.length} ends on the day it starts"
    elif plan.midpoint and not plan.start < plan.midpoint < plan.end:
        told = f"the mid-point {plan.midpoint} lies outside of the programme, {plan.start} to {plan.end}"
        yield ("plan", "midpoint"), told
    if plan.evaluation and plan.evaluation <= plan.start:
        yield ("plan", "evaluation"), f"results are drawn on {plan.evaluation}, before the start on {plan.start}"
    elif plan.evaluation and plan.followed_up and plan.evaluation > plan.followed_up:
        told = f"results are drawn on {plan.evaluation}, after the follow-up on {plan.followed_up}"
        yield ("plan", "evaluation"), told


def no_meeting_fits(programme: Programme) -> Found:
    """The cadence leaves no meeting inside the programme, or more than one a day.

    Meetings are planned from the first day on, one in each span of the cadence. A cadence longer than the
    programme is a slip in one of the two.

    Wrong:
        plan: {length: 2 weeks}
        meetings: {every: 1 month}
    Right:
        plan: {length: 2 weeks}
        meetings: {every: 2 days}
    """
    every, plan = programme.meetings.every, programme.plan
    if every.days < 1:
        yield ("meetings", "every"), f"the cadence is {every}; pairs meet once a day at most"
    elif plan.start < plan.end < every.after(plan.start):
        yield ("meetings", "every"), f"a meeting every {every} does not fit in a programme of {plan.length}"


def point_without_day(programme: Programme) -> Found:
    """Something hangs on the follow-up, but the plan has none, so it would never come about.

    A wave at the follow-up is never opened and a briefing by then is never due.

    Wrong:
        plan: {follow_up: }
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, items: [useful]}
            - {id: later, at: follow_up, items: [useful]}
    Right:
        plan: {follow_up: 3 months}
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, items: [useful]}
            - {id: later, at: follow_up, items: [useful]}
    """
    if programme.plan.follow_up:
        return
    for path, point in points(programme):
        if point is Checkpoint.FOLLOW_UP:
            yield path, "the programme has no follow-up; give plan.follow_up, as 3 months"


def data_gone_too_early(programme: Programme) -> Found:
    """Personal data is deleted before the last thing that needs it.

    The follow-up and the last outcome that counts must lie within `evaluation.keep` after the programme's end:
    afterwards nobody is known who could be asked or counted.

    Wrong:
        plan: {follow_up: 9 months}
        evaluation: {keep: 6 months}
    Right:
        plan: {follow_up: 9 months}
        evaluation: {keep: 12 months}
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


def only_days_off(programme: Programme) -> Found:
    """Every day of the programme is a weekend or a public holiday, so no meeting can be planned.

    A meeting on a day off moves to the next working day and falls out where there is none. Holidays are known
    where the extra `calendar` is installed; without it only weekends are seen.

    Wrong:
        plan: {start: 2027-03-25, length: 5 days}
        meetings: {every: 1 day, holidays: "NO"}
    Right:
        plan: {start: 2027-03-29, length: 5 days}
        meetings: {every: 1 day, holidays: "NO"}
    """
    plan, region = programme.plan, programme.meetings.holidays
    if not 0 < (plan.end - plan.start).days <= _LONGEST_BREAK:
        return
    with suppress(ImportError, NotFound):
        if not any(is_working_day(day, region) for day in days(plan.start, plan.end)):
            path = ("meetings", "holidays") if region else ("plan", "start")
            yield path, f"no day from {plan.start} to before {plan.end} is a working day; start later, or run longer"


def points(programme: Programme) -> Iterator[tuple[Path, Checkpoint]]:
    """Yield each key that hangs something on a checkpoint, and the checkpoint."""
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
    Rule("RM205", point_without_day),
    Rule("RM206", data_gone_too_early),
    Rule("RM207", only_days_off),
)
