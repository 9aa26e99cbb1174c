"""Somebody who is forgotten is gone from the whole file and never comes back; what others are counted with stays."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import SAMPLES, Run
from rmentor.files.life import read_life
from rmentor.pairing.model import Pair
from rmentor.people.forgotten import names_of, replaced_in_line, unnamed
from rmentor.people.model import Person
from rmentor.store import connection, forgetting, journal, people, rounds
from rmentor.store.connection import reading, writing

DB = Path("rmentor.db")
PROGRAMME = """
format: 1
id: {name}
title: Pilot
mode: reciprocal
plan: {{start: 2027-01-04, length: 6 months, zone: Europe/Oslo}}
topics: [{{id: ai, title: AI}}]
outcomes: [promotion]
preparation: {{briefings: [{{id: rank, title: Rank, role: both}}]}}
surveys:
  items: [{{id: useful, text: Useful?}}, {{id: why, text: Why?, answer: text}}]
  waves: [{{id: end, at: end, items: [useful, why]}}]
purpose:
  objectives:
    - id: promoted
      text: Promotions
      measure: {{kind: outcome, outcome: promotion, role: both, among: {{country: Norway}}}}
      target: 10 %
{more}
roster:
  columns: {{email: email, grade: grade, department: department, manager: manager, offers: offers, wants: wants}}
  attributes: {{country: country, team: team}}
"""
WHO = Person(id="K-0815", name="Quirin Wörthmüller", email="quirin.w@north.example")
ROSTER = f"""\
id,name,email,grade,department,manager,offers,wants,country,team
{WHO.id},{WHO.name},{WHO.email},3,Quantum,E4,ai,,Norway,Blue
E2,Ben Dahl,ben@north.example,3,IT,{WHO.name},,ai,Norway,Red
E3,Cai Eng,cai@north.example,4,IT,{WHO.id},ai,,Norway,Red
E4,Dag Fure,dag@north.example,9,IT,,,ai,Sweden,Red
"""
TRACES = (WHO.id, WHO.name, "Quirin", WHO.email or "", "Quantum", "Blue", "hush-hush")


@pytest.fixture
def lived(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Two programmes in which the person took part, with something of everything recorded; made once and copied."""
    kept = tmp_path_factory.getbasetemp() / "lived"
    if not kept.exists():
        live(run)
        shutil.copytree(Path.cwd(), kept)
    shutil.copytree(kept, Path.cwd(), dirs_exist_ok=True)
    return run


def live(run: Run) -> None:
    Path("roster.csv").write_text(ROSTER)
    for name in ("pilot", "second"):
        Path(f"{name}.yaml").write_text(PROGRAMME.format(name=name, more=""))
        done(run, "load", f"{name}.yaml")
        done(run, "enrol", "--from", "roster.csv", "-p", name)
        done(run, "pair", "propose", "-p", name)
        done(run, "pair", "approve", "-p", name)
        done(run, "schedule", "plan", "-p", name)
    pair = next(pair for pair in pairs() if WHO.id in pair.people)
    [partner] = pair.others(WHO.id)
    shared = f"{WHO.name} told of hush-hush"
    done(run, "record", "meeting", pair.number, "--on", "2027-02-08", "--shared", shared, "-p", "pilot")
    for person in (WHO.id, partner):
        done(run, "record", "briefing", person, "rank", "-p", "pilot")
        done(run, "record", "goal", person, f"Learn from {WHO.name}", "--kind", "personal", "-p", "pilot")
        done(run, "record", "commitment", person, f"Write to {WHO.email}", "-p", "pilot")
        done(run, "record", "outcome", person, "promotion", "-p", "pilot")
    Path("end.csv").write_text(f"person,useful,why\n{WHO.id},4,hush-hush\n{partner},5,{WHO.id} is great\n")
    done(run, "survey", "import", "end.csv", "--wave", "end", "-p", "pilot")
    done(run, "remind", "--outbox", "outbox", "-p", "pilot")


def done(run: Run, *words: object) -> str:
    ended = run(*words, "--today", "2027-02-08")
    assert ended.code == 0, (words, ended.err)
    return ended.out


def pairs(programme: str = "pilot") -> list[Pair]:
    with reading(DB) as db:
        return rounds.pairs(db, programme)


def left_in(path: Path) -> set[str]:
    data = path.read_bytes()
    return {trace for trace in TRACES if trace.encode() in data}


def forget(run: Run, *words: str) -> Any:
    return json.loads(done(run, "people", "forget", *words, "--json"))["forgotten"]


