"""Why two people fit, in words: what gave the most to their fit, and what is not known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rmentor.pairing.asked import minutes_in_common, whole_years
from rmentor.pairing.facts import GRADES, NEEDED, YEARS, Fact
from rmentor.people.model import Participant
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Preferences
from rmentor.programme.words import Mode
from rmentor.sentences import counted
from rmentor.values import Value

_FULL, _READY, _HOUR = 1000, 4, 60


class _Two(Value):
    programme: Programme
    mentor: Participant
    mentee: Participant
    points: Mapping[str, int]

    def of_both(self, preference: str) -> bool:
        """True where a preference that counts people gave all its points."""
        weight: int = getattr(self.programme.pairing.prefer, preference)
        return self.points[preference] >= _FULL * weight


def reasons(programme: Programme, two: tuple[Participant, Participant], points: Mapping[str, int]) -> list[str]:
    """Return what speaks for a pair of mentor and mentee, the weightiest first.

    What is not known says nothing, nor does what is close to nothing: a distance of less than a fifth of what counts.
    """
    pair = _Two(programme, *two, points)
    order = sorted((name for name in points if points[name] and name in _WORDS), key=lambda name: -points[name])
    return [words for name in order if (words := _WORDS[name](pair))]


def missing(programme: Programme, mentor: Participant, mentee: Participant) -> list[str]:
    """Say which facts are unknown that preferences ask of the two, so that those speak neither for nor against them."""
    lacking: dict[str, dict[str, None]] = {}
    for name in Preferences.keys:
        if getattr(programme.pairing.prefer, name):
            for fact, one in _asked(name, programme.mode, (mentor, mentee)):
                if not fact.known(one):
                    lacking.setdefault(fact.words, {})[one.id] = None
    return [f"{words.format(' and '.join(people))} unknown" for words, people in lacking.items()]


def _asked(name: str, mode: Mode, two: tuple[Participant, Participant]) -> Iterator[tuple[Fact, Participant]]:
    both = (two, two[::-1]) if mode is Mode.RECIPROCAL else (two,)
    for some in both:
        yield from zip(NEEDED.get(name, ()), some, strict=False)


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
    return _distance(two, lambda one: one.person.grade, GRADES, "grade")


def _age(two: _Two) -> str:
    return _distance(two, lambda one: one.person.birth_year, YEARS, "year", " in age")


def _tenure(two: _Two) -> str:
    def years(one: Participant) -> int | None:
        return None if one.person.joined is None else whole_years(one.person.joined, two.programme.plan.start)

    return _distance(two, years, YEARS, "year", " in tenure")


def _industry(two: _Two) -> str:
    return _distance(two, lambda one: one.person.industry_since, YEARS, "year", " in the industry")


def _distance(two: _Two, fact: Callable[[Participant], int | None], top: int, unit: str, where: str = "") -> str:
    one, other = fact(two.mentor), fact(two.mentee)
    if one is None or other is None or abs(one - other) * 5 < top:
        return ""
    return f"{counted(abs(one - other), unit)} apart{where}"


def _departments(two: _Two) -> str:
    one, other = two.mentor.person.department, two.mentee.person.department
    return f"from {one} and {other}" if one and other else ""


def _site(two: _Two) -> str:
    return f"both in {two.mentor.person.site}" if two.mentor.person.site and two.mentee.person.site else ""


def _hours(two: _Two) -> str:
    if not (two.mentor.person.hours and two.mentee.person.hours):
        return ""
    minutes = minutes_in_common(two.programme, two.mentor.person, two.mentee.person)
    return f"{counted(minutes // _HOUR, 'working hour')} in common" if minutes >= _HOUR else ""


def _challenge(two: _Two) -> str:
    """Say that both are ready, 4 of 5 and more, and never how ready somebody called himself."""
    asked = [two.mentor.challenge, two.mentee.challenged]
    if two.programme.mode is Mode.RECIPROCAL:
        asked += [two.mentee.challenge, two.mentor.challenged]
    return "ready to challenge and to be challenged" if min(step or 0 for step in asked) >= _READY else ""


def _first_time(two: _Two) -> str:
    return f"the first pair for {'both' if two.of_both('first_time') else 'one of them'}"


def _left_out(two: _Two) -> str:
    return f"{'both' if two.of_both('left_out') else 'one of them'} left out last time"


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
    "first_time": _first_time,
    "left_out": _left_out,
}
