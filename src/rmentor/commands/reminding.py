"""One run of the reminders: claimed in one transaction, written to the outbox, settled in another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.reminder_facts import facts_of
from rmentor.mail import outbox
from rmentor.mail.outbox import Envelope
from rmentor.people.model import Person
from rmentor.reminders.addresses import reachable
from rmentor.reminders.due import wanted
from rmentor.reminders.ledger import Run, turn
from rmentor.reminders.letters import Letter, letters
from rmentor.reminders.model import Notice, NoticeStatus
from rmentor.store import notices, programmes
from rmentor.store.alone import alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a run has to do: the notices it moves, in the status they come into, and the mails it sends."""

    moved: tuple[Notice, ...] = ()
    letters: tuple[Letter, ...] = ()
    people: tuple[Person, ...] = ()
    quiet: bool = False

    def those(self, status: NoticeStatus) -> list[Notice]:
        """Return the notices that come into a status."""
        return [one for one in self.moved if one.status is status]

    @property
    def unreached(self) -> list[Person]:
        """The people who should have been written to and cannot be reached, sorted by id."""
        failed = {one.key.person for one in self.those(NoticeStatus.FAILED)}
        return sorted((one for one in self.people if one.id in failed), key=lambda one: one.id)


def remind(choice: Choice, folder: Path) -> Turn:
    """Send what is due, each notice once whatever else runs or dies, and return what was done.

    The database is not opened for writing, and no mail package is imported, where there is nothing to do.
    """
    first = look(choice, folder)
    if first.quiet or not first.moved:
        return Turn()
    with alone(choice.path):
        with changing(choice) as desk:
            claimed = _claim(desk, folder)
        if claimed.letters:
            outbox.write(folder, claimed.letters, _envelope(desk))
            with changing(choice) as desk:
                _settle(desk, claimed.letters)
    return claimed


def look(choice: Choice, folder: Path) -> Turn:
    """Return what a run would do now, and do nothing."""
    with looking(choice) as desk:
        return _turn(desk, folder)


def _turn(desk: Desk, folder: Path) -> Turn:
    facts = facts_of(desk)
    ledger = notices.notices(desk.db, desk.programme.id)
    people = tuple(one.person for one in facts.participants.values())
    claimed = [one.message_id for one in ledger if one.status is NoticeStatus.SENDING and one.message_id]
    run = Run(today=desk.today, reachable=reachable(people), finished=outbox.finished(folder, claimed))
    asked = wanted(facts)
    moved = turn(ledger, asked, run)
    due = [one for one in moved if one.status is NoticeStatus.SENDING]
    quiet = desk.programme.reminders.quiet_hours.holds(desk.now.time())
    return Turn(moved=moved, letters=letters(due, asked, facts, _secret(desk)), people=people, quiet=quiet)


def _secret(desk: Desk) -> bytes:
    definition = programmes.definition_of(desk.db, desk.programme.id)
    return definition.digest.encode() if definition else b""


def _claim(desk: Desk, folder: Path) -> Turn:
    made = _turn(desk, folder)
    if made.letters:
        outbox.prepare(folder, _envelope(desk))
    notices.plan(desk.db, desk.programme.id, made.moved, desk.now)
    for notice in made.moved:
        if notice.status is not NoticeStatus.SENDING:
            notices.settle(desk.db, desk.programme.id, notice, desk.now)
    if made.moved:
        desk.note("remind", told(made.moved))
    return replace(made, letters=tuple(one for one in made.letters if _claimed(desk, one)))


def _claimed(desk: Desk, letter: Letter) -> bool:
    claimed = [notices.claim(desk.db, desk.programme.id, one, desk.now) for one in letter.notices]
    return all(claimed)


def _settle(desk: Desk, written: Iterable[Letter]) -> None:
    sent = [replace(one, status=NoticeStatus.SENT) for letter in written for one in letter.notices]
    for notice in sent:
        notices.settle(desk.db, desk.programme.id, notice, desk.now)
    desk.note("remind", told(sent))


def told(moved: Sequence[Notice]) -> str:
    """Say how many notices came into which status."""
    counts = {status: sum(one.status is status for one in moved) for status in NoticeStatus}
    return ", ".join(f"{count} {status}" for status, count in counts.items() if count)


def _envelope(desk: Desk) -> Envelope:
    reminders = desk.programme.reminders
    return Envelope(sender=reminders.sender, answers_to=reminders.facilitator, now=desk.now)
