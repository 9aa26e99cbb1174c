"""What people get: one mail, in plain words, that nothing in it can turn into two."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harbour import LONDON, facts, participant
from rmentor.errors import Refused, StoreUnusable
from rmentor.mail import outbox
from rmentor.mail.outbox import Envelope
from rmentor.programme.period import Period
from rmentor.programme.reminders import ReminderRule
from rmentor.programme.words import Occasion
from rmentor.reminders.addresses import is_address
from rmentor.reminders.due import wanted
from rmentor.reminders.facts import Facts
from rmentor.reminders.letters import Letter, letters, message_id_of
from rmentor.reminders.texts import filled

NOW = datetime(2027, 1, 17, 12, tzinfo=LONDON)
ENVELOPE = Envelope(sender="Voices <v@harbour.example>", answers_to="people@harbour.example", now=NOW)
HOSTILE = (
    "Ann\nBcc: x@evil.example",
    "Ann, bob@evil.example",
    "Ann <x@evil.example>",
    'Ann "\r\n\r\n<b>',
    "\x1b[31m\u202eAnn\x00",
)


def posted(known: Facts) -> tuple[Letter, ...]:
    asked = wanted(known)
    due = [one.notice for one in asked.values() if one.notice.due <= known.today <= one.notice.expires]
    return letters(due, asked, known, b"secret")


def parsed(letter: Letter, envelope: Envelope = ENVELOPE) -> EmailMessage:
    read = BytesParser(policy=policy.default).parsebytes(bytes(outbox.message(letter, envelope)))
    assert isinstance(read, EmailMessage)
    return read


def ahead(text: str | None = None, window: str = "3 days") -> ReminderRule:
    lead = Period.parse("2 days")
    return ReminderRule(on=Occasion.MEETING_AHEAD, lead=lead, window=Period.parse(window), text=text)


def test_a_mail_says_when_and_where_and_with_whom() -> None:
    mail = parsed(posted(facts(date(2027, 1, 17), ahead()))[1])
    assert (mail["To"], mail["Reply-To"]) == ("Sam S1 <s1@harbour.example>", "people@harbour.example")
    assert mail["Subject"] == "Harbour Voices: Your meeting with Sam J1 on Tuesday 19 January 2027"
    body = " ".join(mail.get_content().split())
    assert "Dear Sam S1, You and Sam J1 meet on Tuesday 19 January 2027 at 10:00 (Europe/London). Place: Café" in body
    assert max(map(len, mail.get_content().splitlines())) <= 72


def test_everything_due_for_a_person_is_one_mail() -> None:
    known = facts(date(2027, 1, 13))
    first, *_ = found = posted(known)
    assert [letter.to.id for letter in found] == ["j1", "j2", "s1", "s2"]
    assert (len(first.notices), first.subject) == (2, "Harbour Voices: 2 reminders")
    assert {one.message_id for one in first.notices} == {first.message_id}


def test_a_notice_claimed_before_keeps_its_mail() -> None:
    known = facts(date(2027, 1, 13))
    asked = wanted(known)
    due = [one.notice for one in asked.values() if one.notice.key.person == "j1" and one.notice.due <= known.today]
    again = letters([replace(due[0], message_id="m1"), due[1]], asked, known, b"secret")
    assert sorted(len(letter.notices) for letter in again) == [1, 1]
    assert "m1" in {letter.message_id for letter in again}


@pytest.mark.parametrize("occasion", list(Occasion))
def test_every_built_in_text_is_complete(occasion: Occasion) -> None:
    rule = ReminderRule(on=occasion, lead=Period.parse("1 day"), window=Period.parse("1 year"))
    asked = wanted(facts(date(2027, 1, 25), rule))
    mails = letters([one.notice for one in asked.values()], asked, facts(date(2027, 1, 25), rule), b"secret")
    assert mails
    assert all("{" not in letter.subject + letter.body and "  " not in letter.body for letter in mails)


def test_words_of_ones_own_take_the_place_of_ours() -> None:
    own = ahead("Hello {name}, {partner} waits on {day} at {time}. {programme}, {what}, {unknown}, {")
    letter = posted(facts(date(2027, 1, 17), own))[0]
    assert letter.body.startswith(
        "Hello Sam J1, Sam S1 waits on Tuesday 19 January 2027 at 10:00 (Europe/London). "
        "Harbour Voices, your meeting, {unknown}, {\n\n"
    )


def test_a_name_that_looks_like_a_placeholder_stays_a_name() -> None:
    assert filled("{name} {day}", {"name": "{day}", "day": "Monday"}) == "{day} Monday"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_adds_no_header_and_no_recipient(name: str) -> None:
    known = facts(date(2027, 1, 17), ahead())
    people = {one: replace(who, person=replace(who.person, name=name)) for one, who in known.participants.items()}
    hostile = replace(known, participants=people, programme=replace(known.programme, title=name))
    mail = parsed(posted(hostile)[1])
    assert [one.addr_spec for one in mail["To"].addresses] == ["s1@harbour.example"]
    assert set(mail.keys()) == set(parsed(posted(known)[1]).keys())
    assert not any((ord(char) < 32 and char not in "\r\n") or char in "\x7f\u202e" for char in mail.get_content())


@given(st.from_regex(r"\A[!-~]{1,20}@[!-~]{1,20}\Z"), st.text(min_size=1))
def test_whatever_passes_as_an_address_makes_a_mail_to_it_alone(address: str, name: str) -> None:
    if is_address(address):
        person = replace(participant("s1").person, email=address, name=name)
        letter = Letter(to=person, message_id="m1", subject=name, body=name, notices=())
        assert [one.addr_spec for one in parsed(letter)["To"].addresses] == [address]


def test_the_id_of_a_mail_is_the_same_each_time_and_tells_nothing() -> None:
    first, *_ = posted(facts(date(2027, 1, 17), ahead()))
    again, *_ = posted(facts(date(2027, 1, 17), ahead()))
    assert first.message_id == again.message_id
    assert len(first.message_id) == 32
    assert message_id_of("harbour", first.notices, b"another") != first.message_id
    assert parsed(first)["Message-ID"] == f"<{first.message_id}@harbour.example>"
    assert parsed(first)["Auto-Submitted"] == "auto-generated"
    assert parsed(first)["Date"].datetime == NOW


def test_the_outbox_is_for_its_owner_alone_and_holds_nothing_half_written(tmp_path: Path) -> None:
    folder, umask = tmp_path / "outbox", os.umask(0)
    try:
        outbox.prepare(folder, ENVELOPE)
        (folder / ".m0.eml.part").write_text("half")
        outbox.prepare(folder, ENVELOPE)
        outbox.write(folder, posted(facts(date(2027, 1, 17), ahead())), ENVELOPE)
    finally:
        os.umask(umask)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()] == [0o600, 0o600]
    assert {one.suffix for one in folder.iterdir()} == {".eml"}


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file")
    with pytest.raises(StoreUnusable, match=r"the outbox .* cannot be used: File exists"):
        outbox.prepare(tmp_path / "outbox", ENVELOPE)


def test_a_sender_that_is_no_address_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"reminders\.sender is 'the team', which is no e-mail address"):
        outbox.prepare(tmp_path / "outbox", replace(ENVELOPE, sender="the team"))


def test_without_a_sender_mails_come_from_this_machine() -> None:
    letter = posted(facts(date(2027, 1, 17), ahead()))[0]
    assert parsed(letter, replace(ENVELOPE, sender=None, answers_to=None))["From"] == "rmentor@localhost"
