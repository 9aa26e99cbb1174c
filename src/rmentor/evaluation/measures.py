"""Each measure answered with a figure, before anybody asks whether it may be shown."""

from __future__ import annotations

from rmentor.evaluation.facts import Facts
from rmentor.evaluation.figures import Found, Missing
from rmentor.evaluation.recorded import meetings_held, outcome, pairs_completed
from rmentor.evaluation.surveyed import surveyed
from rmentor.programme.purpose import Measure, MeasureKind

_RECORDED = {
    MeasureKind.OUTCOME: outcome,
    MeasureKind.MEETINGS_HELD: meetings_held,
    MeasureKind.PAIRS_COMPLETED: pairs_completed,
}


def answer(measure: Measure, facts: Facts) -> Found | Missing:
    """Return the measure's figure with full precision, or why there is none."""
    return _RECORDED.get(measure.kind, surveyed)(measure, facts)
