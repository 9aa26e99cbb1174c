"""Everything that an evaluation looks at, and whose answers, outcomes and meetings a measure counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rmentor.evaluation.model import Response
from rmentor.meetings.model import Meeting
from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Person
from rmentor.programme.model import Programme
from rmentor.programme.surveys import Item, Wave
from rmentor.programme.words import Checkpoint, Role
from rmentor.records.model import Acceptance, BriefingDone, Commitment, Goal, Outcome

_POINTS = list(Checkpoint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A programme as of a day and all that was recorded of it, whoever left since included."""

    programme: Programme
    today: date
    participants: Sequence[Participant] = ()
    pairs: Sequence[Pair] = ()
    meetings: Sequence[Meeting] = ()
    briefings: Sequence[BriefingDone] = ()
    acceptances: Sequence[Acceptance] = ()
    goals: Sequence[Goal] = ()
    commitments: Sequence[Commitment] = ()
    outcomes: Sequence[Outcome] = ()
    responses: Sequence[Response] = ()

    @property
    def relations(self) -> list[Pair]:
        """The pairs; one that carried on in another mode counts once."""
        return [pair for pair in self.pairs if pair.converted_from is None]

    @property
    def waves(self) -> list[Wave]:
        """The survey waves in the order of time."""
        return sorted(self.programme.surveys.waves, key=lambda wave: _POINTS.index(wave.at))


def members(facts: Facts, role: Role, among: Mapping[str, str] | None = None) -> frozenset[str]:
    """Return the ids of everyone who was ever enrolled in the role and has these attributes."""
    return frozenset(
        one.id
        for one in facts.participants
        if one.role.plays(role) and all(_fact(one.person, name) == value for name, value in (among or {}).items())
    )


def asked(facts: Facts, wave: Wave) -> frozenset[str]:
    """Return the ids of everyone whose answers the wave hopes for; those who left count as not answering."""
    return members(facts, wave.asks)


def answered(facts: Facts, wave: Wave) -> frozenset[str]:
    """Return the ids of everyone who answered the wave."""
    return frozenset(one.person for one in facts.responses if one.wave == wave.id)


def scores(facts: Facts, item: Item, wave: str) -> dict[str, int]:
    """Return each person's answer to an item in a wave; of a reversed item mirrored, so that high is good."""
    scale = facts.programme.surveys.scale_of(item)
    given = {one.person: one.numbers[item.id] for one in facts.responses if one.wave == wave and item.id in one.numbers}
    return {person: scale.low + scale.high - number if item.reversed else number for person, number in given.items()}


def counted_by(programme: Programme) -> frozenset[str]:
    """Return the facts by which a measure of the programme counts some people and not others."""
    measures = [one.measure for one in (*programme.purpose.objectives, *programme.plan.criteria)]
    measures += [one.measure for one in programme.evaluation.compare]
    return frozenset(name for measure in measures if measure for name in measure.among)


def _fact(person: Person, name: str) -> str | None:
    plain = {"department": person.department, "site": person.site}
    return person.attributes.get(name, plain.get(name))
