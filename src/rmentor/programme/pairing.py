"""Who may be paired with whom, and what makes a pair better than another."""

from __future__ import annotations

from enum import StrEnum

from rmentor.programme.fields import Many, Record, Section, key
from rmentor.programme.kinds import FLAG, LINE, PERIOD, WEIGHT, choice, whole
from rmentor.programme.period import Period


class PairingAim(StrEnum):
    """What is best once the most people are paired."""

    TOTAL = "total"
    FAIREST = "fairest"


class Requirements(Record):
    """What excludes a pair: a requirement is met or the pair is forbidden, at no price."""

    grade_gap: int | None = key(
        whole(0, 50),
        "Grades that the mentee stands above the mentor, at least (traditional: below).",
        default=None,
        example="3",
    )
    outside_reporting_line: bool = key(FLAG, "Neither reports to the other at any depth.", default=False)
    not_under_direct_report: bool = key(
        FLAG, "Neither reports to the other directly or through one person in between.", default=False
    )
    no_shared_manager: bool = key(FLAG, "The two do not report to the same person.", default=False)
    different: tuple[str, ...] = key(
        Many(LINE),
        "Attributes in which the two differ; `generation` follows from the birth year.",
        default=(),
        example="department",
    )
    same: tuple[str, ...] = key(Many(LINE), "Attributes in which the two agree.", default=(), example="site")
    junior_ways: int | None = key(
        whole(1, 3),
        "In how many of the three ways (age, organisation, industry) the mentor is junior.",
        default=None,
        example="2",
    )
    overlap: Period | None = key(PERIOD, "Working hours that both have in common.", default=None, example="2 hours")
    shared_language: bool = key(FLAG, "The two have a working language in common.", default=False)
    shared_topic: bool = key(FLAG, "The mentor offers a topic that the mentee wants.", default=False)
    no_repeats: bool = key(
        FLAG, "The two were not paired before in another programme; in this one they never are again.", default=True
    )
    consent: bool = key(FLAG, "Both agreed to take part; who was not asked is not paired yet.", default=False)


class Preferences(Record):
    """What makes a pair better: each gives 0 to 1000 points, 500 where a fact is not known, times its weight."""

    topics: int = key(
        WEIGHT, "Topics wanted that are offered, by rank; where both mentor, the weaker direction.", default=10
    )
    grade_distance: int = key(WEIGHT, "A wide gap in grade; from 10 on it is full.", default=0)
    age_distance: int = key(WEIGHT, "A wide gap in age; from 40 years on it is full.", default=0)
    tenure_distance: int = key(WEIGHT, "A wide gap in whole years with the organisation; full from 40.", default=0)
    industry_distance: int = key(WEIGHT, "A wide gap in years in the industry; full from 40.", default=0)
    hours_overlap: int = key(WEIGHT, "Many working hours in common; eight are full.", default=0)
    different_department: int = key(WEIGHT, "Different departments.", default=0)
    same_site: int = key(WEIGHT, "The same site.", default=0)
    challenge: int = key(
        WEIGHT, "The mentor ready to challenge and the mentee to be challenged; the lesser counts.", default=0
    )
    first_time: int = key(
        WEIGHT, "People who were never in a pair before, in any programme; half for one of the two.", default=0
    )
    left_out: int = key(
        WEIGHT,
        "People whom the last approved round left without a pair, or the predecessor's; half for one.",
        default=0,
    )


class Capacity(Record):
    """How many pairs one person can be in."""

    mentor: int = key(whole(1, 20), "Pairs for each mentor.", default=1)
    mentee: int = key(whole(1, 20), "Pairs for each mentee.", default=1)


class Couple(Record):
    """Two people by id."""

    mentor: str = key(LINE, "Id of the one person; the mentor where the mode has one.", example="M07")
    mentee: str = key(LINE, "Id of the other; the mentee where the mode has one.", example="S02")

    @property
    def people(self) -> tuple[str, str]:
        """Both people's ids, the mentor first."""
        return self.mentor, self.mentee


class PairingRules(Record):
    """Who may be paired, and what is preferred."""

    aim: PairingAim = key(
        choice(PairingAim),
        "After the most people: the highest total fit, or the fairest (the worst-off pair first).",
        default=PairingAim.TOTAL,
    )
    groups_of_three: bool = key(
        FLAG,
        "In reciprocal mode whoever is left over joins a pair, of which both may be paired with the newcomer: a new "
        "one, and with `pair repair` one that runs; once `plan.pairs` is reached nobody does.",
        default=False,
    )
    require: Requirements = key(Section(Requirements), "What excludes a pair.", default=Requirements())
    prefer: Preferences = key(Section(Preferences), "What makes a pair better.", default=Preferences())
    capacity: Capacity = key(Section(Capacity), "Pairs per person, by role.", default=Capacity())
    never: tuple[Couple, ...] = key(Many(Section(Couple)), "People who must not be paired.", default=())
    always: tuple[Couple, ...] = key(
        Many(Section(Couple)), "Pairs that are already decided, whatever is required and whoever is away.", default=()
    )
    first: tuple[str, ...] = key(
        Many(LINE), "Ids of people who are placed before all others.", default=(), example="S01"
    )
