"""A public HR export of 1,000 rows, as CSV in Windows-1252 and as a workbook in another order of rows.

It is as dirty as real ones are: 85 people have left, 83 ids stand for two or three people each, a title ends in a
non-breaking space. Its columns `New_Hire_date` and `New_Exit_date` differ from the workbook's days in 323 and 34
rows; `Hire Date` and `Exit Date`, month first and in two spellings, agree with it in every row, so they are mapped.
Ages are read as of the end of August 2022: the last departure in the file is of that month.
"""

from __future__ import annotations

import csv
import json
import os
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from conftest import Run
from rmentor.files.csv_out import csv_text
from rmentor.files.tables import read_sheet
from rmentor.people.export import Why
from rmentor.people.model import Participant, Standing
from rmentor.store import journal, people
from rmentor.store.connection import reading

DATA = Path(os.environ.get("RMENTOR_TEST_DATA") or Path(__file__).parents[2] / "shared" / "data")
CSV, BOOK = DATA / "employee-sample.csv", DATA / "employee-sample.xlsx"
PROGRAMME = """
format: 1
id: employees
title: Employees
mode: reverse
plan: {start: 2027-01-04, length: 6 months, zone: America/Chicago}
pairing: {require: {grade_gap: 2}, prefer: {different_department: 10, age_distance: 5}}
roster:
  columns: {id: EEID, name: Full Name, grade: Job Title, department: Department, site: City, age: Age,
            joined: Hire Date, left: Exit Date}
  attributes: {country: Country, unit: Business Unit}
  dates: ["%m/%d/%Y", "%m-%d-%Y"]
  age_on: 2022-08-31
  grades: {Vice President: 7, Director: 6, Sr. Manger: 5, Manager: 4, Engineering Manager: 4,
    Computer Systems Manager: 4, Enterprise Architect: 3, Network Architect: 3, Technical Architect: 3,
    Solutions Architect: 3, IT Systems Architect: 3, Cloud Infrastructure Architect: 3, Sr. Analyst: 3,
    Sr. Business Partner: 3, Sr. Account Representative: 3, Business Partner: 2, Account Representative: 2,
    Analyst II: 2, Field Engineer: 2, Quality Engineer: 2, Development Engineer: 2, Controls Engineer: 2,
    Operations Engineer: 2, Test Engineer: 2, Automation Engineer: 2, Network Engineer: 2, HRIS Analyst: 2,
    Systems Analyst: 2, System Administrator: 2, Network Administrator: 2, IT Coordinator: 1,
    Service Desk Analyst: 1, Analyst: 1}
  roles: [{role: mentee, grade_from: 5}, {role: mentor, grade_to: 4}]
"""
TODAY = "--today", "2027-01-04"

pytestmark = pytest.mark.skipif(
    not (CSV.is_file() and BOOK.is_file()), reason=f"the public sample is not in {DATA}; RMENTOR_TEST_DATA says where"
)


@pytest.fixture
def company(run: Run) -> Run:
    Path("employees.yaml").write_text(PROGRAMME)
    for name in ("a.db", "b.db"):
        assert run("load", "employees.yaml", "--db", name, *TODAY).code == 0
    return run


def enrol(run: Run, file: Path, db: str = "a.db") -> Any:
    ended = run("enrol", "--from", file, "--db", db, "--json", *TODAY)
    assert ended.code == 0, ended.err
    return json.loads(ended.out)["enrolment"]


def enrolled(db: str = "a.db") -> dict[str, Participant]:
    with reading(Path(db)) as store:
        return {one.id: one for one in people.participants(store, "employees")}


def raw_rows() -> list[dict[str, str]]:
    """Read the CSV without a line of rmentor's."""
    with CSV.open(encoding="cp1252", newline="") as file:
        return list(csv.DictReader(file))


def by_id() -> dict[str, list[tuple[int, dict[str, str]]]]:
    shared: dict[str, list[tuple[int, dict[str, str]]]] = defaultdict(list)
    for number, row in enumerate(raw_rows(), start=2):
        shared[row["EEID"]].append((number, row))
    return shared


def test_every_row_is_accounted_for_by_an_independent_count(company: Run) -> None:
    found = enrol(company, CSV)
    expected: dict[int, str] = {}
    for several in by_id().values():
        staying = [(row["Full Name"].casefold(), number) for number, row in several if not row["Exit Date"]]
        expected |= {number: f"left on {row['Exit Date']}" for number, row in several if row["Exit Date"]}
        expected |= {number: f"same id as row {min(staying)[1]}" for _, number in sorted(staying)[1:]}
    assert {one["line"]: one["sentence"] for one in found["left_out"]} == expected
    assert Counter(one["why"] for one in found["left_out"]) == {"has left": 85, "repeated id": 71}
    assert found["rows"] == 1000 == found["enrolled"] + len(found["left_out"])
    named = {number: row["Full Name"] for several in by_id().values() for number, row in several}
    assert all(one["name"] == named[one["line"]] for one in found["left_out"])


