"""Which facts of the two each preference asks for, and where a distance has reached all it can."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rmentor.people.model import Participant
from rmentor.values import Value

GRADES, YEARS = 10, 40
"""The distance in grades, and in years of age, tenure and industry, from which on more is no better."""


class Fact(Value):
    """A fact of one person, how to say whose it is, and whether it is known."""

    words: str
    known: Callable[[Participant], bool]


def _of_both(words: str, read: Callable[[Participant], Any]) -> tuple[Fact, Fact]:
    fact = Fact(words, lambda one: read(one) not in (None, ""))
    return fact, fact


NEEDED: Mapping[str, tuple[Fact, Fact]] = {
    "topics": (
        Fact("topics offered by {}", lambda one: bool(one.offers)),
        Fact("topics wanted by {}", lambda one: bool(one.wants)),
    ),
    "grade_distance": _of_both("grade of {}", lambda one: one.person.grade),
    "age_distance": _of_both("birth year of {}", lambda one: one.person.birth_year),
    "tenure_distance": _of_both("entry date of {}", lambda one: one.person.joined),
    "industry_distance": _of_both("first year in the industry of {}", lambda one: one.person.industry_since),
    "hours_overlap": _of_both("working hours of {}", lambda one: one.person.hours),
    "different_department": _of_both("department of {}", lambda one: one.person.department),
    "same_site": _of_both("site of {}", lambda one: one.person.site),
    "challenge": (
        Fact("readiness to challenge of {}", lambda one: one.challenge is not None),
        Fact("readiness to be challenged of {}", lambda one: one.challenged is not None),
    ),
}
"""By preference what it asks of the mentor and of the mentee; in reciprocal mode of each both."""
