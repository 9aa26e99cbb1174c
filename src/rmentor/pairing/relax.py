"""Which relaxations of the rules would place whom, each found by pairing everybody anew under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from rmentor.errors import Refused
from rmentor.pairing.costs import Costs
from rmentor.pairing.field import Listed
from rmentor.pairing.pool import in_pairs
from rmentor.pairing.propose import Attempt, attempt, pairs_of
from rmentor.pairing.supposed import supposed
from rmentor.pairing.thresholds import helping
from rmentor.pairing.watch import NOBODY_WAITS, Watch
from rmentor.people.special import is_hidden
from rmentor.programme.pairing import Requirements
from rmentor.programme.words import Role

_MOST_PLACES = 20


class Size(IntEnum):
    """How much a kind of relaxation gives up, the least first."""

    MORE_PAIRS = 1
    MORE_PLACES = 2
    LOWERED = 3
    DROPPED = 4


@dataclass(frozen=True, slots=True, order=True)
class Relaxation:
    """One rule relaxed, as the options of `pair propose` that try it: the key, and its value unless it is dropped."""

    size: Size
    key: str
    value: str = ""

    @property
    def options(self) -> str:
        """What tries it on the command line."""
        return f'--what-if "{self.key}={self.value}"' if self.value else f'--without "{self.key}"'

    @property
    def what_if(self) -> list[str]:
        """What is changed."""
        return [f"{self.key}={self.value}"] if self.value else []

    @property
    def without(self) -> list[str]:
        """What is dropped."""
        return [] if self.value else [self.key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What the best round would be under a relaxation.

    `opens` counts the couples it allows beyond today's, `gain` are those it places who have no pair, `lose` those
    who have one today and would not.
    """

    relaxation: Relaxation
    opens: int
    pairs: int
    gain: frozenset[str]
    lose: frozenset[str]

    @property
    def order(self) -> tuple[Size, int, str, str]:
        """The smallest first: by kind, then by how many couples it allows."""
        return self.relaxation.size, self.opens, self.relaxation.key, self.relaxation.value

    @property
    def net(self) -> int:
        """How many more people it places."""
        return len(self.gain) - len(self.lose)


def tried(made: Attempt, waiting: Sequence[Costs], watch: Watch = NOBODY_WAITS) -> list[Tried]:
    """Return what each relaxation that places more people would give, the smallest first.

    A plan for more pairs counts as smaller than a place more on a side or a third in a pair, this as smaller than a
    requirement lowered, and this as smaller than one dropped; of one kind the one that allows the fewest new couples.
    None is tried where not all possible pairs are held.
    """
    if not waiting or not isinstance(made.market.field, Listed):
        return []
    found = [_tried(made, one, watch) for one in dict.fromkeys(relaxations(made, waiting))]
    return sorted((one for one in found if one is not None and one.net > 0), key=lambda one: one.order)


def relaxations(made: Attempt, waiting: Sequence[Costs]) -> Iterator[Relaxation]:
    """Yield what could be relaxed for those who wait; nothing that protects a person's own decision or data."""
    yield from _more_pairs(made)
    yield from _more_places(made, waiting)
    if made.table.pool.both_ways and not made.table.pool.programme.pairing.groups_of_three:
        yield Relaxation(Size.MORE_PLACES, "groups_of_three", "yes")
    for name, value in helping(made.table, waiting):
        yield Relaxation(Size.LOWERED, f"require.{name}", value)
    for name in made.table.rules.require:
        if key := _droppable(made, name):
            yield Relaxation(Size.DROPPED, key)


def _more_pairs(made: Attempt) -> Iterator[Relaxation]:
    """Yield a plan for one more pair, and one for as many as can be made."""
    planned = made.table.pool.programme.plan.pairs
    if planned is None or not made.full:
        return
    most = len(attempt(supposed(made.table.pool, without=["plan.pairs"])).cells) - len(made.cells)
    for more in sorted({1, most} if most > 0 else ()):
        yield Relaxation(Size.MORE_PAIRS, "plan.pairs", str(planned + more))


