"""Random people with wishes and grades, for tests of what is said about a round."""

from __future__ import annotations

from hypothesis import strategies as st

from pools import TOPICS, capacity, pool, programme, someone
from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant
from rmentor.programme.words import Mode, Role

_TOPICS = st.lists(st.sampled_from(TOPICS), unique=True, max_size=2).map(tuple)


@st.composite
def pools(draw: st.DrawFn, mode: Mode | None = None) -> Pool:
    """Return a pool in which some are left: a grade gap and a shared topic are required, a number may be planned."""
    chosen = mode or draw(st.sampled_from([Mode.REVERSE, Mode.TRADITIONAL, Mode.RECIPROCAL]))
    several = 1 if chosen is Mode.RECIPROCAL else draw(st.integers(1, 2))
    rules = programme(
        chosen,
        draw(st.one_of(st.none(), st.integers(0, 3))),
        grade_gap=draw(st.integers(0, 3)),
        shared_topic=draw(st.booleans()),
        different=("site",) if draw(st.booleans()) else (),
        topics=draw(st.integers(0, 3)),
        grade_distance=draw(st.integers(0, 2)),
        capacity=capacity(several, 1),
    )
    return pool([_one(draw, f"p{number}") for number in range(draw(st.integers(2, 7)))], rules)


def _one(draw: st.DrawFn, name: str) -> Participant:
    return someone(
        name,
        draw(st.sampled_from([Role.MENTOR, Role.MENTEE, Role.BOTH])),
        offers=draw(_TOPICS),
        wants=draw(_TOPICS),
        grade=draw(st.one_of(st.none(), st.integers(1, 5))),
        site=draw(st.sampled_from(["Oslo", "Bergen"])),
    )
