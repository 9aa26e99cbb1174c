"""The kinds of record: what their files hold, how they are read and where they are kept."""

from __future__ import annotations

from dataclasses import replace

from rmentor.commands.recording import Kind
from rmentor.records.closing import book_closed
from rmentor.records.meetings import book_meetings
from rmentor.records.preparing import book_acceptances, book_briefings, book_outcomes
from rmentor.records.promises import book_commitments, book_goals
from rmentor.store import meetings, records

MEETING = Kind(
    name="meeting",
    headings=("person", "number", "on", "status", "minutes", "topics", "shared"),
    needed=("person",),
    book=book_meetings,
    known=meetings.meetings,
    save=meetings.save,
    reference=lambda one: f"{one.pair}.{one.number} {one.status}",
    asked={"person": ("PAIR", "Which pair? The number, or the id of one of the two")},
)
BRIEFING = Kind(
    name="briefing",
    headings=("person", "briefing", "on"),
    needed=("person", "briefing"),
    book=book_briefings,
    known=records.briefings_done,
    save=records.save_briefings,
    reference=lambda one: f"{one.person} {one.briefing}",
)
AGREEMENT = Kind(
    name="agreement",
    headings=("person", "on"),
    needed=("person",),
    book=book_acceptances,
    known=records.acceptances,
    save=records.save_acceptances,
    reference=lambda one: f"pair {one.pair} {one.person} version {one.version}",
)
GOAL = Kind(
    name="goal",
    headings=("person", "kind", "text", "measure", "on", "pair"),
    needed=("person", "text", "kind"),
    book=book_goals,
    known=records.goals,
    save=records.save_goals,
    reference=lambda one: f"{one.pair}.{one.number} {one.progress}",
)
COMMITMENT = Kind(
    name="commitment",
    headings=("person", "text", "due", "on", "pair"),
    needed=("person", "text"),
    book=book_commitments,
    known=records.commitments,
    save=records.save_commitments,
    reference=lambda one: f"{one.pair}.{one.number} {one.progress}",
)
OUTCOME = Kind(
    name="outcome",
    headings=("person", "kind", "on"),
    needed=("person", "kind"),
    book=book_outcomes,
    known=records.outcomes,
    save=records.save_outcomes,
    reference=lambda one: one.person,
    asked={"kind": ("KIND", "Which outcome?")},
)


def closing(kind: Kind) -> Kind:
    """Return the kind whose lines close goals or commitments instead of setting them."""
    return replace(kind, needed=("person", "close", "as"), book=book_closed)
