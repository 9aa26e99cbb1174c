"""What decisions and repairs do to a proposed round and to pairs that run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from rmentor.commands.desk import Desk
from rmentor.commands.ending import end_pair
from rmentor.commands.pairing import pool_of, round_of
from rmentor.errors import NotFound, Refused
from rmentor.pairing.decisions import Decision, What, refuse_ban
from rmentor.pairing.model import EndReason, ProposedPair, Round, RoundStatus
from rmentor.pairing.newcomers import Join
from rmentor.store import decisions, rounds

LEFT_OUT = "left out of the round that was approved"


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


def left_out(desk: Desk, chosen: Round, names: Sequence[str], *, ban: bool) -> Round:
    """Take what is named out of a round, and ban it where that is wanted; return the round as it is then.

    Where one of three is named, or a third with one of the two, the two others stay a pair; who was to join a running
    pair does not. Raises NotFound where the
    round has no such pair or person, Refused where it breaks up pairs for the sake of others.
    """
    if not names:
        return chosen
    if moves_pairs(desk, chosen):
        told = f"round {chosen.number} moves running pairs for the sake of those it makes"
        raise Refused(f"{told}; `rmentor pair ban A B`, then `rmentor pair repair` again")
    newcomers = [one for name in names for one in chosen.proposal.joins if _means(name, one)]
    others = [name for name in names if not any(_means(name, one) for one in newcomers)]
    found = [(pair, people) for name in others for pair, people in _named(chosen, name)]
    gone: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair, people in found:
        gone[pair.couple] |= {pair.third} if pair.third in people and pair.third else people
    changes = [(pair, pair.losing(gone[pair.couple])) for pair in chosen.proposal.pairs if pair.couple in gone]
    decisions.leave_out(desk.db, desk.programme.id, chosen.number, changes, LEFT_OUT)
    for one in newcomers:
        decisions.leave_join(desk.db, desk.programme.id, chosen.number, one.third, LEFT_OUT)
    if ban:
        couples = {couple for pair, people in found for couple in _parted(pair, people)}
        ban_couples(desk, sorted({*couples, *(couple for one in newcomers for couple in one.couples)}))
    return round_of(rounds.rounds(desk.db, desk.programme.id), chosen.number)


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


def _means(name: str, join: Join) -> bool:
    """True where a name means who was to join a running pair, alone or with one of the two."""
    one, colon, other = name.partition(":")
    two = {one, other} if colon else {name}
    return join.third in two and two <= {join.third, *join.couple}


def _named(chosen: Round, name: str) -> list[tuple[ProposedPair, set[str]]]:
    """Return the proposed pair in which are the two whom `A:B` names, or all of a person, and who was named."""
    one, colon, other = name.partition(":")
    people = {one, other} if colon else {name}
    found = [(pair, people) for pair in chosen.proposal.pairs if people <= set(pair.people)]
    if not found:
        everybody = {person for pair in chosen.proposal.pairs for person in pair.people}
        everybody |= {one.third for one in chosen.proposal.joins}
        raise NotFound("pair" if colon else "person", name, sorted(everybody))
    return found


def _parted(pair: ProposedPair, people: set[str]) -> list[tuple[str, str]]:
    """Return the two who were named, or everyone of a pair with the one who was."""
    return [two for two in combinations(pair.people, 2) if people <= set(two)]
