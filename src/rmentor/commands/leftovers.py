"""Who is left without a pair, with what would place them."""

from __future__ import annotations

from collections.abc import Sequence

from rmentor.errors import Refused
from rmentor.pairing.costs import Costs, costs_of, hides, shown_costs
from rmentor.pairing.model import Unpaired
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import Attempt, attempt, proposal_of
from rmentor.pairing.relax import Tried, goes_first, places, tried
from rmentor.pairing.watch import Watch
from rmentor.people.model import Participant
from rmentor.render.unpaired import Left, Waiting

MOST_ASKED = 200


def left_over(pool: Pool, watch: Watch) -> Left:
    """Return everyone whom the best round leaves, the first two hundred with what would place them."""
    made = attempt(pool, watch)
    everyone = proposal_of(made).unpaired
    asked = _costs(made, everyone[:MOST_ASKED])
    found = tried(made, asked, watch)
    waiting = [
        _waiting(made, one, costs, _smallest(found, one.person)) for one, costs in zip(everyone, asked, strict=False)
    ]
    return Left(waiting=waiting, tried=found, beyond=len(everyone) - len(waiting))


def left_person(pool: Pool, person: Participant, watch: Watch) -> Left:
    """Return one person whom the best round leaves, with the relaxations that place them; raises Refused otherwise.

    A relaxation counts too where only a round as good as the best one under it places the person.
    """
    made = attempt(pool, watch)
    everyone = proposal_of(made).unpaired
    mine = [one for one in everyone if one.person == person.id]
    if not mine:
        here = any(one.id == person.id for one in pool.enrolled)
        raise Refused(f"{person.id} {'has a pair, running or in the best round' if here else 'takes no part'}")
    costs = _costs(made, mine)
    found = tried(made, _costs(made, everyone[:MOST_ASKED]), watch)
    helping = [one for one in found if places(made, one, person.id, watch)]
    first = None if helping else goes_first(made, person.id, watch)
    return Left(waiting=[_waiting(made, mine[0], costs[0], next(iter(helping), None))], tried=helping, first=first)


def _costs(made: Attempt, several: Sequence[Unpaired]) -> list[Costs]:
    known = {one.id: one for one in made.table.pool.enrolled}
    return [costs_of(made.table, known[one.person]) for one in several]


def _smallest(found: Sequence[Tried], person: str) -> Tried | None:
    return next((one for one in found if person in one.gain), None)


def _waiting(made: Attempt, one: Unpaired, costs: Costs, helps: Tried | None) -> Waiting:
    return Waiting(
        person=one.person,
        reason=one.reason,
        others=costs.others,
        allowed=costs.allowed,
        costs=shown_costs(made, costs),
        hidden=hides(made, costs),
        helps=helps,
    )