def test_no_byte_of_a_forgotten_person_is_left_in_the_file(lived: Run) -> None:
    assert left_in(DB) == set(TRACES)
    told = forget(lived, WHO.id, "--yes")
    assert left_in(DB) == set()
    assert not list(Path().glob("rmentor.db-*"))
    assert told["stand_in"] == "forgotten-1"
    assert (told["removed"]["written answers"], told["removed"]["shared notes"], told["removed"]["mentions"]) == (
        1,
        1,
        3,
    )
    with reading(DB) as db:
        assert list(db.execute("PRAGMA integrity_check")) == [("ok",)]
        assert list(db.execute("PRAGMA foreign_key_check")) == []
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)


def test_what_others_are_counted_with_stays(lived: Run) -> None:
    before = pairs()
    forget(lived, WHO.id, "--yes")
    assert [pair.number for pair in pairs()] == [pair.number for pair in before]
    mine = next(pair for pair in pairs() if "forgotten-1" in pair.people)
    assert (mine.end_reason, str(mine.ended)) == ("left", "2027-02-08")
    with reading(DB) as db:
        texts = [text for (text,) in db.execute("SELECT text FROM goal ORDER BY person")]
        assert sorted(texts) == ["(forgotten)", "Learn from (forgotten)"]
        assert db.execute("SELECT number FROM answer WHERE person = 'forgotten-1'").fetchall() == [(4,)]
        assert db.execute("SELECT text FROM answer WHERE text IS NOT NULL").fetchall() == [("(forgotten) is great",)]
        assert people.people(db)[-1] == Person(id="forgotten-1", name="(forgotten)", attributes={"country": "Norway"})


def test_no_reporting_line_is_cut_in_two(lived: Run) -> None:
    forget(lived, WHO.id, "--yes")
    with reading(DB) as db:
        assert people.managers(db) == {"E2": "E4", "E3": "E4"}


def test_the_journal_keeps_what_happened_and_stays_append_only(lived: Run) -> None:
    with reading(DB) as db:
        before = list(journal.entries(db))
    forget(lived, WHO.id, "--yes")
    with reading(DB) as db:
        *after, last = journal.entries(db)
    assert (last.command, last.what) == ("people forget", "person forgotten-1, pairs ended: 2")
    assert [one.what for one in after] == [one.what.replace(WHO.id, "forgotten-1") for one in before]
    with pytest.raises(Exception, match="append-only"), writing(DB) as db:
        db.execute("UPDATE journal SET what = ''")


def test_a_forgotten_person_is_in_no_list_and_no_command_stumbles(lived: Run) -> None:
    forget(lived, WHO.id, "--yes")
    assert "forgotten-1" not in done(lived, "people", "list", "--all", "-p", "pilot", "--csv")
    assert lived("people", "show", "forgotten-1", "-p", "pilot").code == 4
    for words in (
        "status",
        "pair list --all",
        "schedule list --all",
        "report",
        "remind",
        "remind log",
        "survey status",
    ):
        told = done(lived, *words.split(), "-p", "pilot")
        assert "Wörthmüller" not in told
    done(lived, "pair", "propose", "-p", "pilot")


def test_nobody_brings_a_forgotten_person_back(lived: Run) -> None:
    forget(lived, WHO.id, "--yes")
    for name in (WHO.id, "forgotten-1"):
        ended = lived("enrol", "--id", name, "--name", "Again", "-p", "pilot")
        assert (ended.code != 0, f"{name} was forgotten on request" in ended.err) == (True, True)
        ended = lived("enrol", "--id", "E2", "--manager", name, "-p", "pilot")
        assert (ended.code != 0, f"{name} was forgotten on request" in ended.err) == (True, True)
    assert "was forgotten before" in done(lived, "people", "forget", WHO.id)


def test_an_import_leaves_a_forgotten_person_out(lived: Run) -> None:
    forget(lived, WHO.id, "--yes")
    told = json.loads(done(lived, "enrol", "--from", "roster.csv", "-p", "pilot", "--json"))["enrolment"]
    assert [(one["line"], one["name"]) for one in told["left_out"]] == [(2, "")]
    assert left_in(DB) == set()


def test_a_mark_tells_nobody_who_it_was(lived: Run) -> None:
    forget(lived, WHO.id, "--yes")
    forget(lived, "E2", "--yes")
    with reading(DB) as db:
        marks = [mark for (mark,) in db.execute("SELECT mark FROM forgotten")]
        assert len({mark.partition(".")[0] for mark in marks}) == 1
        assert forgetting.forgotten(db, [WHO.id, "E2", "E3", "forgotten-2"]) == {WHO.id, "E2", "forgotten-2"}


