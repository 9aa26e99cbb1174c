"""Files that attack whoever opens them: a plain error, soon, in little memory, and the database as it was."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from hostile import HOSTILE, ODD, OTHERS
from rmentor.errors import FileProblems
from rmentor.files.tables import read_sheet
from workbooks import rows_of, write_workbook

TODAY = "--today", "2027-01-04"
PROGRAMME = """
format: 1
id: harbour
title: Harbour
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
roster:
  columns: {id: Employee, name: Full name, role: Part}
"""
# On a quiet machine none takes more than 1.3 s, of which 0.3 are Python's own beginning.
MOST_SECONDS = 4.0
MOST_MEMORY = 300 << 20


@dataclass(frozen=True)
class Ended:
    """How a command ended that had a process of its own, and what it and its children took together."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


def family(process: int) -> Iterator[int]:
    """Yield a process and all that come from it."""
    yield process
    for child in read(f"/proc/{process}/task/{process}/children").split():
        yield from family(int(child))


def read(file: str) -> str:
    try:
        return Path(file).read_text()
    except OSError:
        return ""


def highest(process: int) -> int:
    """Return the most memory that a process has held, in bytes."""
    found = re.search(r"^VmHWM:\s+(\d+) kB", read(f"/proc/{process}/status"), re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def rmentor(*words: object) -> Ended:
    command = [sys.executable, "-m", "rmentor", *map(str, words)]
    before = os.times()
    with Path("out").open("wb") as out, Path("err").open("wb") as err:
        running = subprocess.Popen(command, stdout=out, stderr=err)
        peaks: dict[int, int] = {}
        while running.poll() is None:
            peaks |= {one: max(peaks.get(one, 0), highest(one)) for one in family(running.pid)}
            time.sleep(0.005)
    after = os.times()
    taken = after.children_user + after.children_system - before.children_user - before.children_system
    return Ended(running.returncode, read("out"), read("err"), taken, sum(peaks.values()))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("loaded")
    (folder / "harbour.yaml").write_text(PROGRAMME)
    command = [sys.executable, "-m", "rmentor", "load", "harbour.yaml", *TODAY]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    return (folder / "rmentor.db").read_bytes()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_an_ordinary_error(name: str, loaded: bytes) -> None:
    make, told = HOSTILE[name]
    make(Path(name))
    Path("rmentor.db").write_bytes(loaded)
    ended = rmentor("enrol", "--from", name, *TODAY)
    assert (ended.code, ended.out) == (3, ""), ended.err
    assert re.search(told, ended.err)
    assert ended.err.startswith(f"{name}:")
    assert "Traceback" not in ended.err
    assert ended.seconds < MOST_SECONDS
    assert ended.memory < MOST_MEMORY
    assert Path("rmentor.db").read_bytes() == loaded


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_is_a_problem_with_a_reason(name: str) -> None:
    data, told = ODD[name]
    Path(name).write_bytes(data)
    with pytest.raises(FileProblems, match=told):
        read_sheet(Path(name))


@pytest.mark.parametrize("name", OTHERS)
def test_a_file_of_another_kind_is_a_problem_with_a_reason(name: str) -> None:
    make, told = OTHERS[name]
    make(Path(name))
    with pytest.raises(FileProblems, match=told):
        read_sheet(Path(name))


@pytest.mark.parametrize("name", ["great.csv", "great.xlsx"])
def test_a_great_table_is_read(name: str, loaded: bytes) -> None:
    """Memory is bounded by what is in it; a hundred thousand rows are measured in the benchmark."""
    rows = [("Employee", "Full name", "Part"), *((f"{n:05}", f"Ann Berg {n}", "mentor") for n in range(10_000))]
    if name.endswith("csv"):
        Path(name).write_text("".join(",".join(row) + "\n" for row in rows))
    else:
        write_workbook(Path(name), {"People": rows_of(rows)})
    Path("rmentor.db").write_bytes(loaded)
    ended = rmentor("enrol", "--from", name, *TODAY)
    assert ended.code == 0, ended.err
    assert "10,000 rows" in ended.out
    assert ended.memory < MOST_MEMORY
