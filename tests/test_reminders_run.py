"""`remind` as cron runs it: once, in time, in silence; whatever runs beside it or kills it."""

from __future__ import annotations

import json
import os
import random
import signal
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from conftest import Run
from harbour import TEXT, set_up
from rmentor.reminders.model import Notice, NoticeStatus
from rmentor.store import connection, journal, notices, people

DATABASE = Path("rmentor.db")
OUTBOX = Path("outbox")
DUE = "2027-01-17"
COMMAND = (sys.executable, "-m", "rmentor", "remind", "--today", DUE)
WITHOUT_MAIL = """
import sys
from rmentor.cli import main
sys.argv = ["rmentor", "remind", "--today", "2027-01-04"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted({"smtplib", "email", "rich", "jinja2", "yaml.loader_none"} & {one.split(".")[0] for one in sys.modules}))
"""


def ledger() -> list[Notice]:
    with connection.reading(DATABASE) as db:
        return notices.notices(db, "harbour")


def mails() -> list[Path]:
    return sorted(OUTBOX.glob("*"))


def recipients() -> list[str]:
    parser = BytesParser(policy=policy.default)
    return sorted(parser.parsebytes(one.read_bytes())["To"].addresses[0].username for one in mails())


def nights(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days))


def test_what_is_due_is_sent_and_told_in_a_line(run: Run) -> None:
    set_up(pairs=1)
    ended = run("remind", "--today", "2027-01-12")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "Reminders: 2 mails with 4 notices written to outbox.\n"
    assert recipients() == ["j1", "s1"]
    assert [one.status for one in ledger()] == [NoticeStatus.SENT] * 4


def test_where_nothing_is_due_nothing_is_said_and_nothing_changes(run: Run) -> None:
    set_up()
    before = DATABASE.read_bytes(), DATABASE.stat().st_mtime_ns
    ended = run("remind", "--today", "2027-01-04")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (DATABASE.read_bytes(), DATABASE.stat().st_mtime_ns) == before
    assert not OUTBOX.exists()


def test_where_nothing_is_due_no_mail_package_is_loaded() -> None:
    set_up()
    ended = subprocess.run([sys.executable, "-c", WITHOUT_MAIL], check=True, capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("\n", "")


@pytest.mark.parametrize(("every", "last", "sent"), [(1, date(2027, 3, 14), 13), (2, date(2027, 10, 20), 30)])
def test_over_a_whole_programme_each_notice_is_sent_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, every: int, last: date, sent: int
) -> None:
    """Run every night, or every other night, which the windows catch up with."""
    set_up(pairs=1)
    monkeypatch.setattr(os, "fsync", lambda handle: None)
    for night in list(nights(date(2027, 1, 2), last))[::every]:
        assert run("remind", "--today", night).code == 0
    found = ledger()
    assert {one.status for one in found} == {NoticeStatus.SENT}
    assert (len(found), len(mails())) == (sent, len({one.message_id for one in found}))


def test_what_was_missed_for_longer_than_its_window_expires(run: Run) -> None:
    set_up(pairs=1)
    ended = run("remind", "--today", "2027-01-18")
    assert ended.out == "Reminders: 2 mails with 2 notices written to outbox; 4 expired unsent.\n"
    assert Counter(one.status for one in ledger()) == {NoticeStatus.SENT: 2, NoticeStatus.EXPIRED: 4}
    assert run("remind", "--today", "2027-01-18").out == ""


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2027-01-17T06:59", 0),
        ("2027-01-17T07:00", 2),
        ("2027-01-17T19:59", 2),
        ("2027-01-17T20:00", 0),
        ("2027-01-17T23:30-05:00", 0),
        ("2027-01-17T05:30-05:00", 2),
    ],
)
def test_nothing_is_sent_in_quiet_hours_of_the_programmes_zone(run: Run, moment: str, sent: int) -> None:
    set_up(pairs=1)
    assert run("remind", "--today", moment).code == 0
    assert len(mails()) == sent


