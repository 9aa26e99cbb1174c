"""Answers to surveys in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from rmentor.evaluation.model import Response

if TYPE_CHECKING:
    from sqlite_utils import Database


def responses(db: Database, programme: str) -> list[Response]:
    """Return every response of a programme, sorted by wave and person."""
    numbers, texts = _answers(db, programme)
    query = "SELECT wave, person, received FROM response WHERE programme = ? ORDER BY wave, person"
    return [
        Response(
            person=row["person"],
            wave=row["wave"],
            received=date.fromisoformat(row["received"]),
            numbers=numbers[row["wave"], row["person"]],
            texts=texts[row["wave"], row["person"]],
        )
        for row in db.query(query, (programme,))
    ]


def save(db: Database, programme: str, responses: Iterable[Response]) -> None:
    """Keep responses; one of the same person and wave takes the place of what was answered before."""
    given = list(responses)
    db.conn.executemany(
        "DELETE FROM response WHERE programme = ? AND wave = ? AND person = ?",
        [(programme, one.wave, one.person) for one in given],
    )
    db.conn.executemany(
        "INSERT INTO response (programme, wave, person, received) VALUES (?, ?, ?, ?)",
        [(programme, one.wave, one.person, one.received.isoformat()) for one in given],
    )
    db.conn.executemany(
        "INSERT INTO answer (programme, wave, person, item, number, text) VALUES (?, ?, ?, ?, ?, ?)",
        [(programme, one.wave, one.person, *answer) for one in given for answer in _rows(one)],
    )


def _rows(response: Response) -> list[tuple[str, int | None, str | None]]:
    numbers = [(item, number, None) for item, number in response.numbers.items()]
    return [*numbers, *((item, None, text) for item, text in response.texts.items())]


_ByResponse = Mapping[tuple[str, str], Mapping[str, Any]]


def _answers(db: Database, programme: str) -> tuple[_ByResponse, _ByResponse]:
    numbers: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    texts: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    query = "SELECT wave, person, item, number, text FROM answer WHERE programme = ? ORDER BY wave, person, item"
    for row in db.query(query, (programme,)):
        key = row["wave"], row["person"]
        if row["number"] is None:
            texts[key][row["item"]] = row["text"]
        else:
            numbers[key][row["item"]] = row["number"]
    return numbers, texts
