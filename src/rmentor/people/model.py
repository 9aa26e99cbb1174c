"""People, and what they are in a programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from rmentor.programme.kinds import Hours
from rmentor.programme.words import Role


@dataclass(frozen=True, slots=True, order=True)
class Away:
    """Days on which somebody is not there, the first and the last included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What is known of a person, whatever the programme; what is not known is None or empty."""

    id: str
    name: str
    email: str | None = None
    birth_year: int | None = None
    joined: date | None = None
    industry_since: int | None = None
    grade: int | None = None
    department: str | None = None
    site: str | None = None
    manager: str | None = None
    zone: str | None = None
    hours: Hours | None = None
    languages: tuple[str, ...] = ()
    away: tuple[Away, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


class Standing(StrEnum):
    """Whether a person still takes part."""

    ENROLLED = "enrolled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """A person enrolled in a programme; topics are ids, best first.

    `challenge` and `challenged` are the own view, 1 to 5, of how ready one is to challenge and to be challenged;
    `consent` is None where nobody asked; `left_on` is the day of withdrawing, None for who takes part. A role is
    `derived` that nobody gave: it follows from the mode and from who else there is, and may change with them.
    """

    person: Person
    role: Role
    capacity: int | None = None
    offers: tuple[str, ...] = ()
    wants: tuple[str, ...] = ()
    challenge: int | None = None
    challenged: int | None = None
    consent: bool | None = None
    standing: Standing = Standing.ENROLLED
    left_on: date | None = None
    derived: bool = field(default=False, compare=False)

    @property
    def id(self) -> str:
        """The person's id."""
        return self.person.id

    @property
    def name(self) -> str:
        """The person's name."""
        return self.person.name
