"""What stands in the cells of an export, in the words, dates, numbers and codes of an organisation, becomes facts."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rmentor.files.csv_out import csv_text
from rmentor.files.tables import read_sheet
from rmentor.people.amounts import amount
from rmentor.people.export import Export, Reading, Why
from rmentor.people.model import Away, Participant, Person
from rmentor.people.rows import read_export
from rmentor.programme.kinds import HOURS
from rmentor.programme.roster import Columns
from rmentor.programme.words import Role
from rmentor.sheets import Row, Sheet
from rmentor.store import people, programmes
from rmentor.store.connection import writing
from rmentor.store.programmes import Definition
from rmentor.text import clean
from test_people_rows import person, programme, read, told

CODED = """
  columns: {role: r, consent: agreed, zone: office, wants: w, site: s, capacity: n}
  attributes: {gender: g}
  values:
    gender: {M: man, F: woman, "3": other}
    role: {Mentorin: mentor}
    consent: {J: yes, Nei: no}
    zone: {OSL: Europe/Oslo}
    wants: {A: ai}
    site: {OSL: Oslo, BGO: Bergen}
"""


def coded(**cells: str) -> Reading:
    return read({"id": "E1", "name": "Ann", "r": "mentor", **cells}, roster=CODED)


def test_codes_become_our_words() -> None:
    one = coded(r="MENTORIN", agreed="j", office="osl", w="a; esg", s="BGO", g="F").participants[0]
    assert (one.role, one.consent, one.person.zone, one.wants) == (Role.MENTOR, True, "Europe/Oslo", ("ai", "esg"))
    assert (one.person.site, one.person.attributes) == ("Bergen", {"gender": "woman"})


def test_what_a_code_stands_for_is_known_too() -> None:
    one = coded(r="both", agreed="yes", office="Asia/Tokyo", s="Oslo", g="Man").participants[0]
    assert (one.role, one.person.zone, one.person.site, one.person.attributes["gender"]) == (
        Role.BOTH,
        "Asia/Tokyo",
        "Oslo",
        "man",
    )


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"g": "Femal"}, "'g' is 'Femal', expected one of M, F, 3 (roster.values.gender)"),
        ({"s": "BGG"}, "'s' is 'BGG', expected one of OSL, BGO (roster.values.site); did you mean 'BGO'?"),
        ({"agreed": "ja"}, "'agreed' is 'ja', expected yes or no, or one of J, Nei (roster.values.consent)"),
        ({"office": "oslo"}, "or one of OSL (roster.values.zone); did you mean 'Europe/Oslo'?"),
        ({"n": "2,5"}, "'n' is '2,5', expected a whole number from 0 to 1000"),
    ],
)
def test_a_code_that_is_not_listed_is_a_problem(cells: dict[str, str], sentence: str) -> None:
    assert sentence in told(coded(**cells))[0]


def test_all_words_that_are_not_known_are_counted_in_a_note() -> None:
    rows = [person(f"E{number}", title=title) for number, title in enumerate(["Chef", "Boss", "Chef", "Director", "-"])]
    assert read(*rows).notes == (
        "'title': 1 cell '-' read as empty",
        "'title': 2 texts are not known: 'Chef' (2), 'Boss' (1)",
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("$104,437", 104_437), ("$104,437.50 ", 104_437.5), ("104.437 €", 104_437), ("104.437,50 €", 104_437.5),
        ("104 437 kr", 104_437), ("CHF 104'437", 104_437), ("CHF 104\N{RIGHT SINGLE QUOTATION MARK}437", 104_437),
        ("₹1,04,437", 104_437), ("1,234,567", 1_234_567), ("104437", 104_437), ("104437.25", 104_437.25),
        ("15%", 15), ("7,5 %", 7.5), ("0.437", 0.437),
    ],
)  # fmt: skip
def test_an_amount_is_read_whatever_its_marks(text: str, value: float) -> None:
    assert float(amount(clean(text))) == value


@pytest.mark.parametrize("text", ["", "-5", "60k", "60 MIO", "12.34.5", "1,234,56", "1,,000", "a lot", "31.12.2020"])
def test_what_could_be_several_amounts_is_none(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        amount(text)


@given(st.integers(0, 10**9), st.sampled_from([",", ".", " ", "'"]), st.sampled_from(["", "$", "€ ", "NOK "]))
def test_thousands_are_parted_by_any_mark(value: int, mark: str, currency: str) -> None:
    assert amount(f"{currency}{value:,}".replace(",", mark)) == value


@given(st.lists(st.integers(1, 10**6), unique=True, max_size=9), st.integers(0, 10**6))
def test_a_grade_by_amount_counts_the_steps_reached(steps: list[int], value: int) -> None:
    roster = f"  columns: {{grade: pay, role: r}}\n  grade_steps: {sorted(steps)}\n"
    row = {"id": "E1", "name": "A", "r": "both", "pay": f"{value:,} €"}
    expected = 1 + sum(value >= step for step in steps) if steps else None
    if expected is not None:
        assert read(row, roster=roster).participants[0].person.grade == expected


def test_a_title_goes_before_an_amount() -> None:
    roster = "  columns: {grade: pay, role: r}\n  grade_steps: [60000]\n  grades: {Board: 9}\n"
    rows = [
        {"id": str(n), "name": "A", "r": "both", "pay": pay} for n, pay in enumerate(["board", "$60,000", "59,999"])
    ]
    assert [one.person.grade for one in read(*rows, roster=roster).participants] == [9, 2, 1]
    assert "expected an amount, as 104,437, or a title" in told(read({**rows[0], "pay": "much"}, roster=roster))[0]


def test_numbers_that_came_by_way_of_floats_are_whole() -> None:
    row = {
        "id": "1",
        "name": "A",
        "r": "both",
        "age": "59.0",
        "grade": "4.00",
        "n": "2,0",
        "since": "1999.0",
        "c": "5.0",
    }
    roster = "  columns: {age: age, role: r, grade: grade, capacity: n, industry_since: since, challenge: c}\n"
    one = read(row, roster=f"{roster}  age_on: 2022-08-31\n").participants[0]
    assert (one.person.birth_year, one.person.grade, one.capacity) == (1963, 4, 2)
    assert (one.person.industry_since, one.challenge) == (1999, 5)


DATES = '  columns: {joined: in, birth_date: born, left: out, role: r}\n  dates: ["%d-%m-%Y", "%d/%m/%y"]\n'


def dated(**cells: str) -> Reading:
    return read({"id": "1", "name": "A", "r": "both", **cells}, roster=DATES)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("30-02-2020", ""),
        ("13/13", ""),
        ("13/13/20", ""),
        ("2020-02-30", ""),
        ("44197", "; a spreadsheet counts days so, this may be 2021-01-01: format the column as a date"),
        ("1.2.20", ""),
        ("99999", ""),
    ],
)
def test_a_day_that_is_none_names_the_spellings(text: str, hint: str) -> None:
    sentence = f"r.csv:2:3: RM813 'in' is {text!r}, expected a date written as %d-%m-%Y or %d/%m/%y{hint}"
    assert told(dated(**{"in": text})) == [sentence.replace(":2:3:", ":2:5:")]


@pytest.mark.parametrize("text", ["1.2.20", "1 Feb 20", "12/31/99", "1-Feb-'20"])
def test_a_year_of_two_digits_needs_a_spelling(text: str) -> None:
    row = {"id": "1", "name": "A", "r": "both", "in": text}
    hint = "expected a date written as %Y-%m-%d; for years of two digits add a spelling with %y to roster.dates"
    assert told(read(row, roster="  columns: {joined: in, role: r}\n"))[0].endswith(hint)


def test_a_year_of_two_digits_lies_in_the_past_for_births_only() -> None:
    one = dated(born="03/04/58", **{"in": "03/04/26"}, out="31/12/27").participants[0]
    assert (one.person.birth_year, one.person.joined) == (1958, date(2026, 4, 3))
    assert "; this is after 2027-01-04" in told(dated(born="03-04-2058"))[0]


EMPTY = """
  columns: {email: mail, grade: level, joined: in, left: out, manager: boss, department: d, role: r, offers: o}
  attributes: {band: b}
