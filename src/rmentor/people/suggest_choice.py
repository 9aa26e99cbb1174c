"""Which column goes to which fact, so that the whole fits best."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

Scores = Mapping[str, Mapping[int, int]]


def best_choice(scores: Scores) -> dict[str, int]:
    """Return a column for each fact where one is left, no column twice, so that the total score is greatest.

    Scores are above 0 and given by fact and column. Facts come in one after the other, each by the change of
    choices that gains most; of equal ones the columns that stand further left win.
    """
    table = {fact: {column: _exact(score, column) for column, score in row.items()} for fact, row in scores.items()}
    choice = _Choice(table)
    for number, fact in enumerate(table, start=1):
        table[fact][-number] = 0  # what a fact without a column has
        choice.bring_in(fact)
    return {fact: column for fact, column in choice.columns.items() if column >= 0}


def _exact(score: int, column: int) -> int:
    return score * 1_000_000 - column


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