def _more_places(made: Attempt, waiting: Sequence[Costs]) -> Iterator[Relaxation]:
    """Yield one more place on each side whose other side has somebody who waits."""
    capacity = made.table.pool.programme.pairing.capacity
    for side, other in ((Role.MENTOR, Role.MENTEE), (Role.MENTEE, Role.MENTOR)):
        more = getattr(capacity, side) + 1
        asked = any(one.person.role.plays(other) for one in waiting)
        if asked and more <= _MOST_PLACES and not made.table.pool.both_ways:
            yield Relaxation(Size.MORE_PLACES, f"capacity.{side}", str(more))


def _droppable(made: Attempt, requirement: str) -> str:
    """Return what names a requirement that may be dropped; empty where it may not, or not be named."""
    kind, _, attribute = requirement.partition(" ")
    if attribute:
        return "" if is_hidden(made.table.pool.programme, attribute) else f"require.{kind}.{attribute}"
    return f"require.{kind}" if kind in Requirements.keys and kind != "consent" else ""


def _tried(made: Attempt, one: Relaxation, watch: Watch) -> Tried | None:
    watch.told(f"{one.key} {one.value or 'dropped'}")
    other = again(made, one.what_if, one.without, watch)
    if other is None:
        return None
    before, after = _placed(made), _placed(other)
    return Tried(
        relaxation=one,
        opens=_opened(made, other),
        pairs=len(other.cells),
        gain=after - before,
        lose=before - after,
    )


def again(
    made: Attempt, what_if: Iterable[str], without: Iterable[str] = (), watch: Watch = NOBODY_WAITS
) -> Attempt | None:
    """Return the best round under other rules that keeps what it can of a round; None where they cannot be paired."""
    kept = [pair.couple for pair in pairs_of(made)]
    try:
        return attempt(supposed(made.table.pool, [*what_if], [*without]), watch, kept)
    except Refused:
        return None


def _opened(made: Attempt, other: Attempt) -> int:
    """Return how many more pairs are possible; where not all of them are held, as many as could be at most."""
    most = other.market.field.shape[0] * other.market.field.shape[1]
    today, then = (one.market.field for one in (made, other))
    then_many = len(then.pairs) if isinstance(then, Listed) else most
    return then_many - (len(today.pairs) if isinstance(today, Listed) else 0)


def places(made: Attempt, one: Tried, person: str, watch: Watch = NOBODY_WAITS) -> bool:
    """True where a relaxation places a person, in the round found or in one as good.

    As good is one with as many pairs, as many people placed, the same total and no more people who lose theirs; the
    person goes first in it.
    """
    if person in one.gain:
        return True
    relaxed = again(made, one.relaxation.what_if, one.relaxation.without, watch)
    first = ";".join([*made.table.pool.programme.pairing.first, person])
    forced = again(made, [*one.relaxation.what_if, f"first={first}"], one.relaxation.without, watch)
    if relaxed is None or forced is None or person not in _placed(forced):
        return False
    return _worth(relaxed) == _worth(forced) and len(_placed(made) - _placed(forced)) <= len(one.lose)


def _placed(made: Attempt) -> frozenset[str]:
    """Return who has a pair, made now or running already."""
    return in_pairs(made.table.pool) | {person for pair in pairs_of(made) for person in pair.people}


def _worth(made: Attempt) -> tuple[int, int, int]:
    pairs = pairs_of(made)
    return len(pairs), len(_placed(made)), sum(pair.fit for pair in pairs)


def goes_first(made: Attempt, person: str, watch: Watch = NOBODY_WAITS) -> Tried | None:
    """Return the best round in which a person goes before all others; None where that places them not either."""
    first = ";".join([person, *made.table.pool.programme.pairing.first])
    other = again(made, [f"first={first}"], (), watch)
    if other is None or person not in _placed(other):
        return None
    before, after = _placed(made), _placed(other)
    change = Relaxation(Size.DROPPED, "first", first)
    return Tried(relaxation=change, opens=0, pairs=len(other.cells), gain=after - before, lose=before - after)
