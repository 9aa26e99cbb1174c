"""Rules about targets: what a measure is held against in vain."""

from __future__ import annotations

from rmentor.programme.checks.measures import placed_measures, placed_objectives
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.kinds import Target
from rmentor.programme.model import Programme
from rmentor.programme.purpose import Measure, MeasureKind

_ON_THE_SCALE = (MeasureKind.MEAN, MeasureKind.CHANGE)


def target_out_of_reach(programme: Programme) -> Found:
    """A target that its measure can never reach, or cannot be compared with.

    Shares are held against per cents up to 100 %; a mean against a number of the scale; a change against a
    number no greater than the whole scale.

    Wrong:
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: mean, item: useful, wave: closing}
              target: 6
    Right:
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: mean, item: useful, wave: closing}
              target: 4
    """
    for one in placed_measures(programme):
        if one.target is not None:
            told = _out_of_reach(programme, one.measure, one.target)
            if told:
                yield one.target_path, told


def target_without_measure(programme: Programme) -> Found:
    """An objective has a target but no measure, so nothing is ever held against it.

    Wrong:
        plan:
          criteria: [{id: go-on, text: Go on if pairs meet, target: 80 %}]
    Right:
        plan:
          criteria:
            - id: go-on
              text: Go on if pairs meet
              measure: {kind: meetings_held}
              target: 80 %
    """
    for path, objective in placed_objectives(programme):
        if objective.target and not objective.measure:
            yield (*path, "target"), f"the target {objective.target} has no measure that could reach it"


def _out_of_reach(programme: Programme, measure: Measure, target: Target) -> str:
    if measure.kind not in _ON_THE_SCALE:
        return _no_share(target)
    item = programme.surveys.item(measure.item or "")
    if item is None:
        return ""
    scale = programme.surveys.scale_of(item)
    low, high = (scale.low, scale.high) if measure.kind is MeasureKind.MEAN else (0, scale.high - scale.low)
    if target.percent or not low <= target.number <= high:
        return f"a {measure.kind} of {item.id!r} lies from {low} to {high}, the target is {target}"
    return ""


def _no_share(target: Target) -> str:
    if not target.percent:
        return f"{target} is not a share; write it as 75 %"
    return f"no share reaches {target}" if target.number > 100 else ""


RULES = (
    Rule("RM235", target_out_of_reach),
    Rule("RM236", target_without_measure),
)
