"""What is left out of a round when the rest of it is approved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rmentor.commands.desk import Desk
from rmentor.commands.mending import ban_couples, moves_pairs
from rmentor.commands.pairing import round_of
from rmentor.errors import NotFound, Refused
from rmentor.pairing.model import ProposedPair, Round
from rmentor.pairing.newcomers import Join
from rmentor.store import decisions, rounds

_Found = tuple[ProposedPair, set[str]]
_WHY = "left out of the round that was approved"


def left_out(desk: Desk, chosen: Round, names: Sequence[str], *, ban: bool) -> Round:
    """Take what is named out of a round, and ban it where that is wanted; return the round as it is then.

    Where one of three is named, or a third with one of the two, the two others stay a pair; who was to join a running
    pair does not. Raises NotFound where the round has no such pair or person, Refused where it breaks up pairs for the
    sake of others.
    """
    if not names:
        return chosen
    if moves_pairs(desk, chosen):
        told = f"round {chosen.number} moves running pairs for the sake of those it makes"
        raise Refused(f"{told}; `rmentor pair ban A B`, then `rmentor pair repair` again")
    newcomers = [one for one in chosen.proposal.joins if any(_means(name, one) for name in names)]
    others = [name for name in names if not any(_means(name, one) for one in newcomers)]
    found = [(pair, people) for name in others for pair, people in _named(chosen, name)]
    _leave(desk, chosen, found, newcomers)
    if ban:
        ban_couples(desk, sorted(set(_couples(found, newcomers))))
    return round_of(rounds.rounds(desk.db, desk.programme.id), chosen.number)


def _leave(desk: Desk, chosen: Round, found: Sequence[_Found], newcomers: Sequence[Join]) -> None:
    gone: dict[tuple[str, str], set[str]] = defaultdict(set)
    for pair, people in found:
        gone[pair.couple] |= {pair.third} if pair.third in people and pair.third else people
    changes = [(pair, pair.losing(gone[pair.couple])) for pair in chosen.proposal.pairs if pair.couple in gone]
    decisions.leave_out(desk.db, desk.programme.id, chosen.number, changes, _WHY)
    for one in newcomers:
        decisions.leave_join(desk.db, desk.programme.id, chosen.number, one.third, _WHY)


def _couples(found: Sequence[_Found], newcomers: Sequence[Join]) -> Iterator[tuple[str, str]]:
    for pair, people in found:
        yield from _parted(pair, people)
    for one in newcomers:
        yield from one.couples


def _means(name: str, join: Join) -> bool:
    """True where a name means who was to join a running pair, alone or with one of the two."""
    one, colon, other = name.partition(":")
    two = {one, other} if colon else {name}
    return join.third in two and two <= {join.third, *join.couple}


def _named(chosen: Round, name: str) -> list[_Found]:
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
