"""Runs commands as their user would and sets their time and memory beside a peer's, in one run on one machine."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

QUICK = os.environ.get("QUICK") == "1"
RUNS = 3 if QUICK else 15
TOOLS = Path(sys.executable).parent
RMENTOR = (str(TOOLS / "rmentor"),)


@dataclass(frozen=True, slots=True)
class Task:
    """A command to run in a folder; whole processes are compared, without what prepares each.

    Where it `tells` seconds, as a call alone takes them, these count, and not the process's.
    """

    name: str
    command: Sequence[str]
    folder: Path = Path()
    prepare: Callable[[], object] = bool
    tells: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What one whole process took: wall seconds, and mebibytes at its largest."""

    seconds: float
    mebibytes: float


@dataclass(frozen=True, slots=True)
class Bar:
    """How many times as much as a peer a task may take, of time and of memory; None where it is only told."""

    ours: str
    peer: str
    seconds: float | None = None
    mebibytes: float | None = None


def measured(tasks: Sequence[Task], runs: int = RUNS, warm: int = 1) -> Mapping[str, list[Run]]:
    """Return every run of every task; tasks take turns, so that a busy spell meets all of them.

    The first turns, one unless told otherwise, warm the disk's cache and do not count.
    """
    compileall.compile_dir(Path(__file__).parent.parent / "src" / "rmentor", quiet=2)  # as an installation is
    taken: dict[str, list[Run]] = {task.name: [] for task in tasks}
    for turn in range(runs + warm):
        for task in tasks:
            task.prepare()
            run = _run(task)
            if turn >= warm:
                taken[task.name].append(run)
    return taken


def judge(title: str, taken: Mapping[str, Sequence[Run]], bars: Sequence[Bar]) -> int:
    """Print the median of each task's runs beside its peer's; return 1 where a bar is missed, else 0."""
    print(f"{title} ({len(next(iter(taken.values())))} runs; their medians)")
    print(f"  {'':<44}{'ours':>10}{'peer':>10}{'ratio':>8}{'bar':>6}")
    held = []
    for bar in bars:
        ours, peer = taken[bar.ours], taken[bar.peer]
        name = f"{bar.ours} / {bar.peer}"
        held.append(_told(f"{name}, seconds", ours, peer, lambda run: run.seconds, bar.seconds))
        held.append(_told(f"{name}, MiB", ours, peer, lambda run: run.mebibytes, bar.mebibytes))
    return 0 if all(held) else 1


def _told(
    name: str, ours: Sequence[Run], peer: Sequence[Run], figure: Callable[[Run], float], most: float | None
) -> bool:
    taken, theirs = median(map(figure, ours)), median(map(figure, peer))
    ratio = taken / theirs
    held = most is None or ratio <= most
    print(f"  {name:<44}{taken:>10.3f}{theirs:>10.3f}{ratio:>8.2f}{most or '-':>6}{'' if held else '  MISSED'}")
    return held


def _run(task: Task) -> Run:
    with TemporaryFile() as told, TemporaryFile() as output:
        begun = perf_counter()
        nothing = subprocess.DEVNULL
        process = subprocess.Popen(task.command, cwd=task.folder, stdin=nothing, stdout=output, stderr=told)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            told.seek(0)
            sys.exit(f"{task.name} ended with {process.returncode}: {told.read().decode()}")
        output.seek(0)
        return Run(float(output.read()) if task.tells else seconds, usage.ru_maxrss / 1024)
