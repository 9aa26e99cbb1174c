"""All that the stage needs to know, gathered by whoever asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from math import ceil
from typing import TypeVar

from rmentor.meetings.model import Meeting, MeetingStatus
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Standing
from rmentor.programme.model import Programme
from rmentor.programme.surveys import Wave
from rmentor.programme.words import Checkpoint, Mode
from rmentor.records.model import Goal, GoalKind, Progress

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)
_CADENCES_OF_SILENCE = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A programme at a moment, which is aware in the programme's zone.

    Participants are by id, meetings and goals by pair; `briefings` holds (person, briefing), `acceptances`
    (pair, person, version), `answered` (wave, person): who answered, never what. `managers` says who reports to whom,
    None where nobody asks.
    """

    programme: Programme
    now: datetime
    participants: Mapping[str, Participant] = field(default_factory=dict)
    pairs: tuple[Pair, ...] = ()
    meetings: Mapping[int, tuple[Meeting, ...]] = field(default_factory=dict)
    goals: Mapping[int, tuple[Goal, ...]] = field(default_factory=dict)
    briefings: frozenset[tuple[str, str]] = frozenset()
    acceptances: frozenset[tuple[int, str, int]] = frozenset()
    answered: frozenset[tuple[str, str]] = frozenset()
    managers: Mapping[str, str] | None = None
    _own: Mapping[str, tuple[Pair, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sides = ((person, pair) for pair in self.pairs for person in pair.ever)
        own = grouped(sides, lambda side: side[0])
        object.__setattr__(self, "_own", {person: tuple(pair for _, pair in both) for person, both in own.items()})

    @property
    def today(self) -> date:
        """The day in the programme's zone."""
        return self.now.date()

    @property
    def enrolled(self) -> tuple[Participant, ...]:
        """Everyone who takes part, sorted by id."""
        everyone = sorted(self.participants.items())
        return tuple(one for _, one in everyone if one.standing is Standing.ENROLLED)

    @property
    def open_pairs(self) -> tuple[Pair, ...]:
        """The pairs that have not ended, by number."""
        return tuple(sorted((pair for pair in self.pairs if pair.open), key=lambda pair: pair.number))

    def takes_part(self, person: str) -> bool:
        """True where the person is enrolled and has not withdrawn."""
        known = self.participants.get(person)
        return known is not None and known.standing is Standing.ENROLLED

    def sides(self) -> Iterator[tuple[Pair, str]]:
        """Yield each open pair with each of its people who takes part."""
        for pair in self.open_pairs:
            yield from ((pair, person) for person in pair.people if self.takes_part(person))

    def pairs_of(self, person: str) -> tuple[Pair, ...]:
        """Return the pairs that a person is or was in."""
        return self._own.get(person, ())

    def open_pairs_of(self, person: str) -> tuple[Pair, ...]:
        """Return the open pairs that a person is in."""
        return tuple(pair for pair in self.pairs_of(person) if pair.open and person in pair.people)

    def meetings_of(self, pair: Pair) -> tuple[Meeting, ...]:
        """Return the meetings of a pair, whatever became of them, by day."""
        return tuple(sorted(self.meetings.get(pair.number, ()), key=lambda one: (one.on, one.at, one.number)))

    def held(self, pair: Pair) -> tuple[Meeting, ...]:
        """Return the meetings that took place, by day."""
        return tuple(one for one in self.meetings_of(pair) if one.status is MeetingStatus.HELD)

    def first_meeting(self, pair: Pair, person: str) -> date | None:
        """Return the day of the first meeting that was not cancelled, for somebody who was in the pair by then."""
        days = (one.on for one in self.meetings_of(pair) if one.status is not MeetingStatus.CANCELLED)
        return next((day for day in days if person != pair.late or day >= pair.since(person)), None)

    def day_for(self, pairs: Iterable[Pair], point: Checkpoint, person: str) -> date | None:
        """Return the day of a checkpoint for someone in these pairs; the first meeting's is the earliest of them."""
        if point is not Checkpoint.FIRST_MEETING:
            return self.programme.day_of(point)
        days = (self.first_meeting(pair, person) for pair in pairs)
        return min((day for day in days if day), default=None)

    def quiet_since(self, pair: Pair) -> date:
        """Return the day of the last meeting held, before the first one the day on which the pair could begin."""
        held = self.held(pair)
        return held[-1].on if held else max(pair.started, self.programme.plan.start)

    def silent_from(self, pair: Pair, patience: int) -> date:
        """Return the day after `patience` days without a meeting, but not before one and a half cadences."""
        cadence = ceil(self.programme.meetings.every.days * _CADENCES_OF_SILENCE)
        return self.quiet_since(pair) + timedelta(days=max(patience, cadence))

    def goals_missing(self, pair: Pair, person: str) -> Mapping[GoalKind, int]:
        """Return how many goals of each kind a person of a pair has still to set; empty where none."""
        asked = self.programme.preparation.goals
        if pair.mode is not Mode.RECIPROCAL and person != pair.mentee:
            return {}
        own = [one for one in self.goals.get(pair.number, ()) if one.person == person]
        kinds = [one.kind for one in own if one.progress is not Progress.DROPPED]
        wanted = {GoalKind.PROFESSIONAL: asked.professional, GoalKind.PERSONAL: asked.personal}
        missing = {kind: number - kinds.count(kind) for kind, number in wanted.items()}
        return {kind: number for kind, number in missing.items() if number > 0}


def asked(facts: Facts, wave: Wave) -> frozenset[str]:
    """Return who takes part and is asked in a wave: after the start only people who have, or had, a pair."""
    everyone = (one for one in facts.enrolled if one.role.plays(wave.asks))
    return frozenset(one.id for one in everyone if wave.at is Checkpoint.START or facts.pairs_of(one.id))


def answered(facts: Facts, wave: Wave) -> frozenset[str]:
    """Return who answered a wave."""
    return frozenset(person for name, person in facts.answered if name == wave.id)


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> Mapping[Key, tuple[Item, ...]]:
    """Return the items by key, in their order."""
    groups: dict[Key, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return {name: tuple(group) for name, group in groups.items()}
