"""What forbids two people to be a pair, in words: the requirements that candidates meet, asked of the two alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rmentor.pairing.asked import attribute_of, minutes_in_common
from rmentor.pairing.available import agreed, away_until
from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant, Person
from rmentor.people.seniority import SENIORITY, WAYS
from rmentor.people.special import HIDDEN, is_hidden
from rmentor.people.tree import DIRECT_AND_NEXT, bosses
from rmentor.programme.words import Mode, Role
from rmentor.sentences import counted


@dataclass(frozen=True)
class Two:
    """Two people of whom one mentors the other, as the programme began with them."""

    pool: Pool
    mentor: Participant
    mentee: Participant

    @property
    def persons(self) -> tuple[Person, Person]:
        """Who they are, the mentor first."""
        return self.mentor.person, self.mentee.person

    @cached_property
    def steps(self) -> Mapping[str, int]:
        """How far the mentee stands above the mentor by each fact that is known of both."""
        start = self.pool.programme.plan.start
        levels = {fact: [read(person, start) for person in self.persons] for fact, read in SENIORITY.items()}
        return {fact: two[1] - two[0] for fact, two in levels.items() if two[0] is not None and two[1] is not None}


def objections(two: Two) -> Iterator[tuple[str, str]]:
    """Yield each requirement that the two do not meet, by its name as candidates have it, and why."""
    if two.mentor.id == two.mentee.id:
        yield "themselves", "nobody is paired with themselves"
    yield from lasting(two)
    if away := [told for one in (two.mentor, two.mentee) if (told := _away(two.pool, one))]:
        yield "away", " and ".join(away)
    if told := _paired_before(two):
        yield "no_repeats", told


def lasting(two: Two) -> Iterator[tuple[str, str]]:
    """Yield each requirement that the two do not meet and that a pair goes on having to meet once it runs."""
    rules = two.pool.programme.pairing
    for name, object_to in _OBJECTIONS.items():
        required = getattr(rules.require, name)
        if required is not None and required is not False and (told := object_to(two)):
            yield name, told
    yield from _of_attributes(two)
    if told := _kept_apart(two):
        yield "never", told
    if not _roles_fit(two):
        yield "role", f"{_named(two.mentor)} is now {two.mentor.role}, {_named(two.mentee)} {two.mentee.role}"


def _of_attributes(two: Two) -> Iterator[tuple[str, str]]:
    require = two.pool.programme.pairing.require
    for name in require.different:
        if _same(two, name) is not False:
            yield _told(two, f"different {name}", f"differ in {name}")
    for name in require.same:
        if _same(two, name) is not True:
            yield _told(two, f"same {name}", f"have the same {name}")


def _grade_gap(two: Two) -> str:
    least, mode = two.pool.programme.pairing.require.grade_gap or 0, two.pool.programme.mode
    step = two.steps.get("grade")
    if step is not None and {Mode.REVERSE: step, Mode.TRADITIONAL: -step, Mode.RECIPROCAL: abs(step)}[mode] >= least:
        return ""
    grades = ["unknown" if person.grade is None else str(person.grade) for person in two.persons]
    return f"the grades are {' and '.join(grades)}, with a gap of {least} required"


def _in_line(two: Two, depth: int | None) -> str:
    for lower, upper in ((two.mentor, two.mentee), (two.mentee, two.mentor)):
        above = bosses(two.pool.managers, lower.id, depth)
        if upper.id in above:
            between = above[: above.index(upper.id)]
            through = f" through {', '.join(between)}" if between else ""
            return f"{_named(lower)} reports to {_named(upper)}{through}"
    return ""


def _shared_manager(two: Two) -> str:
    return f"both report to {two.mentor.person.manager}" if _same(two, "manager") else ""


def _junior_ways(two: Two) -> str:
    least, mode = two.pool.programme.pairing.require.junior_ways or 0, two.pool.programme.mode
    mentor, mentee = (sum(sign * two.steps.get(way, 0) > 0 for way in WAYS) for sign in (1, -1))
    ways = {Mode.REVERSE: mentor, Mode.TRADITIONAL: mentee, Mode.RECIPROCAL: max(mentor, mentee)}[mode]
    junior = {Mode.REVERSE: "the mentor", Mode.TRADITIONAL: "the mentee", Mode.RECIPROCAL: "one"}[mode]
    return "" if ways >= least else f"{junior} is junior in {counted(ways, 'way')} of three, with {least} required"


def _overlap(two: Two) -> str:
    programme = two.pool.programme
    least = programme.pairing.require.overlap
    unknown = [_named(one) for one in (two.mentor, two.mentee) if one.person.hours is None]
    if unknown:
        return f"the working hours of {' and '.join(unknown)} are not known, with {least} in common required"
    minutes = minutes_in_common(programme, *two.persons)
    if least is None or minutes >= least.minutes:
        return ""
    return f"they have {counted(minutes, 'minute')} of work in common, with {least} required"


def _shared_language(two: Two) -> str:
    mentor, mentee = ({language.casefold() for language in person.languages} for person in two.persons)
    return "" if mentor & mentee else "they have no working language in common"


def _shared_topic(two: Two) -> str:
    forth, back = set(two.mentor.offers) & set(two.mentee.wants), set(two.mentee.offers) & set(two.mentor.wants)
    if forth and (back or not two.pool.both_ways):
        return ""
    return "there is no topic that the one offers and the other wants"


def _consent(two: Two) -> str:
    silent = [_named(one) for one in (two.mentor, two.mentee) if not agreed(two.pool, one)]
    if not silent:
        return ""
    return f"{' and '.join(silent)} {'has' if len(silent) == 1 else 'have'} not agreed to take part"


_OBJECTIONS: Mapping[str, Callable[[Two], str]] = {
    "grade_gap": _grade_gap,
    "outside_reporting_line": lambda two: _in_line(two, None),
    "not_under_direct_report": lambda two: _in_line(two, DIRECT_AND_NEXT),
    "no_shared_manager": _shared_manager,
    "junior_ways": _junior_ways,
    "overlap": _overlap,
    "shared_language": _shared_language,
    "shared_topic": _shared_topic,
    "consent": _consent,
}


def _kept_apart(two: Two) -> str:
    both = {two.mentor.id, two.mentee.id}
    if any(set(couple.people) == both for couple in two.pool.programme.pairing.never):
        return "`never` names the two"
    return "a decision keeps the two apart" if any(set(couple) == both for couple in two.pool.banned) else ""


def _away(pool: Pool, one: Participant) -> str:
    until = away_until(pool, one.person)
    return f"{_named(one)} is away until {until}" if until else ""


def _paired_before(two: Two) -> str:
    both = frozenset({two.mentor.id, two.mentee.id})
    if any(both == {*couple} for pair in two.pool.pairs for couple in pair.couples):
        return "the two are or were a pair of this programme"
    repeats = not two.pool.programme.pairing.require.no_repeats
    return "" if repeats or both not in two.pool.met else "the two were a pair of another programme"


def _same(two: Two, attribute: str) -> bool | None:
    """Say whether the two have the same value, letter case aside; None where one is not known."""
    one, other = (attribute_of(two.pool.programme, person, attribute).casefold() for person in two.persons)
    return one == other if one and other else None


def _told(two: Two, requirement: str, wanted: str) -> tuple[str, str]:
    """Return a requirement, what the two are to be, and what they have; nothing of a special category."""
    attribute = requirement.partition(" ")[2]
    if is_hidden(two.pool.programme, attribute):
        return HIDDEN, f"{HIDDEN} is not met"
    values = [attribute_of(two.pool.programme, person, attribute) or "an unknown one" for person in two.persons]
    return requirement, f"the two are to {wanted} and have {' and '.join(values)}"


def _roles_fit(two: Two) -> bool:
    forth, back = (
        one.role.plays(Role.MENTOR) and other.role.plays(Role.MENTEE)
        for one, other in ((two.mentor, two.mentee), (two.mentee, two.mentor))
    )
    return forth or (back and two.pool.both_ways)


def _named(one: Participant) -> str:
    return f"{one.name} ({one.id})"
