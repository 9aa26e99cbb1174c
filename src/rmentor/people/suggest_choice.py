"""Which column goes to which fact, so that the whole fits best."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

MOST_COLUMNS = 1_000
Scores = Mapping[str, Mapping[int, int]]


def best_choice(scores: Scores) -> dict[str, int]:
    """Return a column for each fact where one is left, no column twice, so that the total score is greatest.

    Scores are above 0 and given by fact and column, columns below `MOST_COLUMNS`. Facts come in one after the other,
    each by the change of choices that gains most; of equal choices earlier facts have theirs, further left.
    """
    unit = MOST_COLUMNS ** len(scores)
    table: dict[str, dict[int, int]] = {}
    for number, (fact, row) in enumerate(scores.items(), start=1):
        tie = unit // MOST_COLUMNS**number
        table[fact] = {
            column: score * unit * MOST_COLUMNS + (MOST_COLUMNS - column - 1) * tie for column, score in row.items()
        }
        table[fact][-number] = 0  # what a fact without a column has
    choice = _Choice(table)
    for fact in table:
        choice.bring_in(fact)
    return {fact: column for fact, column in choice.columns.items() if column >= 0}


class _Choice:
    """The best choice for the facts that came in so far."""

    def __init__(self, table: Mapping[str, Mapping[int, int]]) -> None:
        self._table = table
        self.columns: dict[str, int] = {}
        self._holders: dict[int, str] = {}

    def bring_in(self, fact: str) -> None:
        """Give a fact a column, others giving way along the chain of changes that gains most."""
        gains, takers = self._chains(fact)
        free = (column for column in gains if column not in self._holders)
        column = max(free, key=lambda one: (gains[one], -one))
        while True:
            taker = takers[column]
            before = self.columns.get(taker)
            self.columns[taker], self._holders[column] = column, taker
            if before is None:
                return
            column = before

    def _chains(self, fact: str) -> tuple[dict[int, int], dict[int, str]]:
        """Return for each column that can be reached the gain of the best chain to it, and who takes it there."""
        gains: dict[int, int] = {}
        takers: dict[int, str] = {}
        waiting = deque([(fact, 0)])
        while waiting:
            taker, gained = waiting.popleft()
            for column, score in self._table[taker].items():
                if column == self.columns.get(taker) or gained + score <= gains.get(column, -1):
                    continue
                gains[column], takers[column] = gained + score, taker
                holder = self._holders.get(column)
                if holder is not None:
                    waiting.append((holder, gains[column] - self._table[holder][column]))
        return gains, takers
