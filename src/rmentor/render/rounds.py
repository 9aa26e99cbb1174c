"""Rounds: the pairs that one proposes with their fit and reasons, who joins them, and who is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rmentor.pairing.model import Proposal, ProposedPair, Round, RoundStatus
from rmentor.pairing.newcomers import Joined
from rmentor.pairing.reasons import missing, reasons
from rmentor.people.model import Participant
from rmentor.programme.model import Programme
from rmentor.programme.pairing import PairingAim
from rmentor.render.beside import beside_blocks, beside_data
from rmentor.render.pairs import named, number_of
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import counted
from rmentor.values import Value

_MOST_REASONS, _LONG, _FEW = 3, 100, 20


class Told(Value):
    """What a round's view adds to its figures: names, why two fit, what is not known of them."""

    programme: Programme
    people: Mapping[str, Participant]
    names: Mapping[str, str]

    @property
    def fairest(self) -> bool:
        """True where the lowest pair counted first."""
        return self.programme.pairing.aim is PairingAim.FAIREST

    def reasons(self, pair: ProposedPair) -> list[str]:
        """Return why the two fit."""
        return self._reasons(pair.couple, pair.points)

    def joining(self, joined: Joined, couple: tuple[str, str]) -> list[list[str]]:
        """Return why somebody fits who joins two, with the first of the two and with the second."""
        with_both = zip(couple, joined.points, strict=True)
        return [self._reasons((one, joined.person), points) for one, points in with_both]

    def lacking(self, joined: Joined, couple: tuple[str, str]) -> list[list[str]]:
        """Return which facts that were asked for are not known of who joins two and of each of them."""
        third = self.people[joined.person]
        return [missing(self.programme, self.people[one], third) for one in couple]

    def _reasons(self, two: tuple[str, str], points: Mapping[str, int]) -> list[str]:
        return reasons(self.programme, (self.people[two[0]], self.people[two[1]]), points)

    def missing(self, pair: ProposedPair) -> list[str]:
        """Return which facts are not known of the two that were asked for."""
        return missing(self.programme, self.people[pair.mentor], self.people[pair.mentee])


def round_view(shown: Round, told: Told, *, brief: bool = False, dry_run: bool = False) -> View:
    """Show a round: its pairs with fit and reasons, how good it is and what proves that, and who is left.

    With `brief` a long round shows the pairs that fit least and where to see all.
    """
    proposal = shown.proposal
    heading = Words(_heading(shown, dry_run=dry_run), strong=True)
    nobody = Words("Nobody can be paired now." if proposal.unpaired else "Nobody waits for a pair.")
    shows = proposal.pairs or proposal.joins
    blocks: list[Block] = [heading, *_made(shown, told, brief=brief)] if shows else [nobody]
    if proposal.unpaired:
        rows = [(named(told.names, one.person), one.reason) for one in proposal.unpaired]
        blocks.append(Grid(("without a pair", "because"), rows))
    approvable = shows and shown.status is RoundStatus.PROPOSED and not dry_run
    next_step = "rmentor pair approve" if approvable else None
    return View(kind="round", data=_round(shown, told, dry_run=dry_run), blocks=blocks, next_step=next_step)


def _heading(shown: Round, *, dry_run: bool) -> str:
    left = len(shown.proposal.unpaired)
    rest = f", {left:,} without a pair" if left else ""
    verb = "would be proposed" if dry_run else f"proposed on {shown.proposed_on}"
    state = "" if shown.status is RoundStatus.PROPOSED else f", {shown.status}"
    threes = sum(pair.joined is not None for pair in shown.proposal.pairs)
    of_three = f", {threes:,} of three, {shown.proposal.placed:,} people placed" if threes else ""
    many = len(shown.proposal.joins)
    joins = f", {counted(many, 'person joins a running pair', 'people join running pairs')}" if many else ""
    return f"Round {shown.number}, {verb}{state}: {number_of(len(shown.proposal.pairs))}{of_three}{joins}{rest}"


def _made(shown: Round, told: Told, *, brief: bool) -> Iterator[Block]:
    if shown.proposal.pairs:
        yield from _new(shown, told, brief=brief)
    yield from _threes(shown.proposal, told)
    yield from beside_blocks(shown.proposal)


def _new(shown: Round, told: Told, *, brief: bool) -> Iterator[Block]:
    """Show the pairs a round makes, and how good they are."""
    proposal = shown.proposal
    if brief and len(proposal.pairs) > _LONG:
        yield _proposed(sorted(proposal.pairs, key=lambda pair: pair.fit)[:_FEW], proposal.best, told)
        yield Words(f"These {_FEW} fit least; `rmentor pair list --round {shown.number}` shows all.")
    else:
        yield _proposed(proposal.pairs, proposal.best, told)
    yield Words(_judged(proposal, fairest=told.fairest))


