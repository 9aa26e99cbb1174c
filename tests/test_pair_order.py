"""The order in which people come into the database decides nothing: the same bytes are printed and stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest

from conftest import SAMPLES, Run
from rmentor.store import connection

_STORED = ("round", "round_pair", "round_unpaired", "round_ending", "pair")


def _enrolled(run: Run, sample: str, seed: int, *, pieces: int = 1) -> str:
    """Enrol a sample's people in an order of their own, in one file or in several; return the database's name."""
    name = f"{sample}-{seed}.db"
    heading, *lines = (SAMPLES / sample / "roster.csv").read_text(encoding="utf-8").splitlines()
    lines = Random(seed).sample(lines, len(lines)) if seed else lines
    assert run("load", SAMPLES / sample / "programme.yaml", "--db", name, "--today", "2027-01-04").code == 0
    for piece in range(pieces):
        file = Path(f"{sample}-{seed}-{piece}.csv")
        file.write_text("\n".join([heading, *lines[piece::pieces]]), encoding="utf-8")
        ended = run("enrol", "--from", file, "--db", name, "--today", "2027-01-04")
        assert ended.code == 0, ended.err
    return name


def _rows(name: str) -> dict[str, list[tuple[Any, ...]]]:
    with connection.reading(Path(name)) as db:
        return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in _STORED}


def _said(run: Run, name: str, *commands: Sequence[str]) -> Sequence[str]:
    """Return what is printed by each command, in words and for programs."""
    ended = [run("pair", *words, "--db", name, "--today", "2027-01-04") for words in commands]
    assert [one.code for one in ended] == [0] * len(ended)
    return [one.out for one in ended]


@pytest.mark.parametrize("sample", ["generations", "taking-turns", "turned-round"])
def test_a_shuffled_roster_gives_the_same_bytes_on_the_screen_and_in_the_database(run: Run, sample: str) -> None:
    given, shuffled, joined = (_enrolled(run, sample, seed, pieces=pieces) for seed, pieces in ((0, 1), (1, 1), (2, 3)))
    rounds = [
        ("propose", "--seed", "3", "--dry-run"),
        ("propose", "--seed", "3", "--json"),
        ("list", "--round", "1", "--json"),
        ("unpaired", "--json"),
        ("approve", "--json"),
        ("end", "1", "--reason", "moved"),
        ("repair", "--moves", "2", "--json"),
    ]
    assert _said(run, given, *rounds) == _said(run, shuffled, *rounds) == _said(run, joined, *rounds)
    assert _rows(given) == _rows(shuffled) == _rows(joined)
    assert all(_rows(given)[table] for table in ("round", "round_pair", "pair"))
