"""The third P: what people know, and agree on, before they meet."""

from __future__ import annotations

from rmentor.programme.fields import Many, Record, Section, key
from rmentor.programme.kinds import IDENTIFIER, LINE, PROSE, choice, whole
from rmentor.programme.words import Checkpoint, Role


class Briefing(Record):
    """A preparation module."""

    id: str = key(IDENTIFIER, "Short name, used when it is recorded.", example="power-distance")
    title: str = key(LINE, "What it is called.", example="Putting your rank down")
    role: Role = key(choice(Role), "Who takes it.", default=Role.BOTH)
    by: Checkpoint = key(choice(Checkpoint), "By when.", default=Checkpoint.FIRST_MEETING)
    content: str | None = key(
        PROSE, "What it says, shown by the guide.", default=None, example="Ask first, and do not explain."
    )


class Agreement(Record):
    """The ground rules that both sides of a pair accept, in a version."""

    version: int = key(whole(1, 9999), "Rises when the rules change; people then accept again.", default=1)
    by: Checkpoint = key(choice(Checkpoint), "By when both have accepted.", default=Checkpoint.FIRST_MEETING)
    rules: tuple[str, ...] = key(
        Many(PROSE, least=1), "The ground rules, one by one.", example="What is said stays between the two of us."
    )


class GoalsAsked(Record):
    """How many goals each mentee (in reciprocal mode each person) sets."""

    professional: int = key(whole(0, 20), "Professional goals.", default=0)
    personal: int = key(whole(0, 20), "Personal goals.", default=0)


class Preparation(Record):
    """Briefings, ground rules and goals."""

    briefings: tuple[Briefing, ...] = key(Many(Section(Briefing)), "The modules.", default=())
    agreement: Agreement | None = key(Section(Agreement), "Ground rules to be accepted.", default=None)
    goals: GoalsAsked = key(Section(GoalsAsked), "Goals to be set.", default=GoalsAsked())
