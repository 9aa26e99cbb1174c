"""The database file: whole or not at all, ours alone, one writer at a time."""

from __future__ import annotations

import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import Run
from rmentor.errors import StoreUnusable
from rmentor.store import connection, journal, schema
from rmentor.store.journal import Entry

LINE = Entry(at="2027-01-11T12:00:00+00:00", who="facilitator", command="load", programme=None, what="x")
COUNTING = """
import sys
from pathlib import Path
from rmentor.store import connection, journal
from rmentor.store.journal import Entry
for turn in range(int(sys.argv[2])):
    with connection.writing(Path(sys.argv[1])) as db:
        number = len(list(journal.entries(db)))
        journal.append(db, Entry(at="2027-01-11", who="w", command="c", programme=None, what=str(number)))
    print(number, flush=True)
"""


def lines(path: Path) -> list[str]:
    with connection.reading(path) as db:
        return [entry.what for entry in journal.entries(db)]


def test_a_new_database_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    path, umask = tmp_path / "rmentor.db", os.umask(0)
    try:
        with connection.writing(path) as db:
            journal.append(db, LINE)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.glob("rmentor.db*")] == ["rmentor.db"]


def test_an_error_in_the_block_leaves_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path):
        pass
    with pytest.raises(RuntimeError), connection.writing(path) as db:
        journal.append(db, LINE)
        raise RuntimeError
    assert lines(path) == []


def test_a_dry_run_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path, dry_run=True) as db:
        journal.append(db, LINE)
    assert not path.exists()
    with connection.writing(path):
        pass
    before = path.read_bytes()
    with connection.writing(path, dry_run=True) as db:
        journal.append(db, LINE)
    assert path.read_bytes() == before


def test_processes_that_start_together_lose_no_turn(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    command = [sys.executable, "-c", COUNTING, str(path), "10"]
    started = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    errors = [process.communicate()[1] for process in started]
    assert errors == [""] * 4
    assert lines(path) == [str(number) for number in range(40)]


def test_a_killed_writer_leaves_what_it_acknowledged_and_no_more_than_one_line_beyond(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    acknowledged = 0
    for pause in (0.25, 0.3, 0.35, 0.4):
        process = subprocess.Popen(
            [sys.executable, "-c", COUNTING, str(path), "999"], stdout=subprocess.PIPE, text=True
        )
        time.sleep(pause)
        process.send_signal(signal.SIGKILL)
        acknowledged += len(process.communicate()[0].splitlines())
    kept = lines(path) if connection.exists(path) else []
    assert kept == [str(number) for number in range(len(kept))]
    assert acknowledged <= len(kept) <= acknowledged + 4


def test_what_a_killed_writer_left_half_done_does_not_keep_anybody_from_reading(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path) as db:
        journal.append(db, LINE)
    script = f"""
import os, sqlite3
connection = sqlite3.connect({str(path)!r}, isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for _ in range(2000):
    connection.execute("INSERT INTO journal (at, who, command, what) VALUES ('', '', '', hex(randomblob(500)))")
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", script], check=False)
    assert path.with_name("rmentor.db-journal").exists()
    assert lines(path) == ["x"]


def test_a_waiting_writer_says_that_another_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "rmentor.db"
    monkeypatch.setattr(connection, "_PATIENCE_SECONDS", 0.1)
    with (
        connection.writing(path),
        pytest.raises(StoreUnusable, match="is being written by another command"),
        connection.writing(path),
    ):
        pass


def test_a_database_of_another_program_is_neither_read_nor_changed(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (x)")
    other.close()
    before = path.read_bytes()
    for opened in (connection.reading, connection.writing):
        with pytest.raises(StoreUnusable, match="another program"), opened(path):
            pass
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database, but long enough to look at " * 30, b"short"])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(StoreUnusable, match="not a database"), connection.writing(path):
        pass
    assert path.read_bytes() == content


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(StoreUnusable, match="newer rmentor"), connection.reading(path):
        pass


def test_an_older_database_is_backed_up_before_it_is_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path) as db:
        journal.append(db, LINE)
    monkeypatch.setattr(connection, "STEPS", (*schema.STEPS, ("CREATE TABLE later (x TEXT) STRICT",)))
    with pytest.raises(StoreUnusable, match="older rmentor"), connection.reading(path):
        pass
    with connection.writing(path) as db:
        assert "later" in db.table_names()
    monkeypatch.undo()
    assert lines(tmp_path / f"rmentor.db.before-{len(schema.STEPS) + 1}") == ["x"]


def test_loading_brings_an_older_database_up_to_date(run: Run, tmp_path: Path) -> None:
    sample = Path(__file__).parent.parent / "sample_programmes" / "hartford" / "programme.yaml"
    db = ("--db", tmp_path / "rmentor.db")
    with pytest.MonkeyPatch.context() as older:
        older.setattr(connection, "STEPS", (schema.STEPS[0],))
        assert run("load", sample, *db).code == 0
    refused = run("status", *db)
    assert (refused.code, "rmentor load FILE" in " ".join(refused.err.split())) == (6, True)
    assert run("load", sample, *db).code == 0
    assert run("status", *db).code == 0


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path):
        pass
    with pytest.raises(StoreUnusable, match="readonly"), connection.reading(path) as db:
        journal.append(db, LINE)


def test_the_journal_cannot_be_rewritten(tmp_path: Path) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"), connection.writing(tmp_path / "a.db") as db:
        journal.append(db, LINE)
        db.execute("UPDATE journal SET what = 'y'")


def test_a_full_disk_is_said_and_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rmentor.db"
    with connection.writing(path):
        pass
    before = path.read_bytes()
    script = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from pathlib import Path
from rmentor.store import connection, journal
resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before)}, {len(before)}))
from rmentor.store.journal import Entry
with connection.writing(Path({str(path)!r})) as db:
    journal.append(db, Entry(at="2027", who="w", command="c", programme=None, what="x" * 300_000))
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "StoreUnusable" in ended.stderr
    assert "the disk is full; nothing was changed" in ended.stderr
    assert lines(path) == []


def test_every_table_is_strict_and_every_reference_holds(tmp_path: Path) -> None:
    with connection.writing(tmp_path / "rmentor.db") as db:
        tables = [row for row in db.query("PRAGMA table_list") if not row["name"].startswith("sqlite_")]
        assert all(row["strict"] for row in tables)
        assert list(db.query("PRAGMA foreign_key_check")) == []
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
