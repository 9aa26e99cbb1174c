"""Answers to surveys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one person answered in one wave: numbers and texts by item id; what was left out is absent."""

    person: str
    wave: str
    received: date
    numbers: Mapping[str, int] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
