"""What the database keeps of people who were forgotten: a mark that an id can be held against, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def forgotten(db: Database, ids: Iterable[str]) -> set[str]:
    """Return those of the ids whose people were forgotten, or that stand in the place of such people.

    A mark is a salted digest. Nobody reads from it who it was, no two databases can be compared by it, and no table
    made beforehand undoes it. Whoever holds the file and a list of ids can try them all, as this function does.
    """
    marks = {mark for (mark,) in db.execute("SELECT mark FROM forgotten")}
    salts = sorted({mark.partition(".")[0] for mark in marks})
    return {one for one in ids if any(mark_of(salt, one) in marks for salt in salts)} if marks else set()


def mark_of(salt: str, name: str) -> str:
    """Return the mark of an id; the salt stands before the digest, so that marks need nothing beside them."""
    from hashlib import blake2b

    return f"{salt}.{blake2b(name.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()}"
