"""`rmentor check` of a thousand files of 200 lines in one call, and of one file, beside its peers.

Peers: yamllint, which reads the same files as YAML and no more, and check-jsonschema, which holds them against
rmentor's own schema. One file is set beside a bare interpreter.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from compare import QUICK, RMENTOR, TOOLS, Bar, Run, Task, judge, measured

SAMPLE = Path(__file__).parent.parent / "sample_programmes" / "hartford" / "programme.yaml"
FILES = 100 if QUICK else 1000
LINES = 200


def write_files(folder: Path) -> list[str]:
    """Write programme files of 200 lines, each with an id of its own; returns their names."""
    lines = SAMPLE.read_text("utf-8").splitlines()
    lines += [f"# line {number}" for number in range(len(lines), LINES)]
    names = [f"programme-{number:04}.yaml" for number in range(FILES)]
    for number, name in enumerate(names):
        text = "\n".join(lines[:LINES]).replace("id: hartford", f"id: hartford-{number}", 1)
        (folder / name).write_text(f"{text}\n", "utf-8")
    return names


def main() -> int:
    """Time many files beside yamllint and check-jsonschema, and one file beside a bare interpreter."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        names = write_files(folder)
        schema = subprocess.run([*RMENTOR, "schema"], capture_output=True, check=True).stdout
        (folder / "schema.json").write_bytes(schema)
        by_schema = (str(TOOLS / "check-jsonschema"), "--schemafile", "schema.json")
        (folder / "yamllint.yaml").write_text("extends: relaxed\n", "utf-8")
        many = measured(
            [
                Task("rmentor check", [*RMENTOR, "check", *names], folder),
                Task("yamllint", [str(TOOLS / "yamllint"), "-c", "yamllint.yaml", *names], folder),
                Task("check-jsonschema", [*by_schema, *names], folder),
            ],
            runs=1 if QUICK else 3,
        )
        one = _one(folder, names[0])
    peers = [Bar("rmentor check", peer, seconds=1) for peer in ("yamllint", "check-jsonschema")]
    missed = judge(f"check {FILES} files of {LINES} lines", many, peers)
    return judge("check one file", one, [Bar("rmentor check", "python -c pass", seconds=9)]) or missed


def _one(folder: Path, name: str) -> dict[str, list[Run]]:
    tasks = [
        Task("rmentor check", [*RMENTOR, "check", name], folder),
        Task("python -c pass", [sys.executable, "-c", "pass"]),
    ]
    return dict(measured(tasks, runs=15))


if __name__ == "__main__":
    sys.exit(main())
