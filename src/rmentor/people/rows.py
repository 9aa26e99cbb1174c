"""The rows of an HR export to participants, by the programme's mapping."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rmentor.errors import FileProblems
from rmentor.people.codes import Known
from rmentor.people.columns import column_problems, columns_of, mapped, passed_over
from rmentor.people.export import Export, LeftOut, Reading, Why
from rmentor.people.found import Found, Reader, Watch
from rmentor.people.model import Participant
from rmentor.people.repeats import Chooser
from rmentor.people.roles import role_of, why_none
from rmentor.people.zeros import Ids, lost_zeros
from rmentor.programme.model import Programme
from rmentor.programme.roster import Columns, Roster
from rmentor.programme.special import kept_attributes
from rmentor.programme.words import Mode, Role
from rmentor.sheets import Row


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
    reader = Reader(programme.roster, export, columns_of(programme, export, Known(export.on, people)))
    chosen = Chooser(columns, mapped(programme.roster), reader.left(rows), known).choose(rows)
    declined = reader.declined(chosen.kept)
    read = reader.everybody([row for row in chosen.kept if row.line not in declined], watch)
    placed = [_placed(programme, one) for one in read.found]
    refusing = [_refusing(columns, row) for row in chosen.kept if row.line in declined]
    unplaced = [one for one in placed if isinstance(one, LeftOut)]
    zeros = lost_zeros(columns, export.sheet, Ids(ids, _texts(rows, columns.manager), known.keys()))
    return Reading(
        participants=tuple(sorted((one for one in placed if isinstance(one, Participant)), key=lambda one: one.id)),
        left_out=tuple(sorted((*chosen.left_out, *refusing, *unplaced))),
        problems=tuple(sorted(read.problems)),
        leavers=chosen.leavers,
        ids=frozenset(ids),
        declined=frozenset(one.id for one in refusing),
        notes=(*zeros, *_not_mapped(programme.roster, export), *_withheld(programme.roster), *read.notes),
        waiting=tuple(_waiting(programme, read.found)),
    )


def _refusing(columns: Columns, row: Row) -> LeftOut:
    name = row.cells.get(columns.name, "")
    return LeftOut(row.line, row.cells.get(columns.id, ""), name, Why.NO_CONSENT, "did not agree to take part")


def _placed(programme: Programme, found: Found) -> Participant | LeftOut:
    """Return the participant, or why somebody of whom all is known has no role."""
    person = found.person
    role = role_of(programme, found.role, person.grade)
    if role is None:
        return LeftOut(found.row.line, person.id, person.name, Why.NO_ROLE, why_none(programme, person.grade))
    return Participant(person=person, role=role, **found.part)


def _waiting(programme: Programme, found: Iterable[Found]) -> Iterator[tuple[int, Participant]]:
    """Yield who may get a role from the mode, for the time being as both."""
    if programme.roster.roles or programme.mode is Mode.RECIPROCAL:
        return
    for one in found:
        if one.role is None:
            yield one.row.line, Participant(person=one.person, role=Role.BOTH, derived=True, **one.part)


def _not_mapped(roster: Roster, export: Export) -> Iterator[str]:
    headings = ", ".join(passed_over(roster, export))
    if headings:
        yield f"not kept, as roster.columns names no column for it: {headings}; --suggest writes a mapping"


def _withheld(roster: Roster) -> Iterator[str]:
    for name in sorted(roster.attributes.keys() - kept_attributes(roster).keys()):
        yield f"{name} is not kept: roster.special names no purpose"


def _texts(rows: Iterable[Row], heading: str | None) -> set[str]:
    """Return the texts that stand under a heading."""
    return {text for row in rows if (text := row.cells.get(heading or "", ""))}