def staying() -> list[dict[str, str]]:
    """Return the row of each id that counts: of those who have not left the first by name."""
    rows = [[row for _, row in several if not row["Exit Date"]] for several in by_id().values()]
    return [min(several, key=lambda row: row["Full Name"].casefold()) for several in rows if several]


def test_there_are_enough_seniors_and_juniors(company: Run) -> None:
    enrol(company, CSV)
    seniors = sum(row["Job Title"].strip() in {"Vice President", "Director", "Sr. Manger"} for row in staying())
    assert Counter(one.role for one in enrolled().values()) == {"mentee": seniors, "mentor": 844 - seniors}
    assert min(seniors, 844 - seniors) > 250


def test_both_files_enrol_the_same_people(company: Run) -> None:
    first, second = enrol(company, CSV, "a.db"), enrol(company, BOOK, "b.db")
    assert (first["joined"], first["enrolled"]) == (second["joined"], second["enrolled"])
    assert enrolled("a.db") == enrolled("b.db")
    assert counted(first) == counted(second) == Counter({"enrolled": 844, Why.LEFT: 85, Why.REPEATED: 71})


def counted(found: Any) -> Counter[str]:
    return Counter(one["why"] for one in found["left_out"]) + Counter(enrolled=found["enrolled"])


def test_the_workbook_after_the_csv_changes_nothing(company: Run) -> None:
    enrol(company, CSV)
    before = enrolled()
    found = enrol(company, BOOK)
    assert (len(found["unchanged"]), found["joined"], found["changed"], found["left"]) == (844, [], [], [])
    assert enrolled() == before
    with reading(Path("a.db")) as db:
        assert [one.command for one in journal.entries(db)] == ["load", "enrol"]


def test_the_dirty_title_and_both_spellings_of_days_are_read(company: Run) -> None:
    enrol(company, CSV)
    dirty = [row for row in raw_rows() if row["Job Title"].endswith("\xa0")]
    kept = [one for row in dirty if (one := enrolled().get(row["EEID"])) and one.name == row["Full Name"]]
    assert kept
    assert {one.person.grade for one in kept} == {2}
    assert enrolled()["E04105"].person.birth_year == 2022 - 59
    assert [str(enrolled()[name].person.joined) for name in ("E04105", "E00884")] == ["1997-11-29", "2003-12-01"]


def test_rows_put_aside_hold_no_column_that_is_not_mapped(company: Run) -> None:
    Path("odd.csv").write_bytes(CSV.read_bytes().replace(b",Director,", b",Direktor,"))
    ended = company("enrol", "--from", "odd.csv", "--skip-bad", "bad.csv", "--db", "a.db", *TODAY)
    directors = sum(row["Job Title"] == "Director" for row in staying())
    told = f"Enrolled {844 - directors} of 1,000 rows: {844 - directors} new, 156 left out, {directors} skipped."
    assert ended.out.startswith(told)
    aside = read_sheet(Path("bad.csv"))
    assert len(aside.rows) == directors
    assert set(aside.headings).isdisjoint({"Annual Salary", "Ethnicity", "Gender"})


def test_those_whom_a_later_file_marks_as_left_are_withdrawn(company: Run) -> None:
    rows = raw_rows()
    earlier = Path("earlier.csv")
    earlier.write_text(csv_text(list(rows[0]), [list((row | {"Exit Date": ""}).values()) for row in rows]))
    assert enrol(company, earlier)["enrolled"] == 911
    first = {name: min(several, key=lambda one: one[1]["Full Name"])[1] for name, several in by_id().items()}
    gone = {name for name, row in first.items() if row["Exit Date"]}
    assert set(enrol(company, CSV)["left"]) == gone
    assert {one.id for one in enrolled().values() if one.standing is Standing.WITHDRAWN} == gone


def test_a_hundred_seniors_and_a_hundred_juniors_go_the_whole_way(company: Run) -> None:
    enrol(company, CSV, "b.db")
    seniors, juniors = (
        [one for one in enrolled("b.db").values() if one.role == role][:100] for role in ("mentee", "mentor")
    )
    chosen = {(one.id, one.name) for one in (*seniors, *juniors)}
    rows = [row for row in raw_rows() if (row["EEID"], row["Full Name"]) in chosen]
    pilot = Path("pilot.csv")
    pilot.write_text(csv_text(list(rows[0]), [list(row.values()) for row in rows]))
    assert enrol(company, pilot)["enrolled"] == 200
    for words in (("pair", "propose"), ("pair", "approve"), ("schedule", "plan")):
        ended = company(*words, "--db", "a.db", *TODAY)
        assert ended.code == 0, ended.err
    pairs = [one["pairs"] for one in json.loads(company("people", "list", "--db", "a.db", "--json").out)["people"]]
    assert sorted(number for one in pairs for number in one) == sorted([*range(1, 101), *range(1, 101)])
    report = company("report", "--db", "a.db", "--today", "2027-03-01")
    assert report.code == 0, report.err
    assert "in 100 pairs" in report.out
