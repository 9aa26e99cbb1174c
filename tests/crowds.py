"""Crowds of people of all kinds, under rules of all kinds, from a number; for tests that need thousands of couples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from random import Random
from typing import Any

from pools import capacity, couple, pool, programme, running, someone
from rmentor.pairing.pool import Pool
from rmentor.people.model import Away, Participant, Standing
from rmentor.programme.kinds import Hours
from rmentor.programme.meetings import MeetingRules
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.period import Period
from rmentor.programme.roster import Roster
from rmentor.programme.words import Mode, Role

# Days on which clocks are about to change, have changed in one place alone, or are as in winter; a leap day.
STARTS = (date(2027, 1, 11), date(2027, 3, 20), date(2027, 10, 31), date(2028, 2, 29))
_ZONES = (None, None, "Europe/Oslo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Honolulu")
_ROSTER = Roster(attributes={"team": "Team", "religion": "Religion"}, special={"religion": "Pairs cross backgrounds"})
_NAMED = ("department", "site", "generation", "team", "religion", "manager", "zone", "grade", "birth_year")
_TOPICS = ("ai", "data", "video", "money")


def crowd(seed: int) -> Pool:
    """Return about a dozen people, with much unknown of them, and a programme that requires this and that."""
    drawn = Random(seed)
    names = [f"p{number:02}" for number in range(drawn.randint(4, 14))]
    start = drawn.choice(STARTS)
    everyone = [_person(drawn, name, [*names, "top", "board"], start) for name in names]
    found = pool(everyone, _rules(drawn, names, start))
    return replace(
        found,
        # Who is above in the organisation may be in a circle, and may be nobody who takes part.
        managers={**found.managers, **({"top": drawn.choice(names), "board": "top"} if drawn.random() < 0.5 else {})},
        pairs=[running(1, *drawn.sample(names, 2))] if drawn.random() < 0.3 else [],
        met=frozenset(frozenset(drawn.sample(names, 2)) for _ in range(drawn.randint(0, 3))),
        banned=frozenset(_two(drawn, names) for _ in range(drawn.randint(0, 3))),
        experienced=frozenset(drawn.sample(names, 2)),
        left_out=frozenset(drawn.sample(names, 2)),
        today=drawn.choice((None, start - timedelta(40), start + timedelta(20))),
    )


def _person(drawn: Random, name: str, above: list[str], start: date) -> Participant:
    def known(*values: Any) -> Any:
        return None if drawn.random() < 0.2 else drawn.choice(values)

    manager = known(*above)
    return someone(
        name,
        drawn.choice(list(Role)),
        birth_year=known(*range(1940, 2012)),
        joined=known(*(start - timedelta(drawn.randint(-400, 12_000)) for _ in range(3)), _years_before(start, 5)),
        industry_since=known(*range(1990, 2030)),
        grade=known(*range(1, 15)),
        department=known("Sales", "sales", "IT", "Law"),
        site=known("Oslo", "Bergen"),
        manager=None if manager == name else manager,
        zone=drawn.choice(_ZONES),
        hours=known(Hours(time(9), time(17)), Hours(time(7, 30), time(15)), Hours(time(22), time(6)), *_odd(drawn)),
        languages=tuple(drawn.sample(("en", "EN", "no", "de"), drawn.randint(0, 2))),
        away=_away(drawn, start),
        attributes={key: value for key in ("team", "religion", "generation") if (value := known("A", "a", "B"))},
        offers=tuple(drawn.sample(_TOPICS, drawn.randint(0, 3))),
        wants=tuple(drawn.sample(_TOPICS, drawn.randint(0, 4))),
        challenge=known(1, 2, 3, 4, 5),
        challenged=known(1, 2, 3, 4, 5),
        consent=drawn.choice((None, True, True, True, False)),
        standing=drawn.choice((*[Standing.ENROLLED] * 7, Standing.WITHDRAWN)),
    )


def _odd(drawn: Random) -> tuple[Hours, ...]:
    return tuple(Hours(time(drawn.randrange(24), 15), time(drawn.randrange(24), 45)) for _ in range(2))


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _away(drawn: Random, start: date) -> tuple[Away, ...]:
    first = start + timedelta(drawn.randint(-30, 5))
    middle = first + timedelta(drawn.randint(5, 60))
    later = middle + timedelta(drawn.choice((0, 1, 2)))
    return drawn.choice(((), (), (Away(first, middle),), (Away(later, later + timedelta(25)), Away(first, middle))))


def _rules(drawn: Random, names: list[str], start: date) -> Programme:
    def now_and_then(*values: Any) -> Any:
        return drawn.choice(values) if drawn.random() < 0.25 else None

    made = programme(
        drawn.choice(list(Mode)),
        grade_gap=now_and_then(0, 1, 3),
        outside_reporting_line=bool(now_and_then(True)),
        not_under_direct_report=bool(now_and_then(True)),
        no_shared_manager=bool(now_and_then(True)),
        different=tuple(drawn.sample(_NAMED, drawn.choice((0, 0, 1)))),
        same=tuple(drawn.sample(_NAMED, drawn.choice((0, 0, 0, 1)))),
        junior_ways=now_and_then(1, 2, 3),
        overlap=now_and_then(Period.parse("2 hours"), Period.parse("45 minutes")),
        shared_language=bool(now_and_then(True)),
        shared_topic=bool(now_and_then(True)),
        no_repeats=drawn.random() < 0.5,
        consent=bool(now_and_then(True)),
        never=tuple(couple(*drawn.sample(names, 2)) for _ in range(drawn.randint(0, 2))),
        capacity=capacity(),
        **{name: drawn.randint(0, 9) for name in Preferences.keys},
    )
    plan = replace(made.plan, start=start)
    own = replace(_ROSTER, attributes={**_ROSTER.attributes, **({"generation": "G"} if drawn.random() < 0.3 else {})})
    every = Period.parse(drawn.choice(("1 week", "2 weeks", "1 month")))
    return replace(made, plan=plan, roster=own, meetings=replace(MeetingRules(), every=every))


def _two(drawn: Random, names: list[str]) -> tuple[str, str]:
    one, other = drawn.sample(names, 2)
    return one, other
