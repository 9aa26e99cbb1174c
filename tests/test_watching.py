"""Whoever waits at a terminal sees how far a long task is; nobody else sees anything."""

from __future__ import annotations

import os
import pty
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import pytest

from rmentor.commands.watching import waiting_for, watching

Shown = Callable[[], str]


@contextmanager
def terminal() -> Iterator[Shown]:
    """Make stderr a terminal; yields how to ask what it showed since it was asked last."""
    ours, theirs = pty.openpty()
    os.set_blocking(ours, False)
    with os.fdopen(theirs, "w") as stderr, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", stderr)
        patch.setenv("TERM", "xterm")
        yield partial(_shown, ours)
    os.close(ours)


def _shown(screen: int) -> str:
    pieces = []
    with suppress(BlockingIOError):
        while True:
            pieces.append(os.read(screen, 4096))
    return b"".join(pieces).decode()


def test_many_items_are_counted_and_the_bar_goes() -> None:
    with terminal() as shown:
        with watching("Checking", 10) as watch:
            assert list(watch(range(10))) == list(range(10))
        seen = shown()
    assert "Checking" in seen
    assert "10/10" in seen
    assert seen.endswith("\x1b[1A\x1b[2K")  # up, and the line away


def test_a_bar_is_gone_before_an_error_is_told() -> None:
    with terminal() as shown:
        with pytest.raises(ZeroDivisionError), watching("Writing", 2) as watch:
            assert [1 / item for item in watch([1, 0])]
        assert "Writing" in shown()
        assert not shown()


def test_few_items_are_handed_on_without_a_bar() -> None:
    with terminal() as shown, watching("Checking", 11) as watch:
        assert list(watch(range(10))) == list(range(10))
        assert not shown()


def test_a_large_file_is_waited_for_and_no_other() -> None:
    large = Path("large.csv")
    large.write_text("x" * 600_000)
    with terminal() as shown:
        for path in (Path("missing.csv"), Path()):
            with waiting_for(path):
                assert not shown()
        with waiting_for(large):
            pass
        assert "Reading the file" in shown()


def test_piped_nothing_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    large = Path("large.csv")
    large.write_text("x" * 600_000)
    with watching("Checking", 1) as watch, waiting_for(large):
        assert list(watch(range(3))) == [0, 1, 2]
    assert capfd.readouterr() == ("", "")
