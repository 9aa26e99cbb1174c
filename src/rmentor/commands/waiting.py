"""Work that somebody waits for: what it has reached is shown, and it ends when its time is over."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from threading import Lock, Timer
from time import monotonic
from typing import Any, Self

from rmentor.pairing.watch import Watch

_AFTER_SECONDS = 1


class _Bar:
    """A bar on a terminal's stderr that comes after a second and says what was told last."""

    def __init__(self, title: str) -> None:
        self._title, self._told = title, ""
        self._shown, self._lock = ExitStack(), Lock()
        self._begin = Timer(_AFTER_SECONDS, self._show)
        self._bar: Any = None
        self._begin.daemon = True

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._begin.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._begin.cancel()
        with self._lock:
            self._shown.close()

    def tell(self, what: str) -> None:
        """Say what was reached."""
        with self._lock:
            self._told = f": {what}"
            self._update()

    def _show(self) -> None:
        from rmentor.render.terminal import progress

        with self._lock:
            if not self._begin.finished.is_set():
                self._bar = self._shown.enter_context(progress(self._title))
                self._update()

    def _update(self) -> None:
        if self._bar is not None:
            self._bar.update(self._bar.task_ids[0], description=f"{self._title}{self._told}")


class _Clock:
    """Knows how long the longest step took so far, a step being what lies between two times that it is asked."""

    def __init__(self, seconds: float | None) -> None:
        self._last, self._longest = monotonic(), 0.0
        self._end = None if seconds is None else self._last + seconds

    def step(self) -> None:
        """Take note that a step is done."""
        now = monotonic()
        self._longest, self._last = max(self._longest, now - self._last), now

    def enough(self) -> bool:
        """Say, a step being done, whether the time left is too short for two as long as the longest."""
        self.step()
        return self._end is not None and self._last + 2 * self._longest >= self._end


@contextmanager
def patience(title: str, seconds: float | None = None) -> Iterator[Watch]:
    """Give a watch that has enough when so many seconds are nearly over; on a terminal stderr shows what it is told."""
    clock = _Clock(seconds)

    def told(what: str) -> None:
        clock.step()
        bar.tell(what)

    with _Bar(title) as bar:
        yield Watch(clock.enough, told)
