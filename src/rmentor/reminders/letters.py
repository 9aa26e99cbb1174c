"""One mail for each person and run: what is due for the person, merged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from rmentor.people.model import Person
from rmentor.programme.words import Occasion
from rmentor.reminders.due import Wanted
from rmentor.reminders.facts import Facts, grouped
from rmentor.reminders.model import Notice, NoticeKey
from rmentor.reminders.texts import Paragraph, paragraph
from rmentor.text import clean

_ID_BYTES = 16
_KEY_BYTES = 64
_ORDER = list(Occasion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A mail to one person; all its notices bear its message id."""

    to: Person
    message_id: str
    subject: str
    body: str
    notices: tuple[Notice, ...]


def letters(
    due: Iterable[Notice], wanted: Mapping[NoticeKey, Wanted], facts: Facts, secret: bytes
) -> tuple[Letter, ...]:
    """Return the mails that carry these notices, sorted by person.

    A notice that an earlier run claimed keeps its mail's id, so that whoever got that mail can tell it is the same.
    """
    mails = grouped(due, lambda one: (one.key.person, one.message_id or ""))
    return tuple(
        _letter(message_id or message_id_of(facts.programme.id, notices, secret), notices, wanted, facts)
        for (_, message_id), notices in sorted(mails.items())
    )


def message_id_of(programme: str, notices: Iterable[Notice], secret: bytes) -> str:
    """Return the id of a mail that carries these notices: the same each time, and telling nothing of them."""
    keys = sorted((one.key.person, one.key.occasion, one.key.about) for one in notices)
    said = json.dumps([programme, keys]).encode()
    return blake2b(said, key=secret[:_KEY_BYTES], digest_size=_ID_BYTES).hexdigest()


def _letter(message_id: str, notices: tuple[Notice, ...], wanted: Mapping[NoticeKey, Wanted], facts: Facts) -> Letter:
    in_order = sorted(notices, key=lambda one: (_ORDER.index(one.key.occasion), one.key))
    paragraphs = [paragraph(wanted[one.key], facts) for one in in_order]
    person = facts.participants[notices[0].key.person].person
    return Letter(
        to=person,
        message_id=message_id,
        subject=_subject(paragraphs, facts),
        body=_body(person, paragraphs, facts),
        notices=tuple(replace(one, message_id=message_id) for one in notices),
    )


def _subject(paragraphs: list[Paragraph], facts: Facts) -> str:
    told = paragraphs[0].subject if len(paragraphs) == 1 else f"{len(paragraphs)} reminders"
    return f"{facts.programme.title}: {told}"


def _body(person: Person, paragraphs: list[Paragraph], facts: Facts) -> str:
    greeting = [] if paragraphs[0].greets else [f"Dear {clean(person.name)},"]
    programme = facts.programme
    asked = programme.reminders.facilitator
    questions = f" Questions? Write to {asked}." if asked else ""
    close = f"This is an automatic reminder from the programme “{programme.title}”.{questions}"
    return "\n\n".join([*greeting, *(one.text for one in paragraphs), close])
