"""What people decided about two of them: to be paired, or not to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from rmentor.errors import NotFound, Refused
from rmentor.pairing.pool import Pool
from rmentor.pairing.two import Two, objections
from rmentor.programme.words import Role
from rmentor.values import Value


class What(StrEnum):
    """A facilitator pins or bans a pair, one of the two declines it."""

    PINNED = "pinned"
    BANNED = "banned"
    DECLINED = "declined"


class DeclineReason(StrEnum):
    """Why somebody declines; no other participant is ever told."""

    WORKLOAD = "workload"
    TIMING = "timing"
    KNOWN_TOO_WELL = "known_too_well"
    CONFLICT_OF_INTEREST = "conflict_of_interest"
    WANTS_SOMEONE_ELSE = "wants_someone_else"
    OTHER = "other"


class Decision(Value):
    """One decision about two people; who declined and why where one of them did."""

    mentor: str
    mentee: str
    what: What
    on_day: date
    by: str | None = None
    reason: DeclineReason | None = None

    @property
    def people(self) -> tuple[str, str]:
        """Both people's ids, the mentor first."""
        return self.mentor, self.mentee


def couple_of(pool: Pool, one: str, other: str) -> tuple[str, str]:
    """Return two people as mentor and mentee where they can be that one way round only, else as they are named.

    Raises NotFound where one does not take part.
    """
    known = {each.id: each for each in pool.enrolled}
    for name in (one, other):
        if name not in known:
            raise NotFound("person", name, sorted(known))
    forth, back = (
        known[giver].role.plays(Role.MENTOR) and known[taker].role.plays(Role.MENTEE)
        for giver, taker in ((one, other), (other, one))
    )
    return (other, one) if back and not forth else (one, other)


def decision_on(decisions: Iterable[Decision], couple: tuple[str, str]) -> Decision | None:
    """Return what was decided about two people, whichever is named first."""
    return next((one for one in decisions if set(one.people) == set(couple)), None)


def refuse_pin(pool: Pool, couple: tuple[str, str]) -> None:
    """Raise Refused where the two may not be paired, saying by what."""
    _refuse_known(pool, couple)
    known = {one.id: one for one in pool.enrolled}
    if forbidden := [told for _, told in objections(Two(pool, *(known[one] for one in couple)))]:
        back = f"; `rmentor pair ban {couple[0]} {couple[1]} --undo` takes that back"
        undo = back if set(couple) in map(set, pool.banned) else ""
        raise Refused(f"{_both(couple)} are not allowed to be a pair: {'; '.join(forbidden)}{undo}")


def refuse_ban(pool: Pool, couple: tuple[str, str], *, declined: bool = False) -> None:
    """Raise Refused where the two are decided to be a pair, or are one; who declines is heard before a pin."""
    _refuse_known(pool, couple)
    if any(set(one.people) == set(couple) for one in pool.programme.pairing.always):
        raise Refused(f"`always` in the programme file pairs {_both(couple)}; take that out first")
    if not declined and set(couple) in map(set, pool.pinned):
        raise Refused(f"{_both(couple)} are pinned; `rmentor pair pin {couple[0]} {couple[1]} --undo` first")


def _refuse_known(pool: Pool, couple: tuple[str, str]) -> None:
    if couple[0] == couple[1]:
        raise Refused("a pair is two people")
    for pair in pool.pairs:
        if set(couple) in map(set, pair.couples):
            ended = f"were pair {pair.number}, which has ended, and are not paired again"
            runs = f"are pair {pair.number}; `rmentor pair end {pair.number} --reason fit` ends it without blame"
            raise Refused(f"{_both(couple)} {runs if pair.open else ended}")


def _both(couple: tuple[str, str]) -> str:
    return f"{couple[0]} and {couple[1]}"
