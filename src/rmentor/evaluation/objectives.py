"""Objectives and stop/go criteria answered one by one: met, not met, or it cannot be told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rmentor.evaluation.disclosure import Publication
from rmentor.evaluation.facts import Facts
from rmentor.evaluation.figures import Figure, Missing, Unit
from rmentor.evaluation.measures import answer
from rmentor.programme.kinds import Target
from rmentor.programme.purpose import Measure, MeasureKind, Objective

_NOTHING = 1e-9


class Verdict(StrEnum):
    """How an objective stands."""

    MET = "met"
    NOT_MET = "not met"
    UNKNOWN = "cannot be told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """An objective with its verdict; `figure` is None where there is none to show, `remark` says what to mind."""

    id: str
    text: str
    target: Target | None
    verdict: Verdict
    figure: Figure | None
    remark: str


def answered(objective: Objective, facts: Facts, publication: Publication) -> Answered:
    """Return the objective's answer, from figures that may be shown alone."""
    found = answer(objective.measure, facts) if objective.measure else Missing("it has no measure")
    shown = publication.show(found, objective.id)
    if isinstance(found, Missing) or isinstance(shown, Missing):
        reason = shown.reason if isinstance(shown, Missing) else ""
        return _answered(objective, Verdict.UNKNOWN, None, reason)
    verdict, remark = _judged(objective, _as_far_as(shown, found.figure), facts)
    return _answered(objective, verdict, shown, remark)


def _as_far_as(shown: Figure, figure: Figure) -> Figure:
    """Return the figure with full precision, without an interval where none is shown."""
    return figure if shown.interval else replace(figure, interval=None)


def _answered(objective: Objective, verdict: Verdict, figure: Figure | None, remark: str) -> Answered:
    return Answered(
        id=objective.id, text=objective.text, target=objective.target, verdict=verdict, figure=figure, remark=remark
    )


def _judged(objective: Objective, figure: Figure, facts: Facts) -> tuple[Verdict, str]:
    target = objective.target
    if target is None:
        return Verdict.UNKNOWN, "it has no target"
    if target.percent is not (figure.unit is Unit.PERCENT):
        return Verdict.UNKNOWN, f"its target {target} is not on the scale of its measure"
    if figure.value >= target.number - _NOTHING:
        return Verdict.MET, _doubt(figure, target)
    closes = _closes(objective.measure, facts) if objective.measure else None
    if closes and facts.today < closes:
        return Verdict.UNKNOWN, f"not reached so far; it can be until {closes}"
    return Verdict.NOT_MET, _doubt(figure, target)


def _doubt(figure: Figure, target: Target) -> str:
    if figure.interval and figure.interval.holds(target.number):
        return "the interval holds the target, so chance could have decided"
    return ""


def _closes(measure: Measure, facts: Facts) -> date | None:
    """Return the day until which a share of everyone can still rise."""
    plan = facts.programme.plan
    if measure.kind is MeasureKind.PAIRS_COMPLETED:
        return plan.end
    if measure.kind is MeasureKind.OUTCOME and measure.within:
        return measure.within.after(plan.start)
    return None
