"""A round that may take no longer than it is given."""

from __future__ import annotations

import pytest

from pools import mentee, mentor, pool, programme
from rmentor.pairing import table as tables
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.watch import Watch
from rmentor.programme.model import Programme


def crowd(rules: Programme, size: int = 60) -> Pool:
    places = range(size)
    people = [mentor(f"m{one:02}", grade=one % 5, offers=("ai",), site="xyz"[one % 3]) for one in places]
    people += [mentee(f"s{one:02}", grade=one % 7 + 2, wants=("ai",), site="xy"[one % 2]) for one in places]
    return pool(people, rules)


def test_a_round_that_was_cut_short_says_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_HELD", 0)
    monkeypatch.setattr("rmentor.pairing.flow._FEW", 1)
    asked = crowd(programme(topics=0, grade_distance=7, same_site=3))
    short = propose(asked, Watch(enough=lambda: True))
    as_many = propose(crowd(programme(pairs=len(short.pairs), topics=0, grade_distance=7, same_site=3)))
    assert as_many.optimal
    assert len(as_many.pairs) == len(short.pairs) < len(propose(asked).pairs)
    assert short.total <= as_many.total <= short.bound


def test_each_step_is_told() -> None:
    heard: list[str] = []
    propose(crowd(programme()), Watch(told=heard.append))
    assert any("better ones left out" in step for step in heard)
