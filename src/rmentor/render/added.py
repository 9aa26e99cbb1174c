"""One person who was enrolled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from shlex import quote

from rmentor.pairing.alarm import Broken, Overfull
from rmentor.people.model import Participant
from rmentor.render.alarms import alarm_blocks, alarm_data
from rmentor.render.view import View, Words


@dataclass(frozen=True, slots=True)
class Added:
    """A participant as enrolled now, and what that makes wrong with pairs that run."""

    participant: Participant
    broken: Sequence[Broken] = ()
    overfull: Sequence[Overfull] = ()


def added_view(added: Added) -> View:
    """Say who is enrolled now, and as what, after every pair that is forbidden by it."""
    one = added.participant
    alarms = alarm_data(added.broken, added.overfull)
    data = {"id": one.id, "name": one.name, "role": one.role, "alarms": alarms}
    words = Words(f"Enrolled {one.id}, {one.name}, as {one.role}.")
    blocks = (*alarm_blocks(added.broken, added.overfull), words)
    next_step = alarms[0]["command"] if alarms else f"rmentor people show {quote(one.id)}"
    return View(kind="enrolled", data=data, blocks=blocks, next_step=next_step)
