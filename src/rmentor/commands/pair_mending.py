"""`rmentor pair pin`, `ban`, `decline` and `repair`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

import typer

from rmentor.commands.desk import Choice, Desk, changing
from rmentor.commands.extras import require
from rmentor.commands.mending import ban_couples, keep, moves_pairs, proposed_round, waiting_round
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Seconds, Today, command_group
from rmentor.commands.pairing import pool_of, told
from rmentor.commands.waiting import patience
from rmentor.errors import NotFound, WrongUsage
from rmentor.pairing.decisions import Decision, DeclineReason, What, couple_of, decision_on, refuse_ban, refuse_pin
from rmentor.pairing.model import ProposedPair
from rmentor.pairing.newcomers import Join
from rmentor.render.mending import decided_view, declined_view, repair_view
from rmentor.render.show import show
from rmentor.store import decisions, rounds

app = command_group("Decide about pairs, and repair them.")

_One = Annotated[str, typer.Argument(help="One of the two, by id.", metavar="A")]
_Other = Annotated[str, typer.Argument(help="The other.", metavar="B")]
_Undo = Annotated[bool, typer.Option("--undo", help="Take the decision back.")]


@app.command(epilog="Example: rmentor pair pin m07 s02")
def pin(
    one: Annotated[str | None, typer.Argument(help="One of the two, by id.", metavar="[A]")] = None,
    other: Annotated[str | None, typer.Argument(help="The other.", metavar="[B]")] = None,
    whole: Annotated[bool, typer.Option("--round", help="Pin every pair of the proposed round.")] = False,
    undo: _Undo = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Pin a pair: every later proposal makes it.

    To better a round and keep its rest: pin it with --round, take back what is wrong with --undo, ban it, and
    propose again. Refused for two whom a rule forbids, saying by what. Who joins a pair as a third is not pinned.
    """
    if (one is None) is not (other is None) or whole is (one is not None):
        raise WrongUsage("name two people, or pin a whole round with --round")
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        couples = [_couple(desk, one, other)] if one and other else _of_round(desk)
        if undo:
            _take_back(desk, couples, {What.PINNED})
        else:
            _pin(desk, couples)
        _note(desk, "pair pin", couples, undo=undo)
    show(decided_view("pinned", couples, undone=undo, dry_run=dry_run), as_json=as_json)


