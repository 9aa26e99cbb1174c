"""Two choices of pairs side by side: the best under today's rules, and the best under others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.close import Couple
from rmentor.pairing.model import ProposedPair
from rmentor.pairing.pool import Pool, in_pairs
from rmentor.pairing.propose import Attempt, attempt, pairs_of
from rmentor.pairing.rules import Rules
from rmentor.pairing.table import table_of
from rmentor.pairing.terms import Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A choice of pairs: who is placed, the total fit by today's rules and by the others, the lowest by today's.

    `joined` says who joins which pair; the fits are those of the pairs.
    """

    pairs: Mapping[frozenset[str], Couple]
    joined: Mapping[str, Couple]
    placed: frozenset[str]
    total_today: int
    total_supposed: int
    lowest_today: int

    @property
    def worth(self) -> tuple[int, int, int]:
        """What counts, the most first: pairs, people placed, the total by today's rules."""
        return len(self.pairs), len(self.placed), self.total_today

    def together(self, two: Collection[str]) -> bool:
        """True where two people are a pair, or in a group of three."""
        threes = [{one, *couple} for one, couple in self.joined.items()]
        return frozenset(two) in self.pairs or any(three.issuperset(two) for three in threes)


@dataclass(frozen=True, slots=True)
class Comparison:
    """The best choice today and the best one under other rules; `proved` where no better one can be of either.

    `running` are those who are in a pair already, whatever is chosen.
    """

    today: Outcome
    supposed: Outcome
    proved: bool = True
    running: frozenset[str] = frozenset()

    @property
    def stay(self) -> list[Couple]:
        """The pairs that are made both ways."""
        return sorted(couple for key, couple in self.today.pairs.items() if key in self.supposed.pairs)

    @property
    def gone(self) -> list[Couple]:
        """The pairs of today that would not be made."""
        return sorted(couple for key, couple in self.today.pairs.items() if key not in self.supposed.pairs)

    @property
    def new(self) -> list[Couple]:
        """The pairs that would be made instead."""
        return sorted(couple for key, couple in self.supposed.pairs.items() if key not in self.today.pairs)

    @property
    def gain(self) -> list[str]:
        """Who would have a pair and today has none."""
        return sorted(self.supposed.placed - self.today.placed - self.running)

    @property
    def lose(self) -> list[str]:
        """Who today has a pair and would have none."""
        return sorted(self.today.placed - self.supposed.placed - self.running)


def compare(pool: Pool, other: Pool, watch: Watch = NOBODY_WAITS) -> Comparison:
    """Return the best pairs of a pool beside those of the same pool under other rules, or without some people.

    Raises Refused where either cannot be paired.
    """
    return compared(attempt(pool, watch), other, watch)


def compared(made: Attempt, other: Pool, watch: Watch = NOBODY_WAITS) -> Comparison:
    """Return the best pairs of a pool that were found already beside those of another pool of its people.

    Of equally good ones those that change the least, unless the fairest are sought.
    """
    today = pairs_of(made)
    instead = attempt(other, watch, [pair.couple for pair in today])
    rules = made.table.rules, table_of(replace(made.table.pool, programme=other.programme)).rules
    proved = all(one.solution.exact or not one.solution.gap for one in (made, instead))
    return Comparison(_outcome(today, rules), _outcome(pairs_of(instead), rules), proved, in_pairs(made.table.pool))


def _outcome(pairs: tuple[ProposedPair, ...], both: tuple[Rules, Rules]) -> Outcome:
    fits = [fits_of(rules, pairs) for rules in both]
    return Outcome(
        pairs={frozenset(pair.couple): pair.couple for pair in pairs},
        joined={pair.third: pair.couple for pair in pairs if pair.third},
        placed=frozenset(person for pair in pairs for person in pair.people),
        total_today=int(fits[0].sum()),
        total_supposed=int(fits[1].sum()),
        lowest_today=int(fits[0].min()) if len(pairs) else 0,
    )


def fits_of(rules: Rules, pairs: tuple[ProposedPair, ...]) -> Numbers:
    """Return how well pairs fit under rules that know all their people."""
    rows = np.array([rules.sides.rows[pair.mentor] for pair in pairs], dtype=np.int64)
    columns = np.array([rules.sides.columns[pair.mentee] for pair in pairs], dtype=np.int64)
    return rules.fit(rows, columns)
