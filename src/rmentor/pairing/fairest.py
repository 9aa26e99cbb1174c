"""The fairest pairing: the worst-off pair is raised as far as it goes, then the next, and so on.

Of all pairings that place as many people, those with the fewest pairs of the lowest fit are kept, of these those
with the fewest of the next, and so on (the lexicographic bottleneck problem: Burkard and Rendl, 1991). Levels below
the lowest that the best pairing so far needs are passed over at once. The next few that it needs, and what lies
between them, are asked about in one question in which each step weighs more than all above it; what its potentials
decide is left out of the next, so that the question becomes smaller and no number grows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from rmentor.pairing.bound import with_bypass
from rmentor.pairing.face import LARGEST_COST, Face, cheapest, narrowed, reduced_costs, undecided
from rmentor.pairing.field import every_pair
from rmentor.pairing.flow import network_of
from rmentor.pairing.market import Market, Solution
from rmentor.pairing.pairs import Pairs, promising
from rmentor.pairing.terms import Mask, Numbers
from rmentor.pairing.watch import NOBODY_WAITS, Watch

_FEW, _STEEP, _FINE = 20, 6, 1 << 10


@dataclass(frozen=True, slots=True)
class _Ladder:
    """Pairings that are equally fair so far; `levels` ranks the fit of each arc's pair, -1 once that is decided."""

    face: Face
    levels: Numbers

    @property
    def waiting(self) -> Mask:
        """The arcs of pairs that are still to be decided."""
        return self.face.open & (self.levels >= 0)

    @property
    def used(self) -> Numbers:
        """The levels still to be decided that the pairing at hand needs, from the lowest."""
        return np.unique(self.levels[self.waiting & (self.face.flows > 0)])


@dataclass(frozen=True, slots=True)
class _Question:
    """Each arc's step, and what a pair on a step costs: more than all pairs together on the steps that follow.

    Steps 0, 2, 4 … are levels, steps 1, 3, 5 … all the levels between two of them; -1 is none.
    """

    steps: Numbers
    prices: Numbers

    def costs(self, known: int) -> Numbers:
        """Return the cost of each arc if only so many steps count."""
        priced = (self.steps >= 0) & (self.steps < known)
        return np.where(priced, self.prices[self.steps], 0)


def fairest_flow(market: Market, watch: Watch = NOBODY_WAITS) -> Solution:
    """Return the pairing with the best worst pair, then the best next, among those that place the most people."""
    pairs = every_pair(market.field)
    if not len(pairs) or market.wanted <= 0:
        return Solution()
    ladder = _start(market, pairs)
    while len(used := ladder.used):
        watch.told(f"{int(ladder.waiting.sum()):,} possible pairs are still to be weighed")
        passed = ladder.waiting & (ladder.levels < used[0])
        ladder = _climbed(_Ladder(ladder.face.without(passed), ladder.levels), used)
    return Solution(pairs.only(ladder.face.flows[: len(pairs)] > 0))


def _start(market: Market, pairs: Pairs) -> _Ladder:
    """Return the pairings that place the most people, whatever the fits; the one at hand has few low pairs."""
    whole = network_of(market, pairs)
    is_pair = np.arange(len(whole.costs) + 1) < len(pairs)
    network = with_bypass(replace(whole, costs=np.where(is_pair[:-1], 0, whole.costs)), 0)
    levels = np.full(len(is_pair), -1)
    levels[: len(pairs)] = np.unique(pairs.fits, return_inverse=True)[1]
    every = np.ones(len(is_pair), dtype=bool)
    face = Face(network, every, every, np.zeros(len(is_pair), dtype=np.int64))
    flows = cheapest(face, network.costs)
    face = narrowed(face, flows, reduced_costs(face, flows, network.costs))
    few = np.append(promising(pairs, pairs.fits, market.field.shape, _FEW), ~is_pair[len(pairs) :])
    face = replace(face, tried=few | (flows > 0))
    ladder = _Ladder(face, levels)
    flows = cheapest(face, _steering(ladder, _room(face) // max(1, network.supply)))
    return _Ladder(replace(face, flows=flows), levels)


def _climbed(ladder: _Ladder, used: Numbers) -> _Ladder:
    """Return the pairings that need the fewest pairs on the lowest level, and on those above as far as is proved."""
    face = ladder.face
    question = _question(ladder, used)
    steering = _steering(ladder, _FINE)
    asked = question.costs(len(question.prices)) * (int(steering.max(initial=0)) * face.network.supply + 1) + steering
    while True:
        flows = cheapest(face, asked)
        known = _known(question, flows)
        costs = question.costs(known)
        reduced = reduced_costs(face, flows, costs)
        missed = undecided(face, flows, reduced) & ~face.tried
        if not missed.any():
            break
        face = replace(face, tried=face.tried | missed)
    done = (question.steps >= 0) & (question.steps < known)
    face = narrowed(face, flows, reduced).without(done & (question.steps % 2 == 1))
    return _Ladder(face, np.where(done, -1, ladder.levels))


def _known(question: _Question, flows: Numbers) -> int:
    """Return how many steps are decided: all before the first that holds several levels and is not empty."""
    between = question.steps[(question.steps > 0) & (question.steps % 2 == 1) & (flows > 0)]
    return int(between.min(initial=len(question.prices)))


def _question(ladder: _Ladder, used: Numbers) -> _Question:
    """Return the question about the lowest levels in use, as many as exact arithmetic has room for."""
    levels = np.where(ladder.waiting, ladder.levels, -1)
    place = np.searchsorted(used, levels)
    steps = np.where(levels < 0, -1, 2 * place - (used[np.minimum(place, len(used) - 1)] != levels))
    most = _most_on(ladder, steps, 2 * len(used))
    room = _room(ladder.face) // (_FINE * ladder.face.network.supply + 1)
    asked = 1
    while asked < len(most) and np.prod(most[: asked + 1].astype(float) + 1) < room:
        asked += 1
    prices = np.ones(asked, dtype=np.int64)
    for step in range(asked - 1, 0, -1):
        prices[step - 1] = prices[step] * (most[step] + 1)
    return _Question(np.where(steps < asked, steps, -1), prices)


def _most_on(ladder: _Ladder, steps: Numbers, many: int) -> Numbers:
    """Return for each step a number of pairs that no pairing has on it."""
    supply = ladder.face.network.supply
    arcs = np.bincount(steps[(steps >= 0) & (steps < many)], minlength=many)
    return np.minimum(arcs, supply)


def _room(face: Face) -> int:
    """Return a cost up to which the solver counts exactly."""
    return LARGEST_COST // (face.network.nodes + 1)


def _steering(ladder: _Ladder, dearest: int) -> Numbers:
    """Return costs that lead to a pairing with few low pairs, so that the next questions are about the right levels."""
    waiting = ladder.waiting
    ranks = ladder.levels[waiting]
    costs = np.zeros(len(waiting), dtype=np.int64)
    if len(ranks):
        share = (ranks.max() - ranks) / max(1, np.ptp(ranks))
        costs[waiting] = (share**_STEEP * dearest).astype(np.int64)
    return costs
