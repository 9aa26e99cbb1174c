"""The outbox: a folder in which each mail is a file that any mail program can send."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from rmentor.errors import Refused, StoreUnusable
from rmentor.reminders.addresses import is_address
from rmentor.reminders.letters import Letter
from rmentor.text import clean, clean_lines

if TYPE_CHECKING:
    from email.headerregistry import Address
    from email.message import EmailMessage

_NOBODY = "rmentor@localhost"
_WIDTH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """Who writes, to whom people answer, and when; without a sender the mails come from rmentor@localhost."""

    sender: str | None
    answers_to: str | None
    now: datetime


def finished(folder: Path, ids: Iterable[str]) -> frozenset[str]:
    """Return those of the message ids whose mail lies complete in the outbox."""
    return frozenset(one for one in ids if _file_of(folder, one).exists())


def prepare(folder: Path, envelope: Envelope) -> None:
    """Make sure that mails can be written: addresses that can be used, a folder, nothing half-written in it.

    Raises Refused where the programme's addresses are none, StoreUnusable where the folder cannot be used.
    """
    _addresses(envelope)
    with _errors_told(folder):
        folder.mkdir(mode=0o700, exist_ok=True)
        for part in folder.glob(".*.part"):
            part.unlink(missing_ok=True)


def write(folder: Path, letters: Iterable[Letter], envelope: Envelope) -> None:
    """Write each letter to its file, complete or not at all; when this returns, all of them are on the disk.

    Raises StoreUnusable where one cannot be written; those before it stay.
    """
    with _errors_told(folder):
        for letter in letters:
            _write(_file_of(folder, letter.message_id), bytes(message(letter, envelope)))
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def message(letter: Letter, envelope: Envelope) -> EmailMessage:
    """Return the mail; no text of a letter can add a header or another recipient."""
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP
    from email.utils import format_datetime

    sender, answers_to = _addresses(envelope)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = Address(clean(letter.to.name), addr_spec=letter.to.email)
    if answers_to:
        mail["Reply-To"] = answers_to
    mail["Subject"] = clean(letter.subject)
    mail["Date"] = format_datetime(envelope.now)
    mail["Message-ID"] = f"<{letter.message_id}@{sender.domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(_wrapped(letter.body))
    return mail


def _addresses(envelope: Envelope) -> tuple[Address, Address | None]:
    sender = _address("sender", envelope.sender or _NOBODY)
    return sender, _address("facilitator", envelope.answers_to) if envelope.answers_to else None


def _address(key: str, text: str) -> Address:
    from email.headerregistry import Address
    from email.utils import parseaddr

    name, plain = parseaddr(clean(text))
    if not is_address(plain):
        raise Refused(
            f"reminders.{key} is {text!r}, which is no e-mail address; correct it and `rmentor load` the file"
        )
    return Address(clean(name), addr_spec=plain)


def _wrapped(body: str) -> str:
    from textwrap import fill

    lines = clean_lines(body).split("\n")
    filled = (fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False) for line in lines)
    return "\n".join(filled) + "\n"


def _file_of(folder: Path, message_id: str) -> Path:
    return folder / f"{message_id}.eml"


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW
    with open(os.open(part, flags, 0o600), "wb") as file:  # noqa: PTH123 - a path cannot be opened with these flags
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


@contextmanager
def _errors_told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnusable(f"the outbox {folder} cannot be used: {error.strerror}") from error
