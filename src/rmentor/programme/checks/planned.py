"""Rules about numbers: what the people planned are too few for."""

from __future__ import annotations

from collections.abc import Iterator

from rmentor.programme.checks.measures import placed_measures
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.kinds import Target
from rmentor.programme.model import Programme
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.programme.surveys import Answering
from rmentor.programme.words import Mode, Role
from rmentor.values import Value

_SURVEYED = (MeasureKind.TOP_BOX, MeasureKind.TOP_TWO, MeasureKind.MEAN, MeasureKind.CHANGE)
_SHARES = (MeasureKind.TOP_BOX, MeasureKind.TOP_TWO, MeasureKind.OUTCOME, MeasureKind.PAIRS_COMPLETED)


class _Group(Value):
    """How many a figure is about by the plan, and how many people stand behind them."""

    n: int
    people: int


def target_only_by_all(programme: Programme) -> Found:
    """A target below 100 % lies between the two highest shares that the planned number can give.

    Of 12 people 11 are 92 %, so 97 % cannot come from them: in truth it asks for all 12. A share is counted of
    the pairs planned, or of as many people as those have; a target of 100 %, or one that a person fewer still
    reaches, says what it means.

    Source: recomputed: with 12 people only 0, 8, 17, … 92 and 100 % can occur (E11).
    Wrong:
        plan: {pairs: 12}
        purpose:
          objectives:
            - id: useful
              text: It is useful
              measure: {kind: top_two, item: useful, wave: closing, role: mentee}
              target: 97 %
    Right:
        plan: {pairs: 12}
        purpose:
          objectives:
            - id: useful
              text: It is useful
              measure: {kind: top_two, item: useful, wave: closing, role: mentee}
              target: 90 %
    """
    for one in placed_measures(programme):
        group = _group_of(programme, one.measure) if one.measure.kind in _SHARES else None
        is_ours = one.path[0] != "evaluation"
        if is_ours and group and one.target and _only_by_all(one.target, group.n):
            most = f"{group.n - 1} of {group.n} are {100 * (group.n - 1) / group.n:.1f} %"
            yield one.target_path, f"{most}, so only all of them reach {one.target}; ask for 100 %, or for less"


def never_reported(programme: Programme) -> Found:
    """A figure or a comment would be about too few people ever to be shown, as many as are planned.

    Nothing is shown about fewer people than `evaluation.smallest_group`, no comments of fewer than
    `evaluation.comments_from`. Ask more people, both roles for instance, or plan more pairs.

    Source: no result for fewer than 5 answers and no comments for fewer than 10 is common practice of survey
    tools and statistics offices (E10).
    Wrong:
        plan: {pairs: 4}
        surveys: {waves: [{id: half-way, at: midpoint, items: [useful]},
                          {id: closing, at: end, asks: mentee, items: [useful]}]}
    Right:
        plan: {pairs: 8}
        surveys: {waves: [{id: half-way, at: midpoint, items: [useful]},
                          {id: closing, at: end, asks: mentee, items: [useful]}]}
    """
    rules = programme.evaluation
    for one in placed_measures(programme):
        group = _group_of(programme, one.measure)
        about = min(group.n, group.people) if group else rules.smallest_group
        if about < rules.smallest_group:
            yield one.path, f"this is about {about} as planned, figures are shown from {rules.smallest_group} on"
    for index, wave in enumerate(programme.surveys.waves):
        asked = _people(programme, wave.asks)
        if asked and asked < rules.comments_from and _has_comments(programme, wave.items):
            told = f"{asked} people are asked as planned, comments are shown from {rules.comments_from} on"
            yield ("surveys", "waves", index, "items"), told


def _only_by_all(target: Target, n: int) -> bool:
    return target.percent and 100 * (n - 1) < target.number * n < 100 * n


def _group_of(programme: Programme, measure: Measure) -> _Group | None:
    """Return how many a measure is about; None where the plan does not say."""
    if measure.among or not programme.plan.pairs:
        return None
    pairs = _Group(programme.plan.pairs, 2 * programme.plan.pairs)
    if measure.kind is MeasureKind.PAIRS_COMPLETED:
        return pairs
    if measure.kind is MeasureKind.MEETINGS_HELD:
        return _Group(pairs.people, pairs.people)
    people = min((number for number in _asked(programme, measure) if number), default=None)
    return _Group(people, people) if people else None


def _asked(programme: Programme, measure: Measure) -> Iterator[int | None]:
    yield _people(programme, measure.role)
    if measure.kind in _SURVEYED:
        waves = (programme.surveys.wave(name) for name in (measure.wave, measure.since) if name)
        yield from (_people(programme, wave.asks) for wave in waves if wave)


def _people(programme: Programme, role: Role) -> int | None:
    """Return how many people of a role the planned pairs have; None where somebody may be in several."""
    pairs, capacity = programme.plan.pairs, programme.pairing.capacity
    if pairs is None or programme.roster.columns.capacity or max(capacity.mentor, capacity.mentee) > 1:
        return None
    return pairs if role is not Role.BOTH and programme.mode is not Mode.RECIPROCAL else 2 * pairs


def _has_comments(programme: Programme, items: tuple[str, ...]) -> bool:
    found = (programme.surveys.item(name) for name in items)
    return any(item.answer is Answering.TEXT for item in found if item)


RULES = (
    Rule("RM237", target_only_by_all),
    Rule("RM238", never_reported),
)
