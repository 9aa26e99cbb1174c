"""Measures that records give: outcomes, meetings held and pairs completed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rmentor.evaluation import statistics
from rmentor.evaluation.facts import Facts, members
from rmentor.evaluation.figures import PER_CENT, Figure, Found, Missing, Sum, Unit, in_percent, sum_of_answers
from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import EndReason, Pair
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.programme.words import Role

_SUCCESSES = (EndReason.COMPLETED, EndReason.CONVERTED)


def outcome(measure: Measure, facts: Facts) -> Found | Missing:
    """Return the share of everyone enrolled who reached an outcome in time."""
    group = members(facts, measure.role, measure.among)
    if not group:
        return Missing("nobody of that description is enrolled")
    start = facts.programme.plan.start
    until = min(measure.within.after(start), facts.today) if measure.within else facts.today
    reached = {
        one.person
        for one in facts.outcomes
        if one.kind == measure.outcome and one.person in group and start <= one.on <= until
    }
    span = f" within {measure.within} of the start" if measure.within else f" by {facts.today}"
    whose = "".join(f", {name} {value}" for name, value in measure.among.items())
    who = "everyone" if measure.role is Role.BOTH else f"the {measure.role}s"
    counted = f"{measure.outcome}{span}, of {who} enrolled{whose}"
    figure = _share(measure, len(reached), len(group), len(group), counted)
    return Found(figure, (sum_of_answers(f"outcome {measure.outcome}", group, ""),))


def meetings_held(measure: Measure, facts: Facts) -> Found | Missing:
    """Return the share of due meetings that were held."""
    pairs = {pair.number: pair for pair in _pairs(measure, facts, facts.pairs)}
    due = [one for one in facts.meetings if one.pair in pairs and is_due(one, facts)]
    if not due:
        return Missing("no meeting was due yet")
    held = sum(one.status is MeetingStatus.HELD for one in due)
    met = [pairs[number] for number in sorted({one.pair for one in due})]
    figure = Figure(
        kind=measure.kind,
        unit=Unit.PERCENT,
        value=100 * held / len(due),
        count=held,
        n=len(due),
        people=len(people_of(met)),
        interval=in_percent(statistics.wilson(held / len(due), len(met))),
        axis=PER_CENT,
        counted="held, of the meetings due",
        source=f"meeting records of {len(met)} pairs",
    )
    return Found(figure, (_by_pair("meetings", met),))


def pairs_completed(measure: Measure, facts: Facts) -> Found | Missing:
    """Return the share of pairs that were completed."""
    pairs = _pairs(measure, facts, facts.relations)
    if not pairs:
        return Missing("there are no pairs")
    completed = sum(_is_completed(pair, facts) for pair in pairs)
    figure = _share(measure, completed, len(pairs), len(people_of(pairs)), "completed, of all pairs")
    return Found(figure, (_by_pair("pairs", pairs),))


def is_due(meeting: Meeting, facts: Facts) -> bool:
    """True where a meeting was to have taken place by now and was not cancelled."""
    if meeting.status is MeetingStatus.PLANNED:
        return meeting.on < facts.today
    return meeting.status is not MeetingStatus.CANCELLED


def _is_completed(pair: Pair, facts: Facts) -> bool:
    end = facts.programme.plan.end
    ran_to_the_end = end <= (pair.ended or facts.today)
    return pair.end_reason in _SUCCESSES or ran_to_the_end


def _share(measure: Measure, count: int, n: int, people: int, counted: str) -> Figure:
    return Figure(
        kind=measure.kind,
        unit=Unit.PERCENT,
        value=100 * count / n,
        count=count,
        n=n,
        people=people,
        interval=in_percent(statistics.wilson(count / n, n)),
        exact=in_percent(statistics.clopper_pearson(count, n)),
        axis=PER_CENT,
        counted=counted,
        source="outcome records" if measure.kind is MeasureKind.OUTCOME else "pair records",
    )


def _pairs(measure: Measure, facts: Facts, among: Sequence[Pair]) -> list[Pair]:
    """Return the pairs in which the measure's role is played by someone of its description."""
    group = members(facts, Role.BOTH, measure.among)
    return [pair for pair in among if group.intersection(_acting(pair, measure.role))]


def _acting(pair: Pair, role: Role) -> set[str]:
    """Return who acts in a role in a pair; a third, of a mode in which everybody mentors, in either."""
    other = {Role.MENTOR: pair.mentee, Role.MENTEE: pair.mentor}
    return set(pair.ever) - {other.get(role)}


def people_of(pairs: Iterable[Pair]) -> frozenset[str]:
    """Return the ids of everyone in the pairs."""
    return frozenset(person for pair in pairs for person in pair.ever)


def _by_pair(topic: str, pairs: Sequence[Pair]) -> Sum:
    return Sum(topic, {(f"pair {pair.number}", ""): 1 for pair in pairs}, people_each=2)
