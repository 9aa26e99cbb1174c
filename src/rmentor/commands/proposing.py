"""A round as `rmentor pair propose` makes it, or compares it with another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rmentor.commands.desk import Choice, looking
from rmentor.commands.pairing import names_of, pool_of
from rmentor.commands.waiting import patience
from rmentor.render.what_if import what_if_view

if TYPE_CHECKING:
    from rmentor.pairing.model import Proposal
    from rmentor.pairing.pool import Pool
    from rmentor.pairing.watch import Watch
    from rmentor.render.view import View


def best_round(pool: Pool, seed: int, watch: Watch) -> Proposal:
    """Return the best round with what it is held against."""
    from rmentor.pairing.effects import beside
    from rmentor.pairing.propose import attempt, proposal_of

    made = attempt(pool, watch)
    return replace(proposal_of(made), beside=beside(made, seed))


def compared(choice: Choice, what_if: Sequence[str], without: Sequence[str], seconds: float | None = None) -> View:
    """Return the best round beside the best one under other rules, and write nothing."""
    from rmentor.pairing.supposed import supposed
    from rmentor.pairing.what_if import compare

    with looking(choice) as desk, patience("Comparing rounds", seconds) as watch:
        pool = pool_of(desk)
        found = compare(pool, supposed(pool, what_if, without), watch)
        return what_if_view(found, names_of(desk), [*what_if, *(f"without {one}" for one in without)])