def test_nobody_is_forgotten_unasked(lived: Run) -> None:
    before = DB.read_bytes()
    ended = lived("people", "forget", WHO.id)
    assert (ended.code, ended.out) == (2, "")
    assert "add --yes to forget K-0815" in ended.err
    ended = lived("people", "forget", WHO.id, "--dry-run")
    assert (ended.code, DB.read_bytes() == before) == (0, True)
    assert ended.out.startswith("Would forget K-0815.")
    assert ended.err.endswith("Dry run: nothing was changed.\n")


def test_what_cannot_be_reached_is_said(lived: Run) -> None:
    never = f"pairing: {{never: [{{mentor: {WHO.id}, mentee: E2}}]}}"
    Path("pilot.yaml").write_text(PROGRAMME.format(name="pilot", more=never))
    done(lived, "load", "pilot.yaml")
    done(lived, "backup", "copy.db")
    ended = lived("people", "forget", WHO.id, "--yes", "--today", "2027-02-08")
    assert "pilot.yaml still names the person" in ended.err
    assert "not needed: copy.db." in ended.err
    assert "Next: rmentor load pilot.yaml" in ended.err
    assert left_in(DB) == {WHO.id}
    Path("pilot.yaml").write_text(PROGRAMME.format(name="pilot", more=""))
    done(lived, "load", "pilot.yaml")
    assert left_in(DB) == set()


def test_a_manager_who_takes_no_part_can_be_forgotten(lived: Run) -> None:
    done(lived, "enrol", "--id", "E4", "--manager", "Z9", "-p", "pilot")
    told = forget(lived, "Z9", "--yes")
    assert (told["removed"]["reports"], any(told["kept"].values())) == (1, False)
    with reading(DB) as db:
        assert "E4" not in people.managers(db)
        assert forgetting.forgotten(db, ["Z9"]) == {"Z9"}


def test_every_column_that_holds_an_id_is_known_to_forgetting(lived: Run) -> None:
    known = {place for places in forgetting._KEPT.values() for place in places}
    known |= {(table, "person") for table in ("person", "person_language", "person_away", "person_attribute")}
    known |= {("participant_topic", "person"), ("notice", "person"), ("person", "manager")}
    known |= {("reporting", "person"), ("reporting", "manager")}
    known |= {("decision", name) for name in ("mentor", "mentee", "by_person")}
    with reading(DB) as db:
        found = {
            (table, column.name)
            for table in db.table_names()
            for column in db[table].columns
            if column.name in {"person", "by_person", "mentor", "mentee", "third", "late", "lead", "manager"}
        }
    assert found == known


@contextmanager
def after_commit() -> Iterator[None]:
    """Let the process end between the transaction and the writing of the file anew."""
    compact = connection.compact
    connection.compact = lambda path: sys.exit(9)
    try:
        yield
    finally:
        connection.compact = compact


def test_killed_after_the_transaction_the_bytes_are_gone_already(lived: Run) -> None:
    with after_commit():
        assert lived("people", "forget", WHO.id, "--yes").code == 9
    assert left_in(DB) == set()
    assert "was forgotten before" in done(lived, "people", "forget", WHO.id)


def test_killed_at_any_moment_the_person_is_there_or_gone(lived: Run) -> None:
    shutil.copy(DB, "kept.db")
    command = [sys.executable, "-m", "rmentor", "people", "forget", WHO.id, "--yes", "--db", "killed.db"]
    whole = 0.0
    endings = set()
    for part in (None, 0.6, 0.75, 0.85, 0.92, 0.97):
        shutil.copy("kept.db", "killed.db")
        began = time.monotonic()
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            if part is not None:
                time.sleep(whole * part)
                process.send_signal(signal.SIGKILL)
            process.communicate(timeout=60)
        whole = whole or time.monotonic() - began
        with reading(Path("killed.db")) as db:
            known = WHO.id in {one.id for one in people.people(db)}
            assert forgetting.forgotten(db, [WHO.id]) == (set() if known else {WHO.id})
        endings.add(known)
        assert left_in(Path("killed.db")) == (set(TRACES) if known else set())
    assert False in endings


WRITING = {"load", "enrol", "pair", "schedule plan", "record", "survey"}


def figures(run: Run, today: str) -> Any:
    """Return what a report says, without comments and without how many meetings were called off."""
    told = json.loads(run("report", "--json", "--today", today).out)["report"]
    tallies = [one for one in told["activity"]["tallies"] if one["what"] != "meetings cancelled, of all planned"]
    told["activity"]["tallies"] = tallies
    return {name: told[name] for name in told if name != "comments"}


