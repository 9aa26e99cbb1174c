"""The rows of an export to people: who a row is about, before it is asked what they do in the programme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rmentor.errors import Problem
from rmentor.people.cells import Column, Read
from rmentor.people.columns import Mapped
from rmentor.people.export import Export
from rmentor.people.model import Person
from rmentor.programme.roster import Roster
from rmentor.programme.words import Role
from rmentor.sheets import Row

Watch = Callable[[Sequence[Row]], Iterable[Row]]
_OWN = (
    "id", "name", "email", "joined", "industry_since", "grade", "department", "site", "manager", "zone", "hours",
)  # fmt: skip
_PART = ("capacity", "offers", "wants", "challenge", "challenged", "consent")


@dataclass(frozen=True, slots=True)
class Found:
    """Who a row is about, the role that it names if any, and what else it says about taking part."""

    row: Row
    person: Person
    role: Role | None
    part: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Everybody:
    """Whom rows are about, what is wrong with the other rows, and what there is to note."""

    found: list[Found]
    problems: list[Problem]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the rows of one export, column by column."""

    roster: Roster
    export: Export
    columns: Mapped

    def left(self, rows: Iterable[Row]) -> frozenset[int]:
        """Return the lines whose last day has come; a day far ahead stands for none in many exports."""
        return self._lines("left", rows, lambda day: day is not None and day <= self.export.on)

    def declined(self, rows: Iterable[Row]) -> frozenset[int]:
        """Return the lines of people who do not agree to take part."""
        return self._lines("consent", rows, lambda consent: consent is False)

    def everybody(self, rows: Sequence[Row], watch: Watch) -> Everybody:
        """Return whom rows are about; a row with any problem is about nobody."""
        facts = {fact: column.read(rows) for fact, column in self.columns.facts.items()}
        kept = {name: column.read(rows) for name, column in self.columns.attributes.items()}
        columns = [*self.columns.facts.values(), *self.columns.attributes.values()]
        reads = [*facts.values(), *kept.values()]
        wrong = self._wrong(rows, zip(columns, reads, strict=True))
        records = zip(watch(rows), _records(facts, len(rows)), _records(kept, len(rows)), strict=True)
        return Everybody(
            found=[self._found(*record) for place, record in enumerate(records) if place not in wrong],
            problems=[problem for several in wrong.values() for problem in several],
            notes=[note for read in reads for note in read.notes],
        )

    def _wrong(self, rows: Sequence[Row], reads: Iterable[tuple[Column, Read]]) -> dict[int, list[Problem]]:
        """Return the problems of rows by their places in the list."""
        wrong: dict[int, list[Problem]] = defaultdict(list)
        for column, read in reads:
            for place, told in read.wrong.items():
                where = self.export.sheet.file, rows[place].line, column.number
                wrong[place] += (Problem(*where, code, message) for code, message in told)
        return wrong

    def _lines(self, fact: str, rows: Iterable[Row], test: Callable[[Any], bool]) -> frozenset[int]:
        column, asked = self.columns.facts.get(fact), list(rows)
        if column is None:
            return frozenset()
        return frozenset(row.line for row, value in zip(asked, column.read(asked).values, strict=True) if test(value))

    def _found(self, row: Row, facts: Mapping[str, Any], kept: Mapping[str, str | None]) -> Found:
        own = {fact: facts[fact] for fact in _OWN if fact in facts}
        person = Person(
            **own,
            birth_year=self._birth_year(facts),
            languages=tuple(sorted(facts.get("languages", ()))),
            away=tuple(sorted(facts.get("away", ()))),
            attributes={name: value for name, value in kept.items() if value is not None},
        )
        return Found(row, person, facts.get("role"), {fact: facts[fact] for fact in _PART if fact in facts})

    def _birth_year(self, facts: Mapping[str, Any]) -> int | None:
        """Return the year of birth as given, else from the date, else the later year that the age allows."""
        year, born, age = facts.get("birth_year"), facts.get("birth_date"), facts.get("age")
        if year is not None:
            return int(year)
        if born is not None:
            return int(born.year)
        on = self.roster.age_on
        return None if age is None or on is None else int(on.year - age)


def _records(reads: Mapping[str, Read], number: int) -> Iterable[dict[str, Any]]:
    """Return so many rows' values by what the columns hold."""
    if not reads:
        return ({} for _ in range(number))
    return (
        dict(zip(reads, values, strict=True)) for values in zip(*(read.values for read in reads.values()), strict=True)
    )
