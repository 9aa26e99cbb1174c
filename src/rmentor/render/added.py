"""One person who was enrolled."""

from __future__ import annotations

from dataclasses import dataclass, field
from shlex import quote

from rmentor.people.model import Participant
from rmentor.render.alarms import Alarms, alarm_blocks, alarm_data
from rmentor.render.shifted import shifted_data, shifted_words
from rmentor.render.view import View, Words


@dataclass(frozen=True, slots=True)
class Added:
    """A participant as enrolled now, and what that makes wrong with pairs that run, and whose role it shifts."""

    participant: Participant
    alarms: Alarms = field(default_factory=Alarms)
    shifted: tuple[Participant, ...] = ()


def added_view(added: Added) -> View:
    """Say who is enrolled now, and as what, after every pair that is forbidden by it."""
    one = added.participant
    alarms = alarm_data(added.alarms)
    data = {"id": one.id, "name": one.name, "role": one.role, "alarms": alarms, "shifted": shifted_data(added.shifted)}
    words = Words(f"Enrolled {one.id}, {one.name}, as {one.role}.")
    blocks = (*alarm_blocks(added.alarms), words, *shifted_words(added.shifted))
    next_step = alarms[0]["command"] if alarms else f"rmentor people show {quote(one.id)}"
    return View(kind="enrolled", data=data, blocks=blocks, next_step=next_step)