def _proposed(pairs: Sequence[ProposedPair], best: int, told: Told) -> Grid:
    rows = [
        (
            named(told.names, pair.mentor),
            named(told.names, pair.mentee),
            _share(pair.fit, best),
            "; ".join(told.reasons(pair)[:_MOST_REASONS]),
        )
        for pair in pairs
    ]
    return Grid(("mentor", "mentee", "fit", "because"), rows, frozenset({2}))


def _threes(proposal: Proposal, told: Told) -> Iterator[Block]:
    """Say who joins which pair and why, and what that adds."""
    joining = [(pair.joined, pair.couple) for pair in proposal.pairs if pair.joined]
    running = [(one.joined, one.couple) for one in proposal.joins]
    for heading, several in (("a pair of", joining), ("a running pair of", running)):
        if several:
            rows = [row for joined, couple in several for row in _joining(joined, couple, proposal.best, told)]
            yield Grid(("joins", heading, "fit", "because"), rows, frozenset({2}))
    if joining or running:
        what = f"adds {proposal.joined:,} beside the total, counting the weaker of the two fits"
        people = counted(len(joining) + len(running), "person joins a pair, which", "people join pairs, which")
        yield Words(f"{people} {what}.")


def _joining(joined: Joined, couple: tuple[str, str], best: int, told: Told) -> Iterator[tuple[str, ...]]:
    """Yield a row for who joins with each of the two."""
    newcomer = named(told.names, joined.person)
    for one, points, why in zip(couple, joined.points, told.joining(joined, couple), strict=True):
        yield newcomer, named(told.names, one), _share(sum(points.values()), best), "; ".join(why[:_MOST_REASONS])
        newcomer = ""


def _judged(proposal: Proposal, *, fairest: bool) -> str:
    """Say how good a proposal is, and how far that is proved."""
    whole, worst = proposal.best * len(proposal.pairs), min(pair.fit for pair in proposal.pairs)
    shares = f"{_share(proposal.total, whole)}; lowest pair {_share(worst, proposal.best)}"
    fit = f"Total fit {proposal.total:,} of {whole:,} ({shares})."
    return f"{fit} {_proved_fairest(proposal) if fairest else _proved(proposal)}"


def _proved_fairest(proposal: Proposal) -> str:
    """Say how far the lowest pairs were raised."""
    if proposal.optimal:
        others = "no choice that places as many people has a better lowest pair, then next lowest, and so on"
        return f"Proved fairest: under these rules {others}."
    return "The lowest pairs were raised as far as the search went; above them the total decided."


def _proved(proposal: Proposal) -> str:
    """Say what is known of every other choice of pairs that places as many people."""
    left = proposal.bound - proposal.total
    if not left:
        return "Proved optimal: under these rules no choice that places as many people has a higher total."
    if proposal.exact:
        rest = f"the bound, checked apart from the solver, leaves {left:,} open"
        return f"Optimal: an exact solver found no choice that places as many people with a higher total; {rest}."
    if proposal.bound >= proposal.best * len(proposal.pairs):
        return "Nothing is proved of other choices that place as many people."
    more = f"{100 * left / max(1, proposal.total):.2g} % more"
    proved = f"no choice that places as many people has a total above {proposal.bound:,} ({more})"
    return f"Best found; what is proved is that under these rules {proved}."


def _share(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if whole else ""


def _round(shown: Round, told: Told, *, dry_run: bool) -> dict[str, Any]:
    proposal = shown.proposal
    return {
        "round": shown.number,
        "status": shown.status,
        "proposed_on": shown.proposed_on,
        "pairs": (_proposed_pair(pair, told) for pair in proposal.pairs),  # Of thousands people see twenty.
        "unpaired": [{"person": one.person, "reason": one.reason} for one in proposal.unpaired],
        "total": proposal.total,
        "bound": proposal.bound,
        "best": proposal.best,
        "optimal": proposal.optimal,
        "exact": proposal.exact,
        "digest": proposal.digest,
        "joins": [
            {"pair": one.pair, "third": one.third, "joined": _joined(one.joined, one.couple, told)}
            for one in proposal.joins
        ],
        "joined_total": proposal.joined,
        "placed": proposal.placed,
        "beside": beside_data(proposal.beside),
        "dry_run": dry_run,
    }


def _proposed_pair(pair: ProposedPair, told: Told) -> dict[str, Any]:
    return {
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "fit": pair.fit,
        "points": dict(pair.points),
        "reasons": told.reasons(pair),
        "missing": told.missing(pair),
        "third": pair.third,
        "joined": _joined(pair.joined, pair.couple, told) if pair.joined else None,
    }


def _joined(joined: Joined, couple: tuple[str, str], told: Told) -> dict[str, Any]:
    facts = zip(couple, joined.points, told.joining(joined, couple), told.lacking(joined, couple), strict=True)
    with_both = [
        {"person": one, "points": dict(points), "reasons": why, "missing": lacking}
        for one, points, why, lacking in facts
    ]
    return {"fit": joined.fit, "with": with_both}
