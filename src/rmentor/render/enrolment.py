"""What an enrolment does, or did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from shlex import quote
from typing import Any

from rmentor.errors import Problem
from rmentor.pairing.model import Pair
from rmentor.people.changes import Changed, Changes
from rmentor.people.export import Reading
from rmentor.people.model import Participant
from rmentor.people.problems import SHOWN, grouped, rest_of
from rmentor.people.tree import Doubts
from rmentor.render.alarms import Alarms, alarm_blocks, alarm_data
from rmentor.render.doubts import doubt_data, doubt_words
from rmentor.render.shifted import shifted_data, shifted_words
from rmentor.render.view import Block, Grid, View, Words
from rmentor.sentences import first_few


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A file that is or was enrolled.

    `bad_rows` is the file of the rows that are skipped, `left` the pairs that leavers were in; `alarms` say what is
    now wrong with open pairs, `doubts` what is odd in the reporting lines.
    """

    file: str
    notes: tuple[str, ...]
    reading: Reading
    changes: Changes
    doubts: Doubts
    alarms: Alarms
    left: tuple[Pair, ...]
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


def enrolment_view(enrolment: Enrolment) -> View:
    """Say what is wrong with open pairs, who came in, moved, changed and left, and who was left out and why."""
    return View(
        kind="enrolment", data=_data(enrolment), blocks=tuple(_blocks(enrolment)), next_step=_next_step(enrolment)
    )


def preview(enrolment: Enrolment) -> Iterator[Block]:
    """Yield what somebody has to agree to; of the rows left out only how many they are."""
    yield from _changed(enrolment)
    if enrolment.reading.left_out:
        yield _counts(enrolment.reading)
    if enrolment.reading.problems:
        yield from _skipped(enrolment)


def outcome_view(enrolment: Enrolment) -> View:
    """Say that what was shown before has been written, and who was left out and why."""
    blocks = [*alarm_blocks(enrolment.alarms), Words(_headline(enrolment), strong=True)]
    if enrolment.reading.left_out:
        blocks += [_counts(enrolment.reading), _left_out(enrolment.reading)]
    return View(kind="enrolment", data=_data(enrolment), blocks=blocks, next_step=_next_step(enrolment))


def problems_view(file: str, reading: Reading) -> View:
    """List every problem of a file that is not enrolled."""
    return View(kind="problems", data={"file": file, "problems": [_problem(one) for one in reading.problems]})


def _next_step(enrolment: Enrolment) -> str:
    if enrolment.dry_run:
        skipping = f" --skip-bad {quote(enrolment.bad_rows)}" if enrolment.bad_rows else ""
        return f"rmentor enrol --from {quote(enrolment.file)}{skipping}"
    alarms = alarm_data(enrolment.alarms)
    if alarms:
        return str(alarms[0]["command"])
    if enrolment.bad_rows:
        return f"rmentor enrol --from {quote(enrolment.bad_rows)}, once its rows are put right"
    return "rmentor people list"


def _data(enrolment: Enrolment) -> dict[str, Any]:
    changes, reading = enrolment.changes, enrolment.reading
    return {
        "file": enrolment.file,
        "dry_run": enrolment.dry_run,
        "alarms": alarm_data(enrolment.alarms),
        "rows": enrolment.rows,
        "enrolled": len(reading.participants),
        "joined": _ids(changes.joiners),
        "moved": [{"id": one.participant.id, "facts": one.facts, **_moves(one)} for one in changes.movers],
        "changed": [{"id": one.participant.id, "facts": one.facts} for one in changes.others],
        "unchanged": _ids(changes.unchanged),
        "shifted": shifted_data(changes.shifted),
        "left": _ids(changes.leavers),
        "ended_pairs": [pair.number for pair in enrolment.left if not pair.open],
        "kept_pairs": [pair.number for pair in enrolment.left if pair.open],
        "absent": _ids(changes.absent),
        "withdrawn_before": _ids(changes.away),
        "managers": doubt_data(enrolment.doubts),
        "left_out": [asdict(one) for one in reading.left_out],
        "bad": [_problem(one) for one in reading.problems],
    }


def _ids(participants: Iterable[Participant]) -> list[str]:
    return [one.id for one in participants]


def _moves(one: Changed) -> dict[str, Any]:
    before, after = one.before.person, one.participant.person
    return {fact: {"from": getattr(before, fact), "to": getattr(after, fact)} for fact in one.moves}


def _problem(problem: Problem) -> dict[str, Any]:
    return {"line": problem.line, "column": problem.column, "code": problem.code, "message": problem.message}


def _blocks(enrolment: Enrolment) -> Iterator[Block]:
    yield from _changed(enrolment)
    if enrolment.reading.left_out:
        yield _counts(enrolment.reading)
        yield _left_out(enrolment.reading)
    if enrolment.reading.problems:
        yield from _skipped(enrolment)


