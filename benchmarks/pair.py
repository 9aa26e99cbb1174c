"""The whole `rmentor pair propose`, people read, a round stored and a summary printed, beside its peers.

Each peer is given what the same people come to, and the seconds of its call alone count: a matrix for SciPy and lapx,
everyone's best pairs for the bare flow, every allowed pair for rustworkx. Of mentor-match, which is given the people,
the whole process counts. The smallest size is set beside one that imports the same libraries and does nothing. At the
end a table tells how time and memory grow. QUICK=1 leaves out what takes minutes; SIZE=500 does that size alone,
SIZE=r5000 one pool of 5,000.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from compare import QUICK, RMENTOR, Bar, Run, Task, judge, measured
from people_made import DATABASE, write_people

from rmentor.programme.words import Mode

HERE = Path(__file__).parent
IMPORT = "import numpy; from ortools.graph.python import min_cost_flow"
PEERS = {"mentor-match, munkres 3": "munkres==3.0.0", "mentor-match, munkres 1.1.4": "munkres==1.1.4"}
Taken = Mapping[str, Sequence[Run]]


class Trial:
    """A folder with made-up people, the command that pairs them and the peers that are given the same."""

    def __init__(self, folder: Path, size: int, mode: Mode = Mode.REVERSE) -> None:
        self.folder = folder
        write_people(folder, size, mode)

    def propose(self, *words: str) -> Task:
        """Return the whole command on a fresh copy of the database."""

        def fresh() -> None:
            shutil.copy(self.folder / DATABASE, self.folder / "rmentor.db")

        return Task(" ".join(("propose", *words)), [*RMENTOR, "pair", "propose", *words], self.folder, fresh)

    def peer(self, name: str, given: str, label: str = "") -> Task:
        """Return a peer that tells the seconds of its call, what it is given lying ready."""
        alone = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # as in the command: its workers would get in their way
        subprocess.run([sys.executable, HERE / "pair_inputs.py", given], cwd=self.folder, check=True, env=alone)
        return Task(label or name, [sys.executable, str(HERE / "pair_peers.py"), name], self.folder, tells=True)

    def proved(self) -> tuple[int, float]:
        """Return the pairs of the last round and by how much of its total a better one may exceed it."""
        with sqlite3.connect(self.folder / "rmentor.db") as db:
            query = "SELECT total, bound, (SELECT count(*) FROM round_pair) FROM round ORDER BY round DESC LIMIT 1"
            total, bound, pairs = db.execute(query).fetchone()
        return pairs, (bound - total) / total


def at_500(trial: Trial) -> tuple[Taken, int]:
    """Set 500 x 500 beside imports alone and mentor-match."""
    tasks = [trial.propose(), Task("imports alone", [sys.executable, "-c", IMPORT])]
    taken = dict(measured(tasks, runs=5 if QUICK else 15))
    bars = [Bar("propose", "imports alone", seconds=3)]
    slow = list(PEERS)[: 1 if QUICK else 2]
    for name, most in zip(slow, (1 / 5, 1 / 100), strict=False):
        taken |= measured([_mentor_match(trial, name)], runs=1, warm=0)
        bars.append(Bar("propose", name, seconds=most))
    return taken, judge("pair 500 x 500", taken, bars)


def _mentor_match(trial: Trial, name: str) -> Task:
    """Return the task of mentor-match with a munkres of its own, both installed in a folder of their own."""
    target = trial.folder / PEERS[name]
    install = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target))
    subprocess.run([*install, "mentor-match==7.0.1", PEERS[name]], check=True)
    task = trial.peer("mentor_match", "people", name)
    return Task(name, ["env", f"PYTHONPATH={target}", *task.command], trial.folder)


def at_2000(trial: Trial) -> tuple[Taken, int]:
    """Set 2,000 x 2,000 beside SciPy's call."""
    taken = measured([trial.propose(), trial.peer("scipy", "matrix")], runs=3)
    return taken, judge("pair 2,000 x 2,000", taken, [Bar("propose", "scipy", seconds=2)])


