"""What may be paired and how well it fits, read from the definitions in plain Python, pair by pair.

Nothing of the pairing's own code is used: days are counted one by one, hours minute by minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant, Person
from rmentor.programme.words import Mode, Role

SPECIAL = "a requirement about special-category data"


def forbidden(found: Pool, one: Participant, other: Participant) -> set[str]:
    """Return by their names what forbids one to mentor the other."""
    asked = {**_of_places(found, one, other), **_of_facts(found, one, other), **_of_couples(found, one, other)}
    return {name for name, wrong in asked.items() if wrong} | set(_attributes(found, one.person, other.person))


def _of_places(found: Pool, one: Participant, other: Participant) -> dict[str, bool]:
    require, mode = found.programme.pairing.require, found.programme.mode
    gap, junior = require.grade_gap, require.junior_ways
    return {
        "themselves": one.id == other.id,
        "role": not (_plays(one, other) or (mode is Mode.RECIPROCAL and _plays(other, one))),
        "grade_gap": gap is not None and _gap(mode, one.person, other.person) < gap,
        "junior_ways": junior is not None and _ways(found, one.person, other.person) < junior,
        "outside_reporting_line": require.outside_reporting_line and _reports(found, one.id, other.id, 1000),
        "not_under_direct_report": require.not_under_direct_report and _reports(found, one.id, other.id, 2),
    }


def _of_facts(found: Pool, one: Participant, other: Participant) -> dict[str, bool]:
    require, mine, theirs = found.programme.pairing.require, one.person, other.person
    least = require.overlap.minutes if require.overlap else -1
    return {
        "no_shared_manager": require.no_shared_manager and bool(mine.manager) and mine.manager == theirs.manager,
        "overlap": _common(found, mine, theirs, -1) < least,
        "shared_language": require.shared_language and not _folded(mine.languages) & _folded(theirs.languages),
        "shared_topic": require.shared_topic and not _topic(found.programme.mode, one, other),
        "consent": require.consent and not (one.consent and other.consent),
        "away": _away(found, mine) or _away(found, theirs),
    }


def _of_couples(found: Pool, one: Participant, other: Participant) -> dict[str, bool]:
    rules, both = found.programme.pairing, {one.id, other.id}
    apart = [*(couple.people for couple in rules.never), *found.banned]
    return {
        "never": any(both == set(couple) for couple in apart),
        "no_repeats": any(both == set(pair.people) for pair in found.pairs)
        or (rules.require.no_repeats and both in found.met),
    }


def _plays(one: Participant, other: Participant) -> bool:
    return one.role in (Role.MENTOR, Role.BOTH) and other.role in (Role.MENTEE, Role.BOTH)


def _gap(mode: Mode, one: Person, other: Person) -> float:
    if one.grade is None or other.grade is None:
        return float("-inf")
    gap = other.grade - one.grade
    return {Mode.REVERSE: gap, Mode.TRADITIONAL: -gap, Mode.RECIPROCAL: abs(gap)}[mode]


def _reports(found: Pool, one: str, other: str, depth: int) -> bool:
    def above(person: str) -> set[str]:
        seen: list[str] = [person]
        while len(seen) <= depth and (boss := found.managers.get(seen[-1])) and boss not in seen:
            seen.append(boss)
        return set(seen[1:])

    return one in above(other) or other in above(one)


def _ways(found: Pool, one: Person, other: Person) -> int:
    forth, back = _junior(found, one, other), _junior(found, other, one)
    return {Mode.REVERSE: forth, Mode.TRADITIONAL: back, Mode.RECIPROCAL: max(forth, back)}[found.programme.mode]


def _junior(found: Pool, one: Person, other: Person) -> int:
    """Count the ways in which one is the junior; who comes after the start is as new as who comes then."""
    start = found.programme.plan.start
    younger = one.birth_year and other.birth_year and one.birth_year > other.birth_year
    newer = one.joined and other.joined and min(one.joined, start) > min(other.joined, start)
    entered = [one.industry_since, other.industry_since]
    in_industry = None not in entered and min(entered[0] or 0, start.year) > min(entered[1] or 0, start.year)
    return sum(map(bool, (younger, newer, in_industry)))


def _common(found: Pool, one: Person, other: Person, unknown: int) -> int:
    """Return at how many minutes of a day both work, by what the clocks show on the first day."""
    if one.hours is None or other.hours is None:
        return unknown
    return len(_working(found, one) & _working(found, other))


def _working(found: Pool, one: Person) -> set[int]:
    plan, hours = found.programme.plan, one.hours
    assert hours is not None
    zone = ZoneInfo(one.zone or plan.zone)
    noon = datetime.combine(plan.start, time(12), zone)
    ahead = int((noon.utcoffset() or timedelta()).total_seconds()) // 60
    begin, end = (at.hour * 60 + at.minute for at in (hours.start, hours.end))
    return {(begin + minute - ahead) % 1440 for minute in range((end - begin) % 1440)}


def _folded(words: tuple[str, ...]) -> set[str]:
    return {word.casefold() for word in words}


def _topic(mode: Mode, one: Participant, other: Participant) -> bool:
    forth, back = set(one.offers) & set(other.wants), set(other.offers) & set(one.wants)
    return bool(forth and back) if mode is Mode.RECIPROCAL else bool(forth)


def _away(found: Pool, one: Person) -> bool:
    """Say whether one is away on every single day from the start until the next meeting would be due."""
    if found.today is None:
        return False
    first = max(found.today, found.programme.plan.start)
    days = (found.programme.meetings.every.after(first) - first).days
    return all(any(away.first <= first + timedelta(day) <= away.last for away in one.away) for day in range(days))


def _attributes(found: Pool, one: Person, other: Person) -> Iterator[str]:
    require = found.programme.pairing.require
    asked = [("different", name) for name in require.different] + [("same", name) for name in require.same]
    for kind, name in asked:
        mine, theirs = (_attribute(found, person, name) for person in (one, other))
        if not mine or not theirs or (mine == theirs) is not (kind == "same"):
            yield SPECIAL if name == "religion" else f"{kind} {name}"


def _attribute(found: Pool, one: Person, name: str) -> str:
    if name == "generation" and "generation" not in found.programme.roster.attributes:
        born = one.birth_year
        limits = {"older": (0, 1945), "boomers": (1946, 1965), "x": (1966, 1985), "millennials": (1986, 2005)}
        if born is None:
            return ""
        return next((key for key, (low, high) in limits.items() if low <= born <= high), "younger")
    value = one.attributes.get(name) if name in ("team", "religion", "generation") else getattr(one, name)
    return "" if value is None else str(value).casefold()


def points(found: Pool, one: Participant, other: Participant) -> dict[str, int]:
    """Return what each preference gives, before its weight."""
    start, mine, theirs = found.programme.plan.start, one.person, other.person
    since = [_since(start, person.industry_since) for person in (mine, theirs)]
    return {
        "topics": _weaker(found, one, other, _wishes),
        "grade_distance": _distance(found, (mine.grade, theirs.grade), 10),
        "age_distance": _distance(found, (_before(start, mine.birth_year), _before(start, theirs.birth_year)), 40),
        "tenure_distance": _distance(found, (_years(start, mine.joined), _years(start, theirs.joined)), 40),
        "industry_distance": _distance(found, (since[0], since[1]), 40),
        "hours_overlap": min(480, _common(found, mine, theirs, 240)) * 1000 // 480,
        "different_department": _alike(found, mine, theirs, "department", (0, 1000)),
        "same_site": _alike(found, mine, theirs, "site", (1000, 0)),
        "challenge": _weaker(found, one, other, _dare),
        "first_time": sum(500 for person in (one, other) if person.id not in found.experienced),
        "left_out": sum(500 for person in (one, other) if person.id in found.left_out),
    }


def _weaker(found: Pool, one: Participant, other: Participant, way: object) -> int:
    assert callable(way)
    both = found.programme.mode is Mode.RECIPROCAL
    return min(int(way(one, other)), int(way(other, one))) if both else int(way(one, other))


def _wishes(giver: Participant, taker: Participant) -> int:
    """Give the k-th last wish k shares; what the shares leave of 1000 goes to the first wish."""
    if not giver.offers or not taker.wants:
        return 500
    number = len(taker.wants)
    shares = [1000 * (number - place) // (number * (number + 1) // 2) for place in range(number)]
    shares[0] += 1000 - sum(shares)
    return sum(share for share, topic in zip(shares, taker.wants, strict=True) if topic in giver.offers)


def _dare(giver: Participant, taker: Participant) -> int:
    if giver.challenge is None or taker.challenged is None:
        return 500
    return 250 * (min(giver.challenge, taker.challenged) - 1)


def _distance(found: Pool, two: tuple[int | None, int | None], top: int) -> int:
    mine, theirs = two
    if mine is None or theirs is None:
        return 500
    mode, step = found.programme.mode, theirs - mine
    step = {Mode.REVERSE: step, Mode.TRADITIONAL: -step, Mode.RECIPROCAL: abs(step)}[mode]
    return 1000 * min(max(step, 0), top) // top


def _before(start: date, year: int | None) -> int | None:
    return None if year is None else start.year - year


def _since(start: date, year: int | None) -> int | None:
    return None if year is None else max(0, start.year - year)


def _years(start: date, joined: date | None) -> int | None:
    """Count how many times the day of the year came round."""
    if joined is None:
        return None
    come = (start.month, start.day) >= (joined.month, joined.day)
    return sum(come or year < start.year for year in range(joined.year + 1, start.year + 1))


def _alike(found: Pool, one: Person, other: Person, name: str, given: tuple[int, int]) -> int:
    mine, theirs = (_attribute(found, person, name) for person in (one, other))
    return 500 if not mine or not theirs else given[mine != theirs]
