"""What pairs need of a human: they fall silent, lose meetings, keep no record, or are missing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rmentor.meetings.model import MeetingStatus
from rmentor.pairing.alarm import broken
from rmentor.pairing.model import Pair
from rmentor.pairing.pool import Pool
from rmentor.reminders.facts import Facts
from rmentor.reminders.matters import Concerning, Matter, some
from rmentor.sentences import counted, together

_SILENT_AFTER_DAYS = 28
_UNPAIRED_AFTER_DAYS = 45
_LOST = (MeetingStatus.MISSED, MeetingStatus.CANCELLED)


def forbidden(facts: Facts) -> Iterator[Matter]:
    """Yield the open pairs that a requirement forbids, since people's facts or the rules have changed."""
    if facts.managers is None or facts.today >= facts.programme.plan.end:
        return
    pool = Pool(programme=facts.programme, people=list(facts.participants.values()), managers=facts.managers)
    for one in broken(pool, facts.open_pairs):
        yield _of_pair(Concerning.FORBIDDEN, one.pair, one.pair.started, f"P{one.told[1:]}", one.command)


def silent_pairs(facts: Facts) -> Iterator[Matter]:
    """Yield the open pairs that have not met for too long."""
    for pair in facts.open_pairs:
        if facts.silent_from(pair, _SILENT_AFTER_DAYS) < facts.today < facts.programme.plan.end:
            since = facts.quiet_since(pair)
            days = (facts.today - since).days
            what = f"{_named(facts, pair)}: no meeting for {days} days"
            yield _of_pair(Concerning.SILENT_PAIR, pair, since, what, f"rmentor schedule list --pair {pair.number}")


def two_lost(facts: Facts) -> Iterator[Matter]:
    """Yield the pairs whose last two meetings did not take place: a third is unlikely to (E4)."""
    for pair in facts.open_pairs:
        past = [
            one for one in facts.meetings_of(pair) if one.on <= facts.today and one.status is not MeetingStatus.PLANNED
        ]
        if len(past) > 1 and all(one.status in _LOST for one in past[-2:]) and facts.today < facts.programme.plan.end:
            what = f"{_named(facts, pair)}: two meetings in a row did not take place"
            yield _of_pair(Concerning.TWO_LOST, pair, past[-2].on, what, f"rmentor guide {pair.number}")


def unrecorded(facts: Facts) -> Iterator[Matter]:
    """Yield the pairs with meetings of which nothing is known."""
    for pair in facts.open_pairs:
        past = [one for one in facts.meetings_of(pair) if one.status is MeetingStatus.PLANNED and one.ends <= facts.now]
        if past:
            what = f"{_named(facts, pair)}: {counted(len(past), 'meeting', 'meetings')} without a record"
            command = f"rmentor record meeting {pair.number} --on {past[0].on}"
            yield _of_pair(Concerning.UNRECORDED, pair, past[0].on, what, command)


def unpaired(facts: Facts) -> Iterator[Matter]:
    """Yield who has waited for a pair longer than anybody should (E9)."""
    if not facts.pairs or facts.today >= facts.programme.plan.end:
        return
    alone = {
        one.id: _alone_since(facts, one.id)
        for one in facts.enrolled
        if one.capacity != 0 and not facts.open_pairs_of(one.id)
    }
    long = {name: day for name, day in alone.items() if (facts.today - day).days >= _UNPAIRED_AFTER_DAYS}
    if long:
        what = f"{counted(len(long), 'person', 'people')} without a pair for {_UNPAIRED_AFTER_DAYS} days: {some(long)}"
        yield Matter(
            kind=Concerning.UNPAIRED,
            since=min(long.values()),
            what=what,
            command=f"rmentor pair {'repair' if facts.programme.pairing.groups_of_three else 'propose'}",
            people=tuple(long),
        )


def _of_pair(kind: Concerning, pair: Pair, since: date, what: str, command: str) -> Matter:
    return Matter(kind=kind, since=since, what=what, command=command, people=pair.people, pair=pair.number)


def _alone_since(facts: Facts, person: str) -> date:
    ended = [until for pair in facts.pairs_of(person) if (until := pair.until(person))]
    return max([facts.programme.plan.start, *ended])


def _named(facts: Facts, pair: Pair) -> str:
    names = [facts.participants[person].name for person in pair.people if person in facts.participants]
    return f"Pair {pair.number} ({together(names) if names else ''})"
