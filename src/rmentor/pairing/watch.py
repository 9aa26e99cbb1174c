"""Somebody who waits: told how far the work is, and free to say that it is enough."""

from __future__ import annotations

from collections.abc import Callable

from rmentor.values import Value


def _patient() -> bool:
    return False


def _silent(_: str) -> None:
    return None


class Watch(Value):
    """`told` hears what each step of the work has reached, `enough` is asked between two steps.

    It is enough where time is short for two more: one to come further, and one to prove what was reached.
    """

    enough: Callable[[], bool] = _patient
    told: Callable[[str], None] = _silent


NOBODY_WAITS = Watch()
