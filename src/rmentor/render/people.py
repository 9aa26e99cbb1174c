"""People: a list, one person, and one who goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Standing
from rmentor.people.special import shown
from rmentor.people.written import BEHIND, FACTS, attributes_of, written
from rmentor.programme.model import Programme
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import together

_SHOWN = ("id", "name", "role", "grade", "department", "pairs")


@dataclass(frozen=True, slots=True)
class Listed:
    """Who is listed of a programme, in their order; `pairs` are all of the programme's.

    `narrowed` is True where others take part who are not listed.
    """

    programme: Programme
    people: Sequence[Participant]
    pairs: Sequence[Pair]
    narrowed: bool = False

    @property
    def open_pairs(self) -> Mapping[str, list[int]]:
        """The numbers of the pairs that run, by the people in them."""
        found: dict[str, list[int]] = defaultdict(list)
        for pair in self.pairs:
            for person in pair.people if pair.open else ():
                found[person].append(pair.number)
        return found


def people_view(listed: Listed) -> View:
    """List people as they come; attributes of a special category are never among the facts."""
    if not listed.people:
        onwards = "rmentor people list" if listed.narrowed else "rmentor enrol --from roster.csv"
        return View(kind="people", data=[], blocks=(Words("Nobody."),), next_step=onwards)
    running = listed.open_pairs
    records = [_record(one, listed.programme, running.get(one.id, [])) for one in listed.people]
    rows = [[_text(record[heading]) for heading in _SHOWN] for record in records]
    count = f"{len(rows):,} {'person' if len(rows) == 1 else 'people'}"
    blocks = (Grid(_SHOWN, rows, frozenset({3})), Words(f"{count}{_roles(listed.people)}."))
    next_step = None if listed.pairs else "rmentor pair propose"
    return View(kind="people", data=records, blocks=blocks, next_step=next_step)


def roster_of(listed: Listed) -> tuple[list[str], list[list[str]]]:
    """Return headings and rows of text: what a mapping of the same names reads back, then standing and pairs."""
    attributes, running = attributes_of(listed.programme), listed.open_pairs
    rows = [
        [
            *written(one).values(),
            *(one.person.attributes.get(name, "") for name in attributes),
            one.standing,
            ";".join(map(str, running.get(one.id, []))),
        ]
        for one in listed.people
    ]
    return [*FACTS, *attributes.values(), *BEHIND], rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A person in a programme: the own pairs, everybody's names, and who is above, the nearest first."""

    programme: Programme
    participant: Participant
    pairs: Sequence[Pair]
    names: Mapping[str, str]
    line: Sequence[str]


def person_view(shown_one: Shown) -> View:
    """Show what is known of one person, what is not known or of a special category left out, and the pairs."""
    participant, pairs = shown_one.participant, shown_one.pairs
    facts = _facts(participant, shown_one.line)
    attributes = shown(shown_one.programme, participant.person.attributes)
    blocks: list[Block] = [Words(f"{participant.id}: {participant.name}", strong=True)]
    known = [(name.replace("_", " "), _text(value)) for name, value in (facts | attributes).items()]
    blocks.append(Grid(("fact", "value"), known))
    if pairs:
        rows = [_pair_row(pair, participant.id, shown_one.names) for pair in pairs]
        blocks.append(Grid(("pair", "with", "acts as", "since", "until"), rows, frozenset({0}), "Pairs"))
    data = {"id": participant.id, "name": participant.name, **facts, "attributes": attributes}
    data["pairs"] = [_pair(pair) for pair in pairs]
    return View(kind="person", data=data, blocks=blocks)


def withdrawn_view(participant: Participant, left: Sequence[Pair], *, dry_run: bool) -> View:
    """Say what somebody's going did, or would do, to the pairs that are left; those of three go on."""
    ended, kept = ([pair.number for pair in left if pair.open is still] for still in (False, True))
    data = {"id": participant.id, "ended_pairs": ended, "kept_pairs": kept, "dry_run": dry_run}
    if participant.standing is Standing.WITHDRAWN:
        words = Words(f"{participant.id}, {participant.name}, has withdrawn already; nothing changed.")
        return View(kind="withdrawn", data=data, blocks=(words,))
    verb = "Would withdraw" if dry_run else "Withdrew"
    told = f"; this ends {together([f'pair {number}' for number in ended])}" if ended else ""
    told += "".join(f"; pair {pair.number} goes on with {together(pair.people)}" for pair in left if pair.open)
    words = Words(f"{verb} {participant.id}, {participant.name}{told}.")
    onwards = "rmentor pair repair" if ended else "rmentor schedule ics calendars" if kept else None
    return View(kind="withdrawn", data=data, blocks=(words,), next_step=onwards)


def _record(one: Participant, programme: Programme, pairs: Sequence[int]) -> dict[str, Any]:
    facts = {"id": one.id, "name": one.name, **_known(one)}
    return {**facts, "attributes": shown(programme, one.person.attributes), "standing": one.standing, "pairs": pairs}


def _facts(one: Participant, line: Sequence[str]) -> dict[str, Any]:
    first = {"role": one.role, "standing": one.standing, "left_on": one.left_on}
    facts = first | _known(one) | {"reporting_line": tuple(line)}
    return {name: value for name, value in facts.items() if value is not None and value != ()}


def _known(one: Participant) -> dict[str, Any]:
    person = one.person
    return {
        "email": person.email,
        "role": one.role,
        "capacity": one.capacity,
        "grade": person.grade,
        "birth_year": person.birth_year,
        "joined": person.joined,
        "industry_since": person.industry_since,
        "department": person.department,
        "site": person.site,
        "manager": person.manager,
        "zone": person.zone,
        "hours": person.hours,
        "languages": person.languages,
        "offers": one.offers,
        "wants": one.wants,
        "challenge": one.challenge,
        "challenged": one.challenged,
        "away": tuple(f"{one.first}..{one.last}" for one in person.away),
        "consent": one.consent,
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "pair": pair.number,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "third": pair.third,
        "third_left": pair.third_left,
        "third_reason": pair.third_reason,
        "late": pair.late,
        "late_on": pair.late_on,
        "mode": pair.mode,
        "started": pair.started,
        "ended": pair.ended,
        "end_reason": pair.end_reason,
    }


def _pair_row(pair: Pair, person: str, names: Mapping[str, str]) -> tuple[str, ...]:
    others = together([f"{other}, {names[other]}" for other in pair.others(person)])
    role = "mentor" if person == pair.mentor else "mentee" if person == pair.mentee else "third"
    until = f"{pair.until(person)} ({pair.why(person)})" if pair.until(person) else ""
    return str(pair.number), others, role, str(pair.since(person)), until


def _roles(participants: Sequence[Participant]) -> str:
    counts = {role: sum(one.role == role for one in participants) for role in ("mentor", "mentee", "both")}
    return "".join(f"; {role}: {count:,}" for role, count in counts.items() if count)


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
