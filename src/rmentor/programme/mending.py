"""What people write for a value, spelled as its kind wants it; a text that is beyond mending comes back as it is."""

from __future__ import annotations

import re
import unicodedata

_CADENCES = {
    "daily": "1 day",
    "weekly": "1 week",
    "fortnightly": "2 weeks",
    "monthly": "1 month",
    "quarterly": "3 months",
    "yearly": "1 year",
}


def as_word(text: str) -> str:
    """`Top-Box` becomes `top_box`."""
    return re.sub(r"[\s-]+", "_", text.strip().lower())


def as_identifier(text: str) -> str:
    """`Équipe Ventes` becomes `equipe-ventes`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")


def as_number(text: str) -> str:
    """`1,000` becomes `1000`."""
    return re.sub(r"(?<=[0-9])[ ,_'](?=[0-9]{3})", "", text.strip()).removeprefix("+")


def as_date(text: str) -> str:
    """`2027/1/9` becomes `2027-01-09`, and the 30th of February the 28th."""
    spelled = re.sub(r"-([0-9])(?![0-9])", r"-0\1", re.sub(r"[./]", "-", text.strip()))
    return re.sub(r"^([0-9]{4}-02)-(29|3[01])$", r"\1-28", re.sub(r"^([0-9]{4}-[01][0-9])-31$", r"\1-30", spelled))


def as_time(text: str) -> str:
    """`9.30 - 17:00` becomes `09:30-17:00`."""
    joined = re.sub(r"\s", "", re.sub(r"to|\N{EN DASH}", "-", text)).replace(".", ":")
    return re.sub(r"(?<![0-9:])([0-9]:)", r"0\1", joined)


def as_period(text: str) -> str:
    """`monthly` becomes `1 month`, `3Months` `3 months`."""
    spelled = " ".join(re.sub(r"([0-9])([a-z])", r"\1 \2", text.lower()).split())
    return _CADENCES.get(spelled, spelled)


def as_target(text: str) -> str:
    """`4,5` becomes `4.5`."""
    return text.strip().replace(",", ".").replace("percent", "%").replace("per cent", "%")


def as_zone(text: str) -> str:
    """`oslo` becomes `Europe/Oslo`."""
    from zoneinfo import available_timezones

    wanted = re.sub(r"\s+", "_", text.strip().lower())
    found = (zone for zone in sorted(available_timezones()) if wanted in (zone.lower(), zone.lower().split("/")[-1]))
    return next(found, text)
