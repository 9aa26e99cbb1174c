"""Open pairs with which something is wrong, told first and with the next command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rmentor.pairing.alarm import Broken, Overfull
from rmentor.pairing.model import EndReason
from rmentor.render.view import Block, Words
from rmentor.sentences import counted

_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarms:
    """What is newly wrong with open pairs: which are forbidden, who is in more than they take.

    `elsewhere` are forbidden pairs of other programmes, each behind its programme's id.
    """

    broken: tuple[Broken, ...] = ()
    overfull: tuple[Overfull, ...] = ()
    elsewhere: tuple[tuple[str, Broken], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.broken or self.overfull or self.elsewhere)


def alarm_data(alarms: Alarms) -> list[dict[str, Any]]:
    """Return each alarm with its pairs, its people, the requirements that are not met, why, and the next command.

    Where it is about a pair of another programme than the one chosen, `programme` says which.
    """
    return [
        *map(_of_pair, alarms.broken),
        *map(_of_person, alarms.overfull),
        *(_of_other(programme, one) for programme, one in alarms.elsewhere),
    ]


def alarm_blocks(alarms: Alarms) -> Iterator[Block]:
    """Yield how many alarms there are, and each with its command; nothing where there is none."""
    if alarms.broken:
        many = counted(len(alarms.broken), "open pair is", "open pairs are")
        yield Words(f"ALARM: {many} now forbidden.", strong=True)
    if alarms.overfull:
        many = counted(len(alarms.overfull), "person is", "people are")
        yield Words(f"ALARM: {many} in more pairs than they now take.", strong=True)
    if alarms.elsewhere:
        many = counted(len(alarms.elsewhere), "open pair", "open pairs")
        yield Words(f"ALARM: in other programmes, {many} now forbidden.", strong=True)
    told = alarm_data(alarms)
    yield from (Words(f"  {one['what']}\n    {one['command']}") for one in told[:_SHOWN])
    if len(told) > _SHOWN:
        yield Words(f"  and {len(told) - _SHOWN} more, which --json lists")


def _of_other(programme: str, one: Broken) -> dict[str, Any]:
    alarm = _of_pair(one)
    command = f"{alarm['command']} --programme {programme}"
    return alarm | {"programme": programme, "what": f"{programme}, {one.told}", "command": command}


def _of_pair(one: Broken) -> dict[str, Any]:
    return {
        "programme": None,
        "requirements": list(one.requirements),
        "pairs": [one.pair.number],
        "people": list(one.pair.people),
        "what": one.told,
        "command": one.command,
    }


def _of_person(one: Overfull) -> dict[str, Any]:
    return {
        "programme": None,
        "requirements": ["capacity"],
        "pairs": list(one.pairs),
        "people": [one.person],
        "what": one.told,
        "command": f"rmentor pair end {one.pairs[-1]} --reason {EndReason.TIME}",
    }
