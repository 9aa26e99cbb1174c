"""The best round beside the best one under other rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rmentor.render.view import Block, Grid, View, Words

if TYPE_CHECKING:
    from rmentor.pairing.what_if import Comparison

_FEW = 20


def what_if_view(found: Comparison, names: Mapping[str, str], changes: Sequence[str]) -> View:
    """Show two rounds side by side, which pairs change, and who gains or loses a place."""
    blocks = [
        Words(f"What if: {', '.join(changes)}", strong=True),
        sides(found, "supposed"),
        *changed(found, names),
        *([] if found.proved else [Words("Not proved: there may be better pairs than those of one of the two.")]),
        Words("Nothing was stored."),
    ]
    return View(kind="what_if", data={"changes": list(changes)} | comparison_data(found), blocks=blocks)


def sides(found: Comparison, other: str) -> Grid:
    """Return the figures of two rounds, each total by today's rules and by the other ones."""
    both = (found.today, found.supposed)
    rows = [
        ("pairs", *(f"{len(one.pairs):,}" for one in both)),
        ("people placed", *(f"{len(one.placed):,}" for one in both)),
        ("total fit by today's rules", *(f"{one.total_today:,}" for one in both)),
        ("lowest fit by today's rules", *(f"{one.lowest_today:,}" for one in both)),
    ]
    if any(one.total_today != one.total_supposed for one in both):
        rows.append(("total fit by the supposed rules", *(f"{one.total_supposed:,}" for one in both)))
    return Grid(("", "today", other), rows, frozenset({1, 2}))


def changed(found: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    """Yield what changes between two rounds."""
    if found.new or found.gone:
        yield from _other_pairs(found, names)
    else:
        yield Words("The pairs are the same.")
    joining = found.supposed.joined
    if joining != found.today.joined:
        rows = [(_named(names, one), " and ".join(_named(names, each) for each in joining[one])) for one in joining]
        yield Grid(("then joins", "the pair"), rows[:_FEW]) if rows else Words("Nobody would join a pair.")
    for told, people in (("Would gain a place", found.gain), ("Would lose a place", found.lose)):
        if people:
            yield Words(f"{told}: {_listed(people, names)}.")


def _other_pairs(found: Comparison, names: Mapping[str, str]) -> Iterator[Block]:
    yield Words(f"{len(found.stay):,} pairs stay, {len(found.gone):,} go, {len(found.new):,} come.")
    mentors = sorted({mentor for mentor, _ in (*found.gone, *found.new)})
    rows = [
        (_named(names, one), _partners(found.gone, one, names), _partners(found.new, one, names)) for one in mentors
    ]
    yield Grid(("mentor", "today with", "then with"), rows[:_FEW])
    if len(rows) > _FEW:
        yield Words(f"And {len(rows) - _FEW:,} more mentors; --json names them all.")


def comparison_data(found: Comparison) -> dict[str, Any]:
    """Return two rounds and what changes, for scripts."""
    outcomes = {"today": found.today, "supposed": found.supposed}
    figures = {
        name: {
            "pairs": len(one.pairs),
            "people": len(one.placed),
            "total_today": one.total_today,
            "total_supposed": one.total_supposed,
            "lowest_today": one.lowest_today,
            "joined": one.joined,
        }
        for name, one in outcomes.items()
    }
    return figures | {name: getattr(found, name) for name in ("proved", "stay", "gone", "new", "gain", "lose")}


def _partners(couples: Sequence[tuple[str, str]], mentor: str, names: Mapping[str, str]) -> str:
    return ", ".join(_named(names, mentee) for one, mentee in couples if one == mentor) or "nobody"


def _listed(people: Sequence[str], names: Mapping[str, str]) -> str:
    more = f" and {len(people) - _FEW:,} more" if len(people) > _FEW else ""
    return ", ".join(_named(names, one) for one in people[:_FEW]) + more


def _named(names: Mapping[str, str], person: str) -> str:
    return f"{person} {names[person]}"
