"""What a round is held against, as the database keeps it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from rmentor.pairing.beside import Beside, Effect, Yardstick


def written(beside: Beside | None) -> str | None:
    """Return it as JSON."""
    return None if beside is None else json.dumps(asdict(beside), separators=(",", ":"))


def read(text: str | None) -> Beside | None:
    """Return what was written; None where a round has nothing beside it."""
    kept: Mapping[str, Any] = json.loads(text) if text else {}
    if "effects" not in kept:
        return None
    return Beside(
        seed=kept["seed"],
        lots=_yardstick(kept["lots"]),
        greedy=_yardstick(kept["greedy"]),
        effects=tuple(Effect(**one) for one in kept["effects"]),
    )


def _yardstick(kept: Mapping[str, Any] | None) -> Yardstick | None:
    return None if kept is None else Yardstick(**kept)
