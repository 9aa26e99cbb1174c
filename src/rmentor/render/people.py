"""People: a list, one person, and one who goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rmentor.pairing.model import Pair
from rmentor.people.model import Participant, Standing
from rmentor.render.view import Block, Grid, View, Words

HEADINGS = ("id", "name", "email", "role", "grade", "department", "site", "offers", "wants", "standing", "pairs")
_SHOWN = ("id", "name", "role", "grade", "department", "pairs")


def people_view(participants: Sequence[Participant], pairs: Sequence[Pair]) -> View:
    """List people as they come; facts from the roster's own attributes are never among them."""
    records = [_record(one, pairs) for one in participants]
    rows = [[_text(record[heading]) for heading in _SHOWN] for record in records]
    count = f"{len(participants):,} {'person' if len(participants) == 1 else 'people'}"
    next_step = "rmentor pair propose" if participants and not pairs else None
    if not participants:
        return View(kind="people", data=[], blocks=(Words("Nobody."),), next_step="rmentor enrol --from roster.csv")
    blocks = (Grid(_SHOWN, rows, frozenset({3})), Words(f"{count}{_roles(participants)}."))
    return View(kind="people", data=records, blocks=blocks, next_step=next_step)


def table_of(participants: Sequence[Participant], pairs: Sequence[Pair]) -> list[list[str]]:
    """Return rows of text under HEADINGS."""
    return [[_text(value) for value in _record(one, pairs).values()] for one in participants]


def person_view(participant: Participant, pairs: Sequence[Pair], names: Mapping[str, str]) -> View:
    """Show what is known of one person, what is not known left out, and the pairs."""
    facts = dict(_facts(participant))
    attributes = dict(sorted(participant.person.attributes.items()))
    blocks: list[Block] = [Words(f"{participant.id}: {participant.name}", strong=True)]
    known = [(name.replace("_", " "), _text(value)) for name, value in (facts | attributes).items()]
    blocks.append(Grid(("fact", "value"), known))
    if pairs:
        rows = [_pair_row(pair, participant.id, names) for pair in pairs]
        blocks.append(Grid(("pair", "with", "acts as", "since", "until"), rows, frozenset({0}), "Pairs"))
    data = {"id": participant.id, "name": participant.name, **facts, "attributes": attributes}
    data["pairs"] = [_pair(pair) for pair in pairs]
    return View(kind="person", data=data, blocks=blocks)


def withdrawn_view(participant: Participant, ended: Sequence[Pair], *, dry_run: bool) -> View:
    """Say what somebody's going did, or would do."""
    numbers = [pair.number for pair in ended]
    data = {"id": participant.id, "ended_pairs": numbers, "dry_run": dry_run}
    if participant.standing is Standing.WITHDRAWN:
        words = Words(f"{participant.id}, {participant.name}, has withdrawn already; nothing changed.")
        return View(kind="withdrawn", data=data, blocks=(words,))
    verb = "Would withdraw" if dry_run else "Withdrew"
    told = f"; this ends {' and '.join(f'pair {number}' for number in numbers)}" if numbers else ""
    words = Words(f"{verb} {participant.id}, {participant.name}{told}.")
    return View(kind="withdrawn", data=data, blocks=(words,), next_step="rmentor pair propose" if ended else None)


def _record(one: Participant, pairs: Sequence[Pair]) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "email": one.person.email,
        "role": one.role,
        "grade": one.person.grade,
        "department": one.person.department,
        "site": one.person.site,
        "offers": one.offers,
        "wants": one.wants,
        "standing": one.standing,
        "pairs": [pair.number for pair in pairs if pair.open and one.id in pair.people],
    }


def _facts(one: Participant) -> Iterator[tuple[str, Any]]:
    person = one.person
    yield "role", one.role
    yield "standing", one.standing
    facts = {
        "email": person.email,
        "grade": person.grade,
        "birth_year": person.birth_year,
        "joined": person.joined,
        "industry_since": person.industry_since,
        "department": person.department,
        "site": person.site,
        "manager": person.manager,
        "zone": person.zone,
        "hours": person.hours,
        "languages": person.languages or None,
        "capacity": one.capacity,
        "challenge": one.challenge,
        "offers": one.offers or None,
        "wants": one.wants or None,
    }
    yield from ((name, value) for name, value in facts.items() if value is not None)


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "pair": pair.number,
        "mentor": pair.mentor,
        "mentee": pair.mentee,
        "mode": pair.mode,
        "started": pair.started,
        "ended": pair.ended,
        "end_reason": pair.end_reason,
    }


def _pair_row(pair: Pair, person: str, names: Mapping[str, str]) -> tuple[str, ...]:
    partner = pair.partner_of(person)
    role = "mentor" if person == pair.mentor else "mentee"
    ended = f"{pair.ended} ({pair.end_reason})" if pair.ended else ""
    return str(pair.number), f"{partner}, {names[partner]}", role, str(pair.started), ended


def _roles(participants: Sequence[Participant]) -> str:
    counts = {role: sum(one.role == role for one in participants) for role in ("mentor", "mentee", "both")}
    return "".join(f"; {role}: {count:,}" for role, count in counts.items() if count)


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
