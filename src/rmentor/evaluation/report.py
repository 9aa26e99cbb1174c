"""The report: everything that is shown of a programme, the same in every format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rmentor.evaluation.activity import Activity, activity, hidden_activity
from rmentor.evaluation.as_of import as_of_today
from rmentor.evaluation.comments import Comments, comments
from rmentor.evaluation.disclosure import Publication
from rmentor.evaluation.facts import Facts
from rmentor.evaluation.figures import METHODS, Figure, Missing
from rmentor.evaluation.items import ItemChange, ItemLevel, item_changes, item_levels
from rmentor.evaluation.measures import answer
from rmentor.evaluation.objectives import Answered, answered
from rmentor.evaluation.sides import Sides, both_sides
from rmentor.evaluation.waves import WaveAnswers, wave_answers
from rmentor.programme.evaluation import Comparison
from rmentor.programme.model import Programme
from rmentor.programme.purpose import MeasureKind


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure from elsewhere, and ours where it can be shown."""

    comparison: Comparison
    ours: Figure | None
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What is shown: rounded figures that passed disclosure control, and no name of anyone.

    `hidden` says what was left out and why, `methods` how each kind of figure was found.
    """

    programme: Programme
    today: date
    objectives: tuple[Answered, ...]
    criteria: tuple[Answered, ...]
    comparisons: tuple[Compared, ...]
    activity: Activity
    waves: tuple[WaveAnswers, ...]
    changes: tuple[ItemChange, ...]
    levels: tuple[ItemLevel, ...]
    sides: tuple[Sides, ...]
    comments: tuple[Comments, ...]
    hidden: tuple[str, ...]

    @property
    def methods(self) -> tuple[str, ...]:
        """How the figures of this report were found, in the order of the measures."""
        answers = (*self.objectives, *self.criteria)
        figures = [one.figure for one in answers] + [one.ours for one in self.comparisons]
        figures += [one.figure for one in self.changes] + [one.mean for one in self.levels]
        figures += [one.top_two for one in self.levels]
        used = {figure.kind for figure in figures if figure}
        told = [METHODS[kind] for kind in MeasureKind if kind in used]
        return (*told, _SIDES) if self.sides else tuple(told)


_SIDES = (
    "Mentors beside mentees: pooled two-sample t-test; effect: difference by the pooled standard deviation (Cohen's d)."
)


def report(facts: Facts) -> Report:
    """Return the report of a programme as of the facts' day.

    Nothing dated after that day counts. Objectives are answered first, so that where two figures would tell about too
    few people, theirs is shown.
    """
    facts = as_of_today(facts)
    programme = facts.programme
    publication = Publication(programme.evaluation.smallest_group)
    objectives = tuple(answered(one, facts, publication) for one in programme.purpose.objectives)
    criteria = tuple(answered(one, facts, publication) for one in programme.plan.criteria)
    comparisons = tuple(_compared(one, facts, publication) for one in programme.evaluation.compare)
    changes = item_changes(facts, publication)
    happened = activity(facts)
    return Report(
        programme=programme,
        today=facts.today,
        objectives=objectives,
        criteria=criteria,
        comparisons=comparisons,
        activity=happened,
        waves=wave_answers(facts),
        changes=changes,
        levels=item_levels(facts, publication, changes),
        sides=both_sides(facts, publication),
        comments=comments(facts, publication),
        hidden=(*publication.hidden, *hidden_activity(happened, programme.evaluation.smallest_group)),
    )


def _compared(comparison: Comparison, facts: Facts, publication: Publication) -> Compared:
    ours = publication.show(answer(comparison.measure, facts), f"comparison with {comparison.source}")
    if isinstance(ours, Missing):
        return Compared(comparison, None, ours.reason)
    return Compared(comparison, ours, "")
