"""A role card on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rmentor.meetings.cards import Card
from rmentor.meetings.roles import RoleCard
from rmentor.programme.model import Programme
from rmentor.programme.words import Role
from rmentor.render.guide import briefing_blocks, bullets, card_blocks, rests_on
from rmentor.render.view import Block, View, Words


def role_view(programme: Programme, role: Role, card: RoleCard, cards: Sequence[Card]) -> View:
    """Show what somebody in a role does, what they are expected to learn, their briefings and the cards."""
    briefings = [one for one in programme.preparation.briefings if one.role.plays(role)]
    learning = _learning(programme, role)
    return View(
        kind="role",
        data={
            "role": role,
            "mode": programme.mode,
            **asdict(card),
            "learning": learning,
            "briefings": [{"id": one.id, "title": one.title, "content": one.content} for one in briefings],
            "cards": [asdict(one) for one in cards],
        },
        blocks=[*_role(card, learning), *briefing_blocks(briefings), *card_blocks(cards)],
    )


def _role(card: RoleCard, learning: str | None) -> Iterator[Block]:
    yield Words(card.title, strong=True)
    if learning:
        yield Words(f"What you are expected to learn: {learning}")
    sections = {
        "Before the meeting": card.before,
        "In the meeting": card.during,
        "After it": card.after,
        "The distance of power": card.power,
    }
    for title, lines in sections.items():
        yield Words(f"\n{title}", strong=True)
        yield from bullets(lines)
    yield rests_on(card.rests_on)


def _learning(programme: Programme, role: Role) -> str | None:
    learning = programme.purpose.learning
    return learning.mentor if role is Role.MENTOR else learning.mentee
