"""What happens when somebody leaves a programme."""

from __future__ import annotations

from collections.abc import Collection

from rmentor.commands.desk import Desk
from rmentor.commands.ending import end_pair, go_on
from rmentor.pairing.model import EndReason, Pair
from rmentor.store import notices, people, rounds


def let_go(desk: Desk, leavers: Collection[str]) -> list[Pair]:
    """Withdraw participants: open pairs end without blame, planned notices are not sent.

    Where one of three goes, the two others go on. Returns the pairs that ended, and those that go on, as they now are.
    """
    if not leavers:
        return []
    programme, gone = desk.programme.id, frozenset(leavers)
    for person in leavers:
        people.withdraw(desk.db, programme, person, desk.today)
    open_pairs = [pair for pair in rounds.pairs(desk.db, programme) if pair.open and not gone.isdisjoint(pair.people)]
    left = [_left(desk, pair, gone) for pair in open_pairs]
    for person in leavers:
        notices.withdraw_person(desk.db, programme, person)
    return left


def _left(desk: Desk, pair: Pair, gone: Collection[str]) -> Pair:
    rest = pair.losing(gone, max(desk.today, *(pair.since(one) for one in pair.people if one in gone)))
    return go_on(desk, rest) if rest else end_pair(desk, pair, EndReason.LEFT)
