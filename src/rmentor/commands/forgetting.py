"""Forgets a person: in every programme of the database, in one transaction, and then in the file's free pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rmentor.commands.clock import now_in
from rmentor.commands.desk import Desk, note
from rmentor.commands.ending import go_on
from rmentor.commands.leaving import let_go
from rmentor.errors import NotFound
from rmentor.evaluation.facts import counted_by
from rmentor.people.forgotten import NOBODY, names_of, unnamed
from rmentor.people.model import Person
from rmentor.people.special import is_hidden
from rmentor.programme.model import Programme
from rmentor.render.forgetting import Erasure
from rmentor.store import connection, forgetting, meetings, people, programmes, rounds
from rmentor.store.programmes import Definition

if TYPE_CHECKING:
    from sqlite_utils import Database


def person_to_forget(path: Path, name: str) -> Person | None:
    """Return who is to be forgotten, None where that was done before; raises NotFound where nobody has the id."""
    with connection.reading(path) as db:
        return _known(db, name)


def forget_person(path: Path, name: str, today: datetime | None, *, dry_run: bool) -> Erasure:
    """Forget a person in one transaction, then write the file anew; say what that did and what is beyond reach.

    Killed before the transaction's end, nothing has happened; killed after it, the person is gone, what was deleted
    is overwritten, and forgetting the same person again writes the file anew.
    """
    with connection.writing(path, dry_run=dry_run) as db:
        person = _known(db, name)
        erased = _forgotten(db, person, today) if person else Erasure(id=name)
    if not dry_run:
        connection.compact(path)
    copies = [str(one) for one in connection.copies_beside(path)]
    return replace(erased, copies=copies, dry_run=dry_run)


def _known(db: Database, name: str) -> Person | None:
    """Return a person, one who is known as a manager alone included; None for somebody forgotten before."""
    everybody = {one.id: one for one in people.people(db) if one.name != NOBODY}
    above = people.managers(db)
    if name not in everybody and name in {*above, *above.values()}:
        return Person(id=name, name=name, manager=above.get(name))
    if name not in everybody and not forgetting.forgotten(db, [name]):
        raise NotFound("person", name, list(everybody))
    return everybody.get(name)


def _forgotten(db: Database, person: Person, today: datetime | None) -> Erasure:
    definitions = [programmes.definition_of(db, name) for name in programmes.names(db)]
    desks = [_desk(db, name, today) for name in programmes.names(db)]
    ended = [f"{desk.programme.id} {number}" for desk in desks for number in _let_go(desk, person.id)]
    done = forgetting.forget(db, person, _counted(desk.programme for desk in desks))
    note(db, now_in("UTC", today), "people forget", f"person {done.stand_in}, pairs ended: {len(ended)}")
    naming = [one.source for one, desk in zip(definitions, desks, strict=True) if one and _names(one, desk, person)]
    return Erasure(id=person.id, done=done, ended=tuple(ended), naming=tuple(naming))


def _desk(db: Database, programme: str, today: datetime | None) -> Desk:
    chosen = programmes.chosen(db, programme)
    return Desk(db, chosen, now_in(chosen.plan.zone, today))


def _let_go(desk: Desk, person: str) -> list[int]:
    """Withdraw a person and return the pairs that ended by that.

    Once the programme is over its pairs have run their time: they are counted as they are, and only what was still to
    come is called off.
    """
    if desk.today < desk.programme.plan.end:
        return [pair.number for pair in let_go(desk, [person]) if not pair.open]
    programme = desk.programme.id
    people.withdraw(desk.db, programme, person, desk.today)
    for pair in rounds.pairs(desk.db, programme):
        if person in pair.people and (rest := pair.open and pair.losing({person}, desk.today)):
            go_on(desk, rest)
        elif person in pair.people:
            meetings.cancel_from(desk.db, programme, pair.number, desk.today)
    return []


def _counted(loaded: Iterable[Programme]) -> frozenset[str]:
    """Return the facts by which measures count people; those of a special category are given up all the same."""
    every = list(loaded)
    asked = frozenset[str]().union(*map(counted_by, every))
    return frozenset(name for name in asked if not any(is_hidden(programme, name) for programme in every))


def _names(definition: Definition, desk: Desk, person: Person) -> bool:
    """True where a programme file says the person's id among its pairs, or the name or the address anywhere."""
    pairing = desk.programme.pairing
    listed = {*pairing.first, *(one for couple in (*pairing.never, *pairing.always) for one in couple.people)}
    return person.id in listed or unnamed(definition.definition, names_of(person)) != definition.definition