def _changed(enrolment: Enrolment) -> Iterator[Block]:
    yield from alarm_blocks(enrolment.alarms)
    yield Words(_headline(enrolment), strong=True)
    changes = enrolment.changes
    if not (changes.to_save or changes.leavers):
        yield Words("Nothing changed.")
    yield from _people(changes)
    ended, kept = ([str(pair.number) for pair in enrolment.left if pair.open is still] for still in (False, True))
    if ended:
        yield Words(f"Pairs ended by that: {', '.join(ended)}.")
    if kept:
        yield Words(f"Groups of three that go on as a pair: {', '.join(kept)}.")
    yield from shifted_words(changes.shifted)
    yield from _to_look_at(changes)
    yield from doubt_words(enrolment.doubts)


def _people(changes: Changes) -> Iterator[Block]:
    """Yield who joined, where others are enrolled already, who moved, who changed otherwise, and who left."""
    if changes.changed or changes.unchanged or changes.absent or changes.leavers:
        joined = [(one.id, one.name, str(one.role)) for one in changes.joiners]
        yield from _first(Grid(("id", "name", "role"), joined, title="New"))
    moved = [(one.participant.id, one.participant.name, _moved(one)) for one in changes.movers]
    yield from _first(Grid(("id", "name", "what changed"), moved, title="Moved"))
    changed = [(one.participant.id, one.participant.name, _facts(one.facts)) for one in changes.others]
    yield from _first(Grid(("id", "name", "what changed"), changed, title="Changed"))
    why = {True: "no longer agrees", False: "has left"}
    left = [(one.id, one.name, why[one.id in changes.declined]) for one in changes.leavers]
    yield from _first(Grid(("id", "name", "why"), left, title="Left; withdrawn now"))


def _first(grid: Grid) -> Iterator[Block]:
    """Yield the first rows of a table, and how many more there are; nothing of an empty one."""
    rows: Sequence[Sequence[str]] = grid.rows
    if rows:
        yield Grid(grid.columns, rows[:SHOWN], title=grid.title)
    if len(rows) > SHOWN:
        yield Words(f"and {len(rows) - SHOWN:,} more, which --json lists.")


def _moved(one: Changed) -> str:
    moves = [f"{fact}: {both['from'] or 'none'} → {both['to'] or 'none'}" for fact, both in _moves(one).items()]
    rest = [fact for fact in one.facts if fact not in one.moves]
    return "; ".join([*moves, *([_facts(rest)] if rest else [])])


def _facts(facts: Iterable[str]) -> str:
    return ", ".join(fact.replace("_", " ") for fact in facts)


def _to_look_at(changes: Changes) -> Iterator[Block]:
    if changes.away:
        told = "withdrew before and stay withdrawn; `rmentor enrol --id ID` brings a person back"
        yield Words(f"{first_few(_ids(changes.away), SHOWN)}: {told}.")
    if changes.absent:
        told = "take part and the file does not name them; `rmentor people withdraw ID` if they left"
        yield Words(f"{first_few(_ids(changes.absent), SHOWN)}: {told}.")


def _headline(enrolment: Enrolment) -> str:
    changes = enrolment.changes
    verb = "Would enrol" if enrolment.dry_run else "Enrolled"
    counts = {
        "new": len(changes.joiners),
        "moved": len(changes.movers),
        "changed": len(changes.others),
        "as before": len(changes.unchanged),
        "left out": len(enrolment.reading.left_out),
        "skipped": enrolment.skipped,
    }
    total = f"{verb} {len(enrolment.reading.participants):,} of {enrolment.rows:,} rows"
    parts = ", ".join(f"{count:,} {name}" for name, count in counts.items() if count)
    return f"{total}: {parts}." if parts else f"{total}."


def _counts(reading: Reading) -> Grid:
    counts = Counter(one.why for one in reading.left_out)
    rows = [(str(why), f"{count:,}") for why, count in sorted(counts.items())]
    return Grid(("left out because", "rows"), rows, frozenset({1}))


def _left_out(reading: Reading) -> Grid:
    named = [(str(one.line), one.id, one.name, one.sentence) for one in reading.left_out]
    return Grid(("row", "id", "name", "left out because"), named, frozenset({0}))


def _skipped(enrolment: Enrolment) -> Iterator[Block]:
    groups = grouped(enrolment.reading.problems)
    bad = [(str(one.line), one.message) for one in groups[:SHOWN]]
    verb = "would be" if enrolment.dry_run else "are"
    yield Grid(("row", "problem"), bad, frozenset({0}), f"Skipped; the rows {verb} in {enrolment.bad_rows}")
    yield from (Words(f"{told}.") for told in rest_of(enrolment.reading.problems))
