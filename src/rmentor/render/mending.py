"""Decisions about pairs, and what a repair does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rmentor.pairing.model import ProposedPair, Round
from rmentor.render.rounds import Told, round_view
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import counted

if TYPE_CHECKING:
    from rmentor.pairing.repair import Repair, Step


def decided_view(what: str, couples: Sequence[tuple[str, str]], *, undone: bool, dry_run: bool) -> View:
    """Say what was decided about two people, or about those of a round."""
    named = " and ".join(couples[0]) if len(couples) == 1 else counted(len(couples), "pair")
    words = f"{named}: no longer {what}." if undone else f"{named} are {what}."
    words = f"Dry run: {words}" if dry_run else words
    data = {"what": what, "undone": undone, "pairs": [list(one) for one in couples], "dry_run": dry_run}
    next_step = None if dry_run else "rmentor pair propose"
    return View(kind="decided", data=data, blocks=(Words(words),), next_step=next_step)


def declined_view(couple: tuple[str, str], number: int | None, stay: ProposedPair | None, *, dry_run: bool) -> View:
    """Say that two will not be paired, and who of three stay a pair; who declined and why stays in the record."""
    both = " and ".join(couple)
    verb = "would not be" if dry_run else "are not"
    gone = f"{' and '.join(stay.couple)} stay a pair" if stay else "They are taken out"
    rest = f" {gone} {'in' if stay else 'of'} round {number}; its rest stays as it is." if number else ""
    kept = list(stay.couple) if stay else None
    data = {"pair": list(couple), "round": number, "stay": kept, "dry_run": dry_run}
    next_step = "rmentor pair approve, or rmentor pair propose" if number else "rmentor pair propose"
    words = Words(f"{both} {verb} paired from now on.{rest}")
    return View(kind="declined", data=data, blocks=(words,), next_step=None if dry_run else next_step)


def repair_view(repair: Repair, proposed: Round, told: Told, *, dry_run: bool) -> View:
    """Show what is forbidden and ends, what each move gains, which pairs are moved, and the round that follows."""
    shown = round_view(proposed, told, dry_run=dry_run)
    blocks = [*_forbidden(repair), *_steps(repair.steps), *_moved(repair, told.names), *shown.blocks]
    data = {
        "round": shown.data,
        "forbidden": [{"pair": one.pair.number, "requirements": list(one.requirements)} for one in repair.forbidden],
        "steps": [_step(one) for one in repair.steps],
        "ends": [{"pair": number, "reason": reason} for number, reason in sorted(repair.endings.items())],
    }
    approvable = (repair.proposal.pairs or repair.proposal.joins or repair.endings) and not dry_run
    next_step = "rmentor pair approve" if approvable else None
    return View(kind="repair", data=data, blocks=blocks, next_step=next_step)


def _forbidden(repair: Repair) -> Iterator[Block]:
    if repair.forbidden:
        many = counted(len(repair.forbidden), "running pair is", "running pairs are")
        yield Words(f"{many} now forbidden and end with this repair, which is no move:", strong=True)
        yield from (Words(f"  {one.told}") for one in repair.forbidden)
        several = [one.command for one in repair.forbidden if one.alone]
        yield from (Words(f"  `{command}` first, and the two others go on.") for command in several)


def _steps(steps: Sequence[Step]) -> Iterator[Block]:
    if len(steps) < 2:
        return
    rows, before = [], steps[0]
    for one in steps:
        gain = "" if one is before else _gain(before, one)
        rows.append((str(one.moves), str(one.people), str(one.pairs), f"{one.total:,}", gain))
        before = one
    heads = ("pairs moved, at most", "people placed", "pairs", "total fit", "the last move gains")
    yield Grid(heads, rows, frozenset({0, 1, 2, 3}))
    if all(one.exact for one in steps):
        yield Words("Proved: no other choice of so many moves places as many people with a higher total.")
    else:
        yield Words("Best found; for some of these numbers of moves it is not proved that nothing is better.")


def _gain(before: Step, after: Step) -> str:
    people, fit = after.people - before.people, after.total - before.total
    if not people and not fit and after.pairs == before.pairs:
        return "nothing"
    placed = f"{counted(people, 'person', 'people')} placed, " if people else ""
    return f"{placed}fit {fit:+,}"


def _moved(repair: Repair, names: Mapping[str, str]) -> Iterator[Block]:
    moved = repair.steps[-1].ends
    if moved:
        rows = [(str(pair.number), *(f"{one} {names[one]}" for one in pair.couple)) for pair in moved]
        yield Grid(("pair", "mentor", "mentee"), rows, frozenset({0}), "These running pairs would end")
    else:
        yield Words("Every other pair that runs stays as it is.")


def _step(one: Step) -> dict[str, Any]:
    return {
        "moves": one.moves,
        "ends": [pair.number for pair in one.ends],
        "people": one.people,
        "pairs": one.pairs,
        "total": one.total,
        "gap": one.gap,
        "exact": one.exact,
    }
