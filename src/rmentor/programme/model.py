"""A programme: one run of mentoring with a purpose, a start and an end."""

from __future__ import annotations

from datetime import date

from rmentor.programme.evaluation import EvaluationRules
from rmentor.programme.fields import Many, Record, Section, key
from rmentor.programme.kinds import IDENTIFIER, LINE, choice, whole
from rmentor.programme.meetings import MeetingRules
from rmentor.programme.pairing import PairingRules
from rmentor.programme.plan import Plan
from rmentor.programme.preparation import Preparation
from rmentor.programme.purpose import Purpose
from rmentor.programme.reminders import Reminders
from rmentor.programme.roster import Roster
from rmentor.programme.surveys import Surveys
from rmentor.programme.words import Checkpoint, Mode


class Topic(Record):
    """A subject that mentors may offer and mentees want."""

    id: str = key(IDENTIFIER, "Short name, used in rosters.", example="social-media")
    title: str = key(LINE, "What people read.", example="Social media")
    focus: str | None = key(LINE, "The area of focus it belongs to.", default=None, example="technology")


class Programme(Record):
    """The whole definition, in the order of the three Ps."""

    format: int = key(whole(1, 1), "Version of this file format.", example="1")
    id: str = key(IDENTIFIER, "Short name, unique among your programmes.", example="first-run")
    title: str = key(LINE, "What people read.", example="Digital reverse mentoring")
    mode: Mode = key(choice(Mode), "Who mentors whom.", example="reverse")
    purpose: Purpose = key(Section(Purpose), "Why it exists.", default=Purpose())
    plan: Plan = key(Section(Plan), "When and how large.")
    topics: tuple[Topic, ...] = key(Many(Section(Topic)), "The vocabulary of topics.", default=())
    pairing: PairingRules = key(Section(PairingRules), "Who is paired with whom.", default=PairingRules())
    preparation: Preparation = key(Section(Preparation), "What comes before.", default=Preparation())
    meetings: MeetingRules = key(Section(MeetingRules), "How pairs meet.", default=MeetingRules())
    outcomes: tuple[str, ...] = key(
        Many(IDENTIFIER), "Facts that may be recorded, such as promotion or departure.", default=(), example="promotion"
    )
    surveys: Surveys = key(Section(Surveys), "What people are asked.", default=Surveys())
    reminders: Reminders = key(Section(Reminders), "What people are reminded of.", default=Reminders())
    evaluation: EvaluationRules = key(Section(EvaluationRules), "What is reported.", default=EvaluationRules())
    roster: Roster = key(Section(Roster), "How the HR export maps.", default=Roster())

    def topic(self, name: str) -> Topic | None:
        """Return the topic of that id."""
        return next((topic for topic in self.topics if topic.id == name), None)

    def topic_title(self, name: str) -> str:
        """Return what people read for the topic of that id; the id itself where the programme no longer has it."""
        topic = self.topic(name)
        return topic.title if topic else name

    def day_of(self, point: Checkpoint) -> date | None:
        """Return the day of a checkpoint; the first meeting's is counted from the start by its pair."""
        plan = self.plan
        return {
            Checkpoint.START: plan.start,
            Checkpoint.FIRST_MEETING: None,
            Checkpoint.MIDPOINT: plan.middle,
            Checkpoint.END: plan.end,
            Checkpoint.EVALUATION: plan.evaluated,
            Checkpoint.FOLLOW_UP: plan.followed_up,
        }[point]
