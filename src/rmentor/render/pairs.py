"""Pairs: those that run, and what became of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rmentor.pairing.model import Pair
from rmentor.render.view import Grid, View, Words
from rmentor.sentences import together
from rmentor.values import Value

_HEADINGS = (
    "pair", "mentor", "mentor_name", "mentee", "mentee_name", "third", "third_name", "mode", "fit",
    "started", "ended", "end_reason", "third_left", "third_reason", "late", "late_on",
    "converted_from",
)  # fmt: skip


def pairs_view(pairs: Sequence[Pair], names: Mapping[str, str], *, ended: bool) -> View:
    """List pairs by number; with `ended` also when and why they ended."""
    data = [_pair(pair) for pair in pairs]
    if not pairs:
        return View(kind="pairs", data=data, blocks=(Words("No pairs."),), next_step="rmentor pair propose")
    threes = ("third",) if any(len(pair.people) > len(pair.couple) for pair in pairs) else ()
    columns = ("pair", "mentor", "mentee", *threes, "since", *(("until",) if ended else ()))
    rows = [
        (str(pair.number), *_people(pair, names, len(threes)), str(pair.started)) + ((_ending(pair),) if ended else ())
        for pair in pairs
    ]
    return View(
        kind="pairs", data=data, blocks=(Grid(columns, rows, frozenset({0})), Words(f"{number_of(len(pairs))}."))
    )


def pairs_table(pairs: Sequence[Pair], names: Mapping[str, str]) -> tuple[Sequence[str], list[list[str]]]:
    """Return headings and rows of pairs: what scripts learn of them, and names."""
    rows = []
    for pair in pairs:
        facts = _pair(pair)
        facts |= {f"{seat}_name": names.get(facts[seat] or "") for seat in ("mentor", "mentee", "third")}
        rows.append(["" if facts[heading] is None else str(facts[heading]) for heading in _HEADINGS])
    return _HEADINGS, rows


class Became(Value):
    """What a round became: the pairs made, those that somebody joined as they are now, the numbers of those ended."""

    pairs: Sequence[Pair]
    joined: Sequence[Pair]
    ended: Sequence[int]


def approved_view(number: int, became: Became, *, dry_run: bool) -> View:
    """Say which pairs a round became, who joined one, and which it ended."""
    verb, pairs, ended = "Would approve" if dry_run else "Approved", became.pairs, became.ended
    words = f"{verb} round {number}: {number_of(len(pairs))}"
    if pairs:
        words += f" ({_numbers([pair.number for pair in pairs])}), from {pairs[0].started}"
    words += "".join(f"; {pair.third} joins pair {pair.number}" for pair in became.joined)
    if ended:
        words += f"; ended without blame: {', '.join(map(str, ended))}"
    data = {
        "round": number,
        "pairs": [_pair(pair) for pair in pairs],
        "joined": [_pair(pair) for pair in became.joined],
        "ended": list(ended),
        "dry_run": dry_run,
    }
    onwards = "rmentor schedule ics calendars" if became.joined and not pairs else "rmentor schedule plan"
    next_step = None if dry_run else onwards
    return View(kind="approved", data=data, blocks=(Words(f"{words}."),), next_step=next_step)


def ended_view(pair: Pair, names: Mapping[str, str], *, dry_run: bool) -> View:
    """Say that a pair has ended, or goes on without one of three."""
    if pair.open:
        return _smaller(pair, names, dry_run=dry_run)
    verb = "Would end" if dry_run else "Ended"
    people = together(named(names, person) for person in pair.people)
    words = f"{verb} pair {pair.number}, {people}. Its coming meetings are cancelled and its reminders withdrawn."
    data = {"pair": _pair(pair), "dry_run": dry_run}
    next_step = None if dry_run else "rmentor pair repair"
    return View(kind="ended", data=data, blocks=(Words(words),), next_step=next_step)


def _smaller(pair: Pair, names: Mapping[str, str], *, dry_run: bool) -> View:
    verb = "would leave" if dry_run else "has left"
    others = together(named(names, person) for person in pair.people)
    words = f"{named(names, pair.third or '')} {verb} pair {pair.number}; {others} go on as a pair."
    next_step = None if dry_run else "rmentor schedule ics calendars"
    data = {"pair": _pair(pair), "dry_run": dry_run}
    return View(kind="ended", data=data, blocks=(Words(words),), next_step=next_step)


def converted_view(pairs: Sequence[Pair], names: Mapping[str, str], *, dry_run: bool) -> View:
    """List the pairs that began as others ended, the one who mentors now first."""
    rows = [
        (str(pair.converted_from), str(pair.number), *(named(names, person) for person in pair.couple))
        for pair in pairs
    ]
    verb = "Would turn" if dry_run else "Turned"
    blocks = (
        Words(f"{verb} {number_of(len(pairs))} round: who was mentored now mentors. The history stays.", strong=True),
        Grid(("was", "is", "mentor", "mentee"), rows, frozenset({0, 1})),
    )
    data = {"pairs": [_pair(pair) for pair in pairs], "dry_run": dry_run}
    next_step = None if dry_run else "rmentor schedule plan"
    return View(kind="converted", data=data, blocks=blocks, next_step=next_step)


def named(names: Mapping[str, str], person: str) -> str:
    """Return somebody's id and name."""
    return f"{person} {names[person]}"


def _people(pair: Pair, names: Mapping[str, str], thirds: int) -> list[str]:
    """Return everybody's names, with an empty one for a third whom this pair lacks."""
    told = [named(names, person) for person in pair.people]
    return [*told, *[""] * (len(pair.couple) + thirds - len(told))]


def number_of(number: int) -> str:
    """Return a number of pairs."""
    return f"{number:,} pair{'' if number == 1 else 's'}"


def _numbers(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"


def _ending(pair: Pair) -> str:
    return f"{pair.ended} ({str(pair.end_reason).replace('_', ' ')})" if pair.ended else ""


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "pair": pair.number,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "mode": pair.mode,
        "fit": pair.fit,
        "started": pair.started,
        "ended": pair.ended,
        "end_reason": pair.end_reason,
        "converted_from": pair.converted_from,
        "third": pair.third,
        "third_left": pair.third_left,
        "third_reason": pair.third_reason,
        "late": pair.late,
        "late_on": pair.late_on,
    }
