"""What two people have that meets a requirement, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rmentor.pairing.asked import attribute_of, minutes_in_common
from rmentor.pairing.two import Two
from rmentor.people.seniority import WAYS
from rmentor.programme.words import Mode
from rmentor.sentences import counted, first_few


def facts_met(two: Two, name: str) -> str:
    """Say what two people have that meets a requirement."""
    attribute = name.partition(" ")[2]
    if attribute:
        return " and ".join(attribute_of(two.pool.programme, person, attribute) for person in two.persons)
    return _MET[name](two) if name in _MET else ""


def _grades(two: Two) -> str:
    grades = " and ".join(str(person.grade) for person in two.persons)
    return f"grades {grades}, with a gap of {two.pool.programme.pairing.require.grade_gap} required"


def _managers(two: Two) -> str:
    one, other = (person.manager or "nobody known" for person in two.persons)
    return f"they report to {one} and {other}"


def _ways(two: Two) -> str:
    least, mode = two.pool.programme.pairing.require.junior_ways, two.pool.programme.mode
    lower = [sum(sign * two.steps.get(way, 0) > 0 for way in WAYS) for sign in (1, -1)]
    ways = {Mode.REVERSE: lower[0], Mode.TRADITIONAL: lower[1], Mode.RECIPROCAL: max(lower)}[mode]
    return f"junior in {counted(ways, 'way')} of three, with {least} required"


def _minutes(two: Two) -> str:
    minutes = minutes_in_common(two.pool.programme, *two.persons)
    return f"{counted(minutes, 'minute')} in common, with {two.pool.programme.pairing.require.overlap} required"


def _languages(two: Two) -> str:
    theirs = {language.casefold() for language in two.mentee.person.languages}
    return first_few([one for one in two.mentor.person.languages if one.casefold() in theirs], 3)


def _topics(two: Two) -> str:
    forth = [topic for topic in two.mentee.wants if topic in two.mentor.offers]
    return first_few(map(two.pool.programme.topic_title, forth), 2)


_MET: Mapping[str, Callable[[Two], str]] = {
    "grade_gap": _grades,
    "outside_reporting_line": lambda _: "neither reports to the other at any depth",
    "not_under_direct_report": lambda _: "neither is the other's report, or a report's report",
    "no_shared_manager": _managers,
    "junior_ways": _ways,
    "overlap": _minutes,
    "shared_language": _languages,
    "shared_topic": _topics,
    "consent": lambda _: "both agreed to take part",
    "away": lambda _: "neither is away when pairs start",
    "never": lambda _: "nothing keeps the two apart",
    "no_repeats": lambda _: "they were not paired before",
}