@pytest.mark.parametrize(
    ("moment", "sent"),
    [
        ("2027-03-28T00:30+00:00", 0),
        ("2027-03-28T01:30+00:00", 2),
        ("2027-10-31T00:30+00:00", 0),
        ("2027-10-31T01:30+00:00", 0),
        ("2027-10-31T02:30+00:00", 2),
    ],
)
def test_quiet_hours_follow_the_clock_on_the_wall_over_its_changes(run: Run, moment: str, sent: int) -> None:
    """London's clocks go from 01:00 to 02:00 in March and twice through 01:00 in October; quiet is 21:00 to 02:00."""
    text = TEXT.replace("start: 2027-01-11", f"start: {'2027-01-11' if '-03-' in moment else '2027-08-01'}")
    rule = "window: 1 year, on: meeting_ahead, lead: 1 year"
    set_up(
        pairs=1,
        text=text.replace("reminders: {", f'reminders: {{quiet_hours: "21:00-02:00", occasions: [{{{rule}}}], '),
    )
    with connection.writing(DATABASE) as db:
        db.execute("UPDATE meeting SET on_day = '2027-12-01'")
    assert run("remind", "--today", moment).code == 0
    assert len(mails()) == sent


def test_a_dry_run_says_who_would_get_what_and_does_nothing(run: Run) -> None:
    set_up(pairs=1, without=("s1",))
    before = DATABASE.read_bytes()
    ended = run("remind", "--today", DUE, "--dry-run")
    assert "j1" in ended.out
    assert "cannot be reached" in ended.out
    assert (ended.code, DATABASE.read_bytes(), OUTBOX.exists()) == (0, before, False)


def test_who_has_no_address_is_named_and_written_to_once_there_is_one(run: Run) -> None:
    set_up(pairs=1, without=("s1",))
    ended = run("remind", "--today", DUE)
    assert (ended.code, recipients()) == (1, ["j1"])
    assert "s1 Sam S1 cannot be reached: no usable e-mail address" in ended.err
    assert run("remind", "--today", DUE).code == 0
    with connection.writing(DATABASE) as db:
        db.execute("UPDATE person SET email = 's1@harbour.example' WHERE person = 's1'")
    assert run("remind", "--today", "2027-01-18").code == 0
    assert recipients() == ["j1", "s1"]


def test_what_a_cut_run_left_behind_is_found_or_sent_under_the_same_id(run: Run) -> None:
    set_up(pairs=1)
    run("remind", "--today", DUE)
    first, second = mails()
    with connection.writing(DATABASE) as db:
        db.execute("UPDATE notice SET status = 'sending' WHERE status = 'sent'")
    second.unlink()
    ended = run("remind", "--today", "2027-01-18", "--json")
    told = json.loads(ended.out)["reminders_sent"]
    assert (told["mails"], told["sent"], told["found_sent"]) == (1, 1, 1)
    assert mails() == [first, second]
    assert {one.status for one in ledger() if one.key.occasion == "meeting_ahead"} == {NoticeStatus.SENT}


def test_a_pair_that_ends_before_a_cut_run_is_taken_up_is_not_written_to(run: Run) -> None:
    set_up(pairs=1)
    run("remind", "--today", DUE)
    with connection.writing(DATABASE) as db:
        db.execute("UPDATE notice SET status = 'sending' WHERE status = 'sent'")
        people.withdraw(db, "harbour", "s1", date(2027, 2, 1))
    for mail in mails():
        mail.unlink()
    run("remind", "--today", DUE)
    assert recipients() == ["j1"]
    assert {one.status for one in ledger() if one.key.person == "s1" and one.message_id} == {NoticeStatus.WITHDRAWN}


def test_a_sender_that_is_no_address_leaves_nothing_claimed(run: Run) -> None:
    set_up(pairs=1, text=TEXT.replace("Harbour Voices <voices@harbour.example>", "the team"))
    ended = run("remind", "--today", DUE)
    assert (ended.code, ledger()) == (5, [])
    assert "reminders.sender is 'the team'" in ended.err


