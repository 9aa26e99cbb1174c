"""A round that may take no longer than it is given."""

from __future__ import annotations

import pytest

from pools import mentee, mentor, pool, programme
from rmentor.commands.waiting import patience
from rmentor.pairing import table as tables
from rmentor.pairing.pool import Pool
from rmentor.pairing.propose import propose
from rmentor.pairing.repair import repair
from rmentor.pairing.watch import Watch
from rmentor.pairing.what_if import compare
from rmentor.programme.model import Programme


def crowd(rules: Programme, size: int = 80) -> Pool:
    places = range(size)
    people = [mentor(f"m{one:02}", grade=one % 5, offers=("ai",), site="xyz"[one % 3]) for one in places]
    people += [mentee(f"s{one:02}", grade=one % 7 + 2, wants=("ai",), site="xy"[one % 2]) for one in places]
    return pool(people, rules)


def test_a_round_that_was_cut_short_says_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_HELD", 0)
    monkeypatch.setattr("rmentor.pairing.flow.FEW", 1)
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


@pytest.fixture
def hands(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the hands of the clock that patience looks at, for a test to turn."""
    now = [0.0]
    monkeypatch.setattr("rmentor.commands.waiting.monotonic", lambda: now[0])
    return now


def test_patience_ends_where_two_more_steps_as_long_as_the_longest_would_be_late(hands: list[float]) -> None:
    with patience("Pairing", 60) as watch:
        for now, enough in ((5, False), (20, False), (29, False), (30, True), (31, True)):
            hands[0] = now
            assert watch.enough() is enough


def test_what_is_told_ends_a_step_too(hands: list[float]) -> None:
    with patience("Pairing", 60) as watch:
        for now in (10, 20, 30, 39):
            hands[0] = now
            watch.told("something")
        assert not watch.enough()
        hands[0] = 41
        assert watch.enough()


def test_nobody_who_gave_no_time_ever_has_enough(hands: list[float]) -> None:
    with patience("Pairing") as watch:
        hands[0] = 1e9
        assert not watch.enough()


def test_a_first_choice_that_cannot_be_better_is_proved_though_time_is_over() -> None:
    everybody = crowd(programme(same_site=3), 6)
    short = propose(everybody, Watch(enough=lambda: True))
    assert short.optimal
    assert short.pairs == propose(everybody).pairs


def test_a_comparison_cut_short_says_that_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_HELD", 0)
    monkeypatch.setattr("rmentor.pairing.flow.FEW", 1)
    asked, other = (crowd(programme(topics=0, grade_distance=7, same_site=weight)) for weight in (3, 5))
    assert compare(asked, other).proved
    assert not compare(asked, other, Watch(enough=lambda: True)).proved


def test_a_repair_cut_short_says_what_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_HELD", 0)
    monkeypatch.setattr("rmentor.pairing.flow.FEW", 1)
    asked = crowd(programme(topics=0, grade_distance=7, same_site=3))
    short = repair(asked, watch=Watch(enough=lambda: True)).proposal
    assert not short.optimal
    assert short.total <= short.bound
