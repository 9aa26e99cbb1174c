"""What people are late with: briefings, ground rules, goals, answers and their own address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from shlex import quote

from rmentor.pairing.model import Pair
from rmentor.programme.period import Period, Unit
from rmentor.programme.preparation import Agreement
from rmentor.programme.surveys import Wave
from rmentor.reminders.addresses import is_address
from rmentor.reminders.facts import Facts, answered, asked
from rmentor.reminders.matters import Concerning, Matter, some
from rmentor.reminders.model import Notice, NoticeStatus
from rmentor.sentences import counted

_GOALS_AFTER = timedelta(days=14)
_USUAL_OPENING = Period(2, Unit.WEEK)
_ENOUGH_ANSWERS = 0.7


@dataclass(frozen=True, slots=True)
class _Late:
    """What people are late with, and the command that records it."""

    kind: Concerning
    what: str
    verb: str
    options: str


def briefings(facts: Facts) -> Iterator[Matter]:
    """Yield each briefing that people should have taken by now."""
    for briefing in facts.programme.preparation.briefings:
        open_to = [one.id for one in facts.enrolled if one.role.plays(briefing.role)]
        missing = [name for name in open_to if (name, briefing.id) not in facts.briefings]
        days = [(facts.day_for(facts.open_pairs_of(name), briefing.by, name), name, "") for name in missing]
        late = _Late(Concerning.BRIEFING, f"“{briefing.title}” not taken", "record briefing", f" {briefing.id}")
        yield from _overdue(facts, late, days)


def agreements(facts: Facts) -> Iterator[Matter]:
    """Yield who should have accepted the ground rules by now."""
    agreement = facts.programme.preparation.agreement
    late = _Late(Concerning.AGREEMENT, "Ground rules not accepted", "record agreement", "")
    if agreement:
        sides = [(pair, name) for pair, name in facts.sides() if not _accepted(facts, pair, name, agreement)]
        days = [(facts.day_for([pair], agreement.by, name), name, _which(facts, pair, name)) for pair, name in sides]
        yield from _overdue(facts, late, days)


def goals(facts: Facts) -> Iterator[Matter]:
    """Yield who should have set goals by now (E6)."""
    late = _Late(Concerning.GOALS, "Goals not set", "record goal", " TEXT --kind professional")
    sides = [(pair, name) for pair, name in facts.sides() if facts.goals_missing(pair, name)]
    begun = [(facts.first_meeting(pair, name), name, _which(facts, pair, name)) for pair, name in sides]
    if facts.today < facts.programme.plan.end:
        yield from _overdue(facts, late, [(day and day + _GOALS_AFTER, name, which) for day, name, which in begun])


def _overdue(facts: Facts, late: _Late, days: Iterable[tuple[date | None, str, str]]) -> Iterator[Matter]:
    """Yield one matter for all whose day has passed; a day comes with the person and an option for the command."""
    past = sorted((day, name, which) for day, name, which in days if day and day < facts.today)
    people = tuple(dict.fromkeys(name for _, name, _ in past))
    if past:
        since, first, which = past[0]
        told = f"{late.what} by {counted(len(people), 'person', 'people')}: {some(people)}"
        typed = f"rmentor {late.verb} {quote(first)}{late.options}{which}"
        yield Matter(kind=late.kind, since=since, what=told, command=typed, people=people)


def _accepted(facts: Facts, pair: Pair, person: str, agreement: Agreement) -> bool:
    return (pair.number, person, agreement.version) in facts.acceptances


def _which(facts: Facts, pair: Pair, person: str) -> str:
    several = len(facts.open_pairs_of(person)) > 1
    return f" --pair {pair.number}" if several else ""


def surveys(facts: Facts) -> Iterator[Matter]:
    """Yield the waves that are open and thinly answered."""
    for wave in facts.programme.surveys.waves:
        opens = facts.programme.day_of(wave.at)
        if opens and opens <= facts.today <= (wave.open_for or _USUAL_OPENING).after(opens):
            yield from _thin_wave(facts, wave, opens)


def _thin_wave(facts: Facts, wave: Wave, opens: date) -> Iterator[Matter]:
    hoped = asked(facts, wave)
    came = len(hoped & answered(facts, wave))
    if hoped and came < _ENOUGH_ANSWERS * len(hoped):
        what = f"Survey {wave.id}: {came} of {len(hoped)} have answered"
        command = f"rmentor survey import FILE --wave {wave.id}"
        yield Matter(kind=Concerning.SURVEY, since=opens, what=what, command=command)


def unreached(facts: Facts, ledger: Iterable[Notice]) -> Iterator[Matter]:
    """Yield who could not be reminded and still has no address."""
    failed = [one for one in ledger if one.status is NoticeStatus.FAILED and facts.takes_part(one.key.person)]
    lost = [one for one in failed if not is_address(facts.participants[one.key.person].person.email)]
    if lost:
        names = sorted({one.key.person for one in lost})
        what = f"{counted(len(names), 'person', 'people')} could not be reminded for want of an address: {some(names)}"
        since = min(one.due for one in lost)
        yield Matter(
            kind=Concerning.UNREACHED,
            since=since,
            what=what,
            command="rmentor enrol --from roster.csv",
            people=tuple(names),
        )
