"""What may be reported, beside what it is held, and how long personal data is kept."""

from __future__ import annotations

from rmentor.programme.fields import Many, Record, Section, key
from rmentor.programme.kinds import LINE, PERIOD, TARGET, Target, whole
from rmentor.programme.period import Period, Unit
from rmentor.programme.purpose import Measure


class Comparison(Record):
    """A figure from elsewhere that ours is shown beside."""

    measure: Measure = key(Section(Measure), "The figure of ours.")
    value: Target = key(TARGET, "Theirs.", example="97 %")
    source: str = key(LINE, "Where theirs is from.", example="Turn the tables on talent (n not given)")


class EvaluationRules(Record):
    """Disclosure, comparison and retention."""

    smallest_group: int = key(whole(3, 100), "No figure about fewer people.", default=5)
    comments_from: int = key(whole(5, 200), "No free text from fewer people.", default=10)
    compare: tuple[Comparison, ...] = key(Many(Section(Comparison)), "Figures from elsewhere.", default=())
    keep: Period = key(PERIOD, "How long personal data is kept after the end.", default=Period(12, Unit.MONTH))
