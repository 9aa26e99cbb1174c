"""What needs a human this week, worst first, each with the command to type."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from rmentor.meetings.model import MeetingStatus
from rmentor.reminders.facts import Facts
from rmentor.reminders.late_matters import agreements, briefings, goals, surveys, unreached
from rmentor.reminders.matters import Concerning, Matter
from rmentor.reminders.model import Notice
from rmentor.reminders.pair_matters import forbidden, silent_pairs, two_lost, unpaired, unrecorded
from rmentor.reminders.texts import spoken
from rmentor.sentences import counted

_WEEK = timedelta(days=7)


def attention(facts: Facts, ledger: Iterable[Notice] = ()) -> tuple[Matter, ...]:
    """Return what needs a human, worst first, within a kind what has waited longest."""
    order = list(Concerning)
    matters = [matter for look in _LOOKS for matter in look(facts)] + list(unreached(facts, ledger))
    return tuple(sorted(matters, key=lambda one: (order.index(one.kind), one.since, one.pair or 0, one.what)))


def next_date(facts: Facts) -> tuple[date, str] | None:
    """Return the next day on which something is planned, and what."""
    plan = facts.programme.plan
    points = [
        (plan.start, "the programme starts"),
        (plan.middle, "the mid-point"),
        (plan.end, "the programme has ended"),
        (plan.evaluated, "the evaluation"),
        (plan.followed_up, "the follow-up"),
    ]
    meetings = [
        (one.on, f"a meeting of pair {pair.number}")
        for pair in facts.open_pairs
        for one in facts.meetings_of(pair)
        if one.status is MeetingStatus.PLANNED
    ]
    days = [(day, what) for day, what in [*points, *meetings] if day and day >= facts.today]
    return min(days, default=None)


def _setting_up(facts: Facts) -> Iterator[Matter]:
    plan = facts.programme.plan
    if facts.today >= plan.end:
        return
    what, command = _first_lack(facts)
    if what:
        yield Matter(kind=Concerning.SETTING_UP, since=plan.start, what=what, command=command)


def _first_lack(facts: Facts) -> tuple[str, str]:
    if not facts.enrolled:
        return "Nobody is enrolled yet", "rmentor enrol --from roster.csv"
    if not facts.pairs:
        return f"{len(facts.enrolled)} people are enrolled and nobody is paired yet", "rmentor pair propose"
    without = [pair.number for pair in facts.open_pairs if not facts.meetings_of(pair)]
    if without:
        return f"{counted(len(without), 'pair has', 'pairs have')} no meetings planned", "rmentor schedule plan"
    return "", ""


def _points(facts: Facts) -> Iterator[Matter]:
    plan = facts.programme.plan
    points = {"The mid-point": plan.middle, "The evaluation": plan.evaluated, "The follow-up": plan.followed_up}
    for what, day in points.items():
        if day and day - _WEEK <= facts.today <= day + _WEEK:
            yield Matter(kind=Concerning.POINT, since=day, what=f"{what}: {spoken(day)}", command="rmentor report")
    still = facts.open_pairs
    if still and facts.today >= plan.end:
        what = f"{counted(len(still), 'pair is', 'pairs are')} open after the end of the programme"
        command = f"rmentor pair end {still[0].number} --reason completed"
        yield Matter(kind=Concerning.POINT, since=plan.end, what=what, command=command)


_LOOKS: tuple[Callable[[Facts], Iterator[Matter]], ...] = (
    forbidden,
    _setting_up,
    silent_pairs,
    two_lost,
    unpaired,
    unrecorded,
    briefings,
    agreements,
    goals,
    surveys,
    _points,
)
