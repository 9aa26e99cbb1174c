"""What a hostile file may cost: each case in a process of its own, under limits of time and memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BASE = "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: UTC}\n"
BILLION_LAUGHS = "\n".join(["a0: &a0 [x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 60))])
MERGES = "\n".join(["a0: &a0 {x: 1}", *(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 60))])
HOSTILE = {
    "nested lists": "[" * 60_000,
    "nested mappings": "{" * 60_000,
    "nested entries": "- " * 30_000,
    "nested keys": "? " * 30_000,
    "closed lists": "[" * 30_000 + "]" * 30_000,
    "aliases": BILLION_LAUGHS,
    "merge keys": MERGES,
    "keys in one line": "a: " * 300_000,
    "many values": "- a\n" * 249_000,
    "many empty values": "[" + "," * 900_000 + "]",
    "one long word": BASE + "roster: {grades: {" + "x" * 900_000 + ": 1}}",
    "one long key": "? " + "x" * 900_000 + "\n: 1",
    "one long text": BASE + "purpose: {need: |\n" + "  x y\n" * 140_000 + "}",
    "hidden characters": 'a: "' + "\\e" * 400_000 + '"',
    "many hidden characters": "".join(f'- "\\e{n}"\n' for n in range(40_000)),
    "many tags": "- !a b\n" * 49_000,
    "unknown keys": BASE + "".join(f"plam{n}: 1\n" for n in range(20_000)),
    "one key again and again": BASE + "id: any\n" * 20_000,
    "wrong values": BASE + "outcomes:\n" + "- No Good\n" * 40_000,
    "the same id": BASE + "topics:\n" + "- {id: a, title: A}\n" * 9_000,
    "wrong entries": BASE + "topics:\n" + "- 1\n" * 40_000,
    "many topics": BASE + "topics:\n" + "".join(f"- {{id: t{n}, title: T}}\n" for n in range(9_000)),
    "quotes": "'" * 900_000,
    "comments": "#\n" * 490_000,
    "a directive": "%" * 900_000,
    "ignores": BASE + "# rmentor: ignore[RM301]\n" * 30_000,
    "ignored codes": BASE + "# rmentor: ignore[" + "RM301," * 150_000 + "]\n",
}
SECONDS = 3  # of a loaded machine: each case takes less than one alone
MEGABYTES = 100


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_costs_little(text: str) -> None:
    Path("hostile.yaml").write_text(text, "utf-8")
    code, peak = _checked("hostile.yaml")
    assert code in (0, 1)
    assert peak < MEGABYTES


def _checked(file: str) -> tuple[int, float]:
    """Return how `rmentor check` ended, and the most memory it held in MiB; it is given no more than its seconds."""
    script = (
        "import os, resource, subprocess, sys\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))\n"
        "ended = subprocess.run([sys.executable, '-m', 'rmentor', 'check', sys.argv[1]], capture_output=True)\n"
        "peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss\n"
        "print(ended.returncode, peak / 1024, ended.stderr.decode()[-300:])"
    )
    told = subprocess.run([sys.executable, "-c", script, file], capture_output=True, text=True, check=True).stdout
    code, peak, rest = told.split(" ", 2)
    assert "Traceback" not in rest
    assert "bug" not in rest
    return int(code), float(peak)