@app.command(epilog="Example: rmentor pair ban m07 s02")
def ban(
    one: _One,
    other: _Other,
    undo: _Undo = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Ban a pair: no later proposal makes it.

    With --undo a ban is taken back, or what one of the two declined.
    """
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        couple = _couple(desk, one, other)
        if undo:
            _take_back(desk, [couple], {What.BANNED, What.DECLINED})
        else:
            ban_couples(desk, [couple])
        _note(desk, "pair ban", [couple], undo=undo)
    show(decided_view("banned", [couple], undone=undo, dry_run=dry_run), as_json=as_json)


@app.command(epilog="Example: rmentor pair decline m07 s02 --by m07 --reason workload")
def decline(
    one: _One,
    other: _Other,
    by: Annotated[str, typer.Option("--by", help="Who declines: one of the two.", metavar="PERSON")],
    reason: Annotated[DeclineReason, typer.Option("--reason", help="Why; no other participant is told.")],
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Note that one of two declines to be a pair.

    It leaves the proposed round, whose rest stays as it is, and is not proposed again. Approve the rest, or propose
    again for the two. Of a group of three the third leaves, or who declines, and the two others stay a pair.
    """
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        couple = _couple(desk, one, other)
        if by not in couple:
            raise WrongUsage(f"--by is {couple[0]} or {couple[1]}")
        refuse_ban(pool_of(desk), couple, declined=True)
        number, rest = _leave_round(desk, couple, by)
        made = Decision(mentor=couple[0], mentee=couple[1], what=What.DECLINED, on_day=desk.today, by=by, reason=reason)
        decisions.decide(desk.db, desk.programme.id, [made])
        _note(desk, "pair decline", [couple])
    show(declined_view(couple, number, rest, dry_run=dry_run), as_json=as_json)


@app.command(epilog="Example: rmentor pair repair --moves 2")
def repair(
    moves: Annotated[
        int, typer.Option("--moves", help="How many running pairs may be moved.", min=0, max=100, metavar="K")
    ] = 0,
    seconds: Seconds = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Pair those who are free after somebody left, declined or joined.

    Every pair that runs stays, unless a rule now forbids it: such a pair is named first and ends, which is no move.
    With --moves at most so many others are ended for better ones, and what each move gains is shown. Nobody is paired
    again with whom a pair was. With pairing.groups_of_three whoever would still be left joins a running pair, of which
    both may be paired with the newcomer. The repair is a proposed round: `pair approve` ends and makes the pairs.
    """
    require("pairing")
    from rmentor.pairing.joining import repaired

    with changing(Choice(db, programme, today), dry_run=dry_run) as desk, patience("Repairing", seconds) as watch:
        pool = pool_of(desk)
        found = repaired(pool, moves, watch)
        even_empty = bool(found.endings)
        proposed = rounds.propose(desk.db, desk.programme.id, desk.today, found.proposal, even_empty=even_empty)
        decisions.save_endings(desk.db, desk.programme.id, proposed.number, found.endings)
        joins = len(found.proposal.joins)
        counts = f"{len(found.proposal.pairs)} pairs, {len(found.endings)} ended{f', {joins} joined' if joins else ''}"
        desk.note("pair repair", f"round {proposed.number}: {counts}")
        words = told(desk, pool.people)
        view = repair_view(found, proposed, words, dry_run=dry_run)
    show(view, as_json=as_json)


def _couple(desk: Desk, one: str, other: str) -> tuple[str, str]:
    return couple_of(pool_of(desk), one, other)


def _of_round(desk: Desk) -> list[tuple[str, str]]:
    return [pair.couple for pair in proposed_round(desk, None).proposal.pairs]


def _pin(desk: Desk, couples: Sequence[tuple[str, str]]) -> None:
    pool = pool_of(desk)
    for couple in couples:
        refuse_pin(pool, couple)
    keep(desk, What.PINNED, couples)


def _take_back(desk: Desk, couples: Sequence[tuple[str, str]], kinds: Collection[What]) -> None:
    """Take decisions of these kinds back; raises NotFound where there is none about a couple."""
    known = decisions.decisions(desk.db, desk.programme.id)
    for couple in couples:
        found = decision_on(known, couple)
        if found is None or found.what not in kinds:
            raise NotFound("decision about", " and ".join(couple))
        decisions.undo(desk.db, desk.programme.id, couple)


def _leave_round(desk: Desk, couple: tuple[str, str], by: str) -> tuple[int | None, ProposedPair | None]:
    """Part two in the round that waits; one that moves running pairs for it is dropped.

    Returns the round's number, and the two of three who stay a pair.
    """
    waiting = waiting_round(desk)
    found = [pair for pair in waiting.proposal.pairs if set(couple) <= set(pair.people)] if waiting else []
    newcomers = [one.third for one in waiting.proposal.joins if _parts(couple, one)] if waiting else []
    if waiting is None or not (found or newcomers):
        return None, None
    if moves_pairs(desk, waiting):
        decisions.drop_round(desk.db, desk.programme.id, waiting.number)
        return None, None
    if newcomers:
        decisions.leave_join(desk.db, desk.programme.id, waiting.number, newcomers[0], "declined")
        return waiting.number, None
    pair = found[0]
    rest = pair.losing({pair.third} if pair.third in couple and pair.third else {by})
    decisions.leave_out(desk.db, desk.programme.id, waiting.number, [(pair, rest)], "declined")
    return waiting.number, rest


def _parts(couple: tuple[str, str], join: Join) -> bool:
    return any(set(couple) == set(two) for two in join.couples)


def _note(desk: Desk, command: str, couples: Sequence[tuple[str, str]], *, undo: bool = False) -> None:
    named = ", ".join(f"person {one} person {other}" for one, other in couples[:1])
    more = f" and {len(couples) - 1} more" if len(couples) > 1 else ""
    desk.note(command, f"{'taken back: ' if undo else ''}{named}{more}")
