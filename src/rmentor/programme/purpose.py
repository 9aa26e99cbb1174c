"""The first P: why the programme exists, and by what measure it will be judged."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from rmentor.programme.fields import Many, Record, Section, Table, key
from rmentor.programme.kinds import IDENTIFIER, LINE, PERIOD, PROSE, TARGET, Target, choice
from rmentor.programme.period import Period
from rmentor.programme.words import Role


class MeasureKind(StrEnum):
    """The ways in which an objective can be answered with a figure."""

    TOP_BOX = "top_box"
    TOP_TWO = "top_two"
    MEAN = "mean"
    CHANGE = "change"
    OUTCOME = "outcome"
    MEETINGS_HELD = "meetings_held"
    PAIRS_COMPLETED = "pairs_completed"


class Measure(Record):
    """How one objective is answered."""

    kind: MeasureKind = key(
        choice(MeasureKind),
        "What is counted: the share of answers in the best box or best two, their mean, its change between two "
        "waves, the share of people with an outcome, the share of planned meetings held, of pairs completed.",
        example="top_two",
    )
    item: str | None = key(IDENTIFIER, "The survey item that answers it.", default=None, example="useful")
    wave: str | None = key(IDENTIFIER, "The survey wave whose answers count.", default=None, example="closing")
    since: str | None = key(IDENTIFIER, "For a change: the wave it is measured from.", default=None, example="opening")
    outcome: str | None = key(
        IDENTIFIER, "The outcome that is counted, such as promotion.", default=None, example="promotion"
    )
    role: Role = key(choice(Role), "Whose answers or outcomes count.", default=Role.BOTH)
    among: Mapping[str, str] = key(
        Table(IDENTIFIER, LINE),
        "Only people with these values of roster attributes.",
        default={},
        example="cohort: first",
    )
    within: Period | None = key(
        PERIOD, "How long after the programme's start an outcome counts.", default=None, example="12 months"
    )


class Objective(Record):
    """One thing the programme is to achieve."""

    id: str = key(IDENTIFIER, "Short name, used in reports.", example="useful")
    text: str = key(LINE, "The objective in a sentence.", example="Mentees find it useful for their work.")
    measure: Measure | None = key(Section(Measure), "What answers it.", default=None)
    target: Target | None = key(TARGET, "What the measure is to reach.", default=None, example="75 %")


class Learning(Record):
    """What each side is expected to learn."""

    mentor: str | None = key(
        PROSE, "What mentors are expected to learn.", default=None, example="How decisions are made at the top."
    )
    mentee: str | None = key(
        PROSE, "What mentees are expected to learn.", default=None, example="What younger customers do and want."
    )


class Purpose(Record):
    """Why the programme exists."""

    need: str | None = key(
        PROSE, "The business need.", default=None, example="Our leaders decide on channels that they do not use."
    )
    sponsor: str | None = key(
        LINE, "Who answers for the programme at the top.", default=None, example="Chief Executive"
    )
    objectives: tuple[Objective, ...] = key(
        Many(Section(Objective)), "What it is to achieve, each with its measure and target.", default=()
    )
    learning: Learning = key(Section(Learning), "What each role is expected to learn.", default=Learning())
