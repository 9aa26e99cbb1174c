"""What forgetting somebody did, and what it could not reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import Any

from rmentor.people.forgotten import Forgotten
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import first_few

_FILES_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """Who was forgotten; `done` is None where that was before. `ended` holds pairs as `programme number`.

    `naming` holds the programme files that name the person, `copies` the databases that lie beside this one.
    """

    id: str
    done: Forgotten | None = None
    ended: Sequence[str] = ()
    naming: Sequence[str] = ()
    copies: Sequence[str] = ()
    dry_run: bool = False


def forgotten_view(erasure: Erasure) -> View:
    """Say what went, what stays countable and in whose name."""
    return View(kind="forgotten", data=_data(erasure), blocks=tuple(_blocks(erasure)), next_step=_next_step(erasure))


def beyond_reach(erasure: Erasure) -> Iterator[str]:
    """Yield a sentence for each place outside the database that may still hold the person."""
    for source in erasure.naming:
        yield f"{source} still names the person, and so does what was loaded from it: edit and load it again."
    if erasure.copies:
        named = first_few(erasure.copies, _FILES_NAMED)
        yield f"Copies of the database keep what they hold; delete those that are not needed: {named}."
    yield (
        "Not reached: the HR export (its row is left out from now on), copies of the database elsewhere, mails, "
        "calendar files and reports written before, and first names in what others wrote."
    )


def _data(erasure: Erasure) -> dict[str, Any]:
    done = erasure.done
    return {
        "id": erasure.id,
        "stand_in": done.stand_in if done else None,
        "removed": done.removed if done else {},
        "kept": done.kept if done else {},
        "ended_pairs": list(erasure.ended),
        "naming": list(erasure.naming),
        "copies": list(erasure.copies),
        "dry_run": erasure.dry_run,
    }


def _blocks(erasure: Erasure) -> Iterator[Block]:
    done = erasure.done
    if done is None:
        yield Words(f"{erasure.id} was forgotten before; nothing is left to forget.")
        return
    verb = "Would forget" if erasure.dry_run else "Forgot"
    stays = f" What stays countable stands under {done.stand_in}." if any(done.kept.values()) else ""
    yield Words(f"{verb} {erasure.id}.{stays}", strong=True)
    rows = [(what, f"{count:,}", "removed") for what, count in done.removed.items() if count]
    rows += [(what, f"{count:,}", "counted on, without a name") for what, count in done.kept.items() if count]
    yield Grid(("what", "rows", "becomes"), rows, frozenset({1}))
    if erasure.ended:
        yield Words(f"Pairs ended by that: {', '.join(erasure.ended)}.")


def _next_step(erasure: Erasure) -> str | None:
    if erasure.done is None or erasure.dry_run:
        return None
    if erasure.naming:
        return f"rmentor load {quote(erasure.naming[0])}, once the person is taken out of it"
    return "rmentor pair propose" if erasure.ended else None
