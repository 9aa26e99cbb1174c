"""What is recorded of a pair's progress beside its meetings, in the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from rmentor.records.model import Acceptance, BriefingDone, Commitment, Goal, GoalKind, Outcome, Progress

if TYPE_CHECKING:
    from sqlite_utils import Database


def briefings_done(db: Database, programme: str) -> list[BriefingDone]:
    """Return who took which briefing, sorted by person and briefing."""
    rows = db.query("SELECT * FROM briefing_done WHERE programme = ? ORDER BY person, briefing", (programme,))
    return [BriefingDone(row["person"], row["briefing"], _day(row["on_day"])) for row in rows]


def acceptances(db: Database, programme: str) -> list[Acceptance]:
    """Return who accepted which version of the ground rules, sorted by pair, person and version."""
    rows = db.query("SELECT * FROM acceptance WHERE programme = ? ORDER BY pair, person, version", (programme,))
    return [Acceptance(row["pair"], row["person"], row["version"], _day(row["on_day"])) for row in rows]


def goals(db: Database, programme: str) -> list[Goal]:
    """Return all goals, sorted by pair and number."""
    return [
        Goal(
            pair=row["pair"],
            number=row["goal"],
            person=row["person"],
            kind=GoalKind(row["kind"]),
            text=row["text"],
            measure=row["measure"],
            set_on=_day(row["set_on"]),
            progress=Progress(row["progress"]),
            closed_on=_day_or_none(row["closed_on"]),
        )
        for row in db.query("SELECT * FROM goal WHERE programme = ? ORDER BY pair, goal", (programme,))
    ]


def commitments(db: Database, programme: str) -> list[Commitment]:
    """Return all commitments, sorted by pair and number."""
    return [
        Commitment(
            pair=row["pair"],
            number=row["commitment"],
            person=row["person"],
            text=row["text"],
            due=_day_or_none(row["due"]),
            made_on=_day(row["made_on"]),
            progress=Progress(row["progress"]),
            closed_on=_day_or_none(row["closed_on"]),
        )
        for row in db.query("SELECT * FROM commitment WHERE programme = ? ORDER BY pair, commitment", (programme,))
    ]


def outcomes(db: Database, programme: str) -> list[Outcome]:
    """Return all outcomes, sorted by person, kind and day."""
    rows = db.query("SELECT * FROM outcome WHERE programme = ? ORDER BY person, kind, on_day", (programme,))
    return [Outcome(row["person"], row["kind"], _day(row["on_day"])) for row in rows]


def save_briefings(db: Database, programme: str, done: Iterable[BriefingDone]) -> None:
    """Keep briefings taken; one that is known gets the new day."""
    db.conn.executemany(
        """
        INSERT INTO briefing_done (programme, person, briefing, on_day) VALUES (?, ?, ?, ?)
        ON CONFLICT (programme, person, briefing) DO UPDATE SET on_day = excluded.on_day
        """,
        [(programme, one.person, one.briefing, one.on.isoformat()) for one in done],
    )


def save_acceptances(db: Database, programme: str, accepted: Iterable[Acceptance]) -> None:
    """Keep acceptances; one that is known gets the new day."""
    db.conn.executemany(
        """
        INSERT INTO acceptance (programme, pair, person, version, on_day) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (programme, pair, person, version) DO UPDATE SET on_day = excluded.on_day
        """,
        [(programme, one.pair, one.person, one.version, one.on.isoformat()) for one in accepted],
    )


def save_goals(db: Database, programme: str, goals: Iterable[Goal]) -> None:
    """Keep goals, each in place of the one of its pair and number."""
    db.conn.executemany(
        """
        INSERT INTO goal (programme, pair, goal, person, kind, text, measure, set_on, progress, closed_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (programme, pair, goal) DO UPDATE SET person = excluded.person, kind = excluded.kind,
            text = excluded.text, measure = excluded.measure, set_on = excluded.set_on,
            progress = excluded.progress, closed_on = excluded.closed_on
        """,
        [
            (programme, one.pair, one.number, one.person, one.kind, one.text, one.measure,
             one.set_on.isoformat(), one.progress, _text(one.closed_on))
            for one in goals
        ],
    )  # fmt: skip


def save_commitments(db: Database, programme: str, commitments: Iterable[Commitment]) -> None:
    """Keep commitments, each in place of the one of its pair and number."""
    db.conn.executemany(
        """
        INSERT INTO commitment (programme, pair, commitment, person, text, due, made_on, progress, closed_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (programme, pair, commitment) DO UPDATE SET person = excluded.person,
            text = excluded.text, due = excluded.due, made_on = excluded.made_on,
            progress = excluded.progress, closed_on = excluded.closed_on
        """,
        [
            (programme, one.pair, one.number, one.person, one.text, _text(one.due),
             one.made_on.isoformat(), one.progress, _text(one.closed_on))
            for one in commitments
        ],
    )  # fmt: skip


def save_outcomes(db: Database, programme: str, outcomes: Iterable[Outcome]) -> None:
    """Keep outcomes; one that is known already stays as it is."""
    db.conn.executemany(
        "INSERT INTO outcome (programme, person, kind, on_day) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [(programme, one.person, one.kind, one.on.isoformat()) for one in outcomes],
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None
