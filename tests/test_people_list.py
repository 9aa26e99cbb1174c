"""Who takes part, in a list and one by one; what is special stays out of both."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import unicodedata
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run
from rmentor.files.csv_out import csv_text
from rmentor.files.tables import read_sheet
from rmentor.pairing.model import Pair
from rmentor.people.columns import mapped
from rmentor.people.export import Export
from rmentor.people.model import Away, Participant, Person
from rmentor.people.rows import read_export
from rmentor.people.written import FACTS
from rmentor.programme.kinds import Hours
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.words import Mode, Role
from rmentor.render.people import Listed, roster_of
from rmentor.store import people, rounds
from rmentor.store.connection import reading, writing
from rmentor.text import clean

PROGRAMME = """
format: 1
id: pilot
title: Pilot
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
topics: [{id: ai, title: Everyday AI}, {id: esg, title: ESG}]
roster:
  columns: {email: email, role: role, grade: grade, joined: joined, department: department, site: site,
    manager: manager, offers: offers, wants: wants, challenge: challenge, challenged: challenged, away: away,
    consent: consent}
  attributes: {faith: faith, country: country}
  special: {faith: Pairs cross faiths}
"""
ROSTER = """\
id,name,email,role,grade,joined,department,site,manager,offers,wants,challenge,challenged,away,consent,faith,country
E3,Cai Eng,cai@north.example,both,5,2015-05-01,IT,Oslo,E9,ai;esg,,3,4,2027-07-01..2027-07-21,yes,zoroastrian,Norway
E1,Åse Berg,,mentor,2,2024-02-01,IT,Bergen,E3,ai,,,,,,zoroastrian,Norway
E2,Ben Dahl,ben@north.example,mentee,9,,Human Resources,Oslo,,,esg,,,,,zoroastrian,Sweden
E4,Dag Fure,,mentor,,2020-08-01,,,E1,,,,,,,,
"""


@pytest.fixture
def pilot(run: Run) -> Run:
    Path("pilot.yaml").write_text(PROGRAMME)
    Path("roster.csv").write_text(ROSTER)
    assert run("load", "pilot.yaml").code == 0
    assert run("enrol", "--from", "roster.csv").code == 0
    return run


def pair_up() -> None:
    with writing(Path("rmentor.db")) as db:
        pair = Pair(number=1, mentor="E1", mentee="E2", mode=Mode.REVERSE, started=date(2027, 1, 4))
        rounds.save_pair(db, "pilot", pair)


def ids(run: Run, *words: str) -> list[str]:
    return [one["id"] for one in json.loads(run("people", "list", "--json", *words).out)["people"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", "E1 E2 E3 E4"),
        ("--role mentor", "E1 E3 E4"),
        ("--role mentee", "E2 E3"),
        ("--role both", "E3"),
        ("--department it", "E1 E3"),
        ("--site OSLO", "E2 E3"),
        ("--grade 5", "E3"),
        ("--grade 2-5", "E1 E3"),
        ("--grade 6-3", ""),
        ("--topic esg", "E2 E3"),
        ("--topic everyday&ai", "E1 E3"),
        ("--paired", "E1 E2"),
        ("--unpaired", "E3 E4"),
        ("--find ase", "E1"),
        ("--find north.example", "E2 E3"),
        ("--find HUMAN", "E2"),
        ("--role mentor --site Oslo", "E3"),
        ("--unpaired --grade 1-9", "E3"),
        ("--sort name", "E1 E2 E3 E4"),
        ("--sort grade", "E1 E3 E2 E4"),
        ("--sort grade --reverse", "E2 E3 E1 E4"),
        ("--sort joined", "E3 E4 E1 E2"),
        ("--sort department", "E2 E1 E3 E4"),
        ("--sort id --reverse", "E4 E3 E2 E1"),
    ],
)
def test_the_list_is_narrowed_and_sorted(pilot: Run, words: str, found: str) -> None:
    pair_up()
    assert ids(pilot, *(word.replace("&", " ") for word in words.split())) == found.split()


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("--department Humane", 4, "there is no department 'Humane'"),
        ("--site Osla", 4, "there is no site 'Osla'; did you mean 'Oslo'?"),
        ("--topic egs", 4, "there is no topic 'egs'; did you mean 'esg'"),
        ("--grade high", 2, "--grade is 'high', expected a grade, as 4, or two, as 4-6"),
        ("--grade 4-", 2, "--grade is '4-'"),
        ("--csv --json", 2, "choose one"),
        ("--withdrawn --all", 2, "choose one"),
    ],
)
def test_a_condition_that_cannot_be_met_is_said(pilot: Run, words: str, code: int, told: str) -> None:
    ended = pilot("people", "list", *words.split())
    assert (ended.code, ended.out, told in ended.err) == (code, "", True)


def test_who_withdrew_is_listed_only_on_request(pilot: Run) -> None:
    pilot("people", "withdraw", "E1", "--yes", "--today", "2027-02-01")
    assert (ids(pilot), ids(pilot, "--withdrawn")) == (["E2", "E3", "E4"], ["E1"])
    assert ids(pilot, "--all") == ["E1", "E2", "E3", "E4"]
    assert "2027-02-01" in pilot("people", "show", "E1").out


def test_what_is_special_is_kept_and_never_shown(pilot: Run) -> None:
    with reading(Path("rmentor.db")) as db:
        assert people.people(db)[0].attributes == {"country": "Norway", "faith": "zoroastrian"}
    for words in (("list",), ("list", "--json"), ("list", "--csv"), ("show", "E1"), ("show", "E1", "--json")):
        ended = pilot("people", *words)
        assert ("zoroastrian" in ended.out + ended.err, "faith" in ended.out) == (False, False)
    assert pilot("people", "list", "--find", "zoroastrian").out == "Nobody.\n"


LONGEST = ["W" * 120, "أحمد " * 24, "O'Brien-Smith, Maria  de la " * 4, "李" * 60]


@pytest.mark.parametrize("name", LONGEST)
def test_the_list_fits_a_narrow_terminal(pilot: Run, name: str) -> None:
    for person in ("E5", "E" * 60):
        assert pilot("enrol", "--id", person, "--name", name, "--role", "mentor", "--department", name).code == 0
    ended = pilot("people", "list")
    assert max(map(width, ended.out.splitlines())) <= 80
    assert ended.out.splitlines()[-1] == "6 people; mentor: 4; mentee: 1; both: 1."
    assert max(map(width, pilot("people", "show", "E5").out.splitlines())) <= 80


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def test_csv_has_the_keys_of_the_mapping_for_headings(pilot: Run) -> None:
    pair_up()
    first, *rows = csv.DictReader(io.StringIO(pilot("people", "list", "--csv").out))
    assert list(first)[:4] == ["id", "name", "email", "role"]
    assert list(first)[-3:] == ["country", "standing", "pairs"]
    assert (first["name"], first["manager"], first["pairs"], first["standing"]) == ("Åse Berg", "E3", "1", "enrolled")
    assert (rows[1]["away"], rows[1]["consent"], rows[1]["challenged"]) == ("2027-07-01..2027-07-21", "yes", "4")


def test_nobody_is_no_error(run: Run) -> None:
    Path("pilot.yaml").write_text(PROGRAMME)
    run("load", "pilot.yaml")
    ended = run("people", "list")
    assert (ended.code, ended.out, ended.err) == (0, "Nobody.\n", "Next: rmentor enrol --from roster.csv\n")


def test_nobody_of_that_description_leads_back_to_all(pilot: Run) -> None:
    ended = pilot("people", "list", "--grade", "7")
    assert (ended.code, ended.out, ended.err) == (0, "Nobody.\n", "Next: rmentor people list\n")


def test_a_person_is_shown_with_facts_line_and_pairs(pilot: Run) -> None:
    pair_up()
    shown = json.loads(pilot("people", "show", "E3", "--json").out)["person"]
    assert (shown["name"], shown["role"], shown["department"]) == ("Cai Eng", "both", "IT")
    assert (shown["challenge"], shown["challenged"], shown["consent"]) == (3, 4, True)
    assert (shown["away"], shown["attributes"]) == (["2027-07-01..2027-07-21"], {"country": "Norway"})
    shown = json.loads(pilot("people", "show", "E4", "--json").out)["person"]
    assert shown["reporting_line"][:2] == ["E1", "E3"]
    told = pilot("people", "show", "E2").out
    assert "E1, Åse Berg" in told
    assert "reporting line" not in told


@pytest.mark.parametrize("verb", ["show", "withdraw", "forget"])
def test_an_unknown_person_is_not_found_and_the_nearest_are_named(pilot: Run, verb: str) -> None:
    ended = pilot("people", verb, "E11")
    assert (ended.code, ended.out) == (4, "")
    assert "there is no person 'E11'; did you mean 'E1'" in ended.err


def test_trying_out_a_withdrawal_leaves_everything_as_it_is(pilot: Run) -> None:
    pair_up()
    ended = pilot("people", "withdraw", "E1", "--yes", "--dry-run", "--json")
    assert json.loads(ended.out)["withdrawn"] == {"id": "E1", "ended_pairs": [1], "kept_pairs": [], "dry_run": True}
    assert ids(pilot) == ["E1", "E2", "E3", "E4"]
    with reading(Path("rmentor.db")) as db:
        assert rounds.pairs(db, "pilot")[0].open


def test_who_withdraws_from_one_programme_stays_in_another(pilot: Run) -> None:
    Path("second.yaml").write_text(PROGRAMME.replace("id: pilot", "id: second"))
    assert pilot("load", "second.yaml").code == 0
    assert pilot("enrol", "--from", "roster.csv", "-p", "second").code == 0
    assert pilot("people", "withdraw", "E1", "--yes", "-p", "pilot").code == 0
    assert (ids(pilot, "-p", "pilot"), ids(pilot, "-p", "second")) == (["E2", "E3", "E4"], ["E1", "E2", "E3", "E4"])
    with reading(Path("rmentor.db")) as db:
        assert [one.id for one in people.people(db)] == ["E1", "E2", "E3", "E4"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rmentor people show E", ["E1", "E2", "E3", "E4"]),
        ("rmentor people list --department H", ["Human Resources"]),
        ("rmentor people list --site B", ["Bergen"]),
        ("rmentor people list --topic e", ["esg"]),
        ("rmentor enrol --offers ai;", ["ai;esg"]),
        ("rmentor enrol --role me", ["mentor", "mentee"]),
        ("rmentor people list -p p", ["pilot"]),
    ],
)
def test_the_shell_completes_what_the_database_knows(pilot: Run, typed: str, found: list[str]) -> None:
    assert completed(typed) == found


@pytest.mark.parametrize("damage", [b"", b"no database at all, but long enough to be looked at"])
def test_without_a_readable_database_nothing_is_completed_and_nothing_said(damage: bytes) -> None:
    Path("rmentor.db").write_bytes(damage)
    assert completed("rmentor enrol --offers a") == []
    Path("rmentor.db").unlink()
    assert completed("rmentor people show E") == []
    assert not Path("rmentor.db").exists()


def completed(typed: str) -> list[str]:
    environment = os.environ | {
        "_RMENTOR_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(typed.count(" ")),
    }
    ended = subprocess.run(
        [sys.executable, "-c", "from rmentor.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.stderr == ""
    return [line for line in ended.stdout.splitlines() if line]


WORDS = st.text(max_size=30) | st.sampled_from(
    [
        "=cmd()",
        "'=1+1",
        "''@x",
        "[/b]",
        "Null",
        "a;b",
        'say "x"',
        "x,y",
        "O'Neil",
        "\u05d0\u05d1",
        "-",
        "+1",
        "1E5",
        "007",
    ]
)
LINES = WORDS.map(clean).filter(bool)
DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))
SPANS = st.tuples(DAYS, DAYS).map(lambda both: Away(min(both), max(both)))
TOPICS = st.permutations(["ai", "esg"]).flatmap(lambda all_: st.sampled_from([(), tuple(all_[:1]), tuple(all_)]))


@st.composite
def participants(draw: st.DrawFn) -> Participant:
    person = Person(
        id=draw(LINES),
        name=draw(LINES),
        email=draw(st.none() | st.sampled_from(["a@b.example", "=a@b.example", "o'neil@x.example"])),
        birth_year=draw(st.none() | st.integers(1900, 2100)),
        joined=draw(st.none() | DAYS),
        industry_since=draw(st.none() | st.integers(1900, 2100)),
        grade=draw(st.none() | st.integers(0, 100)),
        department=draw(st.none() | LINES),
        site=draw(st.none() | LINES),
        zone=draw(st.none() | st.sampled_from(["Europe/Oslo", "Asia/Tokyo"])),
        hours=draw(st.none() | st.just(Hours(time(9), time(17, 30)))),
        languages=tuple(sorted(draw(st.sets(LINES.filter(lambda text: ";" not in text), max_size=3)))),
        away=tuple(sorted(draw(st.sets(SPANS, max_size=2)))),
        attributes=draw(st.dictionaries(st.sampled_from(["country"]), LINES, max_size=1)),
    )
    return Participant(
        person=person,
        role=draw(st.sampled_from(Role)),
        capacity=draw(st.none() | st.integers(0, 20)),
        offers=draw(TOPICS),
        wants=draw(TOPICS),
        challenge=draw(st.none() | st.integers(1, 5)),
        challenged=draw(st.none() | st.integers(1, 5)),
        consent=draw(st.sampled_from([None, True])),
    )


ROSTERS = st.lists(participants(), min_size=1, max_size=4, unique_by=lambda one: one.id)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(everyone=ROSTERS)
def test_whatever_a_list_is_written_it_is_read_back_equal(tmp_path: Path, everyone: list[Participant]) -> None:
    programme = mapping()
    path = tmp_path / "list.csv"
    path.write_text(csv_text(*roster_of(Listed(programme, everyone, []))), "utf-8")
    sheet = read_sheet(path, expected=mapped(programme.roster))
    reading = read_export(programme, Export(sheet, date(2027, 1, 4)), {})
    assert (reading.problems, reading.left_out) == ((), ())
    assert sorted(reading.participants, key=lambda one: one.id) == sorted(everyone, key=lambda one: one.id)


def test_a_list_of_one_database_enrols_equal_people_in_another(pilot: Run) -> None:
    for number, name in enumerate(
        ["Null", "=cmd()", "[/b]", "Last, First  M", "W" * 120, "'; DROP TABLE person", "李小龍"]
    ):
        words = ("--role", "mentor", "--department", name, "--birth-year", "1990", "--hours", "09:00-17:00")
        assert pilot("enrol", "--id", f"00{number}", "--name", name, *words, "--languages", "no;en").code == 0
    Path("list.csv").write_text(pilot("people", "list", "--csv").out)
    columns = ", ".join(f"{name}: {name}" for name in FACTS[2:])
    roster = f"roster: {{columns: {{{columns}}}, attributes: {{country: country}}}}"
    Path("second.yaml").write_text(PROGRAMME.partition("roster:")[0] + roster)
    assert pilot("load", "second.yaml", "--db", "second.db").code == 0
    ended = pilot("enrol", "--from", "list.csv", "--db", "second.db")
    assert (ended.code, "Enrolled 11 of 11 rows" in ended.out) == (0, True), ended.err
    lists = [pilot("people", "list", "--csv", "--db", db).out for db in ("rmentor.db", "second.db")]
    assert lists[0] == lists[1]


def mapping() -> Programme:
    columns = ", ".join(f"{name}: {name}" for name in FACTS[2:])
    text = f"{PROGRAMME.partition('roster:')[0]}roster: {{columns: {{{columns}}}, attributes: {{country: country}}}}"
    found = read_programme(text.encode(), "x").programme
    assert found
    return found
