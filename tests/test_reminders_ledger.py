"""The ledger: each notice once, whatever becomes of runs, people and days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harbour import facts, pair, set_up
from rmentor.programme.words import Occasion
from rmentor.reminders.addresses import is_address
from rmentor.reminders.due import Wanted, wanted
from rmentor.reminders.ledger import Run, turn
from rmentor.reminders.model import Notice, NoticeKey, NoticeStatus
from rmentor.reminders.rules import rules
from rmentor.store import connection, notices

DAY = date(2027, 3, 1)
RULE = next(iter(rules(facts(DAY).programme)))[1]
KEY = NoticeKey("s1", Occasion.MEETING_AHEAD, "meeting 1.1")
NOTICE = Notice(key=KEY, due=DAY, expires=DAY + timedelta(days=3))
SENDING = replace(NOTICE, status=NoticeStatus.SENDING, message_id="m1")
FAILED = replace(NOTICE, status=NoticeStatus.FAILED)
EVERYBODY = ("s1",)


def wants(notice: Notice) -> dict[NoticeKey, Wanted]:
    return {notice.key: Wanted(notice=notice, rule=RULE, day=notice.due)}


def after(ledger: list[Notice], run: Run, *, still: bool = True) -> list[str]:
    return [one.status for one in turn(ledger, wants(NOTICE) if still else {}, run)]


@pytest.mark.parametrize(
    ("ledger", "days", "finished", "still", "status"),
    [
        ([], -1, (), True, []),
        ([], 0, (), True, ["sending"]),
        ([], 3, (), True, ["sending"]),
        ([], 4, (), True, ["expired"]),
        ([NOTICE], 0, (), False, ["withdrawn"]),
        ([NOTICE], 4, (), False, ["expired"]),
        ([SENDING], 1, (), True, ["sending"]),
        ([SENDING], 1, ("m1",), True, ["sent"]),
        ([SENDING], 9, ("m1",), False, ["sent"]),
        ([SENDING], 4, (), True, ["expired"]),
        ([SENDING], 1, (), False, ["withdrawn"]),
        ([FAILED], 1, (), True, ["sending"]),
        ([FAILED], 4, (), True, []),
        *(
            [[replace(NOTICE, status=status)], 1, (), True, []]
            for status in (NoticeStatus.SENT, NoticeStatus.EXPIRED, NoticeStatus.WITHDRAWN)
        ),
    ],
)
def test_a_run_moves_a_notice_on(
    ledger: list[Notice], days: int, finished: tuple[str, ...], still: bool, status: list[str]
) -> None:
    run = Run(today=DAY + timedelta(days=days), reachable=EVERYBODY, finished=finished)
    assert after(ledger, run, still=still) == status


def test_somebody_without_an_address_fails_once() -> None:
    nobody = Run(today=DAY, reachable=())
    assert (after([], nobody), after([FAILED], nobody)) == (["failed"], [])


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.sampled_from(["sent", "killed", "written"])), max_size=40)
)
def test_over_any_nights_nothing_is_sent_twice_and_everything_ends(nights: list[tuple[int, bool, str]]) -> None:
    """Nights come with gaps, die before or after their mails are written, or find people out of reach."""
    today, ledger, delivered = DAY, dict[NoticeKey, Notice](), list[NoticeKey]()
    for gap, reached, ends in nights:
        today += timedelta(days=gap)
        everybody = ("j1", "j2", "s1", "s2") if reached else ()
        run = Run(today=today, reachable=everybody, finished={f"{key}" for key in delivered})
        for one in turn(ledger.values(), wanted(facts(today)), run):
            assert one.status is not NoticeStatus.SENDING or one.due <= today <= one.expires
            settled = one
            if one.status is NoticeStatus.SENDING:
                delivered += [one.key] if ends != "killed" else []
                status = NoticeStatus.SENT if ends == "sent" else NoticeStatus.SENDING
                settled = replace(one, status=status, message_id=f"{one.key}")
            ledger[one.key] = settled
    assert len(delivered) == len(set(delivered))
    assert all(one.status is not NoticeStatus.SENT or one.key in delivered for one in ledger.values())


@pytest.mark.parametrize("text", ["a@b.example", "first.last+tag@sub.b-c.example", "o'neil@b.example"])
def test_a_plain_address_is_one(text: str) -> None:
    assert is_address(text)


NO_ADDRESSES = (
    None, "", "a", "a@", "@b", "a@b@c", "a@b,c@d", "a b@c", "<a@b>", "a@b\n", "a..b@c", ".a@b", "a@-b", "a@b/../c",
    "ä@b", "a" * 251 + "@b.c",
)  # fmt: skip


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_whatever_could_be_more_than_one_address_is_none(text: str | None) -> None:
    assert not is_address(text)


def test_a_notice_is_planned_once_and_claimed_by_one() -> None:
    set_up()
    now = facts(DAY).now
    with connection.writing(Path("rmentor.db")) as db:
        assert notices.plan(db, "harbour", [NOTICE, NOTICE], now) == 1
        assert notices.plan(db, "harbour", [NOTICE], now) == 0
        assert notices.claim(db, "harbour", SENDING, now)
        assert notices.settle(db, "harbour", replace(SENDING, status=NoticeStatus.SENT), now)
        assert not notices.claim(db, "harbour", SENDING, now)
        assert notices.notices(db, "harbour") == [replace(SENDING, status=NoticeStatus.SENT, changed=now)]


def test_a_pairs_and_a_persons_waiting_notices_are_withdrawn() -> None:
    set_up(pairs=2)
    about = ["meeting 1.1", "meeting 11.1", "goals 1", "pair 1.0 #2", "agreement 1.1", "briefing power", "programme"]
    planned = [replace(NOTICE, key=replace(KEY, about=one)) for one in about]
    with connection.writing(Path("rmentor.db")) as db:
        notices.plan(db, "harbour", planned, facts(DAY).now)
        assert notices.withdraw_pair(db, "harbour", pair(1).number) == 4
        assert notices.withdraw_person(db, "harbour", "s2") == 0
        assert notices.withdraw_person(db, "harbour", "s1") == 3
        assert {one.status for one in notices.notices(db, "harbour")} == {NoticeStatus.WITHDRAWN}
