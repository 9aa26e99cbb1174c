"""What enrolling a file does, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from rmentor.commands.desk import Desk
from rmentor.commands.elsewhere import changed, forbidden_elsewhere, others
from rmentor.commands.watching import watching
from rmentor.pairing.alarm import broken, newly_broken, overfull
from rmentor.pairing.model import Pair
from rmentor.pairing.pool import Pool
from rmentor.people.changes import Changes, Enrolled, changes
from rmentor.people.export import Export
from rmentor.people.intake import Intake, Known, managers_in, named_in, take_in
from rmentor.people.model import Participant, Standing
from rmentor.people.roles import shifted
from rmentor.render.alarms import Alarms
from rmentor.sheets import Sheet
from rmentor.store import people, rounds
from rmentor.store.forgetting import forgotten, forgotten_alike, forgotten_names

MANY = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """What a file gives, what that changes, and what is wrong with open pairs then."""

    intake: Intake
    changes: Changes
    relinked: bool
    alarms: Alarms

    @property
    def asks(self) -> bool:
        """True where people who are enrolled already, or pairs that run, are affected."""
        return bool(self.changes.changed or self.changes.shifted or self.changes.leavers or self.alarms)

    def same_as(self, other: Foreseen) -> bool:
        """True where as much changes."""
        mine, theirs = ((one.changes, one.intake.links, one.alarms) for one in (self, other))
        return mine == theirs


def foresee(desk: Desk, sheet: Sheet) -> Foreseen:
    """Return what enrolling a table would do; rows that have problems are not among it."""
    programme, export = desk.programme, Export(sheet, desk.today)
    enrolled = enrolled_so_far(desk)
    known = Known(enrolled=enrolled, forgotten=_forgotten_in(desk, export))
    with watching("Checking", MANY) as watch:
        intake = take_in(programme, export, known, watch)
    found = changes(programme.roster, enrolled, intake.reading, intake.tree)
    found = replace(found, shifted=shifted(programme, enrolled, intake.reading))
    alarms = _alarms(desk, enrolled, found, {**intake.tree.unknown, **intake.tree.managers})
    return Foreseen(intake=intake, changes=found, relinked=intake.links != enrolled.links, alarms=alarms)


def enrolled_so_far(desk: Desk) -> Enrolled:
    """Return everybody known, and who takes part in this programme."""
    participants = {one.id: one for one in people.participants(desk.db, desk.programme.id)}
    others = {person.id: person for person in people.others(desk.db, desk.programme.id)}
    known = others | {one.id: one.person for one in participants.values()}
    return Enrolled(known, participants, people.reporting(desk.db))


def _forgotten_in(desk: Desk, export: Export) -> set[str]:
    """Return the ids, and the names of managers, in an export that are of somebody forgotten."""
    columns = desk.programme.roster.columns
    people = [(row.cells.get(columns.id, ""), row.cells.get(columns.name, "")) for row in export.sheet.rows]
    return (
        forgotten(desk.db, named_in(export, columns))
        | forgotten_names(desk.db, managers_in(export, columns))
        | forgotten_alike(desk.db, people)
    )


def _alarms(desk: Desk, enrolled: Enrolled, found: Changes, managers: Mapping[str, str]) -> Alarms:
    """Return what is wrong with open pairs once the file is taken in, and was not before."""
    there = others(desk)
    elsewhere = forbidden_elsewhere(there, changed(there, {one.id: one.person for one in found.to_save}, managers))
    gone = {one.id for one in found.leavers}
    running = [pair for pair in rounds.pairs(desk.db, desk.programme.id) if pair.open]
    pairs = [rest for pair in running if (rest := pair.losing(gone, desk.today))]
    if not pairs:
        return Alarms(elsewhere=elsewhere)
    before = _pool(desk, enrolled.participants, pairs, people.managers(desk.db))
    after = _pool(desk, {**enrolled.participants, **_participants(found)}, pairs, managers)
    already = {(one.person, one.takes) for one in overfull(before)}
    return Alarms(
        broken=newly_broken(broken(before, pairs), broken(after, pairs)),
        overfull=tuple(one for one in overfull(after) if (one.person, one.takes) not in already),
        elsewhere=elsewhere,
    )


def _participants(found: Changes) -> dict[str, Participant]:
    """Return everybody as the file leaves them."""
    changed = {one.id: one for one in found.to_save}
    return changed | {one.id: replace(one, standing=Standing.WITHDRAWN) for one in found.leavers}


def _pool(desk: Desk, known: Mapping[str, Participant], pairs: list[Pair], managers: Mapping[str, str]) -> Pool:
    return Pool(programme=desk.programme, people=list(known.values()), pairs=pairs, managers=managers)
