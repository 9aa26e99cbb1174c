"""`rmentor guide`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from rmentor.commands.desk import Choice, Desk, looking
from rmentor.commands.options import DATABASE, Db, Json, ProgrammeId, Today, command_line
from rmentor.errors import Refused, WrongUsage
from rmentor.meetings.cards import cards
from rmentor.meetings.guide import Life, meeting_guide
from rmentor.meetings.roles import role_card
from rmentor.pairing.lookup import find_pair
from rmentor.pairing.model import Pair
from rmentor.programme.words import Role
from rmentor.records.model import Commitment, Goal
from rmentor.render.guide import Promises, meeting_view
from rmentor.render.role import role_view
from rmentor.render.show import show
from rmentor.render.view import View
from rmentor.store import meetings, people, records, rounds

app = command_line()


@app.command(epilog="Example: rmentor guide 3")
def guide(
    pair: Annotated[
        str | None, typer.Argument(help="The pair's number, or the id of one of its people.", metavar="PAIR")
    ] = None,
    role: Annotated[
        Literal["mentor", "mentee"] | None, typer.Option("--role", help="Show a role card instead.")
    ] = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Show what a mentor, a mentee or a pair needs before a meeting.

    For a pair the agenda of its next meeting, what is open between the two, questions to open with and their ground
    rules. For a role what to do before, in and after a meeting.
    """
    with looking(Choice(db, programme, today)) as desk:
        if pair and role is None:
            view = _of_pair(desk, pair)
        elif role and pair is None:
            view = _of_role(desk, Role(role))
        else:
            raise WrongUsage("name a pair, or a role: `rmentor guide 3`, `rmentor guide --role mentor`")
    show(view, as_json=as_json)


def _of_pair(desk: Desk, name: str) -> View:
    programme = desk.programme
    everyone = {one.id: one for one in people.participants(desk.db, programme.id)}
    pair = find_pair(rounds.pairs(desk.db, programme.id), name, everyone)
    if not pair.open:
        raise Refused(f"pair {pair.number} ended on {pair.ended}; a guide is for a meeting to come")
    theirs = [one for one in meetings.meetings(desk.db, programme.id) if one.pair == pair.number]
    promises = Promises(
        [one for one in records.goals(desk.db, programme.id) if _is_theirs(pair, one)],
        [one for one in records.commitments(desk.db, programme.id) if _is_theirs(pair, one)],
    )
    names = {one: everyone[one].name for one in pair.ever}
    return meeting_view(programme, meeting_guide(programme, Life(pair, theirs, everyone), desk.today), promises, names)


def _is_theirs(pair: Pair, promise: Goal | Commitment) -> bool:
    """True for what somebody set or promised in a pair who is still in it."""
    return promise.pair == pair.number and promise.person in pair.people


def _of_role(desk: Desk, role: Role) -> View:
    programme = desk.programme
    return role_view(programme, role, role_card(programme.mode, role), tuple(cards(programme.topics)))
