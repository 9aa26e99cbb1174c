"""What the commands about pairs have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from rmentor.commands.desk import Desk
from rmentor.commands.ending import end_pair
from rmentor.errors import NotFound, Refused
from rmentor.pairing.decisions import What
from rmentor.pairing.lookup import find_pair
from rmentor.pairing.model import EndReason, Pair, Round, RoundStatus
from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant
from rmentor.programme.words import Mode
from rmentor.render.rounds import Told
from rmentor.render.view import View
from rmentor.store import decisions, history, people, rounds


def pool_of(desk: Desk) -> Pool:
    """Gather all that goes into a round."""
    decided = decisions.decisions(desk.db, desk.programme.id)
    return Pool(
        programme=desk.programme,
        people=people.participants(desk.db, desk.programme.id),
        pairs=rounds.pairs(desk.db, desk.programme.id),
        met=frozenset(rounds.couples(desk.db)),
        managers=people.managers(desk.db),
        experienced=history.experienced(desk.db, desk.programme.id),
        left_out=history.left_out(desk.db, desk.programme),
        pinned=frozenset(one.people for one in decided if one.what is What.PINNED),
        banned=frozenset(one.people for one in decided if one.what is not What.PINNED),
        today=desk.today,
    )


def names_of(desk: Desk) -> Mapping[str, str]:
    """Return the names of everyone who is or was enrolled."""
    return {one.id: one.name for one in people.participants(desk.db, desk.programme.id)}


def told(desk: Desk, everyone: Iterable[Participant]) -> Told:
    """Return the words that go with a proposal."""
    known = {one.id: one for one in everyone}
    return Told(desk.programme, known, {person: one.name for person, one in known.items()})


def asking_on(pool: Pool, view: View) -> View:
    """Return what says that somebody is left, with the repair as next step where pairs run that may take a third."""
    asks = pool.programme.pairing.groups_of_three and any(pair.open and pair.third is None for pair in pool.pairs)
    return replace(view, next_step="rmentor pair repair") if asks else view


def round_of(known: Sequence[Round], number: int | None) -> Round:
    """Return the round of that number, or the one that is proposed.

    Raises NotFound where there is none of that number, Refused where none is proposed.
    """
    if number is None:
        proposed = [one for one in known if one.status is RoundStatus.PROPOSED]
        if not proposed:
            raise Refused("no round waits for approval; `rmentor pair propose` makes one")
        return proposed[-1]
    found = [one for one in known if one.number == number]
    if not found:
        raise NotFound("round", str(number))
    return found[0]


def open_pair(desk: Desk, name: str) -> Pair:
    """Return the pair that is meant; raises NotFound, WrongUsage, or Refused where it has ended."""
    pair = find_pair(rounds.pairs(desk.db, desk.programme.id), name, names_of(desk))
    if not pair.open:
        raise Refused(f"pair {pair.number} has ended on {pair.ended}")
    return pair


def chosen_pairs(desk: Desk, names: Sequence[str] | None) -> list[Pair]:
    """Return the open pairs that are named, each once, or all reverse ones; raises Refused where there are none."""
    if names:
        return list({pair.number: pair for pair in (open_pair(desk, name) for name in names)}.values())
    every = rounds.pairs(desk.db, desk.programme.id)
    found = [pair for pair in every if pair.open and pair.mode is Mode.REVERSE]
    if not found:
        raise Refused("no reverse pair runs")
    return found


def turn_round(desk: Desk, pair: Pair) -> Pair:
    """End a reverse pair and open its conventional successor, where the mentee of before mentors."""
    if pair.mode is not Mode.REVERSE:
        raise Refused(f"pair {pair.number} is {pair.mode}; only a reverse pair can be turned round")
    end_pair(desk, pair, EndReason.CONVERTED)
    turned = Pair(
        number=rounds.next_pair(desk.db, desk.programme.id),
        mentor=pair.mentee,
        mentee=pair.mentor,
        mode=Mode.TRADITIONAL,
        started=max(desk.today, pair.started),
        fit=pair.fit,
        converted_from=pair.number,
    )
    rounds.save_pair(desk.db, desk.programme.id, turned)
    return turned