def test_an_outbox_that_cannot_be_used_leaves_nothing_claimed(run: Run) -> None:
    set_up(pairs=1)
    OUTBOX.write_text("in the way")
    assert run("remind", "--today", DUE).code == 6
    assert ledger() == []


def test_the_log_and_the_list_hold_ids_and_no_names(run: Run) -> None:
    set_up(pairs=1)
    run("remind", "--today", DUE)
    listed, log = run("remind", "list", "--today", "2027-01-18", "--days", "30"), run("remind", "log")
    assert "goals missing" in listed.out
    assert "sent" in log.out
    assert "Sam" not in listed.out + log.out
    assert all(len(line) <= 80 for line in (listed.out + log.out).splitlines())


def test_the_log_as_json_has_every_notice(run: Run) -> None:
    set_up(pairs=1)
    run("remind", "--today", DUE)
    told = json.loads(run("remind", "log", "--json").out)
    first = next(one for one in told["reminder_log"] if one["status"] == "sent")
    assert (told["rmentor"], len(told["reminder_log"])) == (1, 6)
    assert (first["person"], first["about"], first["changed"]) == ("s1", "meeting 1.1", "2027-01-17T12:00:00+00:00")


def test_options_before_a_subcommand_are_refused_rather_than_ignored(run: Run) -> None:
    ended = run("remind", "--db", "other.db", "log")
    assert (ended.code, "options come after `log`" in ended.err) == (2, True)


def test_the_journal_says_how_many_and_not_who(run: Run) -> None:
    set_up(pairs=1)
    run("remind", "--today", DUE)
    with connection.reading(DATABASE) as db:
        assert [one.what for one in journal.entries(db)] == ["2 sending, 4 expired", "2 sent"]


def test_runs_at_the_same_time_send_each_notice_once() -> None:
    set_up(pairs=20)
    with connection.writing(DATABASE) as db:
        db.execute("UPDATE meeting SET on_day = '2027-01-19' WHERE meeting = 1")
    started = [subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [(*one.communicate(), one.returncode) for one in started]
    assert [(err, code) for _, err, code in ended] == [("", 0)] * 3
    assert sum(bool(out) for out, _, _ in ended) == 1
    assert len(recipients()) == len(set(recipients())) == 40


def test_killed_at_any_moment_each_notice_is_sent_once_and_none_is_lost() -> None:
    """Half of the runs are killed anywhere, half while they write; mails once complete are never written again."""
    set_up(pairs=15)
    with connection.writing(DATABASE) as db:
        db.execute("UPDATE meeting SET on_day = '2027-01-19' WHERE meeting = 1")
    chance, seen = random.Random(7), dict[Path, int]()
    for _ in range(8):
        _killed_after(chance.uniform(0.1, 0.4))
        _killed_with_mails(len(seen) + chance.randint(1, 4))
        found = {one: one.stat().st_ino for one in OUTBOX.glob("*.eml")}
        assert found.items() >= seen.items()
        seen = found
    subprocess.run(COMMAND, check=True, capture_output=True)
    assert {one: one.stat().st_ino for one in mails()}.items() >= seen.items()
    assert Counter(recipients()) == {f"{side}{number}": 1 for side in "js" for number in range(1, 16)}
    assert Counter(one.status for one in ledger() if one.message_id) == {NoticeStatus.SENT: 30}
    assert {stat.S_IMODE(one.stat().st_mode) for one in mails()} == {0o600}


def _killed_after(seconds: float) -> None:
    running = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(seconds)
    _kill(running)


def _killed_with_mails(count: int) -> None:
    running = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None and len(list(OUTBOX.glob("*.eml"))) < count:
        time.sleep(0.0005)
    _kill(running)


def _kill(running: subprocess.Popen[bytes]) -> None:
    running.send_signal(signal.SIGKILL)
    running.wait()
