"""The best repair of what runs, with those who join a running pair where they would be left otherwise."""

from __future__ import annotations

from dataclasses import replace

from rmentor.pairing.joining import with_joins
from rmentor.pairing.pool import Pool
from rmentor.pairing.repair import Repair, ended, repair
from rmentor.pairing.watch import Watch


def repaired(pool: Pool, moves: int, watch: Watch) -> Repair:
    """Return the best repair; raises Refused as `repair` does."""
    found = repair(pool, moves, watch)
    return replace(found, proposal=with_joins(ended(pool, found.endings), found.proposal, watch))
