"""A report in a file, which never takes the place of anything but an earlier report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rmentor.errors import Refused, WrongUsage
from rmentor.files.folder import write_folder

_BESIDE_A_DATABASE = ("", "-journal", "-wal", "-shm")


def write_report(path: Path, text: str, beginnings: Sequence[str]) -> None:
    """Make a file hold a report, readable by its owner alone; every report begins in one of these ways.

    Raises WrongUsage where no file can be written, Refused where something else than a report is in its place.
    """
    if path.is_dir():
        raise WrongUsage(f"{path} is a folder; name a file in it")
    if _is_other(path, beginnings):
        raise Refused(f"{path} is no earlier report of rmentor, so nothing was written over it; name another file")
    write_folder(path.parent, {path.name: text.encode()})


def keep_database(path: Path, database: Path) -> None:
    """Raise Refused where the path is the database, or one of the files that SQLite keeps beside it."""
    files = [database.with_name(f"{database.name}{ending}") for ending in _BESIDE_A_DATABASE]
    if path.resolve() in [one.resolve() for one in files]:
        raise Refused(f"{path} belongs to the database; name another file")


def _is_other(path: Path, beginnings: Sequence[str]) -> bool:
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            return True
        with path.open("rb") as file:
            begins = file.read(max(map(len, beginnings)))
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise WrongUsage(f"{path} cannot be read: {error.strerror}") from None
    return not begins.startswith(tuple(one.encode() for one in beginnings))
