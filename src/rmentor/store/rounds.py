"""Rounds and pairs in the database."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rmentor.pairing.model import EndReason, Pair, Proposal, ProposedPair, Round, RoundStatus, Unpaired
from rmentor.pairing.newcomers import Join, Joined
from rmentor.programme.words import Mode
from rmentor.store import beside

if TYPE_CHECKING:
    from sqlite_utils import Database


def pairs(db: Database, programme: str) -> list[Pair]:
    """Return every pair a programme has or had, sorted by number."""
    return [_pair(row) for row in db.query("SELECT * FROM pair WHERE programme = ? ORDER BY pair", (programme,))]


def couples(db: Database) -> set[frozenset[str]]:
    """Return who was ever paired with whom, in any programme of this database."""
    query = """
        SELECT mentor, mentee FROM pair UNION
        SELECT mentor, third FROM pair WHERE third IS NOT NULL UNION
        SELECT mentee, third FROM pair WHERE third IS NOT NULL
    """
    return {frozenset(row) for row in db.execute(query)}


def save_pair(db: Database, programme: str, pair: Pair) -> None:
    """Keep a pair, in place of the one of the same number."""
    save_pairs(db, programme, [pair])


def save_pairs(db: Database, programme: str, several: Iterable[Pair]) -> None:
    """Keep pairs, each in place of the one of the same number."""
    db.conn.executemany(
        """
        INSERT INTO pair
            (programme, pair, mentor, mentee, mode, fit, started, ended, end_reason, converted_from, third, third_left,
            third_reason, late, late_on)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (programme, pair) DO UPDATE SET mentor = excluded.mentor, mentee = excluded.mentee,
            mode = excluded.mode, fit = excluded.fit, started = excluded.started, ended = excluded.ended,
            end_reason = excluded.end_reason, converted_from = excluded.converted_from, third = excluded.third,
            third_left = excluded.third_left, third_reason = excluded.third_reason, late = excluded.late,
            late_on = excluded.late_on
        """,
        [(programme, *_facts(pair)) for pair in several],
    )


def end_pair(db: Database, programme: str, number: int, day: date, reason: EndReason) -> None:
    """Note the day and the reason of a pair's end."""
    db.execute(
        "UPDATE pair SET ended = ?, end_reason = ? WHERE programme = ? AND pair = ?",
        (day.isoformat(), reason, programme, number),
    )


def next_pair(db: Database, programme: str) -> int:
    """Return the number of the next pair."""
    query = "SELECT coalesce(max(pair), 0) + 1 FROM pair WHERE programme = ?"
    return int(db.execute(query, (programme,)).fetchone()[0])


def rounds(db: Database, programme: str) -> list[Round]:
    """Return every round of a programme with its proposal, sorted by number."""
    proposed, unpaired, joins = _proposed(db, programme), _unpaired(db, programme), _joins(db, programme)
    query = "SELECT * FROM round WHERE programme = ? ORDER BY round"
    return [
        Round(
            number=row["round"],
            status=RoundStatus(row["status"]),
            proposed_on=date.fromisoformat(row["proposed_on"]),
            proposal=Proposal(
                pairs=tuple(proposed[row["round"]]),
                unpaired=tuple(unpaired[row["round"]]),
                total=row["total"],
                bound=row["bound"],
                best=row["best"],
                digest=row["digest"],
                exact=bool(row["exact"]),
                beside=beside.read(row["beside"]),
                joins=tuple(joins[row["round"]]),
            ),
        )
        for row in db.query(query, (programme,))
    ]


def propose(db: Database, programme: str, day: date, proposal: Proposal, *, even_empty: bool = False) -> Round:
    """Keep a proposal as the next round, unless it is empty; a round that was still proposed is dropped."""
    db.execute("UPDATE round SET status = 'dropped' WHERE programme = ? AND status = 'proposed'", (programme,))
    query = "SELECT coalesce(max(round), 0) + 1 FROM round WHERE programme = ?"
    number = int(db.execute(query, (programme,)).fetchone()[0])
    made = Round(number, RoundStatus.PROPOSED, day, proposal)
    if proposal.pairs or proposal.joins or even_empty:
        _save_round(db, programme, made)
    return made


def approve(db: Database, programme: str, number: int) -> None:
    """Note that a round was approved."""
    db.execute("UPDATE round SET status = 'approved' WHERE programme = ? AND round = ?", (programme, number))


