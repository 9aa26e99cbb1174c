"""What a round is held against: simpler ways of pairing, and what each preference did."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from rmentor.pairing.beside import Beside, Effect, Yardstick
from rmentor.pairing.model import Proposal
from rmentor.render.view import Block, Grid, Words

_TOO_MANY = "So many pairs are possible that lots and the best pair first are left out of the comparison."


def beside_blocks(proposal: Proposal) -> Iterator[Block]:
    """Yield what else could have been done, what each preference did, and how much of what it asks is not known.

    Nothing where pairs left the round since: all of it was said of the whole.
    """
    beside = proposal.beside
    if beside is None or not proposal.pairs or sum(one.gives for one in beside.effects) != proposal.total:
        return
    if beside.lots and beside.greedy:
        yield _ways(proposal, beside.lots, beside.greedy)
    else:
        yield Words(_TOO_MANY)
    yield _effects(proposal, beside)
    if lacking := [f"{one.name} in {one.unknown:,}" for one in beside.effects if one.unknown]:
        yield Words(f"A fact is missing, so that a preference counts neutral (500 points): {', '.join(lacking)}.")


def beside_data(beside: Beside | None) -> dict[str, Any] | None:
    """Return it for scripts."""
    return asdict(beside) if beside else None


def _ways(proposal: Proposal, lots: Yardstick, greedy: Yardstick) -> Grid:
    ours = Yardstick(len(proposal.pairs), proposal.total)
    ways = {"this round": ours, "the best pair first": greedy, "by lot, on average": lots}
    rows = [
        (
            name,
            f"{way.pairs:,.10g}",
            f"{way.total:,}",
            f"{100 * way.total / proposal.total:.1f} %" if ours.total else "",
        )
        for name, way in ways.items()
    ]
    return Grid(("way of pairing", "pairs", "total fit", "of this round"), rows, frozenset({1, 2, 3}))


def _effects(proposal: Proposal, beside: Beside) -> Grid:
    rows = [_effect(one, proposal.total) for one in beside.effects]
    columns = ("preference", "weight", "these pairs", "all allowed", "of the total")
    title = "Points of 1,000 that each preference gives, on average"
    return Grid(columns, rows, frozenset({1, 2, 3, 4}), title)


def _effect(one: Effect, total: int) -> tuple[str, ...]:
    usual = "" if one.possible is None else f"{one.possible:,}"
    return one.name, str(one.weight), f"{one.made:,}", usual, _part(one.gives, total)


def _part(some: int, whole: int, digits: int = 0) -> str:
    return f"{100 * some / whole:.{digits}f} %" if whole else ""
