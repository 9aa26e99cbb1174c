"""What the end of a pair takes with it."""

from __future__ import annotations

from dataclasses import replace

from rmentor.commands.desk import Desk
from rmentor.pairing.model import EndReason, Pair
from rmentor.store import meetings, notices, rounds


def end_pair(desk: Desk, pair: Pair, reason: EndReason) -> Pair:
    """End an open pair today: its planned meetings are cancelled, its planned notices withdrawn.

    What was held and sent before stays. Returns the pair as it now is.
    """
    programme = desk.programme.id
    rounds.end_pair(desk.db, programme, pair.number, desk.today, reason)
    meetings.cancel_from(desk.db, programme, pair.number, desk.today)
    notices.withdraw_pair(desk.db, programme, pair.number)
    return replace(pair, ended=desk.today, end_reason=reason)