def _save_round(db: Database, programme: str, made: Round) -> None:
    proposal = made.proposal
    db.execute(
        """
        INSERT INTO round (programme, round, status, proposed_on, total, bound, best, digest, exact, beside)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        (programme, made.number, made.status, made.proposed_on.isoformat(), *_figures(proposal)),
    )
    save_proposed(db, programme, made.number, proposal.pairs)
    _save_joins(db, programme, made.number, proposal.joins)
    db.conn.executemany(
        "INSERT INTO round_unpaired (programme, round, person, reason) VALUES (?, ?, ?, ?)",
        [(programme, made.number, one.person, one.reason) for one in made.proposal.unpaired],
    )


def _save_joins(db: Database, programme: str, number: int, several: Iterable[Join]) -> None:
    db.conn.executemany(
        """
        INSERT INTO round_join (programme, round, pair, mentor, mentee, third, third_points)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        [(programme, number, one.pair, *one.couple, one.third, _points(one.joined)) for one in several],
    )


def save_proposed(db: Database, programme: str, number: int, several: Iterable[ProposedPair]) -> None:
    """Keep pairs that a round proposes."""
    db.conn.executemany(
        """
        INSERT INTO round_pair (programme, round, mentor, mentee, fit, points, third, third_points)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (programme, number, pair.mentor, pair.mentee, pair.fit, json.dumps(dict(pair.points)), *_third(pair))
            for pair in several
        ],
    )


def _third(pair: ProposedPair) -> tuple[str | None, str | None]:
    return (pair.joined.person, _points(pair.joined)) if pair.joined else (None, None)


def _points(joined: Joined) -> str:
    return json.dumps([*map(dict, joined.points)])


def _proposed(db: Database, programme: str) -> Mapping[int, list[ProposedPair]]:
    found: dict[int, list[ProposedPair]] = defaultdict(list)
    query = "SELECT * FROM round_pair WHERE programme = ? ORDER BY round, mentor, mentee"
    for row in db.query(query, (programme,)):
        joined = _joined(row) if row["third"] else None
        made = ProposedPair(row["mentor"], row["mentee"], row["fit"], json.loads(row["points"]), joined)
        found[row["round"]].append(made)
    return found


def _joins(db: Database, programme: str) -> Mapping[int, list[Join]]:
    found: dict[int, list[Join]] = defaultdict(list)
    for row in db.query("SELECT * FROM round_join WHERE programme = ? ORDER BY round, pair", (programme,)):
        found[row["round"]].append(Join(row["pair"], (row["mentor"], row["mentee"]), _joined(row)))
    return found


def _joined(row: Mapping[str, Any]) -> Joined:
    return Joined(row["third"], tuple(json.loads(row["third_points"])))


def _unpaired(db: Database, programme: str) -> Mapping[int, list[Unpaired]]:
    found: dict[int, list[Unpaired]] = defaultdict(list)
    query = "SELECT * FROM round_unpaired WHERE programme = ? ORDER BY round, person"
    for row in db.query(query, (programme,)):
        found[row["round"]].append(Unpaired(row["person"], row["reason"]))
    return found


def _figures(proposal: Proposal) -> tuple[Any, ...]:
    kept = beside.written(proposal.beside)
    return proposal.total, proposal.bound, proposal.best, proposal.digest, proposal.exact, kept


def _pair(row: Mapping[str, Any]) -> Pair:
    return Pair(
        number=row["pair"],
        mentor=row["mentor"],
        mentee=row["mentee"],
        mode=Mode(row["mode"]),
        started=date.fromisoformat(row["started"]),
        fit=row["fit"],
        ended=row["ended"] and date.fromisoformat(row["ended"]),
        end_reason=row["end_reason"] and EndReason(row["end_reason"]),
        converted_from=row["converted_from"],
        third=row["third"],
        third_left=row["third_left"] and date.fromisoformat(row["third_left"]),
        third_reason=row["third_reason"] and EndReason(row["third_reason"]),
        late=row["late"],
        late_on=row["late_on"] and date.fromisoformat(row["late_on"]),
    )


def _facts(pair: Pair) -> tuple[Any, ...]:
    ended = pair.ended and pair.ended.isoformat()
    return (
        pair.number, pair.mentor, pair.mentee, pair.mode, pair.fit,
        pair.started.isoformat(), ended, pair.end_reason, pair.converted_from, pair.third,
        pair.third_left and pair.third_left.isoformat(), pair.third_reason, pair.late,
        pair.late_on and pair.late_on.isoformat(),
    )  # fmt: skip
