"""What happens when somebody leaves a programme."""

from __future__ import annotations

from rmentor.commands.desk import Desk
from rmentor.commands.ending import end_pair
from rmentor.pairing.model import EndReason, Pair
from rmentor.store import notices, people, rounds


def let_go(desk: Desk, person: str) -> list[Pair]:
    """Withdraw a participant: open pairs end without blame, planned notices are not sent. Returns the pairs ended."""
    programme = desk.programme.id
    people.withdraw(desk.db, programme, person, desk.today)
    open_pairs = [pair for pair in rounds.pairs(desk.db, programme) if pair.open and person in pair.people]
    ended = [end_pair(desk, pair, EndReason.LEFT) for pair in open_pairs]
    notices.withdraw_person(desk.db, programme, person)
    return ended
