"""Mentors' answers beside mentees', where both groups are large enough to be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from statistics import fmean, stdev

from rmentor.evaluation import statistics
from rmentor.evaluation.disclosure import Publication
from rmentor.evaluation.facts import Facts, members, scores
from rmentor.evaluation.figures import Found, Missing
from rmentor.evaluation.items import scaled_items
from rmentor.evaluation.measures import answer
from rmentor.evaluation.statistics import Interval, Summary, printed
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.programme.surveys import Item
from rmentor.programme.words import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """One item of one wave, answered by mentors and by mentees; the difference is mentors less mentees."""

    item: Item
    wave: str
    mentors: int
    mentees: int
    mentor_mean: float
    mentee_mean: float
    difference: float
    interval: Interval
    p: float
    effect: float


def both_sides(facts: Facts, publication: Publication) -> tuple[Sides, ...]:
    """Return each item that enough mentors and enough mentees answered in one wave.

    Enough is twice the smallest group: a breakdown tells more about each of a few people than a total.
    """
    shown: list[Sides] = []
    for wave in facts.waves:
        for item in scaled_items(facts):
            mentors, mentees = _scores_by_role(facts, item, wave.id)
            if min(len(mentors), len(mentees)) >= 2 * publication.smallest and _differ(mentors, mentees):
                shown += _shown(facts, (item, wave.id), publication)
    return tuple(shown)


def _shown(facts: Facts, asked: tuple[Item, str], publication: Publication) -> Iterator[Sides]:
    item, wave = asked
    founds = [
        answer(Measure(kind=MeasureKind.MEAN, item=item.id, wave=wave, role=role), facts)
        for role in (Role.MENTOR, Role.MENTEE)
    ]
    gives = tuple(one for found in founds if isinstance(found, Found) for one in found.gives)
    label = f"mentors beside mentees, {item.id} in {wave}"
    figure = founds[0].figure if isinstance(founds[0], Found) else None
    if figure and not isinstance(publication.show(Found(figure, gives), label), Missing):
        yield _sides(item, wave, _scores_by_role(facts, item, wave))


def _sides(item: Item, wave: str, by_role: tuple[Mapping[str, int], Mapping[str, int]]) -> Sides:
    first, second = (Summary(fmean(one.values()), stdev(one.values()), len(one)) for one in by_role)
    found = statistics.difference(first, second)
    return Sides(
        item=item,
        wave=wave,
        mentors=first.n,
        mentees=second.n,
        mentor_mean=round(first.mean, 1),
        mentee_mean=round(second.mean, 1),
        difference=printed(found.value, 1),
        interval=found.interval.rounded(),
        p=round(found.p, 3),
        effect=printed(found.effect, 2),
    )


def _scores_by_role(facts: Facts, item: Item, wave: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return mentors' and mentees' scores; empty where people are both, who have no side."""
    mentors, mentees = members(facts, Role.MENTOR), members(facts, Role.MENTEE)
    if mentors & mentees:
        return {}, {}
    given = scores(facts, item, wave)
    return _of(given, mentors), _of(given, mentees)


def _of(given: Mapping[str, int], people: frozenset[str]) -> dict[str, int]:
    return {person: score for person, score in given.items() if person in people}


def _differ(first: Mapping[str, int], second: Mapping[str, int]) -> bool:
    return len(set(first.values())) > 1 or len(set(second.values())) > 1
