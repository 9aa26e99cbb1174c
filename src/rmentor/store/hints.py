"""What a shell may complete: a few names from the database, read as it lies there, and nothing where it cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

_PATIENCE_SECONDS = 0.2
_MOST = 200
_LISTS = {
    "people": "SELECT person FROM participant WHERE standing = 'enrolled' AND person LIKE ?",
    "departments": "SELECT department FROM person WHERE department LIKE ?",
    "sites": "SELECT site FROM person WHERE site LIKE ?",
    "programmes": "SELECT programme FROM programme WHERE programme LIKE ?",
    "definitions": "SELECT definition FROM programme WHERE programme LIKE ?",
}


def names(path: Path, what: str, start: str = "") -> Sequence[str]:
    """Return the names in one of the lists that begin so, sorted, the first few hundred; none where all goes wrong."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE_SECONDS)) as db:
            found = db.execute(f"SELECT DISTINCT * FROM ({_LISTS[what]}) ORDER BY 1 LIMIT {_MOST}", (f"{start}%",))  # noqa: S608
            return [name for (name,) in found]
    except sqlite3.Error:
        return []
