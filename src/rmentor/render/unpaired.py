"""Who has no pair, what each requirement costs them, and what would place them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rmentor.render.view import Block, Grid, View, Words
from rmentor.values import Value

if TYPE_CHECKING:
    from rmentor.pairing.relax import Tried

_FEW = 20
_ORDER = (
    "Smallest first: a plan for more pairs, one place more on a side, a requirement lowered, one dropped; of one kind "
    "the one that allows the fewest new couples. Each was tried by pairing everybody anew."
)


class Waiting(Value):
    """Somebody without a pair: the reason, what each requirement excludes and what it alone does, what would help.

    `hidden` is True where requirements that may not be shown are left out; `helps` is the smallest relaxation that
    places the person.
    """

    person: str
    reason: str
    others: int
    allowed: int
    costs: Mapping[str, tuple[int, int]]
    hidden: bool
    helps: Tried | None


class Left(Value):
    """All who wait, every relaxation that places more people, and how many wait beyond those that are shown."""

    waiting: Sequence[Waiting]
    tried: Sequence[Tried]
    beyond: int = 0
    first: Tried | None = None


def unpaired_view(left: Left, names: Mapping[str, str]) -> View:
    """Show everyone who waits with what would place them, and which relaxation places the most."""
    if not left.waiting:
        return View(kind="unpaired", data=_data(left), blocks=[Words("Nobody is left without a pair.")])
    many = len(left.waiting) + left.beyond
    heading = f"{many:,} {'person is' if many == 1 else 'people are'} left without a pair by the best round"
    blocks = [Words(heading, strong=True), _people(left, names), *_more(left), *_round(left)]
    best = _best(left.tried)
    step = f"rmentor pair propose {best.relaxation.options}" if best else None
    return View(kind="unpaired", data=_data(left), blocks=blocks, next_step=step)


def person_view(left: Left, names: Mapping[str, str]) -> View:
    """Show what each requirement costs one person, and what would place them."""
    one = left.waiting[0]
    blocks: list[Block] = [Words(f"{_named(names, one.person)}: {one.reason}", strong=True), *_costs(one)]
    if left.tried:
        blocks += [_relaxations(left.tried), Words(_ORDER)]
    blocks.append(Words(_help(left, one, names)))
    step = f"rmentor pair propose {one.helps.relaxation.options}" if one.helps else None
    return View(kind="unpaired", data=_data(left), blocks=blocks, next_step=step)


def _people(left: Left, names: Mapping[str, str]) -> Grid:
    rows = [
        (_named(names, one.person), f"{one.allowed:,} of {one.others:,}", _costliest(one), _shown(one.helps))
        for one in left.waiting[:_FEW]
    ]
    return Grid(("person", "allowed", "excluded by", "smallest relaxation"), rows)


def _more(left: Left) -> Iterator[Block]:
    more = max(0, len(left.waiting) - _FEW) + left.beyond
    if more:
        yield Words(f"And {more:,} more; `rmentor pair unpaired PERSON` says all of one.")
    if any(one.hidden for one in left.waiting):
        yield Words("A requirement about special-category data is not counted here.")


def _round(left: Left) -> Iterator[Block]:
    if left.tried:
        yield _relaxations(sorted(left.tried, key=lambda one: (-one.net, one.order)))
        yield Words("Each was tried by pairing everybody anew; the one that places the most people comes first.")
    else:
        yield Words("No single relaxation places more people.")


def _best(tried: Sequence[Tried]) -> Tried | None:
    return min(tried, key=lambda one: (-one.net, one.order), default=None)


def _relaxations(tried: Sequence[Tried]) -> Grid:
    rows = [
        (_shown(one), f"{one.pairs:,}", f"{len(one.gain):,}", f"{len(one.lose):,}", f"{one.opens:,}") for one in tried
    ]
    columns = ("relaxation", "pairs", "placed", "lose theirs", "couples allowed more")
    return Grid(columns, rows, frozenset({1, 2, 3, 4}))


def _costs(one: Waiting) -> Iterator[Block]:
    yield Words(f"Of {one.others:,} on the other side {one.allowed:,} may be paired with them.")
    if one.costs:
        rows = [(name, f"{every:,}", f"{alone:,}") for name, (every, alone) in one.costs.items()]
        yield Grid(("requirement", "excludes", "it alone"), rows, frozenset({1, 2}))
    if one.hidden:
        yield Words("A requirement about special-category data is not counted here.")


def _help(left: Left, one: Waiting, names: Mapping[str, str]) -> str:
    if one.helps:
        return f"The smallest relaxation that places them: {_shown(one.helps)}."
    if left.first:
        others = ", ".join(_named(names, person) for person in sorted(left.first.lose)) or "nobody"
        return (
            f"No single relaxation places them. Going first (`pairing.first`) would; then {others} would have no pair."
        )
    return "No single relaxation places them, and going first does not either."


def _costliest(one: Waiting) -> str:
    order = sorted(one.costs, key=lambda name: (-one.costs[name][0], name))
    return ", ".join(f"{name} {one.costs[name][0]:,}" for name in order[:2])


def _shown(tried: Tried | None) -> str:
    if tried is None:
        return "none alone"
    relaxation = tried.relaxation
    return f"{relaxation.key} = {relaxation.value}" if relaxation.value else f"without {relaxation.key}"


def _named(names: Mapping[str, str], person: str) -> str:
    return f"{person} {names[person]}"


def _data(left: Left) -> dict[str, Any]:
    best = _best(left.tried)
    return {
        "people": [_person(one) for one in left.waiting],
        "beyond": left.beyond,
        "relaxations": [_tried(one) for one in left.tried],
        "places_most": best and _tried(best),
        "going_first": left.first and _tried(left.first),
    }


def _person(one: Waiting) -> dict[str, Any]:
    return {
        "person": one.person,
        "reason": one.reason,
        "others": one.others,
        "allowed": one.allowed,
        "costs": [{"requirement": name, "excludes": all_, "alone": alone} for name, (all_, alone) in one.costs.items()],
        "smallest": one.helps and _tried(one.helps),
    }


def _tried(one: Tried) -> dict[str, Any]:
    return {
        "key": one.relaxation.key,
        "value": one.relaxation.value or None,
        "options": one.relaxation.options,
        "pairs": one.pairs,
        "opens": one.opens,
        "gain": sorted(one.gain),
        "lose": sorted(one.lose),
    }
