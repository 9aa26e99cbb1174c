"""What a bound leaves open, settled: every choice within a distance of the bound, given to a complete solver.

An arc that is used although it is dear, or is not although it is cheap, takes a choice away from the bound by its
reduced cost. So within a distance most arcs are decided (reduced cost fixing: Dantzig, Fulkerson and Johnson, 1954),
and what is left is small. In whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rmentor.pairing.moves import Question
from rmentor.pairing.moving import Near
from rmentor.pairing.odd_cuts import odd_groups
from rmentor.pairing.pairs import Pairs
from rmentor.pairing.terms import Mask, Numbers

if TYPE_CHECKING:
    from ortools.linear_solver.pywraplp import Solver, Variable

_Row = tuple[dict[int, int], int, int]
# Near the bound first, then so far that about twice as many decisions are open; a question that is not answered in
# that many milliseconds, or where too many are open, is left open.
_FIRST_DISTANCE, _TIMES_AS_MANY, _AND_MORE, _PATIENCE = 4, 2, 10, 10_000
_MOST_OPEN = 100_000


@dataclass(frozen=True, slots=True)
class Settled:
    """The pairs of the choice nearest to the bound that is nearer than a known one, if there is one, and its distance.

    `exact` where no choice is nearer.
    """

    made: Pairs | None
    distance: int
    exact: bool


def settled(near: Near, keep: int, known: int) -> Settled:
    """Return the cheapest choice that keeps so many running pairs, given one known at a distance from the bound."""
    tolls, groups = _tolls(near), list[Mask]()
    distance, best = _FIRST_DISTANCE, Settled(None, known, exact=True)
    while True:
        distance = min(distance, best.distance - 1)
        if distance > near.reach:
            near = near.reaching(distance)
            tolls = _tolls(near)
        if distance > near.reach or tolls.many_open(distance) > _MOST_OPEN:
            return replace(best, exact=False)
        if not groups and distance > _FIRST_DISTANCE:
            groups = odd_groups(near)
        found = _Choice(near.question, tolls, keep, distance, groups).found()
        if found.made is not None and found.distance < best.distance:
            best = found
        if not found.exact or distance >= best.distance - 1:
            return replace(best, exact=found.exact)
        distance = min(tolls.wider(distance), max(2 * near.reach, _FIRST_DISTANCE))


@dataclass(frozen=True, slots=True)
class _Tolls:
    """What each decision adds to the distance for a unit that it carries, or for one of its `room` that it does not."""

    carried: Numbers
    missing: Numbers
    room: Numbers
    price: int

    def wider(self, distance: int) -> int:
        """Return a distance within which about twice as many decisions are open."""
        tolls = np.sort(self.carried + self.missing)
        place = _TIMES_AS_MANY * int(np.searchsorted(tolls, distance, "right")) + _AND_MORE
        return max(distance + 1, int(tolls[min(place, len(tolls) - 1)]), distance * place // len(tolls))

    def many_open(self, distance: int) -> int:
        """Return how many decisions are open within a distance."""
        least, most = self.limits(distance)
        return int(np.count_nonzero(least < most))

    def limits(self, distance: int) -> tuple[Numbers, Numbers]:
        """Return the least and the most that each decision carries within the distance."""
        most, short = (
            np.where(toll > 0, np.minimum(self.room, distance // np.maximum(toll, 1)), self.room)
            for toll in (self.carried, self.missing)
        )
        return self.room - short, most


def _tolls(near: Near) -> _Tolls:
    question, priced = near.question, near.priced
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
    groups: Sequence[Mask]

    def found(self) -> Settled:
        """Return the nearest one; `exact` where the solver answered, also that there is none."""
        from ortools.linear_solver.pywraplp import MPSolverParameters, Solver

        least, most = self.tolls.limits(self.distance)
        rows = list(self._rows(least, most))
        if (least > most).any() or any(not coefficients and not low <= 0 <= high for coefficients, low, high in rows):
            return self._none(exact=True)
        solver = Solver.CreateSolver("CBC")
        solver.SetTimeLimit(_PATIENCE)
        open_ones = np.flatnonzero(least < most).tolist()
        carried = {one: solver.IntVar(int(least[one]), int(most[one]), "") for one in open_ones}
        self._tell(solver, carried, rows)
        exactly = MPSolverParameters()
        exactly.SetDoubleParam(MPSolverParameters.RELATIVE_MIP_GAP, 0.0)
        status = solver.Solve(exactly)
        if status not in (Solver.OPTIMAL, Solver.FEASIBLE):
            return self._none(exact=status == Solver.INFEASIBLE)
        values = least.copy()
        values[open_ones] = [round(one.solution_value()) for one in carried.values()]
        kept = all(low <= sum(values[one] * by for one, by in row.items()) <= high for row, low, high in rows)
        return self._told(values, exact=status == Solver.OPTIMAL) if kept else self._none(exact=False)

    def _none(self, *, exact: bool) -> Settled:
        return Settled(None, self.distance, exact)

    def _tell(self, solver: Solver, carried: Mapping[int, Variable], rows: Sequence[_Row]) -> None:
        """Tell the solver that what enters a node leaves it, that enough runs on, and what is to be kept small."""
        for coefficients, lower, upper in rows:
            row = solver.Constraint(lower, upper)
            for one, coefficient in coefficients.items():
                row.SetCoefficient(carried[one], coefficient)
        objective = solver.Objective()
        toll = self.tolls.carried - self.tolls.missing
        toll[: len(self.question.runs)][self.question.runs] += self.tolls.price * self.question.times
        for one, variable in carried.items():
            objective.SetCoefficient(variable, int(toll[one]))
        objective.SetMinimization()

    def _rows(self, fixed: Numbers, most: Numbers) -> Iterator[_Row]:
        """Yield each constraint on the open decisions: by node, by twins, by odd groups, and for what runs."""
        yield from self._balances(fixed, fixed < most)
        for couple in self.question.twins:
            yield self._at_most(1, np.array(couple), fixed, most)
        pairs = self.question.pairs
        for group in self.groups:
            inside = np.flatnonzero(group[pairs.rows] & group[pairs.columns])
            yield self._at_most(int(group.sum()) // 2, inside, fixed, most)
        runs = np.flatnonzero(self.question.runs)
        still = runs[fixed[runs] < most[runs]]
        sure = int(fixed[runs].sum() - fixed[still].sum())
        yield dict.fromkeys(still.tolist(), 1), self.keep // self.question.times - sure, len(runs)

    def _at_most(self, limit: int, some: Numbers, fixed: Numbers, most: Numbers) -> _Row:
        still = some[fixed[some] < most[some]]
        return dict.fromkeys(still.tolist(), 1), -len(some), limit - int(fixed[some].sum() - fixed[still].sum())

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
        return Settled(self.question.pairs.only(values[: len(runs)] > 0), distance, exact)
