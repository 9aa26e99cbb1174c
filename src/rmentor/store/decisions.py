"""What people decided about two of them, and what a round leaves out or ends, in the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from rmentor.pairing.decisions import Decision, DeclineReason, What
from rmentor.pairing.model import EndReason, ProposedPair
from rmentor.store.rounds import save_proposed

if TYPE_CHECKING:
    from sqlite_utils import Database


def decisions(db: Database, programme: str) -> list[Decision]:
    """Return every decision of a programme, sorted by its people."""
    query = "SELECT * FROM decision WHERE programme = ? ORDER BY mentor, mentee"
    return [
        Decision(
            mentor=row["mentor"],
            mentee=row["mentee"],
            what=What(row["what"]),
            on_day=date.fromisoformat(row["on_day"]),
            by=row["by_person"],
            reason=row["reason"] and DeclineReason(row["reason"]),
        )
        for row in db.query(query, (programme,))
    ]


def decide(db: Database, programme: str, several: Iterable[Decision]) -> None:
    """Keep decisions, each in place of what was decided about the two before."""
    for one in several:
        undo(db, programme, one.people)
        db.execute(
            """
            INSERT INTO decision (programme, mentor, mentee, what, by_person, reason, on_day)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            (programme, *one.people, one.what, one.by, one.reason, one.on_day.isoformat()),
        )


def undo(db: Database, programme: str, couple: tuple[str, str]) -> None:
    """Take back what was decided about two people, whichever is named first."""
    db.execute(
        "DELETE FROM decision WHERE programme = ? AND ? IN (mentor, mentee) AND ? IN (mentor, mentee)",
        (programme, *couple),
    )


def leave_out(
    db: Database, programme: str, number: int, changes: Iterable[tuple[ProposedPair, ProposedPair | None]], why: str
) -> None:
    """Put in the place of pairs of a round what is left of each; whoever has no other pair is without one for that.

    The bound was one of as many pairs as there were. Where they become fewer, all that is known of other choices of
    as many is that none of their pairs is better than the best there can be; where one changed, the bound still holds.
    """
    gone: set[str] = set()
    for before, after in changes:
        db.execute(
            "DELETE FROM round_pair WHERE programme = ? AND round = ? AND mentor = ? AND mentee = ?",
            (programme, number, *before.couple),
        )
        save_proposed(db, programme, number, [after] if after else [])
        gone |= set(before.people) - set(after.people if after else ())
        if after is None or after.couple != before.couple:
            db.execute(
                "UPDATE round SET total = total - ?, exact = 0 WHERE programme = ? AND round = ?",
                (before.fit - (after.fit if after else 0), programme, number),
            )
        if after is None:
            db.execute(
                """
                UPDATE round SET bound = max(total, best * (
                    SELECT count(*) FROM round_pair WHERE programme = round.programme AND round = round.round
                )) WHERE programme = ? AND round = ?
                """,
                (programme, number),
            )
    for person in sorted(gone):
        db.execute(
            """
            INSERT INTO round_unpaired (programme, round, person, reason) SELECT :programme, :round, :person, :why
            WHERE NOT EXISTS (SELECT * FROM round_pair WHERE programme = :programme AND round = :round
                AND :person IN (mentor, mentee, third))
            AND NOT EXISTS (SELECT * FROM pair WHERE programme = :programme AND ended IS NULL
                AND :person IN (mentor, mentee, CASE WHEN third_left IS NULL THEN third END))
            ON CONFLICT DO NOTHING
            """,
            {"programme": programme, "round": number, "person": person, "why": why},
        )


def leave_join(db: Database, programme: str, number: int, person: str, why: str) -> None:
    """Take who was to join a running pair out of a round, without a pair for that reason."""
    place = (programme, number, person)
    db.execute("DELETE FROM round_join WHERE programme = ? AND round = ? AND third = ?", place)
    db.execute(
        "INSERT INTO round_unpaired (programme, round, person, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (*place, why),
    )


def drop_round(db: Database, programme: str, number: int) -> None:
    """Note that a round was dropped."""
    db.execute("UPDATE round SET status = 'dropped' WHERE programme = ? AND round = ?", (programme, number))


def endings(db: Database, programme: str, number: int) -> dict[int, EndReason]:
    """Return why each pair ends, by its number, when this round is approved."""
    query = "SELECT pair, reason FROM round_ending WHERE programme = ? AND round = ? ORDER BY pair"
    return {pair: EndReason(reason) for pair, reason in db.execute(query, (programme, number))}


def save_endings(db: Database, programme: str, number: int, ends: Mapping[int, EndReason]) -> None:
    """Keep which pairs end when a round is approved."""
    db.conn.executemany(
        "INSERT INTO round_ending (programme, round, pair, reason) VALUES (?, ?, ?, ?)",
        [(programme, number, pair, reason) for pair, reason in ends.items()],
    )
