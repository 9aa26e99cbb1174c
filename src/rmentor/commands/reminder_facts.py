"""Gathers what reminders and the status are about."""

from __future__ import annotations

from rmentor.commands.desk import Desk
from rmentor.reminders.facts import Facts, grouped
from rmentor.store import answers, meetings, people, records, rounds


def facts_of(desk: Desk) -> Facts:
    """Return all that is known of the desk's programme at its moment."""
    db, programme = desk.db, desk.programme.id
    return Facts(
        programme=desk.programme,
        now=desk.now,
        participants={one.id: one for one in people.participants(db, programme)},
        pairs=tuple(rounds.pairs(db, programme)),
        meetings=grouped(meetings.meetings(db, programme), lambda one: one.pair),
        goals=grouped(records.goals(db, programme), lambda one: one.pair),
        briefings=frozenset((one.person, one.briefing) for one in records.briefings_done(db, programme)),
        acceptances=frozenset((one.pair, one.person, one.version) for one in records.acceptances(db, programme)),
        answered=frozenset((one.wave, one.person) for one in answers.responses(db, programme)),
    )
