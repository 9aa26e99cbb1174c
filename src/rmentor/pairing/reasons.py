"""Why two people fit, in words: what gave the most to their fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rmentor.people.model import Participant
from rmentor.programme.model import Programme
from rmentor.programme.words import Mode

_DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class _Two:
    programme: Programme
    mentor: Participant
    mentee: Participant


def reasons(programme: Programme, two: tuple[Participant, Participant], points: Mapping[str, int]) -> list[str]:
    """Return what speaks for a pair of mentor and mentee, the weightiest first; what is not known says nothing."""
    pair = _Two(programme, *two)
    order = sorted((name for name in points if points[name]), key=lambda name: -points[name])
    return [words for name in order if (words := _WORDS[name](pair))]


def _topics(two: _Two) -> str:
    forth, back = _shared(two, two.mentor, two.mentee), _shared(two, two.mentee, two.mentor)
    if two.programme.mode is Mode.RECIPROCAL:
        return f"{forth} for {back}" if forth and back else ""
    return forth


def _shared(two: _Two, giver: Participant, taker: Participant) -> str:
    """Name what the taker wants most of what the giver offers, and count the rest."""
    found = [name for name in taker.wants if name in giver.offers]
    if not found:
        return ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"{two.programme.topic_title(found[0])}{more}"


def _grades(two: _Two) -> str:
    return _distance(two.mentor.person.grade, two.mentee.person.grade, "{} grades apart", "one grade apart")


def _age(two: _Two) -> str:
    years = two.mentor.person.birth_year, two.mentee.person.birth_year
    return _distance(*years, "{} years apart in age", "one year apart in age")


def _tenure(two: _Two) -> str:
    joined = [one.person.joined for one in (two.mentor, two.mentee)]
    years = [None if day is None else round(day.toordinal() / _DAYS_OF_YEAR) for day in joined]
    return _distance(years[0], years[1], "{} years apart in tenure", "one year apart in tenure")


def _industry(two: _Two) -> str:
    years = two.mentor.person.industry_since, two.mentee.person.industry_since
    return _distance(*years, "{} years apart in the industry", "one year apart in the industry")


def _distance(one: int | None, other: int | None, several: str, single: str) -> str:
    if one is None or other is None or one == other:
        return ""
    steps = abs(one - other)
    return single if steps == 1 else several.format(steps)


def _departments(two: _Two) -> str:
    known = two.mentor.person.department and two.mentee.person.department
    return "different departments" if known else ""


def _site(two: _Two) -> str:
    return f"both in {two.mentor.person.site}" if two.mentor.person.site and two.mentee.person.site else ""


def _hours(two: _Two) -> str:
    known = [one.person.hours for one in (two.mentor, two.mentee)]
    return "common working hours" if all(known) else ""


def _challenge(two: _Two) -> str:
    return "both ready to challenge" if two.mentor.challenge and two.mentee.challenge else ""


_WORDS: Mapping[str, Callable[[_Two], str]] = {
    "topics": _topics,
    "grade_distance": _grades,
    "age_distance": _age,
    "tenure_distance": _tenure,
    "industry_distance": _industry,
    "hours_overlap": _hours,
    "different_department": _departments,
    "same_site": _site,
    "challenge": _challenge,
}
