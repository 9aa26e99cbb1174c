"""A round as `rmentor pair propose` makes it, or compares it with another."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from rmentor.commands.desk import Choice, looking
from rmentor.commands.pairing import names_of, pool_of
from rmentor.errors import WrongUsage
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


def compared(choice: Choice, what_if: Sequence[str], without: Sequence[str]) -> View:
    """Return the best round beside the best one under other rules, and write nothing."""
    from rmentor.pairing.supposed import supposed
    from rmentor.pairing.what_if import compare

    if not what_if and not without:
        raise WrongUsage("say what to suppose, with --what-if or --without")
    with looking(choice) as desk, patience("Comparing rounds") as watch:
        pool = pool_of(desk)
        found = compare(pool, supposed(pool, what_if, without), watch)
        return what_if_view(found, names_of(desk), [*what_if, *(f"without {one}" for one in without)])


@contextmanager
def patience(title: str) -> Iterator[Watch]:
    """Show at a terminal that a long question is being worked on, and what it has come to, while the block runs."""
    from rmentor.pairing.watch import NOBODY_WAITS, Watch

    if not sys.stderr.isatty():
        yield NOBODY_WAITS
        return
    from rmentor.render.terminal import progress

    with progress(title) as bar:
        yield Watch(told=lambda step: bar.update(bar.task_ids[0], description=f"{title}: {step}"[:60]))
