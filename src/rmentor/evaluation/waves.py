"""How many answered each wave, and how many of the first were lost since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rmentor.evaluation.facts import Facts, answered, asked


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveAnswers:
    """Who could have answered and did; `kept` of `before` who answered the first wave answered this one too.

    What is about too few people is None.
    """

    id: str
    day: date | None
    asked: int
    answered: int | None
    before: int | None
    kept: int | None


def wave_answers(facts: Facts) -> tuple[WaveAnswers, ...]:
    """Return the answers to each wave, in the order of time."""
    smallest = facts.programme.evaluation.smallest_group
    found = []
    first: frozenset[str] = frozenset()
    for wave in facts.waves:
        group, given = asked(facts, wave), answered(facts, wave)
        before = first & group
        enough = len(before) >= smallest and len(given) >= smallest
        found.append(
            WaveAnswers(
                id=wave.id,
                day=facts.programme.day_of(wave.at),
                asked=len(group),
                answered=len(given) if len(given) >= smallest or not given else None,
                before=len(before) if enough else None,
                kept=len(before & given) if enough else None,
            )
        )
        first = first or given
    return tuple(found)
