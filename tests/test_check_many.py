"""Checking many files: a bar for whoever waits, and none of it in what is printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from conftest import Run

BASE = "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: UTC}\n"
FILES = 200


def _check_at_a_terminal(*names: str) -> tuple[str, str]:
    """Return stdout, and what a terminal on stderr showed."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", "rmentor", "check", "--format", "concise", *names]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        assert process.stdout is not None
        out, shown = process.stdout.read().decode(), b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    return out, shown.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65_536)
    except OSError:  # the process has closed its side
        return b""


def _names(count: int) -> list[str]:
    for number in range(count):
        Path(f"{number}.yaml").write_text(BASE, "utf-8")
    return [f"{number}.yaml" for number in range(count)]


def test_many_files_show_a_bar_at_a_terminal(run: Run) -> None:
    names = _names(FILES)
    out, shown = _check_at_a_terminal(*names)
    assert "Checking" in shown
    assert f"{FILES} files checked" in shown
    piped = run("check", "--format", "concise", *names)
    assert "Checking" not in piped.err
    assert piped.out == out


def test_few_files_show_none() -> None:
    assert "Checking" not in _check_at_a_terminal(*_names(3))[1]


def test_a_file_without_an_end_is_one_problem(run: Run) -> None:
    ended = run("check", "--format", "concise", "/dev/zero")
    assert (ended.code, ended.out) == (
        1,
        "/dev/zero:1:1: RM101 the file has more than 1,000,000 bytes; a programme needs far less\n",
    )
