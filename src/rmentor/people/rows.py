"""The rows of an HR export to participants, by the programme's mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rmentor.errors import FileProblems, Problem
from rmentor.people.cells import Column
from rmentor.people.codes import Known
from rmentor.people.columns import Mapped, column_problems, columns_of, mapped
from rmentor.people.export import Export, LeftOut, Reading, Why
from rmentor.people.model import Participant, Person
from rmentor.people.repeats import Chooser
from rmentor.people.roles import role_of, why_none
from rmentor.people.zeros import Ids, lost_zeros
from rmentor.programme.model import Programme
from rmentor.programme.roster import Roster
from rmentor.programme.special import kept_attributes
from rmentor.programme.words import Mode, Role
from rmentor.sheets import Row

Watch = Callable[[Sequence[Row]], Iterable[Row]]
_OWN = (
    "id", "name", "email", "joined", "industry_since", "grade", "department", "site", "manager", "zone", "hours",
)  # fmt: skip
_PART = ("capacity", "offers", "wants", "challenge", "challenged", "consent")


def read_export(programme: Programme, export: Export, known: Mapping[str, str], watch: Watch = iter) -> Reading:
    """Return what an export means for a programme; `known` holds the names of people by their ids.

    `watch` is handed the rows that count and yields each as it is to be read.
    Raises FileProblems where the headings are not those that the programme maps.
    """
    missing = tuple(column_problems(programme.roster, export))
    if missing:
        raise FileProblems(missing)
    columns, rows = programme.roster.columns, export.sheet.rows
    ids = _texts(rows, columns.id)
    people = ids | _texts(rows, columns.name) | known.keys() | set(known.values())
    reader = _Reader(programme, export, columns_of(programme, export, Known(export.on, people)))
    left = {row.line for row in rows if reader.has_left(row)}
    chosen = Chooser(columns, mapped(programme.roster), left, known).choose(rows)
    found = [reader.read(row) for row in watch(chosen.kept)]
    read = [_placed(programme, one) if isinstance(one, Found) else one for one in found]
    zeros = lost_zeros(columns, export.sheet, Ids(ids, _texts(rows, columns.manager), known.keys()))
    return Reading(
        participants=tuple(sorted((one for one in read if isinstance(one, Participant)), key=lambda one: one.id)),
        left_out=tuple(sorted((*chosen.left_out, *(one for one in read if isinstance(one, LeftOut))))),
        problems=tuple(sorted(problem for one in read if isinstance(one, list) for problem in one)),
        leavers=chosen.leavers,
        ids=frozenset(ids),
        declined=frozenset(one.id for one in read if isinstance(one, LeftOut) and one.why is Why.NO_CONSENT),
        notes=(*zeros, *_withheld(programme.roster), *reader.columns.notes()),
        waiting=tuple(_waiting(programme, found)),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """Who a row is about, the role that it names if any, and what else it says about taking part."""

    row: Row
    person: Person
    role: Role | None
    part: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one export."""

    programme: Programme
    export: Export
    columns: Mapped

    def has_left(self, row: Row) -> bool:
        """True where the row's last day has come; a day far ahead stands for none in many exports."""
        column = self.columns.facts.get("left")
        last_day = column.value(row) if column else None
        return last_day is not None and last_day <= self.export.on

    def read(self, row: Row) -> Found | LeftOut | list[Problem]:
        """Return who the row is about, why that is nobody, or every problem of the row."""
        consent = self.columns.facts.get("consent")
        if consent and consent.value(row) is False:
            return self._left_out(row, Why.NO_CONSENT, "did not agree to take part")
        problems: list[Problem] = []
        facts = {fact: self._value(column, row, problems) for fact, column in self.columns.facts.items()}
        kept = {name: self._value(column, row, problems) for name, column in self.columns.attributes.items()}
        if problems:
            return problems
        part = {fact: facts[fact] for fact in _PART if fact in facts}
        return Found(row, self._person(facts, kept), facts.get("role"), part)

    def _value(self, column: Column, row: Row, problems: list[Problem]) -> Any:
        cell = column.read(row)
        for code, message in cell.wrong:
            problems.append(Problem(self.export.sheet.file, row.line, column.number, code, message))
        return cell.value

    def _left_out(self, row: Row, why: Why, sentence: str) -> LeftOut:
        columns = self.programme.roster.columns
        return LeftOut(row.line, row.cells.get(columns.id, ""), row.cells.get(columns.name, ""), why, sentence)

    def _person(self, facts: Mapping[str, Any], kept: Mapping[str, str | None]) -> Person:
        own = {fact: facts[fact] for fact in _OWN if fact in facts}
        return Person(
            **own,
            birth_year=self._birth_year(facts),
            languages=tuple(sorted(facts.get("languages", ()))),
            away=tuple(sorted(facts.get("away", ()))),
            attributes={name: value for name, value in kept.items() if value is not None},
        )

    def _birth_year(self, facts: Mapping[str, Any]) -> int | None:
        """Return the year of birth as given, else from the date, else the later year that the age allows."""
        year, born, age = (facts.get(fact) for fact in ("birth_year", "birth_date", "age"))
        if year is not None:
            return int(year)
        if born is not None:
            return int(born.year)
        on = self.programme.roster.age_on
        return None if age is None or on is None else int(on.year - age)


def _placed(programme: Programme, found: Found) -> Participant | LeftOut:
    """Return the participant, or why somebody of whom all is known has no role."""
    person = found.person
    role = role_of(programme, found.role, person.grade)
    if role is None:
        return LeftOut(found.row.line, person.id, person.name, Why.NO_ROLE, why_none(programme, person.grade))
    return Participant(person=person, role=role, **found.part)


def _waiting(programme: Programme, found: Iterable[object]) -> Iterator[tuple[int, Participant]]:
    """Yield who may get a role from the mode, for the time being as both."""
    if programme.roster.roles or programme.mode is Mode.RECIPROCAL:
        return
    for one in found:
        if isinstance(one, Found) and one.role is None:
            yield one.row.line, Participant(person=one.person, role=Role.BOTH, derived=True, **one.part)


def _withheld(roster: Roster) -> Iterator[str]:
    for name in sorted(roster.attributes.keys() - kept_attributes(roster).keys()):
        yield f"{name} is not kept: roster.special names no purpose"


def _texts(rows: Iterable[Row], heading: str | None) -> set[str]:
    """Return the texts that stand under a heading."""
    return {text for row in rows if (text := row.cells.get(heading or "", ""))}
