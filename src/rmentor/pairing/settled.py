"""What a bound leaves open, settled: every choice within a distance of the bound, given to a complete solver.

An arc that is used although it is dear, or is not although it is cheap, takes a choice away from the bound by its
reduced cost. So within a distance most arcs are decided (reduced cost fixing: Dantzig, Fulkerson and Johnson, 1954),
and what is left is small. In whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rmentor.pairing.moves import Priced, Question
from rmentor.pairing.terms import Mask, Numbers

if TYPE_CHECKING:
    from ortools.linear_solver.pywraplp import Solver, Variable

_Row = tuple[dict[int, int], int, int | None]
# Near the bound first; a solver that has looked at so many parts of the question has looked long enough.
_FIRST_DISTANCE, _WIDER, _PATIENCE = 4, 4, "limits/nodes = 500"


@dataclass(frozen=True, slots=True)
class Settled:
    """Which pairs are made, how far that is above the bound, and whether no choice is nearer to it."""

    made: Mask
    distance: int
    exact: bool


def settled(question: Question, priced: Priced, keep: int) -> Settled | None:
    """Return the cheapest choice that keeps so many running pairs; None where the solver found none in its time."""
    tolls = _tolls(question, priced)
    distance, highest = _FIRST_DISTANCE, tolls.highest(keep)
    while True:
        found = _Choice(question, tolls, keep, distance).found()
        if distance >= highest or (found is not None and found.distance <= distance):
            return found
        distance = found.distance if found is not None and found.exact else distance * _WIDER


@dataclass(frozen=True, slots=True)
class _Tolls:
    """What each decision adds to the distance for a unit that it carries, or for one of its `room` that it does not."""

    carried: Numbers
    missing: Numbers
    room: Numbers
    price: int

    def highest(self, keep: int) -> int:
        """Return a distance within which every decision is open."""
        return max(int(((self.carried + self.missing) * self.room).max(initial=0)), self.price * (keep + 1))

    def limits(self, distance: int) -> tuple[Numbers, Numbers]:
        """Return the least and the most that each decision carries within the distance."""
        most, short = (
            np.where(toll > 0, np.minimum(self.room, distance // np.maximum(toll, 1)), self.room)
            for toll in (self.carried, self.missing)
        )
        return self.room - short, most


def _tolls(question: Question, priced: Priced) -> _Tolls:
    network, potentials = priced.network, priced.potentials
    reduced = network.costs + potentials[network.tails] - potentials[network.heads]
    carried, missing, room = (np.zeros(int(question.decisions.max()) + 1, dtype=np.int64) for _ in range(3))
    np.add.at(carried, question.decisions, np.maximum(reduced, 0))
    np.add.at(missing, question.decisions, np.maximum(-reduced, 0))
    room[question.decisions] = network.capacities
    return _Tolls(carried, missing, room, priced.price)


@dataclass(frozen=True, slots=True)
class _Choice:
    """The choices within a distance of the bound, and some beyond it."""

    question: Question
    tolls: _Tolls
    keep: int
    distance: int

    def found(self) -> Settled | None:
        """Return the nearest one; None where there is none, or none was found in time."""
        from ortools.linear_solver.pywraplp import Solver

        least, most = self.tolls.limits(self.distance)
        if (least > most).any():
            return None
        solver = Solver.CreateSolver("SCIP")
        solver.SetSolverSpecificParametersAsString(_PATIENCE)
        open_ones = np.flatnonzero(least < most).tolist()
        carried = {one: solver.IntVar(int(least[one]), int(most[one]), "") for one in open_ones}
        self._constrain(solver, carried, least)
        status = solver.Solve()
        if status not in (Solver.OPTIMAL, Solver.FEASIBLE):
            return None
        values = least.copy()
        values[open_ones] = [round(one.solution_value()) for one in carried.values()]
        return self._told(values, exact=status == Solver.OPTIMAL)

    def _constrain(self, solver: Solver, carried: Mapping[int, Variable], fixed: Numbers) -> None:
        """Tell the solver that what enters a node leaves it, that enough runs on, and what is to be kept small."""
        rows = self._rows(fixed)
        infinite = solver.infinity()
        for coefficients, lower, upper in rows:
            row = solver.Constraint(lower, infinite if upper is None else upper)
            for one, coefficient in coefficients.items():
                row.SetCoefficient(carried[one], coefficient)
        objective = solver.Objective()
        toll = self.tolls.carried - self.tolls.missing
        toll[: len(self.question.runs)][self.question.runs] += self.tolls.price * self.question.times
        for one, variable in carried.items():
            objective.SetCoefficient(variable, int(toll[one]))
        objective.SetMinimization()

    def _rows(self, fixed: Numbers) -> Iterator[_Row]:
        """Yield each constraint on the open decisions: by node, by twins, and for what runs."""
        most = self.tolls.limits(self.distance)[1]
        yield from self._balances(fixed, fixed < most)
        for couple in self.question.twins:
            two = [one for one in couple if fixed[one] < most[one]]
            yield dict.fromkeys(two, 1), -2, 1 - int(sum(fixed[one] for one in couple if one not in two))
        runs = np.flatnonzero(self.question.runs)
        still = runs[fixed[runs] < most[runs]]
        sure = int(fixed[runs].sum() - fixed[still].sum())
        yield dict.fromkeys(still.tolist(), 1), self.keep // self.question.times - sure, None

    def _balances(self, fixed: Numbers, is_open: Mask) -> Iterator[_Row]:
        network, decisions = self.question.network, self.question.decisions
        rows: list[dict[int, int]] = [{} for _ in range(network.nodes)]
        supply = np.zeros(network.nodes, dtype=np.int64)
        supply[network.source], supply[network.sink] = network.supply, -network.supply
        still, sure = is_open[decisions], np.where(is_open, 0, fixed)[decisions]
        for ends, sign in ((network.tails, 1), (network.heads, -1)):
            np.subtract.at(supply, ends, sign * sure)
            for node, one in zip(ends[still].tolist(), decisions[still].tolist(), strict=True):
                rows[node][one] = rows[node].get(one, 0) + sign
        for row, sent in zip(rows, supply.tolist(), strict=True):
            yield row, sent, sent

    def _told(self, values: Numbers, *, exact: bool) -> Settled:
        tolls, runs = self.tolls, self.question.runs
        kept = int(values[: len(runs)][runs].sum()) * self.question.times
        distance = int(tolls.carried @ values + tolls.missing @ (tolls.room - values)) + tolls.price * (
            kept - self.keep
        )
        return Settled(values[: len(runs)] > 0, distance, exact)
