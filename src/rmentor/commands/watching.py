"""Shows whoever waits at a terminal how far a long task is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

Item = TypeVar("Item")
_SHOWN = 200


def watched(title: str, items: Sequence[Item], many: int) -> Iterator[Item]:
    """Yield the items; where there are `many`, with a bar for whoever waits at a terminal."""
    if len(items) < many or not sys.stderr.isatty():
        yield from items
        return
    from rmentor.render.terminal import progress

    step = max(1, len(items) // _SHOWN)
    with progress(title, len(items)) as bar:
        for number, item in enumerate(items, start=1):
            yield item
            if number % step == 0:
                bar.update(bar.task_ids[0], completed=number)


def waiting(title: str, *, long: bool) -> AbstractContextManager[object]:
    """Show at a terminal that something `long` goes on while the block runs, of which nobody knows how far it is."""
    if not long or not sys.stderr.isatty():
        return nullcontext()
    from rmentor.render.terminal import progress

    return progress(title)
