"""A figure: the answer of a measure in numbers, with all that a reader needs to weigh it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from rmentor.evaluation.statistics import Interval, printed
from rmentor.programme.purpose import MeasureKind


class Unit(StrEnum):
    """What a value counts in."""

    PERCENT = "percent"
    POINTS = "points"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A value about n answers, people, meetings or pairs, which concern so many people.

    `count` is how many of the n, for shares; `exact` the Clopper-Pearson interval beside the usual one; `asked`
    how many could have answered; `p` and `effect` belong to changes; `axis` is where the value can lie.
    `counted` says which answers or facts were counted, `source` where they are from.
    """

    kind: MeasureKind
    unit: Unit
    value: float
    n: int
    people: int
    axis: Interval
    counted: str
    source: str
    count: int | None = None
    interval: Interval | None = None
    exact: Interval | None = None
    asked: int | None = None
    p: float | None = None
    effect: float | None = None


ANSWERED = frozenset({MeasureKind.TOP_BOX, MeasureKind.TOP_TWO, MeasureKind.MEAN, MeasureKind.CHANGE})
PER_CENT = Interval(0, 100)


@dataclass(frozen=True, slots=True)
class Sum:
    """What a figure gives away: a sum over units (people, or pairs of `people_each`) and columns (waves).

    Sums of one topic add up the same thing, so they can be subtracted from each other.
    """

    topic: str
    terms: Mapping[tuple[str, str], int]
    people_each: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """A measure's figure and the sums that follow from it; `alike` where it tells that all answered the same."""

    figure: Figure
    gives: tuple[Sum, ...]
    alike: bool = False


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no figure."""

    reason: str


METHODS = {
    MeasureKind.TOP_BOX: "Share of answers in the best box. Interval: Wilson's score; exact: Clopper-Pearson.",
    MeasureKind.TOP_TWO: "Share of answers in the best two boxes. Interval: Wilson's score; exact: Clopper-Pearson.",
    MeasureKind.MEAN: "Mean of the answers. Interval: Student's t.",
    MeasureKind.CHANGE: (
        "Mean change of the people who answered both times, nobody else. Interval: Student's t; p: Wilcoxon's "
        "signed-rank test, exact for up to 14 people who changed; effect: mean change by its standard deviation (d_z)."
    ),
    MeasureKind.OUTCOME: (
        "Share of everyone who was enrolled, those who left included. Interval: Wilson's score; exact: "
        "Clopper-Pearson. There is no control group: the figure does not say what would have happened anyway."
    ),
    MeasureKind.MEETINGS_HELD: (
        "Share of the meetings due that were recorded as held; cancelled ones are left out. Interval: Wilson's "
        "score with the number of pairs, since the meetings of one pair are alike."
    ),
    MeasureKind.PAIRS_COMPLETED: (
        "Share of the pairs that ended as completed, carried on in another mode, or ran to the programme's end. "
        "Interval: Wilson's score; exact: Clopper-Pearson."
    ),
}


def sum_of_answers(topic: str, people: Collection[str], wave: str) -> Sum:
    """Return what a figure over these people's answers gives away."""
    return Sum(topic, {(person, wave): 1 for person in people})


def in_percent(interval: Interval) -> Interval:
    """Return an interval of shares in per cent."""
    return Interval(100 * interval.low, 100 * interval.high)


def rounded(figure: Figure) -> Figure:
    """Return the figure as it may be printed: one decimal, d two, p three."""
    return replace(
        figure,
        value=printed(figure.value, 1),
        interval=figure.interval and figure.interval.rounded(),
        exact=figure.exact and figure.exact.rounded(),
        p=None if figure.p is None else round(figure.p, 3),
        effect=None if figure.effect is None else printed(figure.effect, 2),
    )
