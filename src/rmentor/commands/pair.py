"""`rmentor pair`."""

from __future__ import annotations

from typing import Annotated

import typer

from rmentor.commands import pair_mending, pair_why
from rmentor.commands.desk import Choice, changing, looking
from rmentor.commands.ending import end_pair, go_on, refuse_unlived, without
from rmentor.commands.extras import require
from rmentor.commands.leaving_out import left_out
from rmentor.commands.mending import end_moved, proposed_round
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Seconds, Today, command_group
from rmentor.commands.pairing import asking_on, chosen_pairs, names_of, open_pair, pool_of, round_of, told, turn_round
from rmentor.commands.proposing import best_round, compared
from rmentor.commands.waiting import patience
from rmentor.errors import Refused, WrongUsage
from rmentor.files.csv_out import csv_text
from rmentor.pairing.approval import made, objections, taken_in
from rmentor.pairing.model import EndReason
from rmentor.render.pairs import Became, approved_view, converted_view, ended_view, pairs_table, pairs_view
from rmentor.render.rounds import round_view
from rmentor.render.show import show
from rmentor.store import people, rounds

app = command_group("Propose, approve, list and end pairs.")
app.registered_commands += [*pair_why.app.registered_commands, *pair_mending.app.registered_commands]

_Name = Annotated[str, typer.Argument(help="The pair's number, or a person in one open pair.", metavar="PAIR")]


@app.command(epilog="Example: rmentor pair propose --what-if weight.topics=3")
def propose(
    what_if: Annotated[
        list[str] | None,
        typer.Option("--what-if", help="Compare with another rule, as weight.topics=3.", metavar="KEY=VALUE"),
    ] = None,
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Compare without a person or a rule.", metavar="PERSON|KEY"),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", help="Draws other lots to compare with.", metavar="N")] = 0,
    seconds: Seconds = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Propose the best pairs, and say why.

    Everyone who has a place left is asked for: the most people are paired first, then the fit is highest, and the
    proof of that is checked. With pairing.groups_of_three whoever is left over then joins a pair. A round that was
    proposed before and not approved is dropped. Pairs that run stay. With --what-if or --without two rounds are
    compared, and nothing is stored: a key is one of the file's pairing section (require.grade_gap, capacity.mentee),
    weight.X stands for prefer.X, and plan.pairs may be changed too.
    """
    require("pairing")
    if what_if or without:
        show(compared(Choice(db, programme, today), what_if or (), without or (), seconds), as_json=as_json)
        return
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk, patience("Pairing", seconds) as watch:
        pool = pool_of(desk)
        proposal = best_round(pool, seed, watch)
        proposed = rounds.propose(desk.db, desk.programme.id, desk.today, proposal)
        counts = f"{len(proposal.pairs)} pairs, {len(proposal.unpaired)} without"
        desk.note("pair propose", f"round {proposed.number}: {counts}")
        view = round_view(proposed, told(desk, pool.people), brief=not dry_run, dry_run=dry_run)
    show(asking_on(pool, view) if proposal.unpaired and not proposal.pairs else view, as_json=as_json)


@app.command("list", epilog="Example: rmentor pair list --all")
def list_pairs(
    number: Annotated[int | None, typer.Option("--round", help="What this round proposed.", metavar="N")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Pairs that have ended too.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV: pairs with ids and names.")] = False,
) -> None:
    """List the pairs that run, or a round's proposal.

    As JSON and CSV a pair has as `third` the id of who is the third of three, or was until `third_left`, and as `late`
    who joined it when it ran, on `late_on`. A round as JSON tells of the third's fit and points as `joined`, as `joins`
    of who joins running pairs, and as `placed` how many people it gives a pair.
    """
    if as_csv and (as_json or number is not None):
        raise WrongUsage("--csv lists pairs; it goes neither with --json nor with --round")
    with looking(Choice(db, programme, today)) as desk:
        everyone = people.participants(desk.db, desk.programme.id)
        names = {one.id: one.name for one in everyone}
        pairs = [pair for pair in rounds.pairs(desk.db, desk.programme.id) if everything or pair.open]
        if number is None:
            view = pairs_view(pairs, names, ended=everything)
        else:
            view = round_view(round_of(rounds.rounds(desk.db, desk.programme.id), number), told(desk, everyone))
    if as_csv:
        typer.echo(csv_text(*pairs_table(pairs, names)), nl=False)
    else:
        show(view, as_json=as_json)


@app.command(epilog="Example: rmentor pair approve --without m07:s02 --ban")
def approve(
    number: Annotated[
        int | None, typer.Argument(help="The round; without it the one that is proposed.", metavar="[ROUND]")
    ] = None,
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Leave out a pair, or a person.", metavar="A:B|PERSON")
    ] = None,
    ban: Annotated[bool, typer.Option("--ban", help="Never propose what is left out again.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Make a proposed round's pairs real.

    They start today, or with the programme where that lies ahead. Refused where somebody left since. A repair also
    ends the pairs that it names. Of three from whom one is left out the two others stay a pair. To better a round
    instead: `pair pin --round`, `pair ban A B` or `pair decline`, `pair propose` again, then approve.
    """
    if ban and not without:
        raise WrongUsage("--ban is about what --without leaves out")
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        chosen = proposed_round(desk, number)
        chosen = left_out(desk, chosen, without or (), ban=ban)
        ended = end_moved(desk, chosen.number)
        pool, proposed, joins = pool_of(desk), chosen.proposal.pairs, chosen.proposal.joins
        stale = objections(pool, proposed, joins) if proposed or joins or ended else ["it has no pairs"]
        _refuse_stale(chosen.number, stale)
        pairs = made(pool, proposed, desk.today)
        rounds.save_pairs(desk.db, desk.programme.id, pairs)
        joined = [go_on(desk, pair) for pair in taken_in(pool, joins, desk.today)]
        rounds.approve(desk.db, desk.programme.id, chosen.number)
        desk.note(
            "pair approve", f"round {chosen.number}: {len(pairs)} pairs{f', {len(joins)} joined' if joins else ''}"
        )
    show(approved_view(chosen.number, Became(pairs, joined, ended), dry_run=dry_run), as_json=as_json)


