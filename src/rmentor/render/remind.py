"""Reminders as views: what was sent, what would be, what is to come and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rmentor.people.model import Person
from rmentor.reminders.letters import Letter
from rmentor.reminders.model import Notice, NoticeStatus
from rmentor.render.view import Grid, View, Words
from rmentor.sentences import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a run did: the notices it moved, the mails it wrote and the outbox they lie in."""

    moved: Sequence[Notice]
    letters: Sequence[Letter]
    outbox: Path


def sent_view(sent: Sent) -> View:
    """Show what a run did, in a line."""
    counts = {status: sum(one.status is status for one in sent.moved) for status in NoticeStatus}
    carried = sum(len(letter.notices) for letter in sent.letters)
    parts = [
        f"{counted(len(sent.letters), 'mail')} with {counted(carried, 'notice')} written to {sent.outbox}",
        f"{counts[NoticeStatus.SENT]} had been written by a run that was cut short",
        f"{counts[NoticeStatus.FAILED]} could not be sent",
        f"{counts[NoticeStatus.EXPIRED]} expired unsent",
        f"{counts[NoticeStatus.WITHDRAWN]} withdrawn",
    ]
    shown = [part for part in parts if not part.startswith("0 ")]
    data = {
        "mails": len(sent.letters),
        "sent": carried,
        "found_sent": counts[NoticeStatus.SENT],
        "failed": counts[NoticeStatus.FAILED],
        "expired": counts[NoticeStatus.EXPIRED],
        "withdrawn": counts[NoticeStatus.WITHDRAWN],
        "outbox": str(sent.outbox),
    }
    blocks = [Words(f"Reminders: {'; '.join(shown)}.")] if shown else []
    return View(kind="reminders_sent", data=data, blocks=blocks)


def preview_view(letters: Sequence[Letter], unreached: Sequence[Person]) -> View:
    """Show who would get what."""
    rows = [(one.to.id, one.to.name, ", ".join(_occasion(notice) for notice in one.notices)) for one in letters]
    rows += [(one.id, one.name, "cannot be reached: no usable e-mail address") for one in unreached]
    data = {
        "mails": [{"to": one.to.id, "notices": [_data(notice) for notice in one.notices]} for one in letters],
        "unreached": [one.id for one in unreached],
    }
    grid = Grid(("person", "name", "notices"), sorted(rows))
    blocks = [grid] if rows else [Words("Nothing is due.")]
    return View(kind="reminders_due", data=data, blocks=blocks, next_step="rmentor remind" if letters else None)


def coming_view(due: Sequence[Notice], coming: Sequence[Notice]) -> View:
    """Show what is due and what is to come, by day."""
    states = {NoticeStatus.SENDING: "due", NoticeStatus.FAILED: "no address", NoticeStatus.PLANNED: "coming"}
    rows = [(*_row(one), states[one.status]) for one in (*due, *coming)]
    grid = Grid(("from", "person", "occasion", "about", "state"), sorted(rows))
    data = {"due": [_data(one) for one in due], "coming": [_data(one) for one in coming]}
    blocks = [grid] if rows else [Words("No reminder is due, and none is to come in these days.")]
    return View(kind="reminders", data=data, blocks=blocks, next_step="rmentor remind" if due else "rmentor remind log")


def log_view(settled: Sequence[Notice]) -> View:
    """Show what became of every notice, the latest first."""
    latest = sorted(settled, key=lambda one: (one.changed is not None and one.changed.isoformat(), one.key))
    grid = Grid(
        ("when", "person", "occasion", "about", "became"),
        [(_when(one), *_row(one)[1:], _became(one)) for one in reversed(latest)],
    )
    blocks = [grid] if settled else [Words("No reminder has been sent yet.")]
    return View(kind="reminder_log", data=[_data(one) for one in reversed(latest)], blocks=blocks)


def _row(notice: Notice) -> tuple[str, str, str, str]:
    return notice.due.isoformat(), notice.key.person, _occasion(notice), notice.key.about


def _occasion(notice: Notice) -> str:
    return notice.key.occasion.replace("_", " ")


def _when(notice: Notice) -> str:
    return f"{notice.changed:%Y-%m-%d %H:%M}" if notice.changed else ""


def _became(notice: Notice) -> str:
    told = {NoticeStatus.FAILED: "failed: no usable address", NoticeStatus.SENDING: "in doubt: the run was cut short"}
    return told.get(notice.status, str(notice.status))


def _data(notice: Notice) -> dict[str, Any]:
    return {
        "person": notice.key.person,
        "occasion": notice.key.occasion,
        "about": notice.key.about,
        "due": notice.due,
        "expires": notice.expires,
        "status": notice.status,
        "mail": notice.message_id,
        "changed": notice.changed,
    }
