"""Why two people are, or are not, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rmentor.render.view import Block, Grid, View, Words
from rmentor.render.what_if import changed, comparison_data

if TYPE_CHECKING:
    from rmentor.pairing.what_if import Comparison
    from rmentor.pairing.why import Judgement
    from rmentor.pairing.why_not import WhyNot


def why_view(found: Judgement, names: Mapping[str, str], state: str) -> View:
    """Show what each preference gives to two people and which requirement they meet; `state` says what they are."""
    both = tuple(_named(names, one.id) for one in (found.mentor, found.mentee))
    allowed = "may be paired" if found.allowed else "may not be paired"
    blocks: list[Block] = [
        Words(f"{both[0]} mentors {both[1]}" if found.able else f"{both[0]} and {both[1]}", strong=True),
        Words(f"They are {state}; by the rules they {allowed}. {_able(found, names)}"),
        _likings(found),
        Words(f"Fit {found.fit:,} of {found.best:,}{_share(found)}.{_missing(found)}"),
        Grid(
            ("requirement", "met", "because"),
            [(one.name, "yes" if one.met else "NO", one.facts) for one in found.demands],
        ),
    ]
    step = f"rmentor pair why-not {found.mentor.id} {found.mentee.id}"
    return View(kind="why", data=_why_data(found, state), blocks=blocks, next_step=step)


def _able(found: Judgement, names: Mapping[str, str]) -> str:
    if len(found.able) == 2:
        return "Either can mentor the other."
    if found.able:
        return f"Only {_named(names, found.able[0])} can mentor the other."
    return "By their roles neither can mentor the other."


def _likings(found: Judgement) -> Grid:
    rows = [
        (one.name, f"{one.points:,}", str(one.weight), f"{one.points * one.weight:,}", one.why) for one in found.likings
    ]
    return Grid(("preference", "points", "weight", "gives", "because"), rows, frozenset({1, 2, 3}))


def _share(found: Judgement) -> str:
    return f" ({100 * found.fit // found.best} %)" if found.best else ""


def _missing(found: Judgement) -> str:
    return f" Counted neutral: {'; '.join(found.missing)}." if found.missing else ""


def _why_data(found: Judgement, state: str) -> dict[str, Any]:
    return {
        "mentor": found.mentor.id,
        "mentee": found.mentee.id,
        "state": state,
        "allowed": found.allowed,
        "can_mentor": list(found.able),
        "fit": found.fit,
        "best": found.best,
        "preferences": [asdict(one) | {"gives": one.points * one.weight} for one in found.likings],
        "requirements": [asdict(one) for one in found.demands],
        "missing": list(found.missing),
    }


def why_not_view(found: WhyNot, names: Mapping[str, str]) -> View:
    """Say what forbids two people to be a pair, or what the best round would lose by it."""
    both = " and ".join(_named(names, one) for one in found.way)
    return View(kind="why_not", data=_why_not_data(found), blocks=[Words(both, strong=True), *_answer(found, names)])


def _answer(found: WhyNot, names: Mapping[str, str]) -> Iterator[Block]:
    if found.pair:
        yield Words(f"They are pair {found.pair.number}, since {found.pair.started}.")
    if found.against:
        yield Grid(("forbidden by", "because"), found.against)
    if found.change:
        yield from _change(found.change, found.way, names)


def _change(change: Comparison, way: tuple[str, str], names: Mapping[str, str]) -> Iterator[Block]:
    if change.today.together(way):
        yield Words("They are together in the best round; `rmentor pair why` says what speaks for them.")
        return
    yield Words(f"They may be paired. If they were, the best round would {_loss(change)}.")
    yield from changed(change, names)


def _loss(change: Comparison) -> str:
    """Say what is lost of pairs, of people placed and of the total."""
    today, then = change.today, change.supposed
    pairs, people = len(today.pairs) - len(then.pairs), len(today.placed) - len(then.placed)
    total = today.total_today - then.total_today
    parts = [f"lose {pairs:,} pair{'' if pairs == 1 else 's'}"] if pairs else []
    parts += [f"place {people:,} fewer people"] if people > 0 else []
    if total:
        share = f" ({100 * abs(total) / today.total_today:.2f} %)" if today.total_today else ""
        parts.append(
            f"{'lose' if total > 0 else 'gain'} {abs(total):,} of its total fit of {today.total_today:,}{share}"
        )
    lower = today.lowest_today - then.lowest_today
    parts += [f"have a lowest pair of {then.lowest_today:,} instead of {today.lowest_today:,}"] if lower > 0 else []
    return " and ".join(parts) or "be as good: it is one of several equally good ones"


def _why_not_data(found: WhyNot) -> dict[str, Any]:
    change = found.change
    data: dict[str, Any] = {
        "mentor": found.way[0],
        "mentee": found.way[1],
        "pair": found.pair.number if found.pair else None,
        "forbidden": [{"by": name, "because": told} for name, told in found.against],
        "loss": None,
    }
    if change:
        today, then = change.today, change.supposed
        data["loss"] = {
            "pairs": len(today.pairs) - len(then.pairs),
            "people": len(today.placed) - len(then.placed),
            "total": today.total_today - then.total_today,
        }
        data["change"] = comparison_data(change)
    return data


def _named(names: Mapping[str, str], person: str) -> str:
    return f"{person} {names[person]}"
