"""What the end of a pair takes with it."""

from __future__ import annotations

from dataclasses import replace

from rmentor.commands.desk import Desk
from rmentor.errors import NotFound, Refused
from rmentor.pairing.model import EndReason, Pair
from rmentor.store import rounds


def end_pair(desk: Desk, pair: Pair, reason: EndReason) -> Pair:
    """End an open pair: its planned meetings are cancelled, its planned notices withdrawn.

    It ends today, or on the day it was to begin where that lies ahead. What was held and sent before stays.
    Returns the pair as it now is.
    """
    from rmentor.store import meetings, notices

    programme, day = desk.programme.id, max(desk.today, pair.started)
    rounds.end_pair(desk.db, programme, pair.number, day, reason)
    meetings.cancel_from(desk.db, programme, pair.number, desk.today)
    notices.withdraw_pair(desk.db, programme, pair.number)
    return replace(pair, ended=day, end_reason=reason)


def go_on(desk: Desk, pair: Pair) -> Pair:
    """Keep a pair that somebody joined, or one of three left: who is in it now leads its coming meetings in turn."""
    from rmentor.meetings.replanning import led_anew
    from rmentor.store import meetings

    programme = desk.programme.id
    rounds.save_pair(desk.db, programme, pair)
    own = [one for one in meetings.meetings(desk.db, programme) if one.pair == pair.number]
    meetings.save(desk.db, programme, led_anew(desk.programme, pair, own, desk.now))
    return pair


def without(desk: Desk, pair: Pair, person: str, why: EndReason) -> Pair:
    """Return a group of three as the pair that it is without one; raises NotFound, or Refused where it is of two."""
    if person not in pair.people:
        raise NotFound(f"person of pair {pair.number}", person, pair.people)
    rest = pair.losing({person}, max(desk.today, pair.since(person)), why)
    if rest is None:
        raise Refused(f"pair {pair.number} is of two, and ends for both; leave out --only")
    return rest


def refuse_unlived(desk: Desk, pair: Pair) -> None:
    """Raise Refused where a pair cannot have completed the programme: it runs on, and the two never met."""
    from rmentor.meetings.model import MeetingStatus
    from rmentor.store import meetings

    end = desk.programme.plan.end
    known = meetings.meetings(desk.db, desk.programme.id)
    if desk.today < end and not any(one.pair == pair.number and one.status is MeetingStatus.HELD for one in known):
        told = f"pair {pair.number} has held no meeting and the programme runs until {end}"
        raise Refused(f"{told}; give another reason than completed, or record its meetings first")
