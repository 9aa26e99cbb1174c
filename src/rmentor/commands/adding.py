"""Brings one person into a programme, by what was typed and, on a terminal, what is asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from rmentor.commands.asking import Question, ask
from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.elsewhere import forbidden_elsewhere, others
from rmentor.commands.foreseeing import enrolled_so_far
from rmentor.commands.pairing import pool_of
from rmentor.errors import Refused, WrongUsage, did_you_mean
from rmentor.pairing.alarm import broken, newly_broken, overfull
from rmentor.pairing.pool import Pool
from rmentor.people.changes import Enrolled, completed
from rmentor.people.export import Export, Reading, Why
from rmentor.people.model import Participant, Standing
from rmentor.people.roles import shifted, with_roles
from rmentor.people.rows import read_export
from rmentor.people.tree import Tree, doubts, tree_of
from rmentor.programme.roster import Columns, Roster
from rmentor.programme.words import Role
from rmentor.render.added import Added
from rmentor.render.alarms import Alarms
from rmentor.render.show import tell
from rmentor.sheets import Row, Sheet
from rmentor.store import people
from rmentor.store.forgetting import forgotten, forgotten_alike, forgotten_names
from rmentor.text import clean

_NEEDED = {"id": "Employee id", "name": "Full name", "role": "Role: mentor, mentee or both"}
_ROLES = {role.value: role.value for role in Role}
_UNSAID = "?"
_DATES = ("%Y-%m-%d",)
_FORGOTTEN = "{} was forgotten on request; nobody is enrolled, or named as a manager, under it again"
_Said = Mapping[str, str]


def enrol_one(choice: Choice, given: Mapping[str, str | None], *, asking: bool, dry_run: bool) -> Added:
    """Enrol one person, or bring a known one up to date; whoever withdrew takes part again.

    Questions are put only with `asking` and on a terminal. Raises WrongUsage where something is missing that nobody
    can be asked for, or cannot be meant; Refused where the person was forgotten.
    """
    said = {fact: clean(text) for fact, text in given.items() if text is not None}
    with looking(choice) as desk:
        clerk = _Clerk(desk, enrolled_so_far(desk))
        said = clerk.asked(said) if asking and sys.stdin.isatty() else clerk.checked(said)
    with changing(choice, dry_run=dry_run) as desk:
        clerk = _Clerk(desk, enrolled_so_far(desk))
        participant = clerk.participant(said)
        if participant == clerk.before(said):
            return Added(participant)
        return _taken_in(desk, participant)


def _taken_in(desk: Desk, participant: Participant) -> Added:
    """Keep a participant, and say what that makes wrong with pairs and whose roles it shifts."""
    before, elsewhere = pool_of(desk), others(desk)
    people.save(desk.db, desk.programme.id, [participant])
    moved = shifted(desk.programme, enrolled_so_far(desk))
    people.save(desk.db, desk.programme.id, moved)
    desk.note("enrol", f"person {participant.id}")
    alarms = replace(_alarms(before, pool_of(desk)), elsewhere=forbidden_elsewhere(elsewhere, others(desk)))
    return Added(participant, alarms, moved)


def _alarms(before: Pool, after: Pool) -> Alarms:
    """Return what is newly wrong with pairs that run, those further down a line too."""
    known = overfull(before)
    return Alarms(
        broken=newly_broken(broken(before, before.pairs), broken(after, after.pairs)),
        overfull=tuple(one for one in overfull(after) if one not in known),
    )


@dataclass(frozen=True, slots=True)
class _Clerk:
    """Takes down what is said of one person, beside who is enrolled already."""

    desk: Desk
    enrolled: Enrolled

    def before(self, said: _Said) -> Participant | None:
        """Return the participant as known, None for somebody new."""
        return self.enrolled.participants.get(said.get("id", ""))

    def checked(self, said: _Said) -> dict[str, str]:
        """Return what is said; raises WrongUsage with all that is missing or wrong at once."""
        wrong = list(self._faults(said))
        missing = list(self._missing(said))
        if missing:
            options = [_option(fact) for fact in missing]
            named = " and ".join(filter(None, (", ".join(options[:-1]), options[-1])))
            wrong.append(f"{named} missing; --from FILE enrols everyone in a file")
        if wrong:
            raise WrongUsage("; ".join(wrong))
        return dict(said)

    def asked(self, said: _Said) -> dict[str, str]:
        """Return what is said and what was answered to questions about the rest.

        What can be left out is asked only of who is being asked anyway: a line that says enough never waits.
        """
        wrong = list(self._faults(said))
        if wrong:
            raise WrongUsage("; ".join(wrong))
        known, conversing = dict(said), False
        while (fact := next(self._missing(known), None)) is not None:
            conversing = True
            known[fact] = self._answer(fact, Question(_NEEDED[fact], words=_ROLES if fact == "role" else {}))
        if conversing and known["id"] not in self.enrolled.people:
            for fact, question in self._offered(known):
                known |= {fact: answer} if (answer := self._answer(fact, question)) else {}
        return known

    def participant(self, said: _Said) -> Participant:
        """Return the participant that is meant; raises WrongUsage or Refused where nobody is."""
        alike = forgotten_alike(self.desk.db, [(said["id"], said.get("name", ""))])
        for name in sorted(alike | forgotten(self.desk.db, [said["id"], said.get("manager", "")])):
            raise Refused(_FORGOTTEN.format(name))
        reading, roster = self._read(said)
        if reading.problems:
            raise WrongUsage("; ".join(problem.message for problem in reading.problems))
        for one in reading.left_out:
            known = one.id in self.enrolled.participants
            stays = "stays as before; `rmentor people withdraw` lets somebody go" if known else "is not enrolled"
            raise Refused(f"{one.sentence}; {one.id} {stays}")
        found = completed(roster, reading.participants[0], self.enrolled)
        return self._placed(replace(found, standing=Standing.ENROLLED), said)

    def _offered(self, said: _Said) -> Iterator[tuple[str, Question]]:
        """Yield what somebody new may say besides: the address, and topics for what the role gives or takes."""
        if "email" not in said:
            yield "email", Question("E-mail address", optional=True)
        role = self._read(said)[0].participants[0].role
        topics = {word: topic.id for topic in self.desk.programme.topics for word in (topic.title, topic.id)}
        for fact, text, side in (("offers", "Offers", Role.MENTOR), ("wants", "Wants", Role.MENTEE)):
            if topics and fact not in said and role.plays(side):
                yield fact, Question(f"{text}, best first, with ; between topics", optional=True, words=topics)

    def _answer(self, fact: str, question: Question) -> str:
        return ask(question, lambda answer: list(self._faults({fact: answer})))

    def _faults(self, said: _Said) -> Iterator[str]:
        """Yield what is wrong with what is said, whatever is missing."""
        yield from map(
            _FORGOTTEN.format, sorted(forgotten(self.desk.db, [said.get("id", ""), said.get("manager", "")]))
        )
        yield from (problem.message for problem in self._typed(_filled(said))[0].problems)

    def _missing(self, said: _Said) -> Iterator[str]:
        """Yield the facts without which nobody can be enrolled, the role where nothing else gives it."""
        if not said.get("id"):
            yield "id"
        if not said.get("name") and said.get("id") not in self.enrolled.people:
            yield "name"
        left_out = self._read(_filled(said))[0].left_out
        if not said.get("role") and any(one.why is Why.NO_ROLE for one in left_out):
            yield "role"

    def _read(self, said: _Said) -> tuple[Reading, Roster]:
        """Read what was typed, with the role that follows from who is enrolled already where none is given."""
        reading, roster = self._typed(said)
        return with_roles(replace(self.desk.programme, roster=roster), reading, self.enrolled), roster

    def _typed(self, said: _Said) -> tuple[Reading, Roster]:
        """Read what was typed as if it were the one row of a file whose headings are the options."""
        cells = {_option(fact): text for fact, text in said.items()}
        known, before = self.enrolled.people.get(said["id"]), self.before(said)
        if known is not None and not said.get("name"):
            cells["--name"] = known.name
        if before is not None and not before.derived:
            cells.setdefault("--role", before.role)
        columns = Columns(**{heading.removeprefix("--").replace("-", "_"): heading for heading in cells})
        roster = replace(self.desk.programme.roster, columns=columns, attributes={}, dates=_DATES, grade_steps=())
        typed = Export(Sheet("", tuple(cells), (Row(0, cells),)), self.desk.today)
        return read_export(replace(self.desk.programme, roster=roster), typed, {}), roster

    def _placed(self, participant: Participant, said: _Said) -> Participant:
        """Return the participant with the manager's id; raises WrongUsage where that is nobody else in particular."""
        if not said.get("manager"):
            return participant
        others = (one for one in self.enrolled.people.values() if one.id != participant.id)
        person = participant.person
        tree = tree_of([*others, person])
        if person.id in tree.own:
            raise WrongUsage(f"--manager is {said['manager']!r}, the person's own; nobody reports to themselves")
        if person.id in tree.ambiguous:
            name, ids = tree.ambiguous[person.id]
            raise WrongUsage(f"--manager {name!r} may be any of {', '.join(ids)}; give the id")
        if forgotten_names(self.desk.db, [named for one, named in tree.unknown.items() if one == person.id]):
            raise Refused(_FORGOTTEN.format(said["manager"]))
        tell(*_warnings(tree, person.id, self.enrolled))
        return replace(participant, person=replace(person, manager=tree.kept(person.id)))


def _warnings(tree: Tree, person: str, enrolled: Enrolled) -> Iterator[str]:
    if person in tree.unknown:
        named = tree.unknown[person]
        near = did_you_mean(named, [*enrolled.people, *(one.name for one in enrolled.people.values())])
        yield f"Warning: nobody known is called {named!r}, which is kept as the manager{near}"
    for circle in doubts(tree, [person]).circles:
        yield f"Warning: these report to each other in a circle: {', '.join(circle)}"


def _filled(said: _Said) -> dict[str, str]:
    """Return what is said with something in place of an id and a name that are missing."""
    return dict(said) | {fact: _UNSAID for fact in ("id", "name") if not said.get(fact)}


def _option(fact: str) -> str:
    return f"--{fact.replace('_', '-')}"
