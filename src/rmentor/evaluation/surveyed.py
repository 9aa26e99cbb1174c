"""Measures that survey answers give: best boxes, means and changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import fmean

from rmentor.evaluation import statistics
from rmentor.evaluation.facts import Facts, asked, members, scores
from rmentor.evaluation.figures import PER_CENT, Figure, Found, Missing, Unit, in_percent, sum_of_answers
from rmentor.evaluation.statistics import Interval
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.programme.surveys import Item, Scale

_BOXES = {MeasureKind.TOP_BOX: 1, MeasureKind.TOP_TWO: 2}


@dataclass(frozen=True, slots=True)
class _Answers:
    """What is known of one measure: its item, the scale, who could have answered, and each one's score."""

    measure: Measure
    item: Item
    scale: Scale
    hoped: int
    scores: Mapping[str, int]

    @property
    def source(self) -> str:
        """Where the answers are from."""
        return f"survey {self.measure.wave}, item {self.measure.item}"

    @property
    def topic(self) -> str:
        """What sums can be subtracted from each other: a mean and a share of the same item tell answers together."""
        return f"item {self.item.id}"

    def all_at_an_end(self, values: Collection[int]) -> bool:
        """True where the mean of the values tells each of them."""
        return set(values) in ({self.scale.low}, {self.scale.high})


def surveyed(measure: Measure, facts: Facts) -> Found | Missing:
    """Return the figure of a measure of survey answers."""
    surveys = facts.programme.surveys
    item, wave = surveys.item(measure.item), surveys.wave(measure.wave)
    if item is None or wave is None:
        return Missing("the measure names no item and wave of the programme")
    group = members(facts, measure.role, measure.among)
    given = {person: score for person, score in scores(facts, item, wave.id).items() if person in group}
    if not given:
        return Missing("there are no answers")
    answers = _Answers(measure, item, surveys.scale_of(item), len(group & asked(facts, wave)), given)
    if measure.kind is MeasureKind.CHANGE:
        return _changed(answers, scores(facts, item, measure.since or ""))
    return _mean(answers) if measure.kind is MeasureKind.MEAN else _top(answers)


def _top(answers: _Answers) -> Found:
    boxes, n = _BOXES[answers.measure.kind], len(answers.scores)
    count = sum(score > answers.scale.high - boxes for score in answers.scores.values())
    figure = Figure(
        kind=answers.measure.kind,
        unit=Unit.PERCENT,
        value=100 * count / n,
        count=count,
        n=n,
        people=n,
        asked=answers.hoped,
        interval=in_percent(statistics.wilson(count / n, n)),
        exact=in_percent(statistics.clopper_pearson(count, n)),
        axis=PER_CENT,
        counted=_cut(answers, boxes),
        source=answers.source,
    )
    gives = sum_of_answers(answers.topic, answers.scores, answers.measure.wave or "")
    return Found(figure, (gives,), alike=count in (0, n))


def _mean(answers: _Answers) -> Found:
    values = list(answers.scores.values())
    figure = Figure(
        kind=answers.measure.kind,
        unit=Unit.POINTS,
        value=fmean(values),
        n=len(values),
        people=len(values),
        asked=answers.hoped,
        interval=statistics.mean_interval(values) if len(values) > 1 else None,
        axis=Interval(answers.scale.low, answers.scale.high),
        counted=f"mean answer on {answers.scale.low} to {answers.scale.high}",
        source=answers.source,
    )
    gives = sum_of_answers(answers.topic, answers.scores, answers.measure.wave or "")
    return Found(figure, (gives,), alike=answers.all_at_an_end(values))


def _changed(answers: _Answers, before: Mapping[str, int]) -> Found | Missing:
    both = sorted(before.keys() & answers.scores.keys())
    if len(both) < 2:
        return Missing("too few answered both times")
    found = statistics.change([answers.scores[person] - before[person] for person in both])
    width = answers.scale.high - answers.scale.low
    earlier, later = answers.measure.since or "", answers.measure.wave or ""
    figure = Figure(
        kind=answers.measure.kind,
        unit=Unit.POINTS,
        value=found.mean,
        n=len(both),
        people=len(both),
        asked=answers.hoped,
        interval=found.interval,
        p=found.p,
        effect=found.effect,
        axis=Interval(-width, width),
        counted=f"mean change on {answers.scale.low} to {answers.scale.high}, the same people",
        source=f"{answers.source}, against {earlier}",
    )
    ends = [[given[person] for person in both] for given in (before, answers.scores)]
    gives = tuple(sum_of_answers(answers.topic, both, wave) for wave in (earlier, later))
    return Found(figure, gives, alike=any(answers.all_at_an_end(values) for values in ends))


def _cut(answers: _Answers, boxes: int) -> str:
    """Name the answers that count as people gave them, so of a reversed item the low ones."""
    low, high = answers.scale.low, answers.scale.high
    best = range(low, low + boxes) if answers.item.reversed else range(high - boxes + 1, high + 1)
    anchors = {number: f" ({name})" for number, name in answers.scale.anchors.items()}
    named = " and ".join(f"{number}{anchors.get(number, '')}" for number in best)
    turned = ", a low answer being the good one" if answers.item.reversed else ""
    return f"answers {named} on {low} to {high}{turned}"
