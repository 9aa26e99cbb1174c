"""What decisions and repairs do to a proposed round and to pairs that run."""

from __future__ import annotations

from collections.abc import Sequence

from rmentor.commands.desk import Desk
from rmentor.commands.ending import end_pair
from rmentor.commands.pairing import pool_of, round_of
from rmentor.errors import Refused
from rmentor.pairing.decisions import Decision, What, refuse_ban
from rmentor.pairing.model import EndReason, Round, RoundStatus
from rmentor.store import decisions, rounds


def proposed_round(desk: Desk, number: int | None) -> Round:
    """Return the round that is meant; raises Refused where it is not proposed any more."""
    chosen = round_of(rounds.rounds(desk.db, desk.programme.id), number)
    if chosen.status is not RoundStatus.PROPOSED:
        raise Refused(f"round {chosen.number} was {chosen.status} already")
    return chosen


def waiting_round(desk: Desk) -> Round | None:
    """Return the round that is proposed, if there is one."""
    waiting = [one for one in rounds.rounds(desk.db, desk.programme.id) if one.status is RoundStatus.PROPOSED]
    return waiting[-1] if waiting else None


def ban_couples(desk: Desk, couples: Sequence[tuple[str, str]]) -> None:
    """Keep that these two are never paired; raises Refused where they are decided to be."""
    pool = pool_of(desk)
    for couple in couples:
        refuse_ban(pool, couple)
    keep(desk, What.BANNED, couples)


def keep(desk: Desk, what: What, couples: Sequence[tuple[str, str]]) -> None:
    """Keep a facilitator's decision about each two."""
    made = [Decision(mentor=one, mentee=other, what=what, on_day=desk.today) for one, other in couples]
    decisions.decide(desk.db, desk.programme.id, made)


def moves_pairs(desk: Desk, chosen: Round) -> bool:
    """Say whether a round ends pairs that no rule forbids."""
    return EndReason.MOVED in decisions.endings(desk.db, desk.programme.id, chosen.number).values()


def end_moved(desk: Desk, number: int) -> list[int]:
    """End the pairs that a round ends, where they still run; return their numbers."""
    ends = decisions.endings(desk.db, desk.programme.id, number)
    running = [pair for pair in rounds.pairs(desk.db, desk.programme.id) if pair.open and pair.number in ends]
    return [end_pair(desk, pair, ends[pair.number]).number for pair in running]
