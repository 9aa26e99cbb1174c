"""An export as it is taken in: without who was forgotten, its managers found, its roles given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from itertools import chain

from rmentor.people.cells import is_blank
from rmentor.people.changes import Enrolled
from rmentor.people.export import Export, LeftOut, Reading, Why
from rmentor.people.found import Watch
from rmentor.people.model import Participant
from rmentor.people.roles import with_roles
from rmentor.people.rows import read_export
from rmentor.people.tree import Doubts, Place, Spot, Tree, doubts, links_above, passing_over, tree_of
from rmentor.programme.model import Programme
from rmentor.programme.roster import Columns

_FORGOTTEN = "was forgotten on request; not enrolled again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known before an export: people, and which ids, and names of managers, are of somebody forgotten."""

    enrolled: Enrolled = field(default_factory=lambda: Enrolled({}, {}))
    forgotten: AbstractSet[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What an export gives beside what is known.

    `tree` is that of everybody in the export and of whom anything is known, `links` what is kept of it of those who
    are above people and take no part, `doubts` what is odd about the lines of those who take part.
    """

    reading: Reading
    tree: Tree
    links: Mapping[str, str]
    doubts: Doubts


def take_in(programme: Programme, export: Export, known: Known, watch: Watch = iter) -> Intake:
    """Return what an export means for a programme; raises FileProblems where its headings are not those mapped.

    `watch` is handed the rows that count and yields each as it is to be read.
    """
    columns = programme.roster.columns
    present, forgotten = _without(export, columns, known.forgotten)
    names = {person.id: person.name for person in known.enrolled.people.values()}
    reading = read_export(programme, present, names, watch)
    tree = _hiding(tree_of(_places(export, columns, reading, known)), known.forgotten)
    if columns.manager:
        reading = _with_managers(reading, tree, known)
    reading = with_roles(programme, reading, known.enrolled)
    reading = replace(reading, left_out=tuple(sorted((*reading.left_out, *forgotten))))
    people = known.enrolled.people.keys() | {one.id for one in reading.participants}
    return Intake(
        reading=reading,
        tree=tree,
        links=links_above(tree.managers, people) if columns.manager else known.enrolled.links,
        doubts=doubts(tree, (one.id for one in reading.participants)) if columns.manager else Doubts(),
    )


def managers_in(export: Export, columns: Columns) -> set[str]:
    """Return every manager that an export names, by id or name."""
    return {row.cells.get(columns.manager or "", "") for row in export.sheet.rows}


def named_in(export: Export, columns: Columns) -> set[str]:
    """Return every id, and every manager, that an export names."""
    headings = filter(None, (columns.id, columns.manager))
    return {row.cells.get(heading, "") for heading in headings for row in export.sheet.rows}


def _without(export: Export, columns: Columns, forgotten: AbstractSet[str]) -> tuple[Export, list[LeftOut]]:
    """Return an export without the rows of those who were forgotten, and that they are left out; never their names."""
    lines = {row.line: name for row in export.sheet.rows if (name := row.cells.get(columns.id, "")) in forgotten}
    if not lines:
        return export, []
    rows = tuple(row for row in export.sheet.rows if row.line not in lines)
    left_out = [LeftOut(line, name, "", Why.FORGOTTEN, _FORGOTTEN) for line, name in lines.items()]
    return replace(export, sheet=replace(export.sheet, rows=rows)), left_out


def _places(export: Export, columns: Columns, reading: Reading, known: Known) -> Iterator[Place]:
    """Yield everybody's place: as the row that counts has it, else another row, else as it is known."""
    read = [one.person for one in chain(reading.participants, (one for _, one in reading.waiting))]
    if not columns.manager:
        yield from _known_places(known, frozenset())
        yield from read
        return
    yield from read
    seen = {person.id for person in read}
    yield from _other_rows(export, columns, reading, seen)
    yield from (Spot(one.id, one.name, None) for one in reading.left_out if one.id in seen)
    yield from _known_places(known, reading.ids)


def _other_rows(export: Export, columns: Columns, reading: Reading, seen: AbstractSet[str]) -> Iterator[Place]:
    """Yield the places of those who take no part, those whose id stands for somebody else last."""
    repeated = {one.line for one in reading.left_out if one.why is Why.REPEATED}
    rest = []
    for row in export.sheet.rows:
        person, name, manager = (row.cells.get(heading or "", "") for heading in _place_of(columns))
        if person and person not in seen:
            rest.append((row.line in repeated, person, name, "" if is_blank(manager) else manager))
    yield from (Spot(person, name, manager) for _, person, name, manager in sorted(rest))


def _place_of(columns: Columns) -> tuple[str, str, str | None]:
    return columns.id, columns.name, columns.manager


def _known_places(known: Known, named: AbstractSet[str]) -> Iterator[Place]:
    """Yield the places of those of whom something is known and whom the export does not name."""
    yield from (person for person in known.enrolled.people.values() if person.id not in named)
    yield from (Spot(person, "", boss) for person, boss in known.enrolled.links.items() if person not in named)
    yield from (Spot(boss, "", None) for boss in known.enrolled.links.values())


def _hiding(tree: Tree, forgotten: AbstractSet[str]) -> Tree:
    """Return a tree that names nobody who was forgotten: who reported to them reports to the next above."""
    if not forgotten:
        return tree
    unknown = {person: named for person, named in tree.unknown.items() if named not in forgotten}
    return replace(tree, managers=passing_over(tree.managers, forgotten), unknown=unknown)


def _with_managers(reading: Reading, tree: Tree, known: Known) -> Reading:
    """Return a reading with managers as they are kept; of somebody forgotten nothing is, so what is known stays."""

    def placed(one: Participant) -> Participant:
        named, manager = one.person.manager, tree.kept(one.id)
        if named in known.forgotten and manager is None and one.id in known.enrolled.people:
            manager = known.enrolled.people[one.id].manager
        return one if manager == named else replace(one, person=replace(one.person, manager=manager))

    return replace(
        reading,
        participants=tuple(map(placed, reading.participants)),
        waiting=tuple((line, placed(one)) for line, one in reading.waiting),
    )
