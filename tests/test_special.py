"""Special-category data is kept only for a stated purpose, and shown nowhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import Run
from rmentor.people.columns import mapped
from rmentor.people.special import is_hidden, shown
from rmentor.programme.special import is_special
from rmentor.store import journal, people
from rmentor.store.connection import reading
from test_people_rows import programme, read, told

DEFINITION = """
format: 1
id: p
title: P
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
pairing: {require: {same: [ethnicity, faith]}}
roster:
  columns: {role: role}
  attributes: {ethnicity: Group, faith: Religion, wave: Wave}
  special: {ethnicity: Pairs share a background; consent is on file, faith: As above}
  values: {faith: {J: Jedi, P: Pastafarian}}
"""
ROWS = """id,name,role,Group,Religion,Wave
1,Ann,mentor,Zarquonian,J,first
2,Bo,mentee,Zarquonian,P,first
3,Cy,mentee,Vogonian,J,first
"""
VALUES = "Zarquonian", "Vogonian", "Jedi", "Pastafarian"
TODAY = "--today", "2027-01-04"


@pytest.mark.parametrize(
    "heading",
    [
        "Ethnicity", "ethnic group", "Disabled?", "Sexual orientation", "EthnicGroup", "DISABILITY_STATUS", "Race",
        "Trade-union member", "Union", "Labour Union", "Gender identity", "Religion/Belief", "Political opinions",
        "Health condition", "genetic_data", "Biometrics", "Schwerbehinderung", "Religionszugehörigkeit", "Handicapé",
        "État de santé", "Etnia", "Discapacidad", "Skin colour", "LGBTQ+",
    ],
)  # fmt: skip
def test_a_special_category_is_known_by_its_words(heading: str) -> None:
    assert is_special(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Gender", "Trace", "European Union country", "Credit Union", "Healthcare", "Generation",
        "Unionville", "Department", "Sexton", "Raceway", "Wave", "Site", "Nationality", "",
    ],
)  # fmt: skip
def test_a_word_inside_another_says_nothing(heading: str) -> None:
    assert not is_special(heading)


def row(**cells: str) -> dict[str, str]:
    return {"id": "1", "name": "Ann", "r": "both", **cells}


def test_without_a_purpose_it_is_not_kept_and_that_is_said() -> None:
    roster = "  columns: {role: r}\n  attributes: {group: Ethnic group, wave: Wave}\n"
    found = read(row(**{"Ethnic group": "Zarquonian", "Wave": "1"}), roster=roster)
    assert found.participants[0].person.attributes == {"wave": "1"}
    assert found.notes == ("group is not kept: roster.special names no purpose",)
    assert mapped(programme(roster).roster) == ("id", "name", "r", "Wave")


def test_with_a_purpose_it_is_kept() -> None:
    roster = "  columns: {role: r}\n  attributes: {group: Ethnic group}\n  special: {group: Reported by groups}\n"
    found = read(row(**{"Ethnic group": "Zarquonian"}), roster=roster)
    assert (found.participants[0].person.attributes, found.notes) == ({"group": "Zarquonian"}, ())


@pytest.mark.parametrize("value", ["Zarquonian", "Zarquonian" * 40])
def test_a_wrong_value_is_not_told(value: str) -> None:
    roster = "  columns: {role: r}\n  attributes: {faith: Faith, group: Group}\n  special: {faith: A, group: B}\n"
    roster += "  values: {faith: {Z: Zarquon}}\n"
    rows = [row(id=str(number), Faith=value, Group="x" * number) for number in (1, 301)]
    found = read(*rows, roster=roster)
    assert told(found) == [
        "r.csv:2:4: RM813 'Faith' holds what is not shown here, expected one of Z (roster.values.faith)",
        "r.csv:3:4: RM813 'Faith' holds what is not shown here, expected one of Z (roster.values.faith)",
        "r.csv:3:5: RM813 'Group' holds what is not shown here, expected a line of at most 300 characters",
    ]
    assert "Zarquonian" not in str(found.notes)


def test_only_what_this_programme_keeps_is_shown() -> None:
    here = programme("  columns: {role: r}\n  attributes: {wave: Wave, group: Group}\n  special: {group: A}\n")
    assert shown(here, {"wave": "1", "group": "x", "religion": "y", "elsewhere": "z"}) == {"wave": "1"}
    assert [is_hidden(here, name) for name in ("wave", "group", "religion")] == [False, True, True]


@pytest.fixture
def rostered(run: Run) -> Run:
    Path("p.yaml").write_text(DEFINITION)
    Path("r.csv").write_text(ROWS)
    assert run("load", "p.yaml", *TODAY).code == 0
    return run


def test_it_is_stored_and_nowhere_shown(rostered: Run) -> None:
    Path("odd.csv").write_text(ROWS.replace(",J,", ",Zarquonian,"))
    commands = [
        ("check", "p.yaml", "--with", "r.csv"),
        ("enrol", "--from", "odd.csv", *TODAY),
        ("enrol", "--from", "odd.csv", "--json", *TODAY),
        ("enrol", "--from", "r.csv", *TODAY),
        ("enrol", "--from", "r.csv", "--json", *TODAY),
        ("people", "list"),
        ("people", "list", "--csv"),
        ("people", "list", "--json"),
        *(("people", "show", person, *form) for person in "123" for form in ((), ("--json",))),
        ("pair", "propose", *TODAY),
        ("pair", "propose", "--json", *TODAY),
        ("status", *TODAY),
    ]
    for words in commands:
        ended = rostered(*words)
        assert not [value for value in VALUES if value in ended.out + ended.err], words
        assert ended.code in ((3,) if "odd.csv" in words else (0, 1)), ended.err
        if words[0] in ("people", "pair"):
            assert "ethnicity" not in ended.out + ended.err, words
    with reading(Path("rmentor.db")) as db:
        kept = {one.id: one.person.attributes for one in people.participants(db, "p")}
        entries = [entry.what for entry in journal.entries(db)]
    assert kept["2"] == {"ethnicity": "Zarquonian", "faith": "Pastafarian", "wave": "first"}
    assert not [value for value in VALUES if value in str(entries)]


def test_the_unpaired_are_not_told_what_kept_them_apart(rostered: Run) -> None:
    assert rostered("enrol", "--from", "r.csv", *TODAY).code == 0
    found = json.loads(rostered("pair", "propose", "--json", *TODAY).out)
    reasons = [one["reason"] for one in found["round"]["unpaired"]]
    told = "a requirement about special-category data excludes some"
    assert set(reasons) <= {f"nobody of {number} is allowed: {told}" for number in (1, 2)}
    assert len(reasons) == 3


def test_when_the_purpose_goes_so_does_what_was_kept(rostered: Run) -> None:
    assert rostered("enrol", "--from", "r.csv", *TODAY).code == 0
    gone = DEFINITION.replace("ethnicity: Group, ", "").replace("[ethnicity, faith]", "[faith]")
    Path("p.yaml").write_text(gone.replace("ethnicity: Pairs share a background; consent is on file, ", ""))
    ended = rostered("load", "p.yaml", *TODAY)
    assert "3 values of special-category data removed: no purpose is stated any more." in ended.out
    with reading(Path("rmentor.db")) as db:
        assert people.people(db)[0].attributes == {"faith": "Jedi", "wave": "first"}


def test_what_another_programme_has_a_purpose_for_stays(rostered: Run) -> None:
    assert rostered("enrol", "--from", "r.csv", *TODAY).code == 0
    Path("q.yaml").write_text(DEFINITION.replace("id: p", "id: q"))
    Path("p.yaml").write_text(DEFINITION.partition("pairing:")[0])
    assert rostered("load", "q.yaml", *TODAY).code == rostered("load", "p.yaml", *TODAY).code == 0
    with reading(Path("rmentor.db")) as db:
        assert [one.attributes["ethnicity"] for one in people.people(db)][:2] == ["Zarquonian"] * 2


def test_a_word_read_as_empty_is_not_shown_either(run: Run) -> None:
    """A religion may be none."""
    Path("p.yaml").write_text(DEFINITION)
    assert run("load", "p.yaml").code == 0
    Path("roster.csv").write_text(ROWS.replace("Vogonian,J", "Vogonian,None"))
    ended = run("enrol", "--from", "roster.csv", *TODAY)
    assert (ended.code, ended.err.splitlines()[0]) == (0, "roster.csv: 'Religion': 1 cell read as empty")


def test_what_is_special_in_one_programme_is_not_shown_in_another(run: Run) -> None:
    Path("p.yaml").write_text(DEFINITION.replace("faith", "belonging"))
    other = DEFINITION.partition("pairing:")[0].replace("id: p", "id: q")
    Path("q.yaml").write_text(f"{other}roster:\n  columns: {{role: role}}\n  attributes: {{belonging: Relation}}\n")
    assert (run("load", "p.yaml").code, run("load", "q.yaml").code) == (0, 0)
    Path("roster.csv").write_text(ROWS)
    assert run("enrol", "--from", "roster.csv", "-p", "p", *TODAY).code == 0
    assert run("enrol", "--id", "1", "--role", "mentor", "-p", "q", *TODAY).code == 0
    for words in (("show", "1"), ("show", "1", "--json"), ("list", "--json"), ("list", "--csv")):
        ended = run("people", *words, "-p", "q")
        assert (ended.code, [value for value in VALUES if value in ended.out]) == (0, [])
