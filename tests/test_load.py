"""`rmentor load` and `rmentor backup`."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from conftest import Run
from rmentor.people.model import Participant, Person
from rmentor.programme.words import Role
from rmentor.store import connection, journal, people, programmes

ANY = """\
format: 1
id: any
title: Any
mode: reverse
plan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}
topics:
  - {id: sewing, title: Sewing}
  - {id: rowing, title: Rowing}
"""
DB = Path("rmentor.db")


@pytest.fixture
def any_file() -> Path:
    path = Path("any.yaml")
    path.write_text(ANY, encoding="utf-8")
    return path


def entries() -> list[str]:
    with connection.reading(DB) as db:
        return [f"{entry.command} {entry.programme}" for entry in journal.entries(db)]


def test_a_definition_is_kept_as_it_was_written(run: Run, any_file: Path) -> None:
    ended = run("load", any_file)
    assert (ended.code, ended.out) == (0, "any: Any (new)\n")
    with connection.reading(DB) as db:
        definition = programmes.definition_of(db, "any")
    assert definition is not None
    assert (definition.definition, definition.source) == (ANY, "any.yaml")
    assert entries() == ["load any"]


def test_loading_again_shows_what_changed(run: Run, any_file: Path) -> None:
    run("load", any_file)
    any_file.write_text(ANY.replace("3 months", "4 months").replace("Sewing", "Knitting"), encoding="utf-8")
    changes = json.loads(run("load", any_file, "--json").out)["loaded"][0]["changes"]
    assert changes == [
        {"key": "plan.length", "before": "3 months", "after": "4 months"},
        {"key": "topics.sewing.title", "before": "Sewing", "after": "Knitting"},
    ]


def test_loading_the_same_file_changes_nothing(run: Run, any_file: Path) -> None:
    run("load", any_file)
    before = DB.read_bytes()
    assert run("load", any_file).out == "any: Any (unchanged)\n"
    assert DB.read_bytes() == before


def test_a_file_with_problems_loads_nothing_of_any_file(run: Run, any_file: Path) -> None:
    Path("bad.yaml").write_text(ANY.replace("any", "bad").replace("reverse", "revers"), encoding="utf-8")
    ended = run("load", any_file, "bad.yaml")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith("bad.yaml:4:7: RM106 mode is 'revers'")
    assert not DB.exists()


def test_a_programme_that_cannot_work_is_not_loaded(run: Run, any_file: Path) -> None:
    any_file.write_text(ANY.replace("3 months", "9999 years"), encoding="utf-8")
    ended = run("load", any_file)
    assert (ended.code, ended.out) == (3, "")
    assert "any.yaml:5:27: RM201" in ended.err
    assert not DB.exists()


def test_a_missing_file_is_not_found(run: Run, any_file: Path) -> None:
    ended = run("load", "amy.yaml")
    assert (ended.code, ended.err) == (4, "rmentor: there is no file 'amy.yaml'; did you mean 'any.yaml'?\n")


def test_a_change_that_would_orphan_records_is_refused(run: Run, any_file: Path) -> None:
    run("load", any_file)
    with connection.writing(DB) as db:
        person = Person(id="1", name="Aster Quarry")
        people.save(db, "any", [Participant(person=person, role=Role.MENTOR, offers=("sewing",))])
    any_file.write_text(ANY.replace("sewing", "knitting"), encoding="utf-8")
    ended = run("load", any_file)
    assert (ended.code, ended.out) == (5, "")
    assert "records refer to what the new definition lacks: topic sewing" in ended.err


def test_a_dry_run_shows_and_keeps_nothing(run: Run, any_file: Path) -> None:
    assert run("load", any_file, "--dry-run").out == "any: Any (new)\n"
    assert not DB.exists()


def test_a_backup_is_whole_private_and_never_written_over(run: Run, any_file: Path) -> None:
    run("load", any_file)
    ended = run("backup", "--today", "2027-01-11")
    assert (ended.code, ended.out.split(" (")[0]) == (0, "Wrote rmentor-2027-01-11.db")
    copy = Path("rmentor-2027-01-11.db")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert run("people", "list", "--db", copy).code == 0
    again = run("backup", "--today", "2027-01-11")
    assert (again.code, again.err) == (6, "rmentor: rmentor-2027-01-11.db exists already; nothing was written\n")


@pytest.mark.parametrize("day", ["tomorrow", "2027-13-01", "11.1.2027"])
def test_a_day_that_is_none_is_wrong_usage(run: Run, any_file: Path, day: str) -> None:
    assert run("load", any_file, "--today", day).code == 2
