"""The columns of an export that a programme maps: whether they are there, and how each is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rmentor.errors import Problem, did_you_mean
from rmentor.people.cells import Column
from rmentor.people.codes import TEXT, Known, coded, kinds_of
from rmentor.people.export import MISSING_COLUMN, Export
from rmentor.programme.model import Programme
from rmentor.programme.roster import Roster
from rmentor.programme.special import kept_attributes, special_attributes

_NEEDED = ("id", "name")
_SEVERAL = ("languages", "offers", "wants", "away")


@dataclass(frozen=True, slots=True)
class Mapped:
    """The columns of an export by the facts, and by the attributes, that they hold."""

    facts: dict[str, Column]
    attributes: dict[str, Column]


def mapped(roster: Roster) -> tuple[str, ...]:
    """Return the headings that a mapping names and whose columns are kept, each once."""
    return tuple(dict.fromkeys(_headings(roster).values()))


def columns_of(programme: Programme, export: Export, known: Known) -> Mapped:
    """Return the columns that a programme maps, ready to be read."""
    roster, place = programme.roster, export.sheet.column
    facts = {
        fact: Column(heading, place(heading), kind, several=fact in _SEVERAL, needed=fact in _NEEDED)
        for fact, kind in kinds_of(programme, known).items()
        if (heading := getattr(roster.columns, fact)) is not None
    }
    secret = special_attributes(roster)
    attributes = {
        name: Column(heading, place(heading), coded(TEXT, name, roster.values.get(name, {})), secret=name in secret)
        for name, heading in sorted(kept_attributes(roster).items())
    }
    return Mapped(facts, attributes)


def passed_over(roster: Roster, export: Export) -> Iterator[str]:
    """Yield the headings that are called as a fact is, and are not kept since the mapping does not name them."""
    named = {getattr(roster.columns, fact) for fact in roster.columns.keys} | {*roster.attributes.values()}
    for heading in export.sheet.headings:
        fact = "_".join(heading.casefold().split())
        if heading not in named and fact in roster.columns.keys and getattr(roster.columns, fact) is None:
            yield heading


def column_problems(roster: Roster, export: Export) -> Iterator[Problem]:
    """Yield every heading that the mapping names and the export has not, or has twice."""
    for key, heading in _headings(roster).items():
        if heading not in export.sheet.headings:
            near = did_you_mean(heading, export.sheet.headings)
            told = f"there is no column {heading!r}, which roster.{key} names{near}"
            yield Problem(export.sheet.file, export.sheet.line, 0, MISSING_COLUMN, told)
        elif f"{heading} (2)" in export.sheet.headings:
            told = f"there are several columns {heading!r}; roster.{key} names one"
            yield Problem(export.sheet.file, export.sheet.line, 0, MISSING_COLUMN, told)
    if roster.columns.age is not None and roster.age_on is None:
        told = "ages cannot be read without the day on which they were true; add roster.age_on"
        yield Problem(export.sheet.file, export.sheet.line, 0, MISSING_COLUMN, told)


def _headings(roster: Roster) -> dict[str, str]:
    """Return the headings by the key of the programme file that names them."""
    columns = {f"columns.{name}": getattr(roster.columns, name) for name in roster.columns.keys}
    attributes = {f"attributes.{name}": heading for name, heading in kept_attributes(roster).items()}
    return {key: heading for key, heading in (columns | attributes).items() if heading is not None}
