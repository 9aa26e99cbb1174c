"""What an enrolment did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from shlex import quote
from typing import Any

from rmentor.errors import Problem
from rmentor.pairing.model import Pair
from rmentor.people.changes import Changes
from rmentor.people.export import Reading
from rmentor.people.model import Participant
from rmentor.render.view import Block, Grid, View, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A file that was enrolled; `bad_rows` is the file of the rows that were skipped, `ended` the pairs of leavers."""

    file: str
    notes: tuple[str, ...]
    reading: Reading
    changes: Changes
    ended: tuple[Pair, ...]
    bad_rows: str | None
    dry_run: bool

    @property
    def skipped(self) -> int:
        """How many rows have problems."""
        return len({problem.line for problem in self.reading.problems})

    @property
    def rows(self) -> int:
        """How many rows the file has."""
        return len(self.reading.participants) + len(self.reading.left_out) + self.skipped


def enrolled_view(participant: Participant) -> View:
    """Say who is enrolled now, and as what."""
    data = {"id": participant.id, "name": participant.name, "role": participant.role}
    words = Words(f"Enrolled {participant.id}, {participant.name}, as {participant.role}.")
    return View(kind="enrolled", data=data, blocks=(words,), next_step=f"rmentor people show {quote(participant.id)}")


def enrolment_view(enrolment: Enrolment) -> View:
    """Say who came in, who changed, who left, and who was left out and why, row by row."""
    next_step = "rmentor people list"
    if enrolment.dry_run:
        next_step = f"rmentor enrol --from {quote(enrolment.file)}"
    elif enrolment.bad_rows:
        next_step = f"rmentor enrol --from {quote(str(enrolment.bad_rows))}, once its rows are put right"
    return View(kind="enrolment", data=_data(enrolment), blocks=tuple(_blocks(enrolment)), next_step=next_step)


def _data(enrolment: Enrolment) -> dict[str, Any]:
    changes, reading = enrolment.changes, enrolment.reading
    return {
        "file": enrolment.file,
        "dry_run": enrolment.dry_run,
        "rows": enrolment.rows,
        "enrolled": len(reading.participants),
        "joined": _ids(changes.joiners),
        "changed": [{"id": one.participant.id, "facts": one.facts} for one in changes.changed],
        "unchanged": _ids(changes.unchanged),
        "left": _ids(changes.leavers),
        "ended_pairs": [pair.number for pair in enrolment.ended],
        "absent": _ids(changes.absent),
        "withdrawn_before": _ids(changes.away),
        "left_out": [asdict(one) for one in reading.left_out],
        "bad": [_problem(one) for one in reading.problems],
    }


def _ids(participants: tuple[Participant, ...]) -> list[str]:
    return [one.id for one in participants]


def _problem(problem: Problem) -> dict[str, Any]:
    return {"line": problem.line, "column": problem.column, "code": problem.code, "message": problem.message}


def _blocks(enrolment: Enrolment) -> Iterator[Block]:
    yield Words(_headline(enrolment), strong=True)
    yield from _changed(enrolment)
    yield from _to_look_at(enrolment.changes)
    if enrolment.reading.left_out:
        yield from _left_out(enrolment.reading)
    if enrolment.reading.problems:
        bad = [(str(one.line), one.message) for one in enrolment.reading.problems]
        yield Grid(("row", "problem"), bad, frozenset({0}), f"Skipped, and written to {enrolment.bad_rows}")


def _changed(enrolment: Enrolment) -> Iterator[Block]:
    changes = enrolment.changes
    if changes.changed:
        rows = [(one.participant.id, one.participant.name, ", ".join(one.facts)) for one in changes.changed]
        yield Grid(("id", "name", "what changed"), rows, title="Changed")
    if changes.leavers:
        yield Grid(("id", "name"), [(one.id, one.name) for one in changes.leavers], title="Left; withdrawn now")
    if enrolment.ended:
        yield Words(f"Pairs ended by that: {', '.join(str(pair.number) for pair in enrolment.ended)}.")


def _to_look_at(changes: Changes) -> Iterator[Block]:
    if changes.away:
        told = "withdrew before and stay withdrawn; `rmentor enrol --id ID` brings a person back"
        yield Words(f"{', '.join(_ids(changes.away))}: {told}.")
    if changes.absent:
        told = "take part and the file does not name them; `rmentor people withdraw ID` if they left"
        yield Words(f"{', '.join(_ids(changes.absent))}: {told}.")


def _headline(enrolment: Enrolment) -> str:
    changes = enrolment.changes
    verb = "Would enrol" if enrolment.dry_run else "Enrolled"
    counts = {
        "new": len(changes.joiners),
        "changed": len(changes.changed),
        "as before": len(changes.unchanged),
        "left out": len(enrolment.reading.left_out),
        "skipped": enrolment.skipped,
    }
    total = f"{verb} {len(enrolment.reading.participants):,} of {enrolment.rows:,} rows"
    return f"{total}: {', '.join(f'{count:,} {name}' for name, count in counts.items() if count)}."


def _left_out(reading: Reading) -> Iterator[Block]:
    counts = Counter(one.why for one in reading.left_out)
    rows = [(str(why), f"{count:,}") for why, count in sorted(counts.items())]
    yield Grid(("left out because", "rows"), rows, frozenset({1}))
    named = [(str(one.line), one.id, one.name, one.sentence) for one in reading.left_out]
    yield Grid(("row", "id", "name", "left out because"), named, frozenset({0}))