@pytest.mark.parametrize("name", ["three-ps", "turned-round"])
def test_a_report_has_the_same_figures_after_forgetting(run: Run, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(SAMPLES / name)
    monkeypatch.setenv("RMENTOR_DB", str(db := Path(os.environ["HOME"]) / "sample.db"))
    life = read_life(Path("life.txt"))
    for step in life:
        if {step.words[1], " ".join(step.words[1:3])} & WRITING:
            assert run(*step.words[1:], "--today", step.moment).code == 0
    today = life[-1].moment
    before = figures(run, today)
    with reading(db) as opened:
        everybody = [one.id for one in people.people(opened)][::3]
    for person in everybody:
        assert run("people", "forget", person, "--yes", "--today", today).code == 0
    assert figures(run, today) == before
    with reading(db) as opened:
        assert forgetting.forgotten(opened, everybody) == set(everybody)


def test_forgetting_amid_a_programme_counts_as_withdrawing_does(lived: Run) -> None:
    shutil.copy(DB, "other.db")
    done(lived, "people", "withdraw", WHO.id, "--yes", "-p", "pilot", "--db", "other.db")
    forget(lived, WHO.id, "--yes")
    first, second = (done(lived, "report", "--json", "-p", "pilot", "--db", db) for db in ("other.db", str(DB)))
    assert first == second


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask Ann Berg, or ann@x.example", "ask (forgotten), or (forgotten)"),
        ("Ann Berger and Joann Berg", "Ann Berger and Joann Berg"),
        ("E7 said E71", "(forgotten) said E71"),
        ("Ann", "Ann"),
    ],
)
def test_a_text_loses_whole_names_alone(text: str, found: str) -> None:
    assert unnamed(text, names_of(Person(id="E7", name="Ann Berg", email="ann@x.example"))) == found


def test_scripts_without_spaces_have_names_inside_words() -> None:
    assert unnamed("与李小龙谈话", names_of(Person(id="7", name="李小龙"))) == "与(forgotten)谈话"


@pytest.mark.parametrize(
    ("command", "line", "found"),
    [
        ("enrol", "12 joined, 12 changed, 0 left", "12 joined, 12 changed, 0 left"),
        ("enrol", "person 12", "person X"),
        ("people withdraw", "person 12, pairs ended: 12", "person X, pairs ended: 12"),
        ("record briefing", "12 rank, 112 rank, 12 goals and 3 more", "X rank, 112 rank, X goals and 3 more"),
        (
            "record agreement",
            "pair 12 12 version 12, pair 1 121 version 1",
            "pair 12 X version 12, pair 1 121 version 1",
        ),
        ("record outcome", "11, 12", "11, X"),
        ("record meeting", "12.1 held", "12.1 held"),
        ("pair end", "pair 12: left", "pair 12: left"),
    ],
)
def test_a_number_in_the_journal_is_an_id_only_where_ids_stand(command: str, line: str, found: str) -> None:
    assert replaced_in_line(command, line, "12", "X") == found


def test_a_forgotten_name_does_not_come_back_as_a_managers(lived: Run) -> None:
    forget(lived, WHO.id, "--yes")
    rows = ROSTER.replace(WHO.id, WHO.name).splitlines(keepends=True)
    Path("roster.csv").write_text("".join([rows[0], rows[2].replace(WHO.name, WHO.name.upper()), *rows[3:]]))
    told = json.loads(done(lived, "enrol", "--from", "roster.csv", "-p", "pilot", "--json"))["enrolment"]
    assert (told["moved"], told["managers"]["unknown"], left_in(DB)) == ([], [], set())
    ended = lived("enrol", "-p", "pilot", "--id", "E3", "--manager", WHO.name)
    assert (ended.code, "was forgotten on request" in ended.err) == (5, True)
    done(lived, "enrol", "-p", "pilot", "--id", "E9", "--name", WHO.name)
    assert lived("enrol", "-p", "pilot", "--id", "E3", "--manager", WHO.name).code == 0


def test_a_name_written_loosely_goes_too(lived: Run) -> None:
    with writing(DB) as db:
        db.execute("UPDATE person SET manager = ? WHERE person = 'E2'", (WHO.name.upper(),))
    forget(lived, WHO.id, "--yes")
    assert WHO.name.upper().encode() not in DB.read_bytes()


def test_lost_zeros_bring_nobody_back(run: Run) -> None:
    Path("p.yaml").write_text(
        "format: 1\nid: p\ntitle: P\nmode: reciprocal\nplan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}\n"
    )
    done(run, "load", "p.yaml")
    done(run, "enrol", "--id", "007", "--name", "Jo Zero")
    done(run, "people", "forget", "007", "--yes")
    Path("roster.csv").write_text("id,name\n7,JO ZERO\n07,Another\n")
    told = json.loads(done(run, "enrol", "--from", "roster.csv", "--json"))["enrolment"]
    assert (told["joined"], [one["line"] for one in told["left_out"]]) == (["07"], [2])
    assert "was forgotten on request" in run("enrol", "--id", "7", "--name", "Jo Zero").err
