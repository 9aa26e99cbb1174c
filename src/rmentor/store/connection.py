"""The database file: opened, locked, migrated; one transaction for each writing command."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from rmentor.errors import StoreUnusable
from rmentor.store.schema import STEPS

if TYPE_CHECKING:
    from sqlite_utils import Database

_APPLICATION_ID = 0x726D_6E74
_PATIENCE_SECONDS = 10
_OLDEST_SQLITE = (3, 37, 0)


@contextmanager
def reading(path: Path) -> Iterator[Database]:
    """Open an existing database so that it cannot be changed; raises StoreUnusable where it is not ours."""
    refuse_missing(path)
    with _errors_told(path), _connected(path) as db:
        # Not mode=ro: a killed writer's journal could then not be rolled back, and nothing could be read.
        db.execute("PRAGMA query_only = ON")
        _refuse_foreign(db, path)
        if _version(db) < len(STEPS):
            raise StoreUnusable(f"{path} was made by an older rmentor; `rmentor load FILE` brings it up to date")
        yield db


@contextmanager
def writing(path: Path, *, dry_run: bool = False) -> Iterator[Database]:
    """Hold the write lock over the block: all of it is committed at its end, or nothing is.

    A missing database is created, readable by its owner alone; an older one is migrated first, after a backup
    beside it. With `dry_run` nothing stays. Waits ten seconds for another writer, then raises StoreUnusable.
    """
    imagined = dry_run and not exists(path)
    if not imagined:
        _create(path)
    with _errors_told(path), _connected(path, "memory" if imagined else "rw") as db:
        db.execute("BEGIN IMMEDIATE")
        try:
            _refuse_foreign(db, path)
            _migrate(db, path)
            yield db
        except BaseException:
            db.rollback()
            raise
        if dry_run:
            db.rollback()
        else:
            db.commit()


def refuse_missing(path: Path) -> None:
    """Raise StoreUnusable where there is no database."""
    if not exists(path):
        raise StoreUnusable(f"there is no database {path}; `rmentor load FILE` makes one, --db names another")


def exists(path: Path) -> bool:
    """True where a database lies at the path and is not empty."""
    return path.is_file() and path.stat().st_size > 0


def _create(path: Path) -> None:
    if not path.exists():
        with suppress(FileExistsError):
            _make_private(path)


def _make_private(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    except FileExistsError:
        raise
    except OSError as error:
        raise StoreUnusable(f"{path} cannot be made: {error.strerror}") from error


@contextmanager
def _connected(path: Path, mode: str = "rw") -> Iterator[Database]:
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreUnusable(f"SQLite {sqlite3.sqlite_version} is too old; rmentor needs 3.37 or newer")
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE_SECONDS, isolation_level=None)
    db = _library()(connection, execute_plugins=False)
    try:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        yield db
    finally:
        db.close()


def _library() -> type[Database]:
    """Import sqlite-utils without numpy and pandas, which it would load merely because they are installed."""
    hidden = {name: sys.modules.get(name) for name in ("numpy", "pandas")}
    sys.modules.update({name: None for name, module in hidden.items() if module is None})  # type: ignore[misc]
    try:
        from sqlite_utils import Database
    finally:
        for name, module in hidden.items():
            if module is None:
                sys.modules.pop(name, None)
    return Database


def _version(db: Database) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _refuse_foreign(db: Database, path: Path) -> None:
    identity = db.execute("PRAGMA application_id").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if tables and identity != _APPLICATION_ID:
        raise StoreUnusable(f"{path} is a database of another program; name rmentor's with --db")
    if _version(db) > len(STEPS):
        raise StoreUnusable(f"{path} was written by a newer rmentor; update this one")


def _migrate(db: Database, path: Path) -> None:
    version = _version(db)
    if version == len(STEPS):
        return
    if version:
        _copy(path, path.with_name(f"{path.name}.before-{len(STEPS)}"))
    for step in STEPS[version:]:
        for statement in step:
            db.execute(statement)
    db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {len(STEPS)}")


def compact(path: Path) -> None:
    """Write the file anew, without the pages that hold nothing any more; killed at any point it is as it was."""
    with _errors_told(path), _connected(path) as db:
        db.execute("VACUUM")


def copies_beside(path: Path) -> list[Path]:
    """Return the other databases of rmentor in the same folder, such as backups, sorted by name."""
    found = (one for one in path.absolute().parent.iterdir() if one.is_file() and not one.samefile(path))
    return sorted(path.with_name(one.name) for one in found if _is_ours(one))


def _is_ours(path: Path) -> bool:
    """True where the header of a file is SQLite's with our identity at its place."""
    try:
        with path.open("rb") as file:
            header = file.read(72)
    except OSError:
        return False
    return header.startswith(b"SQLite format 3") and header[68:72] == _APPLICATION_ID.to_bytes(4)


def back_up(path: Path, target: Path) -> None:
    """Write a checked copy of the database to a new file that only its owner can read.

    Raises StoreUnusable where the target exists already or the copy does not pass SQLite's own check.
    """
    with reading(path), _errors_told(target):
        _copy(path, target)


def _copy(path: Path, target: Path) -> None:
    try:
        _make_private(target)
    except FileExistsError:
        raise StoreUnusable(f"{target} exists already; nothing was written") from None
    source = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
        sound = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    finally:
        source.close()
        copy.close()
    if not sound:
        target.unlink()
        raise StoreUnusable(f"the copy of {path} is damaged; run `sqlite3 {path} .recover` on a copy of the file")


@contextmanager
def _errors_told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StoreUnusable(_told(path, str(error))) from error
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.IntegrityError):
            raise
        raise StoreUnusable(f"{path} is not a database that can be read: {error}") from error


def _told(path: Path, reason: str) -> str:
    if "locked" in reason:
        return f"{path} is being written by another command; try again when it is done"
    if "disk is full" in reason or "disk I/O" in reason:
        return f"{path}: the disk is full; nothing was changed"
    if "readonly" in reason or "unable to open" in reason:
        return f"{path} cannot be opened for this: {reason}"
    return f"{path}: {reason}"
