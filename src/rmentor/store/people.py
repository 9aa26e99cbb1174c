"""People and participants in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from rmentor.people.model import Away, Participant, Person, Standing
from rmentor.people.tree import Spot, tree_of
from rmentor.programme.kinds import HOURS
from rmentor.programme.words import Role
from rmentor.values import Value

if TYPE_CHECKING:
    from sqlite_utils import Database

_FACTS = (
    "person", "name", "email", "birth_year", "joined", "industry_since",
    "grade", "department", "site", "manager", "zone", "hours",
)  # fmt: skip
_KNOWN = ", ".join(_FACTS)
_AT_ONCE = 1_000
_ROLES = {one.value: one for one in Role}
_STANDINGS = {one.value: one for one in Standing}
_hours = cache(HOURS.parse)  # many keep the same hours, and a parsed span never changes


def save(db: Database, programme: str, participants: Iterable[Participant]) -> None:
    """Keep participants and the people they are, in place of what was known of them."""
    everyone = iter(participants)
    while some := list(islice(everyone, _AT_ONCE)):
        _save(db, programme, some)


def _save(db: Database, programme: str, everyone: list[Participant]) -> None:
    # Only who is known already has anything that must give way: to ask first is faster than to delete for everybody.
    marks = ", ".join("?" * len(everyone))
    known = db.execute(f"SELECT person FROM person WHERE person IN ({marks})", [one.id for one in everyone])  # noqa: S608
    before = [person for (person,) in known.fetchall()]
    _save_people(db, [participant.person for participant in everyone], before)
    db.conn.executemany(
        """
        INSERT INTO participant (programme, person, role, derived, capacity, challenge, challenged, consent, standing)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (programme, person) DO UPDATE SET role = excluded.role, derived = excluded.derived,
            capacity = excluded.capacity, challenge = excluded.challenge, challenged = excluded.challenged,
            consent = excluded.consent, standing = excluded.standing,
            left_on = CASE excluded.standing WHEN 'withdrawn' THEN participant.left_on END
        """,
        (_part(programme, one) for one in everyone),
    )
    _delete(db, "participant_topic WHERE programme = ? AND person = ?", ((programme, person) for person in before))
    db.conn.executemany(
        "INSERT INTO participant_topic (programme, person, side, rank, topic) VALUES (?, ?, ?, ?, ?)",
        (
            (programme, one.id, side, rank, topic)
            for one in everyone
            for side, topics in (("offers", one.offers), ("wants", one.wants))
            for rank, topic in enumerate(topics, start=1)
        ),
    )


def _save_people(db: Database, people: list[Person], before: list[str]) -> None:
    updates = ", ".join(f"{fact} = excluded.{fact}" for fact in _FACTS[1:])
    marks = ", ".join("?" * len(_FACTS))
    db.conn.executemany(
        f"INSERT INTO person ({_KNOWN}) VALUES ({marks}) ON CONFLICT (person) DO UPDATE SET {updates}",  # noqa: S608
        map(_facts, people),
    )
    for table in ("person_language", "person_away", "person_attribute"):
        _delete(db, f"{table} WHERE person = ?", ((person,) for person in before))
    db.conn.executemany(
        "INSERT INTO person_language (person, language) VALUES (?, ?)",
        ((person.id, language) for person in people for language in dict.fromkeys(person.languages)),
    )
    db.conn.executemany(
        "INSERT INTO person_away (person, first_day, last_day) VALUES (?, ?, ?)",
        (
            (person.id, away.first.isoformat(), away.last.isoformat())
            for person in people
            for away in dict.fromkeys(person.away)
        ),
    )
    db.conn.executemany(
        "INSERT INTO person_attribute (person, attribute, value) VALUES (?, ?, ?)",
        ((person.id, name, value) for person in people for name, value in person.attributes.items()),
    )


def _delete(db: Database, which: str, whose: Iterable[tuple[str, ...]]) -> None:
    db.conn.executemany(f"DELETE FROM {which}", whose)  # noqa: S608


def people(db: Database) -> list[Person]:
    """Return everybody of whom anything is known, in whatever programme, sorted by id."""
    return _people(db, db.execute(f"SELECT {_KNOWN} FROM person ORDER BY person").fetchall())  # noqa: S608


def others(db: Database, programme: str) -> list[Person]:
    """Return everybody of whom something is known and who never was in a programme, sorted by id."""
    query = f"""
        SELECT {_KNOWN} FROM person WHERE person NOT IN (SELECT person FROM participant WHERE programme = ?)
        ORDER BY person
    """  # noqa: S608
    return _people(db, db.execute(query, (programme,)).fetchall())


def participants(db: Database, programme: str) -> list[Participant]:
    """Return everyone who is or was enrolled in a programme, sorted by id."""
    offers, wants = _topics(db, programme)
    lists = _Lists(_languages(db), _away(db), _attributes(db))
    query = f"""
        SELECT role, derived, capacity, challenge, challenged, consent, standing, left_on, {_KNOWN}
        FROM participant JOIN person USING (person) WHERE programme = ? ORDER BY person
    """  # noqa: S608
    rows = db.execute(query, (programme,))
    return [
        Participant(
            person=_person(facts, lists),
            role=_ROLES[role],
            derived=bool(derived),
            capacity=capacity,
            challenge=challenge,
            challenged=challenged,
            consent=None if consent is None else bool(consent),
            standing=_STANDINGS[standing],
            left_on=left_on and date.fromisoformat(left_on),
            offers=tuple(offers.get(facts[0], ())),
            wants=tuple(wants.get(facts[0], ())),
        )
        for role, derived, capacity, challenge, challenged, consent, standing, left_on, *facts in rows
    ]


def managers(db: Database) -> dict[str, str]:
    """Return who reports to whom, so that no reporting line of anybody in this database has a hole.

    Those above who take no part are known by their ids alone. Who named a manager that was not known then reports to
    whoever is enrolled under that id or name by now.
    """
    links = dict(reporting(db))
    known = (Spot(*row) for row in db.execute("SELECT person, name, manager FROM person"))
    above = (Spot(person, "", manager) for person, manager in links.items())
    tree = tree_of([*known, *above, *(Spot(manager, "", None) for manager in links.values())])
    return {**tree.unknown, **tree.managers}


def reporting(db: Database) -> Mapping[str, str]:
    """Return who reports to whom of those above people in this database who are not in it themselves."""
    return dict(db.execute("SELECT person, manager FROM reporting ORDER BY person").fetchall())


def save_reporting(db: Database, links: Mapping[str, str]) -> None:
    """Keep these links of those above, and no others."""
    db.execute("DELETE FROM reporting")
    db.conn.executemany("INSERT INTO reporting (person, manager) VALUES (?, ?)", sorted(links.items()))


def withdraw(db: Database, programme: str, person: str, day: date) -> None:
    """Note that a participant no longer takes part from a day on; what was recorded stays, an earlier day too."""
    db.execute(
        """
        UPDATE participant SET standing = 'withdrawn', left_on = ?
        WHERE programme = ? AND person = ? AND standing = 'enrolled'
        """,
        (day.isoformat(), programme, person),
    )


def _facts(person: Person) -> tuple[Any, ...]:
    return (
        person.id, person.name, person.email, person.birth_year, person.joined and person.joined.isoformat(),
        person.industry_since, person.grade, person.department, person.site, person.manager, person.zone,
        person.hours and str(person.hours),
    )  # fmt: skip


def _part(programme: str, one: Participant) -> tuple[Any, ...]:
    # Not the words themselves: SQLite's binding asks for an adapter of whatever is not plain text, row by row.
    role, standing = one.role.value, one.standing.value
    return programme, one.id, role, one.derived, one.capacity, one.challenge, one.challenged, one.consent, standing


def _people(db: Database, rows: Sequence[Sequence[Any]]) -> list[Person]:
    if not rows:
        return []
    lists = _Lists(_languages(db), _away(db), _attributes(db))
    return [_person(facts, lists) for facts in rows]


class _Lists(Value):
    """What people have several of, by their ids."""

    languages: Mapping[str, list[str]]
    away: Mapping[str, list[Away]]
    attributes: Mapping[str, dict[str, str]]


def _person(facts: Sequence[Any], lists: _Lists) -> Person:
    name, full_name, email, birth_year, joined, since, grade, department, site, manager, zone, hours = facts
    return Person(
        id=name, name=full_name, email=email, birth_year=birth_year, joined=joined and date.fromisoformat(joined),
        industry_since=since, grade=grade, department=department, site=site, manager=manager, zone=zone,
        hours=hours and _hours(hours),
        languages=tuple(lists.languages.get(name, ())),
        away=tuple(lists.away.get(name, ())),
        attributes=lists.attributes.get(name, {}),
    )  # fmt: skip


def _topics(db: Database, programme: str) -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Return what people offer, and what they want, in one walk along the table's own order."""
    offers: dict[str, list[str]] = defaultdict(list)
    wants: dict[str, list[str]] = defaultdict(list)
    query = "SELECT person, side, topic FROM participant_topic WHERE programme = ? ORDER BY person, side, rank"
    for person, side, topic in db.execute(query, (programme,)):
        (offers if side == "offers" else wants)[person].append(topic)
    return offers, wants


def _languages(db: Database) -> Mapping[str, list[str]]:
    languages: dict[str, list[str]] = defaultdict(list)
    for person, language in db.execute("SELECT person, language FROM person_language ORDER BY person, language"):
        languages[person].append(language)
    return languages


def _away(db: Database) -> Mapping[str, list[Away]]:
    away: dict[str, list[Away]] = defaultdict(list)
    query = "SELECT person, first_day, last_day FROM person_away ORDER BY person, first_day, last_day"
    for person, first, last in db.execute(query):
        away[person].append(Away(date.fromisoformat(first), date.fromisoformat(last)))
    return away


def _attributes(db: Database) -> Mapping[str, dict[str, str]]:
    attributes: dict[str, dict[str, str]] = defaultdict(dict)
    for person, attribute, value in db.execute(
        "SELECT person, attribute, value FROM person_attribute ORDER BY person, attribute"
    ):
        attributes[person][attribute] = value
    return attributes