"""


def test_words_for_an_empty_cell_are_empty_where_they_cannot_be_a_value() -> None:
    blanks = {"mail": "n/a", "level": "-", "in": "#N/A", "out": "None", "boss": "NULL", "r": "both", "o": "N/A"}
    row = {"id": "Null", "name": "None", "d": "n/a", "b": "-", **blanks}
    reading = read(row, {**row, "id": "TRUE", "name": "N/A", "mail": "-"}, roster=EMPTY)
    for one in reading.participants:
        facts = one.person
        assert (facts.email, facts.grade, facts.joined, facts.manager, one.offers) == (None, None, None, None, ())
        assert (facts.department, facts.attributes) == ("n/a", {"band": "-"})
    assert [(one.id, one.name) for one in reading.participants] == [("Null", "None"), ("TRUE", "N/A")]
    assert "'mail': 2 cells '-' or 'n/a' read as empty" in reading.notes
    assert "'boss': 2 cells 'NULL' read as empty" in reading.notes


def test_somebody_may_be_called_null_and_have_people() -> None:
    rows = [{"id": "1", "name": "Null", "r": "both"}, {"id": "2", "name": "B", "r": "both", "boss": "Null"}]
    assert [one.person.manager for one in read(*rows, roster=EMPTY).participants] == [None, "Null"]


@pytest.mark.parametrize("number", ["Null", "007", "1E5", "TRUE", "0", "-1", "=1+1", "2027-01-01", "none", "00", "N/A"])
def test_an_id_is_always_text(number: str) -> None:
    Path("ids.csv").write_text(csv_text(["id", "name", "role"], [[number, "A", "mentor"]]))
    reading = read_export(programme("  columns: {role: role}\n"), Export(read_sheet(Path("ids.csv")), date.max), {})
    assert [one.id for one in reading.participants] == [number]


def test_leading_zeros_that_a_workbook_lost_are_told() -> None:
    rows = (Row(2, {"id": "7", "name": "A", "boss": "8", "r": "both"}), Row(3, {"id": "8", "name": "B", "r": "both"}))
    sheet = Sheet("r.xlsx", ("id", "name", "boss", "r"), rows, numbers=frozenset({"id", "boss"}))
    notes = read_export(programme("  columns: {role: r, manager: boss}\n"), Export(sheet, date.max), {}).notes
    told = "stored as numbers, so leading zeros, if there were any, are lost; format the column as text"
    assert notes == (f"'id': {told}", f"'boss': {told}")


def test_managers_and_ids_that_differ_by_leading_zeros_are_told() -> None:
    rows = [person(number, boss=boss) for number, boss in (("123", ""), ("9", "00123"), ("8", "123"), ("7", "0099"))]
    roster = "  columns: {grade: title, role: role, manager: boss}\n  roles: [{role: both}]\n  grades: {Director: 5}\n"
    seem = "leading zeros seem lost; keep the column as text"
    assert read(*rows, roster=roster).notes == (
        f"'boss': 1 id differs only by leading zeros ('00123' is not an id, '123' is); {seem}",
    )
    export = Export(Sheet("r.csv", ("id", "name"), (Row(2, {"id": "12", "name": "A"}),)), date.max)
    plain = programme("  columns: {}\n", mode="reciprocal")
    assert read_export(plain, export, {"0012": "A", "77": "B"}).notes == (
        f"'id': 1 id differs only by leading zeros ('12' is not known, '0012' is); {seem}",
    )


def test_who_does_not_agree_is_left_out_and_nothing_else_of_the_row_is_read() -> None:
    roster = "  columns: {consent: agreed, grade: level, role: r}\n"
    rows = [
        {"id": str(number), "name": "A", "r": "both", "agreed": agreed, "level": level}
        for number, (agreed, level) in enumerate([("no", "nonsense"), ("N", "1"), ("yes", "1"), ("", "1")])
    ]
    reading = read(*rows, roster=roster)
    assert [(one.id, one.consent) for one in reading.participants] == [("2", True), ("3", None)]
    assert {(one.id, one.why, one.sentence) for one in reading.left_out} == {
        (number, Why.NO_CONSENT, "did not agree to take part") for number in "01"
    }
    assert not reading.problems
    assert reading.declined == {"0", "1"}


ODD_NAMES = [
    "Null", "None", "N/A", "=cmd()", "[/b]", "Last, First M", "O'Neil", "'Quoted'", "مريم", "👩🏽 Ada", "Zoe\u0301",
    "X", "-", "+1", "@here", '"Ann"', "'=1", "a;b", "a\tb", "n" * 300, "Åse  Å",
]  # fmt: skip
NAMES = (st.sampled_from(ODD_NAMES) | st.text(max_size=150)).map(clean).filter(bool)
LINES = st.none() | NAMES
HEADINGS = tuple(name for name in Columns.keys if name not in {"birth_date", "age", "left"})
EVERYTHING = programme(
    f"  columns: {{{', '.join(f'{name}: {name}' for name in HEADINGS)}}}\n  attributes: {{band: Band}}\n"
)
DAYS = st.dates(date(1950, 1, 1), date(2100, 12, 31))
PEOPLE = st.builds(
    Person,
    id=NAMES,
    name=NAMES,
    email=st.sampled_from([None, "ann@example.org", "'o=neil@example.org"]),
    birth_year=st.none() | st.integers(1900, 2100),
    joined=st.none() | DAYS,
    industry_since=st.none() | st.integers(1900, 2100),
    grade=st.none() | st.integers(0, 100),
    department=LINES,
    site=LINES,
    manager=st.sampled_from([None, "E9", "007", "Berg, Ann", "=1", "Zoë"]),
    zone=st.sampled_from([None, "Europe/Oslo"]),
    hours=st.sampled_from([None, HOURS.parse("22:00-06:00")]),
    languages=st.sets(st.sampled_from(["no", "en", "-", "=x"])).map(lambda found: tuple(sorted(found))),
    away=st.sets(DAYS.map(lambda day: Away(day, day)), max_size=2).map(lambda found: tuple(sorted(found))),
    attributes=st.just({}) | NAMES.map(lambda text: {"band": text}),
)
TOPICS = st.sampled_from([(), ("ai",), ("esg", "ai")])
PARTICIPANTS = st.builds(
    Participant,
    person=PEOPLE,
    role=st.sampled_from(Role),
    capacity=st.none() | st.integers(0, 1000),
    offers=TOPICS,
    wants=TOPICS,
    challenge=st.none() | st.integers(1, 5),
    challenged=st.none() | st.integers(1, 5),
    consent=st.sampled_from([None, True]),
)
ROSTERS = st.lists(PARTICIPANTS, max_size=4, unique_by=lambda one: one.id).map(
    lambda found: tuple(sorted(found, key=lambda one: one.id))
)


def written(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(written, value))
    if isinstance(value, Away):
        return f"{value.first}..{value.last}"
    return "" if value is None else str(value)


def as_row(one: Participant) -> list[str]:
    consent = {None: "", True: "yes"}[one.consent]
    facts = [getattr(one.person if hasattr(one.person, name) else one, name) for name in HEADINGS if name != "consent"]
    return [*map(written, facts), consent, one.person.attributes.get("band", "")]


def read_back(roster: tuple[Participant, ...]) -> tuple[Participant, ...]:
    file = Path("roster.csv")
    file.write_text(csv_text([*HEADINGS, "Band"], map(as_row, roster)), "utf-8")
    reading = read_export(EVERYTHING, Export(read_sheet(file), date(2027, 1, 4)), {})
    assert (reading.problems, reading.left_out) == ((), ())
    return reading.participants


@given(ROSTERS)
@settings(max_examples=60, deadline=None)
def test_a_roster_that_was_written_is_read_as_it_was(roster: tuple[Participant, ...]) -> None:
    assert read_back(roster) == roster


@given(st.lists(NAMES, min_size=1, max_size=4, unique=True))
@settings(max_examples=25, deadline=None)
def test_a_name_is_the_same_after_file_database_and_file_again(names: list[str]) -> None:
    roster = tuple(Participant(person=Person(id=name, name=name), role=Role.BOTH) for name in sorted(names))
    Path("names.db").unlink(missing_ok=True)
    with writing(Path("names.db")) as db:
        programmes.save(db, Definition(programme="p", source="", definition="", digest="", loaded_at=""))
        people.save(db, "p", read_back(roster))
        kept = tuple(people.participants(db, "p"))
    assert read_back(kept) == kept == roster
