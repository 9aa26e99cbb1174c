"""The rows of an HR export to participants, by the programme's mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rmentor.errors import FileProblems, Problem, did_you_mean
from rmentor.people.cells import ADDRESS, Cells, Codes, codes_of
from rmentor.people.export import MISSING_COLUMN, Export, LeftOut, Reading, Why
from rmentor.people.model import Participant, Person
from rmentor.people.repeats import Chooser
from rmentor.people.roles import role_of, why_none
from rmentor.programme.kinds import HOURS, LINE, ZONE, whole
from rmentor.programme.model import Programme
from rmentor.programme.roster import Roster
from rmentor.sheets import Row

_AGE = whole(14, 110)
_BIRTH_YEAR = whole(1900, 2100)
_CAPACITY = whole(0, 1000)
_READINESS = whole(1, 5)


def read_export(programme: Programme, export: Export, known: Mapping[str, str]) -> Reading:
    """Return what an export means for a programme; `known` holds the names of people by their ids.

    Raises FileProblems where the headings are not those that the programme maps.
    """
    missing = tuple(_column_problems(programme.roster, export))
    if missing:
        raise FileProblems(missing)
    reader = _Reader(programme, export, codes_of(programme.roster, programme.topics))
    left = {row.line for row in export.sheet.rows if reader.has_left(row)}
    chosen = Chooser(programme.roster.columns, left, known).choose(export.sheet.rows)
    read = [reader.read(row) for row in chosen.kept]
    return Reading(
        participants=tuple(sorted((one for one in read if isinstance(one, Participant)), key=lambda one: one.id)),
        left_out=tuple(sorted((*chosen.left_out, *(one for one in read if isinstance(one, LeftOut))))),
        problems=tuple(sorted(problem for one in read if isinstance(one, list) for problem in one)),
        leavers=chosen.leavers,
        ids=frozenset(row.cells.get(programme.roster.columns.id, "") for row in export.sheet.rows),
    )


def mapped(roster: Roster) -> tuple[str, ...]:
    """Return the headings that a mapping names, each once."""
    return tuple(dict.fromkeys(_headings(roster).values()))


def _headings(roster: Roster) -> dict[str, str]:
    """Return the headings by the key of the programme file that names them."""
    columns = {f"columns.{name}": getattr(roster.columns, name) for name in roster.columns.keys}
    attributes = {f"attributes.{name}": heading for name, heading in roster.attributes.items()}
    return {key: heading for key, heading in (columns | attributes).items() if heading is not None}


def _column_problems(roster: Roster, export: Export) -> Iterator[Problem]:
    for key, heading in _headings(roster).items():
        if heading not in export.sheet.headings:
            near = did_you_mean(heading, export.sheet.headings)
            told = f"there is no column {heading!r}, which roster.{key} names{near}"
            yield Problem(export.sheet.file, 1, 0, MISSING_COLUMN, told)
        elif f"{heading} (2)" in export.sheet.headings:
            told = f"there are several columns {heading!r}; roster.{key} names one"
            yield Problem(export.sheet.file, 1, 0, MISSING_COLUMN, told)
    if roster.columns.age is not None and roster.age_on is None:
        told = "ages cannot be read without the day on which they were true; add roster.age_on"
        yield Problem(export.sheet.file, 1, 0, MISSING_COLUMN, told)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one export."""

    programme: Programme
    export: Export
    codes: Codes

    def has_left(self, row: Row) -> bool:
        """True where the row's last day has come; a day far ahead stands for none in many exports."""
        cells = Cells(self.export.sheet, row)
        last_day = cells.value(self.programme.roster.columns.left, self.codes.last_day)
        return last_day is not None and last_day <= self.export.on

    def read(self, row: Row) -> Participant | LeftOut | list[Problem]:
        """Return who the row is about, why that is nobody, or every problem of the row."""
        columns = self.programme.roster.columns
        cells = Cells(self.export.sheet, row)
        person = self._person(cells)
        role = role_of(self.programme, cells.value(columns.role, self.codes.role), person.grade)
        facts = {
            "capacity": cells.value(columns.capacity, _CAPACITY),
            "offers": cells.values(columns.offers, self.codes.topic),
            "wants": cells.values(columns.wants, self.codes.topic),
            "challenge": cells.value(columns.challenge, _READINESS),
            "challenged": cells.value(columns.challenged, _READINESS),
            "consent": cells.value(columns.consent, self.codes.consent),
        }
        cells.value(columns.left, self.codes.last_day)
        if cells.problems:
            return cells.problems
        if role is None:
            return LeftOut(row.line, person.id, person.name, Why.NO_ROLE, why_none(self.programme, person.grade))
        return Participant(person=person, role=role, **facts)

    def _person(self, cells: Cells) -> Person:
        roster = self.programme.roster
        columns = roster.columns
        kept = {name: cells.value(heading, LINE) for name, heading in sorted(roster.attributes.items())}
        return Person(
            id=cells.needed(columns.id),
            name=cells.needed(columns.name),
            email=cells.value(columns.email, ADDRESS),
            birth_year=self._birth_year(cells),
            joined=cells.value(columns.joined, self.codes.day),
            industry_since=cells.value(columns.industry_since, self.codes.year),
            grade=cells.value(columns.grade, self.codes.grade),
            department=cells.value(columns.department, LINE),
            site=cells.value(columns.site, LINE),
            manager=cells.value(columns.manager, LINE),
            zone=cells.value(columns.zone, ZONE),
            hours=cells.value(columns.hours, HOURS),
            languages=tuple(sorted(cells.values(columns.languages, LINE))),
            away=tuple(sorted(cells.values(columns.away, self.codes.away))),
            attributes={name: value for name, value in kept.items() if value is not None},
        )

    def _birth_year(self, cells: Cells) -> int | None:
        """Return the year of birth as given, else from the date, else the later year that the age allows."""
        roster = self.programme.roster
        year: int | None = cells.value(roster.columns.birth_year, _BIRTH_YEAR)
        born = cells.value(roster.columns.birth_date, self.codes.day)
        age = cells.value(roster.columns.age, _AGE)
        if born is not None:
            year = year or born.year
        if age is not None and roster.age_on is not None:
            year = year or roster.age_on.year - age
        return year
