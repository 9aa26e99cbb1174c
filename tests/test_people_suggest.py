"""`enrol --from FILE --suggest`: a mapping guessed from headings and cells, to paste into the programme file."""

from __future__ import annotations

import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from rmentor.files.csv_out import csv_text
from rmentor.people.suggest import Suggestion, suggest
from rmentor.people.suggest_choice import best_choice
from rmentor.people.suggest_grades import grades_of
from rmentor.programme.comments import ignores_in
from rmentor.programme.kinds import LINE
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.render.suggestion import yaml_of
from rmentor.sheets import Row, Sheet
from test_real_roster import BOOK, CSV, PROGRAMME, TODAY, enrol, enrolled

ON = date(2027, 1, 4)
HEAD = """
format: 1
id: p
title: P
mode: reciprocal
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
topics: [{id: ai, title: AI}, {id: esg, title: ESG}]
roster:
"""
sample = pytest.mark.skipif(not (CSV.is_file() and BOOK.is_file()), reason="the public sample is not there")


def sheet_of(headings: Sequence[str], *rows: Sequence[str]) -> Sheet:
    return Sheet(
        "r.csv",
        tuple(headings),
        tuple(Row(line, dict(zip(headings, row, strict=True))) for line, row in enumerate(rows, 2)),
    )


def pasted(suggestion: Suggestion) -> Programme:
    """Return the programme that a suggestion makes, pasted as it is printed."""
    reading = read_programme(f"{HEAD}{yaml_of(suggestion)}\n".encode(), "p.yaml")
    assert reading.programme, reading.problems
    return reading.programme


def headings_of(suggestion: Suggestion) -> dict[str, str]:
    return {fact: one.column.heading for fact, one in suggestion.mapped.items()}


def doubtful(suggestion: Suggestion) -> set[str]:
    return {fact for fact, one in suggestion.mapped.items() if one.doubts}


def people(*columns: tuple[str, Sequence[str]]) -> Suggestion:
    """Suggest for twenty invented people with ids and names, and further columns whose cells repeat."""
    own = [("Employee ID", [f"E{number:03}" for number in range(20)])]
    own += [("Full Name", [f"{first} {last}" for first in ("Ann", "Bo", "Cai", "Dag") for last in _LAST])]
    every = [(heading, list(itertools.islice(itertools.cycle(cells), 20))) for heading, cells in (*own, *columns)]
    return suggest(
        sheet_of([heading for heading, _ in every], *zip(*(cells for _, cells in every), strict=True)), ON, None
    )


_LAST = ("Berg", "Dahl", "Eng", "Fure", "Hole")

