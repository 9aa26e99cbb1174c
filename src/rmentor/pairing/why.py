"""What speaks for and against two people as a pair: each preference's points, each requirement."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from rmentor.pairing.met import facts_met
from rmentor.pairing.pool import Pool
from rmentor.pairing.reasons import missing, reasons
from rmentor.pairing.rules import Rules, rules_of
from rmentor.pairing.sides import Sides
from rmentor.pairing.terms import Numbers
from rmentor.pairing.two import Two, objections
from rmentor.people.model import Participant
from rmentor.people.special import HIDDEN, is_hidden
from rmentor.programme.words import Role

_FIRST, _SECOND = np.array([0]), np.array([1])


@dataclass(frozen=True, slots=True)
class Liking:
    """What a preference gives to a pair: points of 1000, which its weight multiplies, and why."""

    name: str
    weight: int
    points: int
    why: str


@dataclass(frozen=True, slots=True)
class Demand:
    """A requirement, whether the two meet it, and the facts that decide it."""

    name: str
    met: bool
    facts: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """All that is asked of two people; `able` are those of them who can mentor the other, by their roles."""

    mentor: Participant
    mentee: Participant
    able: tuple[str, ...]
    fit: int
    best: int
    likings: tuple[Liking, ...]
    demands: tuple[Demand, ...]
    missing: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """True where the two may be paired this way round."""
        return bool(self.able) and all(one.met for one in self.demands)


def ways_round(pool: Pool, one: Participant, other: Participant) -> list[Two]:
    """Return the two as pairs: each way round that their roles allow, or as they were named where none does."""
    both = [Two(pool, one, other), Two(pool, other, one)]
    able = [two for two in both if _acts(two)]
    return (able[:1] if pool.both_ways else able) or both[:1]


def judged(pool: Pool, one: Participant, other: Participant) -> Judgement:
    """Return what speaks for and against two people, the way round that is allowed and fits best."""
    found = [_judgement(two) for two in ways_round(pool, one, other)]
    return max(found, key=lambda judgement: (judgement.allowed, judgement.fit))


def _acts(two: Two) -> bool:
    return two.mentor.role.plays(Role.MENTOR) and two.mentee.role.plays(Role.MENTEE)


def _judgement(two: Two) -> Judgement:
    pool, people = two.pool, (two.mentor, two.mentee)
    rules = _rules_for(two)
    likings = tuple(_likings(two, rules))
    return Judgement(
        mentor=two.mentor,
        mentee=two.mentee,
        able=tuple(sorted(way.mentor.id for way in (two, Two(pool, *people[::-1])) if _acts(way))),
        fit=sum(one.weight * one.points for one in likings),
        best=rules.best,
        likings=likings,
        demands=_demands(two, rules),
        missing=tuple(missing(pool.programme, *people)),
    )


def _rules_for(two: Two) -> Rules:
    """Return the rules of the two alone, the mentor first; in reciprocal mode both stand on both sides, as in a round.

    What is asked of them is asked of the first row and the last column.
    """
    both = (two.mentor, two.mentee)
    return rules_of(Sides(two.pool, both, both) if two.pool.both_ways else Sides(two.pool, both[:1], both[1:]))


def _column(two: Two) -> Numbers:
    return _SECOND if two.pool.both_ways else _FIRST


def _likings(two: Two, rules: Rules) -> Iterator[Liking]:
    lacking = rules.unknown(0, int(_column(two)[0]))
    for name, one in rules.prefer.items():
        points = int(one.points.at(_FIRST, _column(two))[0])
        said = reasons(two.pool.programme, (two.mentor, two.mentee), {name: one.weight * points})
        why = "not known: counted neutral" if name in lacking else "; ".join(said) or _LITTLE.get(name, "")
        yield Liking(name, one.weight, points, why)


_LITTLE: Mapping[str, str] = {
    "topics": "nothing that is wanted is offered",
    "grade_distance": "hardly a gap in grade, or none upwards",
    "age_distance": "hardly a gap in age, or none upwards",
    "tenure_distance": "hardly a gap in tenure, or none upwards",
    "industry_distance": "hardly a gap in the industry, or none upwards",
    "hours_overlap": "few or no working hours in common",
    "different_department": "the same department",
    "same_site": "different sites",
    "challenge": "one is not ready to challenge or be challenged",
    "first_time": "both were in a pair before",
    "left_out": "neither was left out by the last round",
}


def _demands(two: Two, rules: Rules) -> tuple[Demand, ...]:
    """Return every requirement; those about special-category data are one, of which no facts are told."""
    unmet = dict(objections(two))
    met = {name: bool(mask[0]) for name, mask in rules.met(_FIRST, _column(two)).items()}
    hidden = [name for name in met if _is_hidden(two, name)]
    shown = [
        Demand(name, one, facts_met(two, name) if one else unmet.get(name, ""))
        for name, one in met.items()
        if name not in hidden
    ]
    shown += [Demand(HIDDEN, all(met[name] for name in hidden), "")] if hidden else []
    shown += [Demand(name, met=False, facts=unmet[name]) for name in ("themselves", "role") if name in unmet]
    return tuple(shown)


def _is_hidden(two: Two, requirement: str) -> bool:
    attribute = requirement.partition(" ")[2]
    return bool(attribute) and is_hidden(two.pool.programme, attribute)
