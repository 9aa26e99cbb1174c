"""Who takes part and yet is not paired now: who is away too long, and who has not agreed where that is required."""

from __future__ import annotations

from datetime import date, timedelta

from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant, Person

_DAY = timedelta(days=1)


def hindrance(pool: Pool, one: Participant) -> str:
    """Say why a person is not paired now; empty where nothing stands in the way."""
    if not agreed(pool, one):
        return "has not agreed to take part yet"
    until = away_until(pool, one.person)
    return f"away until {until}" if until else ""


def agreed(pool: Pool, one: Participant) -> bool:
    """True for who agreed to take part, and for who was not asked where that is not required."""
    return one.consent if one.consent is not None else not pool.programme.pairing.require.consent


def away_until(pool: Pool, person: Person) -> date | None:
    """Return the last day of an absence from the day pairs start until their next meeting is due, that day left out.

    None where a person is there on a day of that time, or where no pairs start.
    """
    if pool.starts is None or not person.away:
        return None
    due, back = pool.programme.meetings.every.after(pool.starts), pool.starts
    for away in sorted(person.away):
        if away.first <= back <= away.last:
            back = away.last + _DAY
    return back - _DAY if back >= due else None
