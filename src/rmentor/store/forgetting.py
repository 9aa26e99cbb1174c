"""A person is taken out of the database; what others are counted with stays, in the name of nobody.

What the file keeps is a stand-in, `forgotten-1`, where a pair, a meeting or an answer must stay countable, and a mark
that the id can be held against, so that no export brings the person back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, TypeVar

from rmentor.people.forgotten import NOBODY, Forgotten, names_of, replaced_in_line, unnamed
from rmentor.people.model import Person
from rmentor.people.tree import folded

if TYPE_CHECKING:
    from sqlite_utils import Database

Found = TypeVar("Found")
_STAND_IN = "forgotten-"
# Every column that holds a person's id, by what its rows are called.
_KEPT = {
    "programmes": (("participant", "person"),),
    "proposals": (
        ("round_pair", "mentor"),
        ("round_pair", "mentee"),
        ("round_pair", "third"),
        ("round_join", "mentor"),
        ("round_join", "mentee"),
        ("round_join", "third"),
        ("round_unpaired", "person"),
    ),
    "pairs": (("pair", "mentor"), ("pair", "mentee"), ("pair", "third"), ("pair", "late")),
    "meetings led": (("meeting", "lead"),),
    "briefings": (("briefing_done", "person"),),
    "agreements": (("acceptance", "person"),),
    "goals": (("goal", "person"),),
    "commitments": (("commitment", "person"),),
    "outcomes": (("outcome", "person"),),
    "surveys answered": (("response", "person"),),
    "answers": (("answer", "person"),),
}
_REMOVED = {
    "languages": "DELETE FROM person_language WHERE person = :person",
    "absences": "DELETE FROM person_away WHERE person = :person",
    "topics": "DELETE FROM participant_topic WHERE person = :person",
    "decisions": "DELETE FROM decision WHERE :person IN (mentor, mentee, by_person)",
    "reminders": "DELETE FROM notice WHERE person = :person",
    "written answers": "DELETE FROM answer WHERE person = :person AND text IS NOT NULL",
    "texts of goals": "UPDATE goal SET text = :nobody, measure = NULL WHERE person = :person AND text <> :nobody",
    "texts of commitments": "UPDATE commitment SET text = :nobody WHERE person = :person AND text <> :nobody",
    "shared notes": """
        UPDATE meeting SET shared = NULL WHERE shared IS NOT NULL AND EXISTS (
            SELECT * FROM pair WHERE pair.programme = meeting.programme AND pair.pair = meeting.pair
                AND :person IN (pair.mentor, pair.mentee, pair.third))
    """,
}
_TEXTS = (
    ("goal", "text"), ("goal", "measure"), ("commitment", "text"), ("meeting", "shared"), ("meeting", "place"),
    ("answer", "text"), ("round_unpaired", "reason"), ("decision", "reason"),
)  # fmt: skip
_TRIGGER = "journal_is_append_only"


def forgotten(db: Database, ids: Iterable[str]) -> set[str]:
    """Return those of the ids whose people were forgotten, or that stand in the place of such people.

    An import keeps none of them: neither a row, nor a manager, nor a link of the reporting line.

    A mark is a salted digest. Nobody reads from it who it was, no two databases can be compared by it, and no table
    made beforehand undoes it. Whoever holds the file and a list of ids can try them all, as this function does.
    """
    return _marked(db, ids, lambda one: one)


def forgotten_names(db: Database, names: Iterable[str]) -> set[str]:
    """Return those of the names, however they are written, that somebody had who was forgotten.

    An import keeps none of them for a manager that it does not know: that would bring the name back.
    """
    return _marked(db, names, _named)


def forgotten_alike(db: Database, people: Iterable[tuple[str, str]]) -> set[str]:
    """Return those of the ids, each with a name, that differ from a forgotten one of that name by zeros or capitals."""
    return {person for person, _ in _marked(db, people, _alike)}


def _named(name: str) -> str:
    return f"name {folded(name)}"


def _alike(person: tuple[str, str]) -> str:
    return f"alike {folded(person[0]).lstrip('0')} {folded(person[1])}"


def _marked(db: Database, found: Iterable[Found], text: Callable[[Found], str]) -> set[Found]:
    """Return what has a mark, by the text that was marked for it."""
    marks = {mark for (mark,) in db.execute("SELECT mark FROM forgotten")}
    salts = sorted({mark.partition(".")[0] for mark in marks})
    return {one for one in found if any(_mark_of(salt, text(one)) in marks for salt in salts)} if marks else set()


def forget(db: Database, person: Person, keep: Collection[str]) -> Forgotten:
    """Take a person out of every table and the journal, in the transaction that is open.

    Of the facts those stay by which a measure counts people, which `keep` names. Who reported to the person reports to
    the person's manager from now on, so that no reporting line is cut in two.
    """
    stand_in = _next_stand_in(db)
    terms = {"person": person.id, "nobody": NOBODY}
    db.execute("PRAGMA defer_foreign_keys = ON")
    removed = {what: db.execute(statement, terms).rowcount for what, statement in _REMOVED.items()}
    removed["facts"] = _remove_facts(db, person, stand_in, keep)
    removed["reports"] = _close_line(db, person)
    kept = {what: sum(_rename(db, place, person.id, stand_in) for place in places) for what, places in _KEPT.items()}
    removed["mentions"] = _remove_mentions(db, person)
    removed["journal lines"] = _rewrite_journal(db, person.id, stand_in)
    _mark(db, (person.id, stand_in, _named(person.name), _alike((person.id, person.name))))
    return Forgotten(stand_in=stand_in, removed=removed, kept=kept)


def _next_stand_in(db: Database) -> str:
    taken = {name for (name,) in db.execute("SELECT person FROM person WHERE person LIKE ?", (f"{_STAND_IN}%",))}
    number = 1
    while f"{_STAND_IN}{number}" in taken:
        number += 1
    return f"{_STAND_IN}{number}"


def _remove_facts(db: Database, person: Person, stand_in: str, keep: Collection[str]) -> int:
    kept = {name: getattr(person, name) if name in keep else None for name in ("department", "site")}
    db.execute(
        """
        UPDATE person SET person = :stand_in, name = :nobody, email = NULL, birth_year = NULL, joined = NULL,
            industry_since = NULL, grade = NULL, department = :department, site = :site, manager = NULL, zone = NULL,
            hours = NULL
        WHERE person = :person
        """,
        {"stand_in": stand_in, "nobody": NOBODY, "person": person.id, **kept},
    )
    db.conn.executemany(
        "DELETE FROM person_attribute WHERE person = ? AND attribute = ?",
        [(person.id, name) for name in person.attributes if name not in keep],
    )
    _rename(db, ("person_attribute", "person"), person.id, stand_in)
    db.execute(
        """
        UPDATE participant SET derived = 0, capacity = NULL, challenge = NULL, challenged = NULL, consent = NULL
        WHERE person = ?
        """,
        (person.id,),
    )
    facts = (
        person.name, person.email, person.birth_year, person.joined, person.industry_since, person.grade,
        person.department, person.site, person.manager, person.zone, person.hours, *person.attributes.values(),
    )  # fmt: skip
    stay = sum(value is not None for value in kept.values()) + len(person.attributes.keys() & set(keep))
    return sum(fact is not None for fact in facts) - stay


def _close_line(db: Database, person: Person) -> int:
    db.conn.create_function("folded", 1, lambda text: text and folded(text), deterministic=True)
    namesakes = db.execute("SELECT count(*) FROM person WHERE folded(name) = ?", (folded(person.name),)).fetchone()[0]
    called = person.id if namesakes else person.name
    above = None if person.manager in {person.id, person.name} else person.manager
    db.execute("DELETE FROM reporting WHERE person = ? OR (manager = ? AND ? IS NULL)", (person.id, person.id, above))
    db.execute("DELETE FROM reporting WHERE person = ? AND manager = ?", (above, person.id))
    db.execute("UPDATE reporting SET manager = ? WHERE manager = ?", (above, person.id))
    return db.execute(
        "UPDATE person SET manager = CASE WHEN person = :above THEN NULL ELSE :above END "
        "WHERE manager = :id OR folded(manager) = :name",
        {"above": above, "id": person.id, "name": folded(called)},
    ).rowcount


def _rename(db: Database, place: tuple[str, str], person: str, stand_in: str) -> int:
    table, column = place
    return db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (stand_in, person)).rowcount  # noqa: S608


def _remove_mentions(db: Database, person: Person) -> int:
    names = names_of(person)
    db.conn.create_function("unnamed", 1, lambda text: text and unnamed(text, names), deterministic=True)
    return sum(
        db.execute(
            f"UPDATE {table} SET {column} = unnamed({column}) WHERE {column} <> unnamed({column})"  # noqa: S608
        ).rowcount
        for table, column in _TEXTS
    )


def _rewrite_journal(db: Database, person: str, stand_in: str) -> int:
    """Put the stand-in into the journal's lines; what happened, when and by whom stays.

    The trigger that keeps the journal append-only is taken off for this one change and is back before anything is
    committed: the right to be forgotten goes before the record's letter, and nobody else can write meanwhile.
    """
    trigger = db.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (_TRIGGER,)).fetchone()[0]
    db.conn.create_function("replaced", 2, lambda command, line: replaced_in_line(command, line, person, stand_in))
    db.execute(f"DROP TRIGGER {_TRIGGER}")
    rewritten = db.execute("UPDATE journal SET what = replaced(command, what) WHERE what <> replaced(command, what)")
    db.execute(trigger)
    return rewritten.rowcount


def _mark(db: Database, ids: Iterable[str]) -> None:
    salt = _salt(db)
    db.conn.executemany(
        "INSERT INTO forgotten (mark) VALUES (?) ON CONFLICT DO NOTHING", [(_mark_of(salt, one),) for one in ids]
    )


def _salt(db: Database) -> str:
    """Return the salt of this file's marks; for the first one it is made from what was loaded and when."""
    from hashlib import blake2b

    first = db.execute("SELECT min(mark) FROM forgotten").fetchone()[0]
    if first is not None:
        return str(first).partition(".")[0]
    loaded = db.execute("SELECT programme, digest, loaded_at FROM programme ORDER BY programme").fetchall()
    return blake2b(repr(loaded).encode(), digest_size=16).hexdigest()


def _mark_of(salt: str, name: str) -> str:
    """Return the mark of an id; the salt stands before the digest, so that marks need nothing beside them."""
    from hashlib import blake2b

    return f"{salt}.{blake2b(name.encode(), key=bytes.fromhex(salt), digest_size=16).hexdigest()}"