WORKDAY = {
    "Worker ID": ("100234", "100235", "100236"), "Worker": ("Ada Lund", "Bea Moe", "Cy Nes"),
    "Business Title": ("Analyst", "Senior Analyst", "Director"), "Work Email": ("a@x.org", "b@x.org", "c@x.org"),
    "Supervisory Organization": ("IT", "IT", "HR"), "Location": ("Oslo", "Oslo", "Bergen"),
    "Manager ID": ("100236", "100236", ""), "Hire Date": ("2019-03-14", "2020-11-30", "2001-05-02"),
    "Termination Date": ("", "2026-05-01", ""), "Time Zone": ("Europe/Oslo", "Europe/Oslo", "Europe/Oslo"),
}  # fmt: skip
SAP = {
    "Personalnummer": ("00012345", "00012346", "00012347"), "Name": ("Ada Lund", "Bea Moe", "Cy Nes"),
    "Geburtsdatum": ("14.03.1979", "30.11.1990", "02.05.1961"), "E-Mail-Adresse": ("a@x.de", "b@x.de", "c@x.de"),
    "Stellenbezeichnung": ("Sachbearbeiterin", "Teamleiter", "Geschäftsführerin"),
    "Abteilung": ("IT", "IT", "Personal"), "Standort": ("Köln", "Köln", "Bonn"),
    "Vorgesetzter": ("00012347", "00012347", ""), "Eintrittsdatum": ("01.04.2019", "15.11.2020", "02.05.2001"),
    "Austrittsdatum": ("", "31.12.2026", ""), "Konfession": ("rk", "ev", "--"),
}  # fmt: skip
FRENCH = {
    "Matricule": ("7001", "7002", "7003"), "Nom complet": ("Ada Lund", "Bea Moe", "Cy Nes"),
    "Date de naissance": ("14/03/1979", "30/11/1990", "02/05/1961"), "Courriel": ("a@x.fr", "b@x.fr", "c@x.fr"),
    "Niveau": ("3", "4", "9"), "Département": ("IT", "IT", "RH"), "Ville": ("Lyon", "Lyon", "Nice"),
    "Responsable": ("Cy Nes", "Cy Nes", ""), "Date d'embauche": ("01/04/2019", "15/11/2020", "02/05/2001"),
    "Langues": ("fr;en", "fr", "fr;de"),
}  # fmt: skip
SPANISH = {
    "Número de empleado": ("7001", "7002", "7003"), "Nombre completo": ("Ada Lund", "Bea Moe", "Cy Nes"),
    "Fecha de nacimiento": ("14-03-1979", "30-11-1990", "02-05-1961"),
    "Correo electrónico": ("a@x.es", "b@x.es", "c@x.es"), "Departamento": ("TI", "TI", "RH"),
    "Ciudad": ("Lugo", "Lugo", "Vigo"), "Jefe directo": ("7003", "7003", ""),
    "Fecha de ingreso": ("01-04-2019", "15-11-2020", "02-05-2001"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("export", "facts", "dates"),
    [
        (WORKDAY, "id name grade email department site manager joined left zone", ()),
        (SAP, "id name birth_date email grade department site manager joined left", ("%d.%m.%Y",)),
        (FRENCH, "id name birth_date email grade department site manager joined languages", ("%d/%m/%Y",)),
        (SPANISH, "id name birth_date email department site manager joined", ("%d-%m-%Y",)),
    ],
)
def test_usual_exports_are_mapped_in_four_languages(
    export: dict[str, tuple[str, ...]], facts: str, dates: tuple[str, ...]
) -> None:
    found = suggest(sheet_of(list(export), *zip(*export.values(), strict=True)), ON, None)
    expected = dict(zip(facts.split(), export, strict=False))
    assert headings_of(found) == {fact: expected[fact] for fact in headings_of(found)}
    assert set(headings_of(found)) == set(facts.split())
    assert found.dates == dates
    assert pasted(found).roster.columns.id == next(iter(export))


@pytest.mark.parametrize(
    ("heading", "fact"),
    [
        ("Manager Email", None), ("Emergency contact name", None), ("Tax ID", None), ("Bonus level", None),
        ("employeeGrade", "grade"), ("DATE_OF_BIRTH", "birth_date"), ("New_Hire_date", "joined"),
        ("Dept.", "department"),
    ],
)  # fmt: skip
def test_a_heading_about_something_else_is_no_fact(heading: str, fact: str | None) -> None:
    cells = {"birth_date": ["1980-05-14"], "joined": ["2020-05-14"], "grade": ["3", "4"]}.get(
        fact or "", ["Ann Bo", "x"]
    )
    cells = ["a@x.org", "b@x.org"] if "Email" in heading else cells
    found = headings_of(people((heading, cells)))
    assert found == {"id": "Employee ID", "name": "Full Name"} | ({fact: heading} if fact else {})


def test_a_manager_is_told_by_the_ids_that_the_cells_name() -> None:
    found = people(("Ref 2", ["E001", "E002", ""]))
    assert headings_of(found)["manager"] == "Ref 2"
    assert found.mapped["manager"].doubts == ("told by its cells alone",)


def test_cells_that_cannot_be_what_a_heading_says_are_not_mapped() -> None:
    found = people(("Work Email", ["see intranet"]), ("Age", ["young", "old"]), ("Hire Date", ["soon"]))
    assert headings_of(found) == {"id": "Employee ID", "name": "Full Name"}
    assert found.unkept == ("Work Email", "Age", "Hire Date")
    assert found.missing[0] == "email: 'Work Email' is called so, but its cells are not"


def test_day_numbers_of_a_spreadsheet_are_known() -> None:
    found = people(("Hire Date", ["44197", "38718"]))
    assert "joined" not in found.mapped
    assert "Format the column as dates" in found.missing[0]


def test_names_are_anything() -> None:
    rows = [("1", "Null"), ("2", "=cmd()"), ("3", "O'Neil, Zoë"), ("4", "Null"), ("5", "\u05d3\u05df"), ("6", "X")]
    assert headings_of(suggest(sheet_of(("Id", "Name"), *rows), ON, None)) == {"id": "Id", "name": "Name"}


def test_first_and_last_names_apart_are_said_and_not_mapped() -> None:
    found = suggest(sheet_of(("Id", "First Name", "Surname"), ("1", "Ann", "Berg"), ("2", "Bo", "Dahl")), ON, None)
    assert headings_of(found) == {"id": "Id"}
    assert "name: it stands in 'First Name' and 'Surname'" in found.missing[0]
    assert "missing: name" in " ".join(yaml_of(found).split())


def test_ids_that_a_workbook_stored_as_numbers_are_doubtful() -> None:
    sheet = sheet_of(("Id", "Name"), ("7", "Ann Berg"), ("8", "Bo Dahl"))
    found = suggest(replace(sheet, numbers=frozenset({"Id"})), ON, None)
    assert found.mapped["id"].doubts == ("stored as numbers, so leading zeros would be lost",)


def test_amounts_are_offered_for_grades_only_where_no_column_tells_them() -> None:
    pay = ("Annual Salary", ["$44,000", "$54,500", "$81,000", "$104,437", "$250,000"])
    found = people(pay)
    assert found.steps == {"Annual Salary": (54000, 81000, 100000, 250000)}
    assert "# grade_steps: [54000, 81000, 100000, 250000]" in yaml_of(found)
    assert pasted(found).roster.grade_steps == ()
    assert people(pay, ("Grade", ["3", "4"])).steps == {}


def test_special_categories_are_never_mapped_nor_offered() -> None:
    found = people(("Ethnicity", ["A", "B"]), ("Disability", ["Yes", "No"]), ("Team", ["Red", "Blue"]))
    assert found.special == ("Ethnicity", "Disability")
    assert not {"Ethnicity", "Disability"} & {*headings_of(found).values(), *found.attributes.values()}
    assert "# 'Ethnicity' is special-category data: keep it only with a purpose" in yaml_of(found)


def test_of_birth_date_and_age_only_one_is_kept() -> None:
    found = people(("Age", ["44"]), ("Date of birth", ["1982-05-14"]))
    assert "age" not in found.mapped
    assert (found.age_on, found.unkept) == (None, ("Age",))


def test_ages_ask_for_the_day_on_which_they_were_true() -> None:
    found = people(("Age", ["44", "31"]), ("Hire Date", ["2024-05-14", "2019-01-31"]))
    assert (found.age_on, found.last_day) == (ON, date(2024, 5, 14))
    assert "age_on: 2027-01-04" in yaml_of(found)


@pytest.mark.parametrize(
    ("cells", "dates", "certain"),
    [
        (["2020-05-14"], (), True),
        (["14-05-2020", "03-04-2020"], ("%d-%m-%Y",), True),
        (["5/14/2020", "3/4/2020"], ("%m/%d/%Y",), True),
        (["14 May 2020", "3 Oct 2020"], ("%d %b %Y",), True),
        (["October 14, 2020"], ("%B %d, %Y",), True),
        (["20200514", "20201231"], ("%Y%m%d",), True),
        (["2020-05-14 00:00:00"], ("%Y-%m-%d %H:%M:%S",), True),
        (["03/04/2020", "01/02/2021"], ("%d/%m/%Y",), False),
        (["14.05.20", "31.12.19"], ("%d.%m.%y",), False),
        (["14-05-2020", "2020-05-14"], ("%Y-%m-%d", "%d-%m-%Y"), False),
    ],
)  # fmt: skip
def test_dates_are_spelled_as_all_cells_read(cells: list[str], dates: tuple[str, ...], certain: bool) -> None:
    found = people(("Hire Date", cells))
    assert found.dates == dates
    assert ("joined" not in doubtful(found)) == certain


def test_the_order_of_day_and_month_follows_from_another_column() -> None:
    found = people(("Hire Date", ["03/04/2020", "01/02/2021"]), ("Exit Date", ["12/31/2026", ""]))
    assert found.dates == ("%m/%d/%Y",)
    assert "joined" in doubtful(found)
    assert "left" not in doubtful(found)


def test_the_column_that_one_spelling_reads_whole_is_preferred() -> None:
    mixed = ["14 May 2020", "2020/05/14", "14-05-2020"]
    found = people(("Hire Date", mixed), ("New_Hire_date", ["14-05-2020"]))
    assert headings_of(found)["joined"] == "New_Hire_date"


def test_days_that_a_spreadsheet_turned_are_read_in_the_order_of_the_others() -> None:
    turned = [f"{month:02}-{day:02}-2020" for month in range(1, 9) for day in range(1, 3)]
    found = people(("Hire Date", [*turned, "5/14/2020", "7/31/2020", "2/28/2020", "1/13/2020"]))
    assert set(found.dates) == {"%m-%d-%Y", "%m/%d/%Y"}
    assert "a spreadsheet seems to have" in found.dates_doubts[0]


def test_titles_are_ranked_by_the_words_that_tell_seniority() -> None:
    titles = ("Analyst", "Sr. Analyst", "Manager", "Sr. Manger", "Director", "Vice President")
    assert [*grades_of(random.Random(1).sample(titles, 6), {})] == [*reversed(titles)]
    assert grades_of(["Level 3", "Level 12"], {}) == {"Level 12": 12, "Level 3": 3}
    german = ("Praktikant", "Sachbearbeiterin", "Teamleiterin", "Abteilungsleiter", "Geschäftsführer")
    assert [*grades_of(german, {})] == [*reversed(german)]


def test_grades_that_the_programme_knows_are_taken() -> None:
    assert grades_of(["boss", "Clerk"], {"Boss": 9, "Clerk": 2, "Other": 4}) == {"boss": 9, "Clerk": 2}


def test_words_for_yes_no_and_roles_are_translated() -> None:
    found = people(("Einwilligung", ["Ja", "Nein"]), ("Rolle", ["Mentorin", "Mentee"]))
    assert found.values == {"role": {"Mentorin": "mentor"}, "consent": {"Ja": "yes", "Nein": "no"}}
    assert pasted(found).roster.values["consent"] == {"Ja": "yes", "Nein": "no"}


def test_what_is_offered_beside_can_be_had_by_taking_the_marks_away() -> None:
    found = people(("Gender", ["M", "F"]), ("Generation", ["Early", "Late"]), ("Einwilligung", ["Ja", "Nein"]))
    offered = yaml_of(found).replace("  # not kept, unless pairing", "  ## ").replace("  # uncertain", "  ##")
    taken = re.sub("^  # ", "  ", offered, flags=re.MULTILINE)
    reading = read_programme(f"{HEAD}{taken}\n".encode(), "p.yaml")
    assert reading.programme, reading.problems
    assert reading.programme.roster.attributes == {"gender": "Gender", "generation": "Generation"}
    assert reading.programme.roster.values["gender"] == {"M": "man", "F": "woman"}


_SCORES = st.dictionaries(
    st.sampled_from("abcde"), st.dictionaries(st.integers(0, 4), st.integers(1, 9), max_size=5), max_size=5
)


@given(_SCORES)
def test_no_other_choice_scores_more(scores: dict[str, dict[int, int]]) -> None:
    choice = best_choice(scores)
    assert len(set(choice.values())) == len(choice)
    options = [[None, *row] for row in scores.values()]
    totals = [
        sum(row[column] for row, column in zip(scores.values(), columns, strict=True) if column is not None)
        for columns in itertools.product(*options)
        if max(Counter(column for column in columns if column is not None).values(), default=1) == 1
    ]
    assert sum(scores[fact][column] for fact, column in choice.items()) == max(totals)
    assert choice == best_choice({fact: dict(reversed(row.items())) for fact, row in scores.items()})


_NASTY = st.sampled_from(
    ["id", "name", "Age", "grade", "Hire Date", "#", "a: b", "- x", "null", "yes", '"', "'", "\\", "{x}", "[y]", "&a",
     "*a", "!t", "%d", "@", "`", "# rmentor: ignore[RM101]", "rmentor: ignore[RM3]", "\u2028", "\x85",
     "\ufffe", "\U0001f600", "id " * 120,
     "=cmd()", "?", "|", ">", "~", "---", "...", "\u202e", "\x00", "01/02/2020", "31/12/2020",
     "2020-01-01"]
)  # fmt: skip
_TEXTS = st.text(max_size=12) | _NASTY


@given(st.lists(_TEXTS, min_size=1, max_size=6, unique=True), st.lists(_TEXTS, max_size=24))
def test_whatever_headings_and_cells_say_the_suggestion_can_be_pasted(headings: list[str], cells: list[str]) -> None:
    width = len(headings)
    rows = [cells[first : first + width] for first in range(0, len(cells) - width + 1, width)]
    found = suggest(sheet_of(headings, *rows), ON, None)
    assert not [*ignores_in(f"roster:\n{yaml_of(found)}\n")]
    roster = pasted(found).roster
    mapped = {fact: getattr(roster.columns, fact) for fact in found.mapped}
    assert mapped == headings_of(found)
    assert set(mapped.values()) <= set(headings)
    assert dict(roster.grades) == dict(found.grades)
    assert (roster.dates, roster.age_on) == (found.dates or ("%Y-%m-%d",), found.age_on)


@given(_TEXTS)
def test_any_heading_that_can_be_mapped_survives_the_paste(heading: str) -> None:
    found = suggest(
        sheet_of(("Id", "Name", f"Manager {heading}"), ("1", "Ann Berg", "2"), ("2", "Bo Dahl", "1")), ON, None
    )
    assert pasted(found).roster.columns.manager in (f"Manager {heading}", None)


# ------------------------------------------------------------------------------------------- as it is typed


def suggested(run: Run, file: Path, *more: str) -> str:
    ended = run("enrol", "--from", file, "--suggest", *TODAY, *more)
    assert ended.code == 0, ended.err
    return ended.out


def roster(text: str = "ID;Nachname;Ort\n007;Berg;Köln\n008;Dahl;Bonn\n") -> Path:
    path = Path("people list.csv")
    path.write_text(text, encoding="cp1252")
    return path


def test_nothing_is_needed_and_nothing_written(run: Run) -> None:
    ended = run("enrol", "--from", roster(), "--suggest")
    assert (ended.code, sorted(path.name for path in Path.cwd().iterdir())) == (0, ["people list.csv"])
    assert ended.out.startswith("  # missing: name")
    assert "read as Windows-1252, separated by semicolons" in ended.err
    assert "rmentor check programme.yaml --with 'people list.csv'" in ended.err


def test_the_programme_in_the_database_lends_its_topics(run: Run) -> None:
    Path("p.yaml").write_text(HEAD.removesuffix("roster:\n"))
    assert run("load", "p.yaml").code == 0
    file = Path("r.csv")
    file.write_text(csv_text(("id", "name", "Thema"), [("1", "Ann Berg", "ai;ESG"), ("2", "Bo Dahl", "esg")]))
    assert "offers: Thema" in suggested(run, file)
    assert "offers" not in suggested(run, file, "--db", "none.db")


def test_the_json_says_why_and_how_certain(run: Run) -> None:
    found: Any = json.loads(suggested(run, roster(), "--json"))["suggestion"]
    assert found["columns"] == [
        {"fact": "id", "heading": "ID", "certain": True, "reason": "the heading and the cells say so"},
        {"fact": "site", "heading": "Ort", "certain": True, "reason": "the heading and the cells say so"},
    ]
    assert found["yaml"] == suggested(run, roster()).removesuffix("\n")


@pytest.mark.parametrize("words", [("--suggest",), ("--suggest", "--id", "7", "--name", "Ann")])
def test_a_suggestion_needs_a_file(run: Run, words: tuple[str, ...]) -> None:
    ended = run("enrol", *words)
    assert (ended.code, ended.out) == (2, "")
    assert "--suggest" in ended.err


@sample
@pytest.mark.parametrize("file", [CSV, BOOK])
def test_the_public_sample_enrols_by_what_is_suggested(run: Run, file: Path) -> None:
    """The mapping is pasted as printed: nobody puts the grades right, nor the day of the ages."""
    mine = PROGRAMME.partition("roster:")[0] + "roster:\n" + suggested(run, file)
    for name, text in (("suggested", mine), ("written", PROGRAMME)):
        Path(f"{name}.yaml").write_text(text, encoding="utf-8")
        assert run("load", f"{name}.yaml", "--db", f"{name}.db", *TODAY).code == 0
    found = enrol(run, file, "suggested.db")
    enrol(run, file, "written.db")
    assert Counter(one["why"] for one in found["left_out"]) == {"has left": 85, "repeated id": 71}
    assert found["enrolled"] == 844
    ours, theirs = enrolled("suggested.db"), enrolled("written.db")
    for fact in ("name", "joined", "department", "site"):
        assert {one.id: getattr(one.person, fact) for one in ours.values()} == {
            one.id: getattr(one.person, fact) for one in theirs.values()
        }


@sample
def test_what_is_uncertain_about_the_public_sample_is_said(run: Run) -> None:
    found = " ".join(suggested(run, CSV).replace("#", "").split())
    for told in (
        "83 ids stand in several rows", "'New_Hire_date' as well, which has another day in 323 rows",
        "the latest day in the file is 2022-08-17", "'Ethnicity' is special-category data",
        "not kept: 'New_Hire_date', 'Annual Salary', 'Bonus %', 'New_Exit_date'",
    ):  # fmt: skip
        assert told in found


def test_headings_longer_than_a_line_are_left_alone() -> None:
    long = "id " * 120
    assert len(long) > LINE.schema["maxLength"]
    assert headings_of(suggest(sheet_of((long,), ("1",), ("2",)), ON, None)) == {}
