"""The whole `rmentor pair propose`, 500 seniors and 500 juniors, database included.

Peers: a process that only imports numpy and the flow solver, and one that solves a 500 x 500 matrix with SciPy,
without reading people, rules, explanations, proof or writing anything.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from compare import RMENTOR, Bar, Task, judge, measured

SAMPLE = Path(__file__).parent.parent / "sample_programmes" / "ge-pilot"
IMPORT = "import numpy; from ortools.graph.python import min_cost_flow"
SCIPY = (
    "import numpy as np; from scipy.optimize import linear_sum_assignment;"
    "linear_sum_assignment(np.random.default_rng(1).integers(0, 10_000, (500, 500)), maximize=True)"
)


def main() -> int:
    """Enrol the thousand, then time the proposal beside its peers."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("programme.yaml", "roster.csv"):
            shutil.copy(SAMPLE / file, folder)
        for words in (("load", "programme.yaml"), ("enrol", "--from", "roster.csv")):
            subprocess.run([*RMENTOR, *words], cwd=folder, capture_output=True, check=True)
        taken = measured(
            [
                Task("propose", [*RMENTOR, "pair", "propose"], folder),
                Task("import numpy, ortools", [sys.executable, "-c", IMPORT]),
                Task("scipy linear_sum_assignment", [sys.executable, "-c", SCIPY]),
            ]
        )
    bars = [Bar("propose", "import numpy, ortools", seconds=3), Bar("propose", "scipy linear_sum_assignment")]
    return judge("pair 500 x 500", taken, bars)


if __name__ == "__main__":
    sys.exit(main())