@app.command(epilog="Example: rmentor pair end 3 --reason time")
def end(
    pair: _Name,
    reason: Annotated[EndReason, typer.Option("--reason", help="Why; nobody is to blame.")],
    only: Annotated[
        str | None, typer.Option("--only", help="For this one of three alone; the two others go on.", metavar="PERSON")
    ] = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """End a pair without blame.

    Its coming meetings are cancelled, its reminders withdrawn, and the two are not paired again.
    """
    if reason is EndReason.CONVERTED:
        raise WrongUsage("`rmentor pair convert` turns a pair round")
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        running = open_pair(desk, pair)
        if reason is EndReason.COMPLETED:
            refuse_unlived(desk, running)
        ended = go_on(desk, without(desk, running, only, reason)) if only else end_pair(desk, running, reason)
        desk.note("pair end", f"pair {ended.number}: {reason}{f' for person {only}' if only else ''}")
        view = ended_view(ended, names_of(desk), dry_run=dry_run)
    show(view, as_json=as_json)


@app.command(epilog="Example: rmentor pair convert --all")
def convert(
    pairs: Annotated[list[str] | None, typer.Argument(help="Numbers, or people.", metavar="[PAIR…]")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every reverse pair that runs.")] = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Turn reverse pairs into conventional ones.

    Who was mentored now mentors. The old pair ends as converted, with its history; the new one names it.
    """
    if bool(pairs) is everything:
        raise WrongUsage("name pairs, or choose all that run with --all")
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        turned = [turn_round(desk, pair) for pair in chosen_pairs(desk, pairs)]
        desk.note("pair convert", f"{len(turned)} pairs")
        view = converted_view(turned, names_of(desk), dry_run=dry_run)
    show(view, as_json=as_json)


def _refuse_stale(number: int, found: list[str]) -> None:
    if found:
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        raise Refused(f"round {number} cannot be approved: {found[0]}{more}; `rmentor pair propose` makes a new one")
