"""What an export changes about the people a programme has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache

from rmentor.people.export import Reading
from rmentor.people.model import Participant, Person, Standing
from rmentor.programme.roster import Columns, Roster

_SOURCES = {"birth_year": ("birth_year", "birth_date", "age")}
_PERSON = (
    "email", "birth_year", "joined", "industry_since", "grade", "department", "site", "manager", "zone", "hours",
    "languages", "away",
)  # fmt: skip
_PART = ("capacity", "offers", "wants", "challenge", "challenged", "consent")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who is known already: everybody by id, and who takes or took part in this programme."""

    people: Mapping[str, Person]
    participants: Mapping[str, Participant]


@dataclass(frozen=True, slots=True)
class Changed:
    """A participant as the export has it, and which facts are not as they were."""

    participant: Participant
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What an export changes, each part sorted by id.

    `leavers` take part and are marked as left or no longer agree to; `absent` take part and the export does not
    name them; `away` withdrew and the export still has them: they stay withdrawn; of them those who changed come first.
    """

    joiners: tuple[Participant, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Participant, ...]
    leavers: tuple[Participant, ...]
    absent: tuple[Participant, ...]
    away: tuple[Participant, ...]

    @property
    def to_save(self) -> tuple[Participant, ...]:
        """Everybody of whom something is new."""
        return (*self.joiners, *(one.participant for one in self.changed))


def changes(roster: Roster, enrolled: Enrolled, reading: Reading) -> Changes:
    """Return what a reading changes; facts that the export has no column for stay as they are."""
    before = enrolled.participants
    now = [completed(roster, one, enrolled) for one in reading.participants]
    again = [Changed(one, _differing(before[one.id], one)) for one in now if one.id in before]
    changed, unchanged = [one for one in again if one.facts], [one for one in again if not one.facts]
    gone = reading.leavers | reading.declined
    active = [one for one in before.values() if one.standing is Standing.ENROLLED]
    return Changes(
        joiners=tuple(one for one in now if one.id not in before),
        changed=tuple(changed),
        unchanged=tuple(one.participant for one in unchanged),
        leavers=tuple(one for one in active if one.id in gone),
        absent=tuple(one for one in active if one.id not in reading.ids),
        away=tuple(one.participant for one in (*changed, *unchanged) if one.participant.standing is Standing.WITHDRAWN),
    )


def completed(roster: Roster, after: Participant, enrolled: Enrolled) -> Participant:
    """Return a participant with the facts that no column holds taken from what is known."""
    known = enrolled.people.get(after.id)
    if known is None:
        return after
    facts = {fact: getattr(known, fact) for fact in _without_column(roster.columns, _PERSON)}
    others = {name: value for name, value in known.attributes.items() if name not in roster.attributes}
    after = replace(after, person=replace(after.person, **facts, attributes=others | dict(after.person.attributes)))
    before = enrolled.participants.get(after.id)
    if before is None:
        return after
    kept = {fact: getattr(before, fact) for fact in _without_column(roster.columns, _PART)}
    return replace(after, **kept, standing=before.standing)


@cache
def _without_column(columns: Columns, facts: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the facts that no column of the export holds."""
    sources = {fact: _SOURCES.get(fact, (fact,)) for fact in facts}
    return tuple(fact for fact in facts if all(getattr(columns, source) is None for source in sources[fact]))


def _differing(before: Participant, after: Participant) -> tuple[str, ...]:
    """Name the facts that differ; a person's own come first."""
    own = [one.name for one in fields(Person) if getattr(before.person, one.name) != getattr(after.person, one.name)]
    return (*own, *(fact for fact in ("role", *_PART) if getattr(before, fact) != getattr(after, fact)))
