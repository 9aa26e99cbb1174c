"""The six standards of a workplace programme (EMCC ISMCP), with what a programme answers to each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rmentor.programme.checks.rules import run_checks
from rmentor.programme.model import Programme
from rmentor.programme.purpose import Objective
from rmentor.programme.words import Checkpoint, Occasion, Role

_Answers = Iterator[tuple[str, str]]
_WHOM = {Role.MENTOR: "mentors", Role.MENTEE: "mentees", Role.BOTH: "everyone"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A key of the programme file and what it says."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Gap:
    """What a standard asks for and the file does not answer, with the rule that says so where there is one."""

    missing: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One of the six, with what the file answers and what it leaves open."""

    name: str
    answers: tuple[Answer, ...]
    gaps: tuple[Gap, ...]


def standards(programme: Programme) -> tuple[Standard, ...]:
    """Return the six standards in their order, each with the programme's answers and gaps."""
    found = [(finding.rule.code, finding.message) for finding in run_checks(programme)]
    told = [
        Standard(
            name,
            tuple(Answer(key, value) for key, value in answers(programme) if value),
            (*(Gap(message, code) for code, message in found if code in codes), *unruled(programme)),
        )
        for name, codes, answers, unruled in _STANDARDS
    ]
    return tuple(told)


def _purpose(programme: Programme) -> _Answers:
    purpose, plan = programme.purpose, programme.plan
    yield "purpose.need", purpose.need or ""
    yield "purpose.sponsor", purpose.sponsor or ""
    for one in purpose.objectives:
        yield "purpose.objectives", _aim(one)
    for role in purpose.learning.keys:
        yield f"purpose.learning.{role}", getattr(purpose.learning, role) or ""
    yield "plan.stage", f"{plan.stage}, after {plan.predecessor}" if plan.predecessor else str(plan.stage)


def _briefing(programme: Programme) -> _Answers:
    for one in programme.preparation.briefings:
        yield "preparation.briefings", f"{one.title} ({_WHOM[one.role]}, by {one.by})"
    yield from _reminded(programme, Occasion.BRIEFING_DUE)


def _matching(programme: Programme) -> _Answers:
    rules = programme.pairing
    for name in rules.require.keys:
        yield f"pairing.require.{name}", _said(getattr(rules.require, name))
    weights = [f"{name} {getattr(rules.prefer, name)}" for name in rules.prefer.keys if getattr(rules.prefer, name)]
    yield "pairing.prefer", ", ".join(weights)
    yield "topics", ", ".join(topic.id for topic in programme.topics)
    yield from _asked(programme, Checkpoint.MIDPOINT)
    yield from _reminded(programme, Occasion.MIDPOINT, Occasion.SILENT_PAIR)


def _review(programme: Programme) -> _Answers:
    plan = programme.plan
    for one in programme.purpose.objectives:
        yield "purpose.objectives", f"{one.id}: {one.measure.kind}" if one.measure else ""
    for one in plan.criteria:
        yield "plan.criteria", _aim(one)
    yield from _asked(programme, *Checkpoint)
    yield "plan.evaluation", f"{plan.evaluated}"
    yield "plan.follow_up", f"{plan.follow_up} after the end" if plan.follow_up else ""


def _ethics(programme: Programme) -> _Answers:
    rules, agreement = programme.evaluation, programme.preparation.agreement
    for rule in agreement.rules if agreement else ():
        yield "preparation.agreement", rule
    yield "evaluation.smallest_group", f"no figure about fewer than {rules.smallest_group} people"
    yield "evaluation.comments_from", f"no comments of fewer than {rules.comments_from} people"
    yield "evaluation.keep", f"personal data is kept for {rules.keep} after the end"
    for name, purpose in programme.roster.special.items():
        yield "roster.special", f"{name}: {purpose}"


def _support(programme: Programme) -> _Answers:
    meetings, goals, reminders = programme.meetings, programme.preparation.goals, programme.reminders
    yield "meetings", f"every {meetings.every}, {meetings.length}, booked by the {meetings.booked_by}"
    yield "meetings.place", meetings.place or ""
    for kind in goals.keys:
        yield f"preparation.goals.{kind}", _said(getattr(goals, kind))
    yield "reminders.facilitator", reminders.facilitator or ""
    yield "reminders.occasions", ", ".join(rule.on for rule in reminders.occasions) or "the usual ones"


def _unwinding(programme: Programme) -> Iterator[Gap]:
    if programme.reminders.occasions and not any(_reminded(programme, Occasion.SILENT_PAIR)):
        yield Gap("nobody notices a pair that falls silent; remind of it (reminders.occasions, on: silent_pair)")
    if not programme.topics:
        yield Gap("people have no say in what they are paired for; list topics that they offer and want (topics)")


def _who_helps(programme: Programme) -> Iterator[Gap]:
    if not programme.reminders.facilitator:
        yield Gap("people have nobody to turn to; give an address they answer to (reminders.facilitator)")


def _nothing_more(_: Programme) -> Iterable[Gap]:
    return ()


def _asked(programme: Programme, *points: Checkpoint) -> _Answers:
    for wave in programme.surveys.waves:
        if wave.at in points:
            yield "surveys.waves", f"{wave.id}, at {wave.at}, asks {_WHOM[wave.asks]}: {', '.join(wave.items)}"


def _reminded(programme: Programme, *occasions: Occasion) -> _Answers:
    for rule in programme.reminders.occasions:
        if rule.on in occasions:
            yield "reminders.occasions", f"{rule.on}, {rule.lead}"


def _aim(one: Objective) -> str:
    return f"{one.text} Target: {one.target}" if one.target else one.text


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


_STANDARDS = (
    ("Clarity of purpose", ("RM301", "RM302", "RM303", "RM304", "RM344"), _purpose, _nothing_more),
    ("Training and briefing", ("RM321",), _briefing, _nothing_more),
    ("Selection and matching", ("RM311", "RM312", "RM313", "RM341"), _matching, _unwinding),
    ("Measurement and review", ("RM303", "RM342", "RM343"), _review, _nothing_more),
    ("Ethics", ("RM225", "RM322", "RM351"), _ethics, _nothing_more),
    ("Administration and support", ("RM323", "RM331", "RM332"), _support, _who_helps),
)
