"""Shows whoever waits at a terminal how far a long task is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

Item = TypeVar("Item")
_LARGE = 500_000
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Watch:
    """Hands items on one by one; where there are `many`, with a bar, which `shown` takes away."""

    title: str
    many: int
    shown: ExitStack

    def __call__(self, items: Sequence[Item]) -> Iterator[Item]:
        """Yield the items."""
        if len(items) < self.many or not sys.stderr.isatty():
            yield from items
            return
        from rmentor.render.terminal import progress

        bar = self.shown.enter_context(progress(self.title, len(items)))
        step = max(1, len(items) // _SHOWN)
        for number, item in enumerate(items, start=1):
            yield item
            if number % step == 0:
                bar.update(bar.task_ids[0], completed=number)


@contextmanager
def watching(title: str, many: int) -> Iterator[Watch]:
    """Give a watch over items that are worked on in the block; however it ends, no bar is left after it."""
    with ExitStack() as shown:
        yield Watch(title, many, shown)


def waiting_for(path: Path) -> AbstractContextManager[object]:
    """Show at a terminal that a large file is being read while the block runs."""
    if not (sys.stderr.isatty() and path.is_file() and path.stat().st_size > _LARGE):
        return nullcontext()
    from rmentor.render.terminal import progress

    return progress("Reading the file")
