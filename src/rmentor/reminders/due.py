"""Which notices should exist: one small function for each occasion, in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import EndReason, Pair
from rmentor.programme.reminders import ReminderRule
from rmentor.programme.surveys import Wave
from rmentor.programme.words import Occasion, Role
from rmentor.reminders.facts import Facts, answered, asked
from rmentor.reminders.model import Notice, NoticeKey
from rmentor.reminders.rules import rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A notice that should exist, the rule that asks for it and the day it speaks of."""

    notice: Notice
    rule: ReminderRule
    day: date


@dataclass(frozen=True, slots=True)
class _Call:
    """One person to be reminded: of what, of which day, from when on and, where a late word is useless, until when."""

    person: str
    about: str
    day: date
    due: date
    last: date = date.max


_Callers = Callable[[Facts, ReminderRule], Iterator[_Call]]


def wanted(facts: Facts) -> Mapping[NoticeKey, Wanted]:
    """Return every notice that should exist by what is known, those to come included, in the order of their keys.

    Where two rules or two pairs ask for the same notice, the earliest counts.
    """
    found = [
        _wanted(call, rule, mark)
        for mark, rule in rules(facts.programme)
        for call in _OCCASIONS[rule.on](facts, rule)
        if facts.takes_part(call.person)
    ]
    found.sort(key=lambda one: (one.notice.key, one.notice.due), reverse=True)
    return dict(sorted({one.notice.key: one for one in found}.items()))


def _wanted(call: _Call, rule: ReminderRule, mark: str) -> Wanted:
    expires = max(call.due, min(rule.window.after(call.due), call.last))
    key = NoticeKey(call.person, rule.on, f"{call.about}{mark}")
    return Wanted(notice=Notice(key=key, due=call.due, expires=expires), rule=rule, day=call.day)


def _briefing_due(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    for briefing in facts.programme.preparation.briefings:
        for one in facts.enrolled:
            own = facts.open_pairs_of(one.id)
            day = facts.day_for(own, briefing.by, one.id)
            if day and one.role.plays(briefing.role) and (one.id, briefing.id) not in facts.briefings:
                due = max(rule.lead.before(day), _paired_on(facts, own, one.id))
                yield _Call(one.id, f"briefing {briefing.id}", day, due)


def _agreement_due(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    agreement = facts.programme.preparation.agreement
    for pair, person in facts.sides() if agreement else ():
        day = facts.day_for([pair], agreement.by, person) if agreement else None
        if agreement and day and (pair.number, person, agreement.version) not in facts.acceptances:
            about = f"agreement {pair.number}.{agreement.version}"
            yield _Call(person, about, day, max(rule.lead.before(day), _joined(facts, pair, person)))


def _goals_missing(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    for pair, person in facts.sides():
        begun = facts.first_meeting(pair, person) or max(pair.since(person), facts.programme.plan.start)
        due = rule.lead.after(begun)
        if facts.goals_missing(pair, person) and due < facts.programme.plan.end:
            yield _Call(person, f"goals {pair.number}", begun, due)


def _meeting_ahead(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    for pair, person in facts.sides():
        for meeting in facts.meetings_of(pair):
            if meeting.status is MeetingStatus.PLANNED and meeting.starts > facts.now:
                due = max(rule.lead.before(meeting.on), _joined(facts, pair, person))
                yield _Call(person, _about(meeting), meeting.on, due, meeting.on)


def _meeting_unrecorded(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    for pair, person in facts.sides():
        if not _books(facts, pair, person):
            continue
        for meeting in facts.meetings_of(pair):
            if meeting.status is MeetingStatus.PLANNED and meeting.ends <= facts.now:
                yield _Call(person, _about(meeting), meeting.on, rule.lead.after(meeting.on))


def _silent_pair(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    for pair, person in facts.sides():
        due = facts.silent_from(pair, rule.lead.days)
        if due < facts.programme.plan.end:
            about = f"pair {pair.number}.{len(facts.held(pair))}"
            yield _Call(person, about, facts.quiet_since(pair), due)


def _midpoint(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    day = facts.programme.plan.middle
    for pair, person in facts.sides():
        if pair.since(person) <= day:
            yield _Call(person, "programme", day, max(rule.lead.before(day), _joined(facts, pair, person)), day)


def _survey_due(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    for wave in facts.programme.surveys.waves:
        for person in sorted(asked(facts, wave) - answered(facts, wave)):
            opens = facts.day_for(facts.open_pairs_of(person), wave.at, person)
            if opens:
                yield _survey_call(rule, wave, person, opens)


def _survey_call(rule: ReminderRule, wave: Wave, person: str, opens: date) -> _Call:
    closes = wave.open_for.after(opens) if wave.open_for else opens
    before = rule.lead.before(closes)
    return _Call(person, f"survey {wave.id}", closes, max(opens, before) if wave.open_for else before, closes)


def _closure(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    day = facts.programme.plan.end - timedelta(days=1)
    for pair, person in facts.sides():
        if pair.since(person) <= day:
            yield _Call(person, "programme", day, max(rule.lead.before(day), _joined(facts, pair, person)), day)


def _follow_up(facts: Facts, rule: ReminderRule) -> Iterator[_Call]:
    day = facts.programme.plan.followed_up
    for pair in facts.pairs if day else ():
        if day and (pair.open or pair.end_reason is EndReason.COMPLETED):
            yield from (_Call(person, "programme", day, rule.lead.before(day), day) for person in pair.people)


_OCCASIONS: Mapping[Occasion, _Callers] = {
    Occasion.BRIEFING_DUE: _briefing_due,
    Occasion.AGREEMENT_DUE: _agreement_due,
    Occasion.GOALS_MISSING: _goals_missing,
    Occasion.MEETING_AHEAD: _meeting_ahead,
    Occasion.MEETING_UNRECORDED: _meeting_unrecorded,
    Occasion.SILENT_PAIR: _silent_pair,
    Occasion.MIDPOINT: _midpoint,
    Occasion.SURVEY_DUE: _survey_due,
    Occasion.CLOSURE: _closure,
    Occasion.FOLLOW_UP: _follow_up,
}


def _about(meeting: Meeting) -> str:
    changed = f".{meeting.sequence}" if meeting.sequence else ""
    return f"meeting {meeting.pair}.{meeting.number}{changed}"


def _joined(facts: Facts, pair: Pair, person: str) -> date:
    """Return the day a latecomer began; who begins with the programme is told of its first day before it."""
    since = pair.since(person)
    return since if since > facts.programme.plan.start else date.min


def _paired_on(facts: Facts, pairs: tuple[Pair, ...], person: str) -> date:
    return min((_joined(facts, pair, person) for pair in pairs), default=date.min)


def _books(facts: Facts, pair: Pair, person: str) -> bool:
    booker = facts.programme.meetings.booked_by
    seats = {pair.mentor: Role.MENTOR, pair.mentee: Role.MENTEE}
    return booker is Role.BOTH or seats.get(person) is booker