def at_10000(trial: Trial) -> tuple[Taken, int]:
    """Set 10,000 x 10,000 beside lapx's call, and ask for the proof."""
    taken = measured([trial.propose(), trial.peer("lapx", "matrix")], runs=1, warm=0)
    missed = judge("pair 10,000 x 10,000", taken, [Bar("propose", "lapx", seconds=0.5, mebibytes=0.5)])
    return taken, _proof(trial, 0) or missed


def at_100000(trial: Trial) -> tuple[Taken, int]:
    """Set 100,000 x 100,000 beside the bare flow of everyone's best twenty; then stop after a minute."""
    taken = dict(measured([trial.propose(), trial.peer("flow", "few")], runs=1, warm=0))
    missed = judge("pair 100,000 x 100,000", taken, [Bar("propose", "flow", seconds=16)])
    missed |= _proof(trial, 0) | _at_most("propose, MiB", taken["propose"][0].mebibytes, 2048)
    short = trial.propose("--time", "60")
    taken |= measured([short], runs=1, warm=0)
    return taken, _proof(trial, 0.02) | missed


def pool_of_5000(trial: Trial) -> tuple[Taken, int]:
    """Set one pool of 5,000 beside rustworkx with every pair as an edge."""
    taken = measured([trial.propose(), trial.peer("rustworkx", "every")], runs=1, warm=0)
    return taken, judge("one pool of 5,000", taken, [Bar("propose", "rustworkx", seconds=0.1)]) | _proof(trial, 0)


def pool_of_20000(trial: Trial) -> tuple[Taken, int]:
    """Ask for the proof of one pool of 20,000."""
    return measured([trial.propose()], runs=1, warm=0), _proof(trial, 0)


def pool_of_50000(trial: Trial) -> tuple[Taken, int]:
    """Ask for a bound of one pool of 50,000."""
    return measured([trial.propose()], runs=1, warm=0), _proof(trial, 1e-5)


def alone(trial: Trial) -> tuple[Taken, int]:
    """Only take the time of the command."""
    return measured([trial.propose()], runs=1), 0


def _proof(trial: Trial, most: float) -> int:
    """Print what is proved of the last round; return 1 where that is less than asked for."""
    pairs, gap = trial.proved()
    told = f"  {pairs:,} pairs; a better total is proved to be at most {gap:.2g} higher"
    print(told if gap <= most else f"{told}  MISSED ({most:g})")
    return 0 if gap <= most else 1


def _at_most(name: str, taken: float, most: float) -> int:
    print(f"  {name:<44}{taken:>10.0f}{'':>10}{'':>8}{most:>6}{'' if taken <= most else '  MISSED'}")
    return 0 if taken <= most else 1


Trying = Callable[[Trial], tuple[Taken, int]]
SIZES: Mapping[str, tuple[int, Mode, Trying]] = {
    "100": (100, Mode.REVERSE, alone),
    "500": (500, Mode.REVERSE, at_500),
    "2000": (2_000, Mode.REVERSE, at_2000),
    "r5000": (5_000, Mode.RECIPROCAL, pool_of_5000),
    "10000": (10_000, Mode.REVERSE, at_10000),
    "r20000": (20_000, Mode.RECIPROCAL, pool_of_20000),
    "r50000": (50_000, Mode.RECIPROCAL, pool_of_50000),
    "100000": (100_000, Mode.REVERSE, at_100000),
}
_QUICK = ("100", "500", "2000")


def main() -> int:
    """Try every size that was asked for, then tell how time and memory grow."""
    missed, grown = 0, []
    for name in os.environ["SIZE"].split(",") if "SIZE" in os.environ else _QUICK if QUICK else SIZES:
        size, mode, trying = SIZES[name]
        with TemporaryDirectory() as folder:
            taken, more = trying(Trial(Path(folder), size, mode))
        missed |= more
        runs = next(iter(taken.values()))
        grown.append((size, mode, *(median(getattr(run, unit) for run in runs) for unit in ("seconds", "mebibytes"))))
    print(f"  {'people':<30}{'seconds':>10}{'MiB':>10}")
    for size, mode, seconds, mebibytes in grown:
        people = f"{size:,} in one pool" if mode is Mode.RECIPROCAL else f"{size:,} x {size:,}"
        print(f"  {people:<30}{seconds:>10.2f}{mebibytes:>10.0f}")
    return missed


if __name__ == "__main__":
    sys.exit(main())
