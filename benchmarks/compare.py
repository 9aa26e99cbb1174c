"""Runs commands as their user would and sets their wall time beside a peer's, in one run on one machine."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

QUICK = os.environ.get("QUICK") == "1"
RUNS = 3 if QUICK else 15
RMENTOR = (sys.executable, "-m", "rmentor")


@dataclass(frozen=True, slots=True)
class Task:
    """A command to run in a folder; the seconds of whole processes are compared."""

    name: str
    command: Sequence[str]
    folder: Path = Path()


@dataclass(frozen=True, slots=True)
class Bar:
    """How many times as long as a peer a task may take; None where the figure is only told."""

    ours: str
    peer: str
    most: float | None = None


def times(tasks: Sequence[Task], runs: int = RUNS) -> Mapping[str, list[float]]:
    """Return the seconds of every run of every task; tasks take turns, so that a busy spell meets all of them."""
    taken: dict[str, list[float]] = {task.name: [] for task in tasks}
    for turn in range(runs + 1):
        for task in tasks:
            seconds = _seconds(task)
            if turn:  # the first turn warms the disk's cache
                taken[task.name].append(seconds)
    return taken


def judge(title: str, taken: Mapping[str, Sequence[float]], bars: Sequence[Bar]) -> int:
    """Print the times and the ratios of the fastest runs; return 1 where a bar is missed, else 0."""
    print(f"{title} ({len(next(iter(taken.values())))} runs, seconds)")
    for name, seconds in taken.items():
        print(f"  {name:<46} min {min(seconds):7.3f}  median {statistics.median(seconds):7.3f}")
    missed = [bar for bar in bars if not _judged(bar, min(taken[bar.ours]) / min(taken[bar.peer]))]
    return 1 if missed else 0


def _judged(bar: Bar, ratio: float) -> bool:
    held = bar.most is None or ratio <= bar.most
    limit = "no bar" if bar.most is None else f"bar {bar.most:g}: {'held' if held else 'MISSED'}"
    print(f"  {bar.ours} / {bar.peer} = {ratio:.2f}  ({limit})")
    return held


def _seconds(task: Task) -> float:
    begun = perf_counter()
    ended = subprocess.run(task.command, cwd=task.folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        sys.exit(f"{task.name} ended with {ended.returncode}: {ended.stderr}")
    return perf_counter() - begun
