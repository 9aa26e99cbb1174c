"""What an export changes about the people a programme has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from rmentor.people.export import Reading
from rmentor.people.model import Participant, Person, Standing
from rmentor.people.tree import EMPTY, Tree
from rmentor.programme.roster import Roster

_SOURCES = {"birth_year": ("birth_year", "birth_date", "age")}
_PERSON = (
    "email", "birth_year", "joined", "industry_since", "grade", "department", "site", "manager", "zone", "hours",
    "languages", "away",
)  # fmt: skip
_OWN = tuple(one.name for one in fields(Person))
MOVES = ("manager", "department", "site")
_PART = ("capacity", "offers", "wants", "challenge", "challenged", "consent")


@dataclass(frozen=True, slots=True)
class Enrolled:
    """Who is known already: everybody by id, and who takes or took part in this programme.

    `links` says who reports to whom of those above them, of whom nothing else is known.
    """

    people: Mapping[str, Person]
    participants: Mapping[str, Participant]
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Changed:
    """A participant as the export has it and as known before, and which facts are not as they were.

    `recognised` is True where the manager is the one of before, whose id has come to be known.
    """

    participant: Participant
    facts: tuple[str, ...]
    before: Participant
    recognised: bool = False

    @property
    def moves(self) -> tuple[str, ...]:
        """Which of the facts say that the person has moved within the organisation."""
        return tuple(fact for fact in MOVES if fact in self.facts and not (fact == "manager" and self.recognised))


@dataclass(frozen=True, slots=True)
class Changes:
    """What an export changes, each part sorted by id.

    `declined` no longer agree to take part: `leavers` are they and those marked as left. `absent` take part and the
    export does not name them. `away` withdrew and the export still has them: they stay withdrawn; of them those who
    changed come first. `shifted` are not named and have another role than before, as it follows from who takes part.
    """

    joiners: tuple[Participant, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Participant, ...]
    leavers: tuple[Participant, ...]
    absent: tuple[Participant, ...]
    away: tuple[Participant, ...]
    declined: frozenset[str] = frozenset()
    shifted: tuple[Participant, ...] = ()

    @property
    def to_save(self) -> tuple[Participant, ...]:
        """Everybody of whom something is new."""
        declined = (replace(one, consent=False) for one in self.leavers if one.id in self.declined)
        return (*self.joiners, *(one.participant for one in self.changed), *self.shifted, *declined)

    @property
    def movers(self) -> tuple[Changed, ...]:
        """Those who have another manager, department or site."""
        return tuple(one for one in self.changed if one.moves)

    @property
    def others(self) -> tuple[Changed, ...]:
        """Those of whom something else has changed."""
        return tuple(one for one in self.changed if not one.moves)


def changes(roster: Roster, enrolled: Enrolled, reading: Reading, tree: Tree = EMPTY) -> Changes:
    """Return what a reading changes; facts that the export has no column for stay as they are.

    By `tree` a manager is recognised who was known by name alone.
    """
    before = enrolled.participants
    unsaid = _unsaid(roster)
    now = [unsaid.kept(one, enrolled) for one in reading.participants]
    again = [_compared(before[one.id], one, tree) for one in now if one.id in before]
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
        declined=reading.declined,
    )


def completed(roster: Roster, after: Participant, enrolled: Enrolled) -> Participant:
    """Return a participant with the facts that no column holds taken from what is known."""
    return _unsaid(roster).kept(after, enrolled)


@dataclass(frozen=True, slots=True)
class _Unsaid:
    """The facts of a person and of a participant that an export has no column for, and the attributes that it has."""

    person: tuple[str, ...]
    part: tuple[str, ...]
    attributes: Collection[str]

    def kept(self, after: Participant, enrolled: Enrolled) -> Participant:
        """Return a participant with what is not said taken from what is known; made anew only where that differs."""
        known, before = enrolled.people.get(after.id), enrolled.participants.get(after.id)
        own = self._of_person(known, after.person) if known else self._of_one_above(enrolled.links.get(after.id))
        facts = _from(before, after, (*self.part, "standing")) if before else {}
        if own:
            facts["person"] = replace(after.person, **own)
        return replace(after, **facts) if facts else after

    def _of_one_above(self, boss: str | None) -> dict[str, Any]:
        return {"manager": boss} if boss and "manager" in self.person else {}

    def _of_person(self, known: Person, after: Person) -> dict[str, Any]:
        facts = _from(known, after, self.person)
        others = {name: value for name, value in known.attributes.items() if name not in self.attributes}
        return facts | {"attributes": others | dict(after.attributes)} if others else facts


def _unsaid(roster: Roster) -> _Unsaid:
    sources = {fact: _SOURCES.get(fact, (fact,)) for fact in (*_PERSON, *_PART)}
    said = {fact for fact, keys in sources.items() if any(getattr(roster.columns, key) is not None for key in keys)}
    person, part = (tuple(fact for fact in facts if fact not in said) for facts in (_PERSON, _PART))
    return _Unsaid(person, part, roster.attributes.keys())


def _from(before: Any, after: Any, facts: Iterable[str]) -> dict[str, Any]:
    """Return those of the facts, as they were, that differ."""
    return {fact: getattr(before, fact) for fact in facts if getattr(before, fact) != getattr(after, fact)}


def _compared(before: Participant, after: Participant, tree: Tree) -> Changed:
    facts, manager = _differing(before, after), before.person.manager
    recognised = "manager" in facts and manager is not None and tree.meant(manager) == (after.person.manager,)
    return Changed(after, facts, before, recognised)


def _differing(before: Participant, after: Participant) -> tuple[str, ...]:
    """Name the facts that differ; a person's own come first."""
    return (*_from(before.person, after.person, _OWN), *_from(before, after, ("role", *_PART)))
