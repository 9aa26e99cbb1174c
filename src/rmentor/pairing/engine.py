"""The way in to the pairing engine, whose libraries come with an extra."""

from __future__ import annotations

from rmentor.errors import MissingExtra
from rmentor.pairing.model import Proposal
from rmentor.pairing.pool import Pool


def best_round(pool: Pool) -> Proposal:
    """Return the best round of pairs; raises MissingExtra where the libraries are absent, Refused as `propose` does."""
    try:
        from rmentor.pairing.propose import propose

        return propose(pool)
    except ModuleNotFoundError as error:
        raise MissingExtra("pairing") from error
