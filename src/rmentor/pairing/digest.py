"""What stands for all that goes into a round: the same digest, the same pairs."""

from __future__ import annotations

import hashlib
import json
from operator import attrgetter
from typing import Any

from rmentor.pairing.pool import Pool
from rmentor.people.model import Participant
from rmentor.programme.fields import Record

# Raised whenever the same inputs may give other pairs.
_ENGINE = 1
_PART = attrgetter("id", "role", "capacity", "offers", "wants", "challenge")
_FACTS = attrgetter(
    "birth_year", "joined", "industry_since", "grade", "department", "site", "manager", "zone", "hours", "languages"
)


def digest_of(pool: Pool) -> str:
    """Return the SHA-256 of everything that can change the pairs, whatever order it came in."""
    programme = pool.programme
    whole = {
        "engine": _ENGINE,
        "mode": programme.mode,
        "plan": [programme.plan.pairs, programme.plan.start, programme.plan.zone],
        "rules": programme.pairing,
        "people": [_asked(one) for one in pool.enrolled],
        "pairs": sorted([*sorted(pair.people), pair.open, str(pair.end_reason)] for pair in pool.pairs),
        "met": sorted(sorted(couple) for couple in pool.met),
        "managers": pool.managers,
    }
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _asked(one: Participant) -> tuple[Any, ...]:
    """Return what pairing may ask of a person; the name is not among it."""
    return (*_PART(one), *_FACTS(one.person), sorted(one.person.attributes.items()))


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return {name: getattr(value, name) for name in value.keys}
    return str(value)
