"""Open pairs with which something is wrong, told first and with the next command."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from rmentor.pairing.alarm import Broken, Overfull
from rmentor.pairing.model import EndReason
from rmentor.render.view import Block, Words
from rmentor.sentences import counted

_SHOWN = 10


def alarm_data(broken: Sequence[Broken], overfull: Sequence[Overfull]) -> list[dict[str, Any]]:
    """Return each alarm with its pairs, its people, the requirements that are not met, why, and the next command."""
    return [*map(_of_pair, broken), *map(_of_person, overfull)]


def alarm_blocks(broken: Sequence[Broken], overfull: Sequence[Overfull]) -> Iterator[Block]:
    """Yield how many alarms there are, and each with its command; nothing where there is none."""
    if broken:
        yield Words(f"ALARM: {counted(len(broken), 'open pair is', 'open pairs are')} now forbidden.", strong=True)
    if overfull:
        many = counted(len(overfull), "person is", "people are")
        yield Words(f"ALARM: {many} in more pairs than they now take.", strong=True)
    alarms = alarm_data(broken, overfull)
    yield from (Words(f"  {one['what']}\n    {one['command']}") for one in alarms[:_SHOWN])
    if len(alarms) > _SHOWN:
        yield Words(f"  and {len(alarms) - _SHOWN} more, which --json lists")


def _of_pair(one: Broken) -> dict[str, Any]:
    return {
        "requirements": list(one.requirements),
        "pairs": [one.pair.number],
        "people": list(one.pair.people),
        "what": one.told,
        "command": f"rmentor pair end {one.pair.number} --reason {EndReason.CHANGED_ROLE}",
    }


def _of_person(one: Overfull) -> dict[str, Any]:
    return {
        "requirements": ["capacity"],
        "pairs": list(one.pairs),
        "people": [one.person],
        "what": one.told,
        "command": f"rmentor pair end {one.pairs[-1]} --reason {EndReason.TIME}",
    }
