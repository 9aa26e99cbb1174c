"""What stands for all that goes into a round: the same digest, the same pairs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from operator import attrgetter
from typing import Any

from rmentor.pairing.asked import attribute_of
from rmentor.pairing.available import hindrance
from rmentor.pairing.pool import Pool
from rmentor.people.tree import links_above
from rmentor.programme.fields import Record

# Raised whenever the same inputs may give other pairs.
_ENGINE = 2
_PART = attrgetter("id", "role", "capacity", "offers", "wants", "challenge", "challenged")
_FACTS = attrgetter(
    "birth_year", "joined", "industry_since", "grade", "department", "site", "manager", "zone", "hours", "languages"
)


def digest_of(pool: Pool) -> str:
    """Return the SHA-256 of everything that can change the pairs, whatever order it came in."""
    programme, people = pool.programme, pool.enrolled
    here = {one.id for one in people}
    whole = {
        "engine": _ENGINE,
        "mode": programme.mode,
        "plan": [programme.plan.pairs, programme.plan.start, programme.plan.zone],
        "rules": programme.pairing,
        "people": list(_asked(pool)),
        "waiting": [one.id for one in people if hindrance(pool, one)],
        "pairs": sorted(
            [*pair.couple, pair.mode, pair.open, str(pair.end_reason), pair.third or "", bool(pair.third_left)]
            for pair in pool.pairs
        ),
        "met": sorted(sorted(couple) for couple in pool.met if programme.pairing.require.no_repeats and couple <= here),
        "managers": _managers(pool, here),
        "experienced": sorted(pool.experienced & here),
        "left_out": sorted(pool.left_out & here),
        "pinned": sorted(pool.pinned),
        "banned": sorted(sorted(couple) for couple in pool.banned),
    }
    text = json.dumps(whole, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _asked(pool: Pool) -> Iterator[tuple[Any, ...]]:
    """Yield what pairing may ask of each person; neither name nor address is among it."""
    programme, require = pool.programme, pool.programme.pairing.require
    named = sorted({*require.different, *require.same})
    for one in pool.enrolled:
        person = one.person
        yield *_PART(one), *_FACTS(person), [attribute_of(programme, person, name) for name in named]


def _managers(pool: Pool, here: set[str]) -> dict[str, str]:
    """Return the reporting lines of those who take part, up to the top."""
    own = {person: pool.managers[person] for person in here if person in pool.managers}
    return own | links_above(pool.managers, here)


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return {name: getattr(value, name) for name in value.keys}
    return _text(value)


_text = cache(str)  # of dates and hours, which many people share
