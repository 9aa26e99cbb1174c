"""`rmentor pair why`, `why-not` and `unpaired`: what is behind a round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from rmentor.commands.completing import people_ids
from rmentor.commands.desk import Choice, Desk, looking
from rmentor.commands.extras import require
from rmentor.commands.options import DATABASE, Db, Json, ProgrammeId, Today, command_line
from rmentor.commands.pairing import asking_on, names_of, pool_of
from rmentor.commands.waiting import patience
from rmentor.errors import NotFound, WrongUsage
from rmentor.pairing.model import RoundStatus
from rmentor.people.model import Participant
from rmentor.render.show import show
from rmentor.render.unpaired import person_view, unpaired_view
from rmentor.render.why import why_not_view, why_view
from rmentor.store import rounds

if TYPE_CHECKING:
    from rmentor.pairing.pool import Pool

app = command_line()

_One = Annotated[str, typer.Argument(help="A person's id.", metavar="A", autocompletion=people_ids)]
_Other = Annotated[str, typer.Argument(help="Another one's.", metavar="B", autocompletion=people_ids)]
_Who = Annotated[str | None, typer.Argument(help="Say all of this one.", metavar="[PERSON]", autocompletion=people_ids)]


@app.command(epilog="Example: rmentor pair why M07 S02")
def why(
    one: _One,
    other: _Other,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Say what speaks for and against two people as a pair.

    Each preference with its points, each requirement with the facts that decide it; for any two who are enrolled.
    """
    require("pairing")
    from rmentor.pairing.why import judged

    with looking(Choice(db, programme, today)) as desk:
        pool = pool_of(desk)
        found = judged(pool, *_two(pool, one, other))
        view = why_view(found, names_of(desk), _state(desk, {one, other}))
    show(view, as_json=as_json)


@app.command("why-not", epilog="Example: rmentor pair why-not M07 S02")
def tell_why_not(
    one: _One,
    other: _Other,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Say why two people are not put together.

    Either all that forbids it, or what the best round would lose, and which pairs would change, if they were: the
    round is worked out anew with the two as a pair.
    """
    require("pairing")
    from rmentor.pairing.why_not import why_not

    with looking(Choice(db, programme, today)) as desk, patience("Pairing anew") as watch:
        pool = pool_of(desk)
        two = _two(pool, one, other)
        view = why_not_view(why_not(pool, *two, watch), names_of(desk))
    show(view, as_json=as_json)


@app.command(epilog="Example: rmentor pair unpaired S02")
def unpaired(
    person: _Who = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Say who is left without a pair, and what would place them.

    How many people each requirement keeps from them, and the smallest relaxation that places them in the best round
    there is under it; for all, which one places the most people. Nothing is changed.
    """
    require("pairing")
    from rmentor.commands.leftovers import left_over, left_person

    with looking(Choice(db, programme, today)) as desk, patience("Trying relaxations") as watch:
        pool, names = pool_of(desk), names_of(desk)
        if person is None:
            left = left_over(pool, watch)
            view = unpaired_view(left, names)
        else:
            left = left_person(pool, _known(pool, person), watch)
            view = person_view(left, names)
    show(asking_on(pool, view) if left.waiting else view, as_json=as_json)


def _two(pool: Pool, one: str, other: str) -> tuple[Participant, Participant]:
    if one == other:
        raise WrongUsage("name two people")
    return _known(pool, one), _known(pool, other)


def _known(pool: Pool, name: str) -> Participant:
    known = {one.id: one for one in pool.people}
    if name not in known:
        raise NotFound("person", name, list(known))
    return known[name]


def _state(desk: Desk, two: set[str]) -> str:
    """Say what two people are: a pair, proposed as one, or neither."""
    for pair in reversed(rounds.pairs(desk.db, desk.programme.id)):
        if pair.open and two <= set(pair.people):
            return f"pair {pair.number}{_beside(two, pair.people)}"
        if two <= set(pair.ever):
            ended = min(day for person in two if (day := pair.until(person)))
            three = _beside(two, pair.ever)
            return f"a pair no more (pair {pair.number}{three} ended {ended}{', for one of them' if three else ''})"
    for shown in rounds.rounds(desk.db, desk.programme.id):
        found = [pair for pair in shown.proposal.pairs if two <= set(pair.people)]
        if shown.status is RoundStatus.PROPOSED and found:
            how = "together" if found[0].joined else "as a pair"
            return f"proposed {how}{_beside(two, found[0].people)} in round {shown.number}"
        joins = [one for one in shown.proposal.joins if two in map(set, one.couples)]
        if shown.status is RoundStatus.PROPOSED and joins:
            return f"proposed together in pair {joins[0].pair} in round {shown.number}"
    return "no pair, and not proposed as one"


def _beside(two: set[str], people: tuple[str, ...]) -> str:
    """Say with whom two of three are together."""
    return "".join(f" with {one}" for one in people if one not in two)
