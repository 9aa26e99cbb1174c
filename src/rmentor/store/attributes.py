"""What the roster keeps of people beyond the facts that every programme knows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def drop(db: Database, attributes: Iterable[str]) -> int:
    """Remove attributes of everybody; returns how many values there were."""
    return sum(db.execute("DELETE FROM person_attribute WHERE attribute = ?", (name,)).rowcount for name in attributes)
