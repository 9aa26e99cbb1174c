"""The second P: when the programme runs, how large it is and what decides whether it goes on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from rmentor.programme.fields import Many, Record, Section, key
from rmentor.programme.kinds import DATE, IDENTIFIER, PERIOD, ZONE, choice, whole
from rmentor.programme.period import Period
from rmentor.programme.purpose import Objective


class Stage(StrEnum):
    """Whether a programme tries something out or extends what was tried."""

    PILOT = "pilot"
    ROLLOUT = "rollout"


class Plan(Record):
    """When and how large."""

    start: date = key(DATE, "First day.", example="2027-01-11")
    length: Period = key(PERIOD, "How long it runs.", example="6 months")
    zone: str = key(ZONE, "The time zone of its dates and hours.", example="Europe/London")
    stage: Stage = key(choice(Stage), "Pilot or roll-out.", default=Stage.PILOT)
    pairs: int | None = key(whole(1, 200_000), "How many pairs are planned.", default=None, example="20")
    midpoint: date | None = key(
        DATE, "When the pairs stand back and look; half-way where absent.", default=None, example="2027-04-12"
    )
    evaluation: date | None = key(
        DATE, "When the results are drawn; the end where absent.", default=None, example="2027-07-26"
    )
    follow_up: Period | None = key(
        PERIOD, "How long after the end people are asked again.", default=None, example="3 months"
    )
    criteria: tuple[Objective, ...] = key(
        Many(Section(Objective)), "Stop/go: what a pilot must reach before it is extended.", default=()
    )
    predecessor: str | None = key(IDENTIFIER, "The programme this one follows.", default=None, example="first-run")

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.length.after(self.start)

    @property
    def middle(self) -> date:
        """The mid-point: the day given, or half of the way."""
        return self.midpoint or self.start + (self.end - self.start) / 2

    @property
    def evaluated(self) -> date:
        """The day on which results are drawn."""
        return self.evaluation or self.end

    @property
    def followed_up(self) -> date | None:
        """The day of the follow-up, where there is one."""
        return self.follow_up.after(self.end) if self.follow_up else None
