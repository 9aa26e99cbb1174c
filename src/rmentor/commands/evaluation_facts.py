"""Brings together what an evaluation looks at."""

from __future__ import annotations

from rmentor.commands.desk import Desk
from rmentor.evaluation.facts import Facts
from rmentor.store import answers, meetings, people, records, rounds


def facts_of(desk: Desk) -> Facts:
    """Return everything that is recorded of the desk's programme."""
    db, programme = desk.db, desk.programme.id
    return Facts(
        programme=desk.programme,
        today=desk.today,
        participants=people.participants(db, programme),
        pairs=rounds.pairs(db, programme),
        meetings=meetings.meetings(db, programme),
        briefings=records.briefings_done(db, programme),
        acceptances=records.acceptances(db, programme),
        goals=records.goals(db, programme),
        commitments=records.commitments(db, programme),
        outcomes=records.outcomes(db, programme),
        responses=answers.responses(db, programme),
    )
