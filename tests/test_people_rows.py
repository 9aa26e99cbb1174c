"""A roster's rows become participants, are left out with a reason, or have problems with a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmentor.errors import FileProblems
from rmentor.people.changes import Changes, Enrolled, changes
from rmentor.people.export import Export, Reading, Why
from rmentor.people.model import Standing
from rmentor.people.rows import read_export
from rmentor.programme.kinds import Hours
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.words import Role
from rmentor.sheets import Row, Sheet

HEAD = """
format: 1
id: p
title: P
mode: MODE
plan: {start: 2027-01-04, length: 6 months, zone: Europe/Oslo}
topics: [{id: ai, title: Artificial intelligence}, {id: esg, title: Sustainability}]
roster:
"""
PLAIN = """
  columns: {role: role, grade: title, left: left, offers: offers, wants: wants, department: department}
  grades: {Director: 5, "System Administrator": 2}
  roles: [{role: mentee, grade_from: 5}, {role: mentor, grade_to: 2}]
"""


def programme(roster: str = PLAIN, mode: str = "reverse") -> Programme:
    reading = read_programme((HEAD.replace("MODE", mode) + roster).encode(), "p.yaml")
    assert reading.programme, reading.problems
    return reading.programme


def read(*rows: Mapping[str, str], roster: str = PLAIN, mode: str = "reverse", known: str = "") -> Reading:
    """Read rows that begin in line 2; `known` is the name of the person E1."""
    mapped = programme(roster, mode)
    columns = mapped.roster.columns
    named = [getattr(columns, one) for one in columns.__dataclass_fields__]
    headings = tuple(dict.fromkeys([*filter(None, named), *mapped.roster.attributes.values()]))
    lines = tuple(
        Row(number, {heading: row.get(heading, "") for heading in headings}) for number, row in enumerate(rows, 2)
    )
    return read_export(
        mapped, Export(Sheet("r.csv", headings, lines), date(2027, 1, 4)), {"E1": known} if known else {}
    )


def person(number: str = "E1", name: str = "Ann Berg", **more: str) -> dict[str, str]:
    return {"id": number, "name": name, "title": "Director", **more}


def told(reading: Reading) -> list[str]:
    return [str(problem) for problem in reading.problems]


def test_every_mapped_column_becomes_its_fact() -> None:
    roster = """
  columns: {email: mail, grade: level, birth_date: born, joined: in, industry_since: since, manager: boss,
            zone: tz, hours: at, languages: speaks, challenge: c, capacity: n, offers: o, wants: w, role: r, site: s}
  attributes: {country: Country}
  dates: ["%d.%m.%Y", "%d %b %Y"]
"""
    row = {
        "id": "E1", "name": "Ann Berg", "mail": "ann@example.org", "level": "4", "born": "2.3.1999", "in": "1 Feb 2020",
        "since": "2018", "boss": "E9", "tz": "Asia/Tokyo", "at": "22:00-06:00", "speaks": "no; en;en", "c": "5",
        "n": "2", "o": "ai", "w": "Sustainability; AI", "r": "Both", "s": "Oslo", "Country": "Norway",
    }  # fmt: skip
    one = read(row, roster=roster).participants[0]
    found = one.person
    assert (found.email, found.grade, found.birth_year, found.joined) == ("ann@example.org", 4, 1999, date(2020, 2, 1))
    assert (found.industry_since, found.manager, found.zone, found.site) == (2018, "E9", "Asia/Tokyo", "Oslo")
    assert (found.hours, found.languages) == (Hours(time(22), time(6)), ("en", "no"))
    assert (found.attributes, one.role, one.capacity, one.challenge) == ({"country": "Norway"}, Role.BOTH, 2, 5)
    assert (one.offers, one.wants) == (("ai",), ("esg", "ai"))


@pytest.mark.parametrize("title", ["director", "DIRECTOR ", "5"])
def test_a_title_is_known_whatever_its_capitals(title: str) -> None:
    assert read(person(title=title)).participants[0].person.grade == 5


def test_a_day_from_a_workbook_is_read_however_the_export_spells_days() -> None:
    roster = "  columns: {joined: in, role: r}\n  dates: ['%d-%m-%Y', '%m/%d/%Y']\n"
    rows = [
        {"id": str(n), "name": "A", "r": "mentor", "in": text} for n, text in enumerate(["2020-02-01", "01-02-2020"])
    ]
    assert {one.person.joined for one in read(*rows, roster=roster).participants} == {date(2020, 2, 1)}


def test_an_age_is_a_birth_year_once_its_day_is_known() -> None:
    row = {"id": "1", "name": "A", "age": "30", "r": "both"}
    roster = "  columns: {age: age, role: r}\n  age_on: 2022-08-31\n"
    assert read(row, roster=roster).participants[0].person.birth_year == 1992
    with pytest.raises(FileProblems, match=r"add roster\.age_on"):
        read(row, roster="  columns: {age: age, role: r}\n")


def test_all_problems_are_told_with_row_column_and_heading() -> None:
    rows = person(title="Directr", offers="ai; skils"), person("", "", department="x" * 301), person("E3")
    grade = "a number from 0 to 100, or a title that roster.grades knows"
    assert told(read(*rows)) == [
        f"r.csv:2:4: RM813 'title' is 'Directr', expected {grade}; did you mean 'Director'?",
        "r.csv:2:7: RM813 'offers' is 'skils', expected a topic of the programme",
        "r.csv:3:1: RM812 'id' is empty; everybody needs one",
        "r.csv:3:2: RM812 'name' is empty; everybody needs one",
        f"r.csv:3:6: RM813 'department' is '{'x' * 57}...', expected a line of at most 300 characters",
    ]


def test_an_unknown_topic_brings_the_nearest_to_mind() -> None:
    assert told(read(person(wants="Sustainabilty")))[0].endswith("did you mean 'Sustainability'?")


def test_missing_and_repeated_columns_are_told_before_any_row_is_read() -> None:
    headings = ("id", "Name", "role", "role (2)", "title", "left", "offers", "wants", "department")
    export = Export(Sheet("r.csv", headings, ()), date(2027, 1, 4))
    with pytest.raises(FileProblems) as raised:
        read_export(programme(), export, {})
    assert [problem.message for problem in raised.value.problems] == [
        "there are several columns 'role'; roster.columns.role names one",
        "there is no column 'name', which roster.columns.name names; did you mean 'Name'?",
    ]


def test_somebody_who_left_is_left_out_and_nothing_else_of_the_row_matters() -> None:
    reading = read(person(left="2026-01-31", title="nonsense"))
    assert (set(reading.leavers), list(reading.problems)) == ({"E1"}, [])
    assert [(one.line, one.why, one.sentence) for one in reading.left_out] == [(2, Why.LEFT, "left on 2026-01-31")]


def test_a_leaving_day_that_is_no_day_is_a_problem_not_a_departure() -> None:
    assert "'left' is 'soon'" in told(read(person(left="soon")))[0]


def test_a_last_day_ahead_is_not_a_departure_yet() -> None:
    reading = read(person(left="2027-01-05"), person("E2", left="9999-12-31"), person("E3", left="2027-01-04"))
    assert [one.id for one in reading.participants] == ["E1", "E2"]
    assert reading.leavers == {"E3"}


def test_of_a_repeated_id_the_first_by_name_who_has_not_left_counts() -> None:
    reading = read(person(name="Ada", left="2026-01-31"), person(name="Kim"), person(name="Bo"), person("E2"))
    assert [(one.id, one.name) for one in reading.participants] == [("E1", "Bo"), ("E2", "Ann Berg")]
    assert [(one.line, one.name, one.sentence) for one in reading.left_out] == [
        (2, "Ada", "left on 2026-01-31"),
        (3, "Kim", "same id as row 4"),
    ]
    assert reading.leavers == frozenset()


def test_a_known_person_keeps_a_repeated_id_even_to_leave() -> None:
    rows = person(name="Other"), person(name="ann berg", left="2026-01-31")
    reading = read(*rows, known="Ann Berg")
    assert (list(reading.participants), set(reading.leavers)) == ([], {"E1"})
    assert [one.why for one in reading.left_out] == [Why.REPEATED, Why.LEFT]


@pytest.mark.parametrize(
    ("mode", "row", "role"),
    [
        ("reverse", {"role": "mentor", "title": "Director"}, Role.MENTOR),
        ("reverse", {"title": "Director"}, Role.MENTEE),
        ("reverse", {"title": "2"}, Role.MENTOR),
        ("reciprocal", {"title": "3"}, Role.BOTH),
        ("reciprocal", {"title": "2"}, Role.MENTOR),
        ("reciprocal", {"title": ""}, Role.BOTH),
    ],
)
def test_a_role_is_the_exports_else_the_grades_else_the_modes(mode: str, row: dict[str, str], role: Role) -> None:
    assert read({**person(), **row}, mode=mode).participants[0].role is role


@pytest.mark.parametrize(
    ("roster", "title", "sentence"),
    [
        (PLAIN, "3", "roster.roles has no grade 3"),
        (PLAIN, "", "no role is named, and no grade"),
        ("  columns: {grade: title}\n", "3", "no role is named, and roster.roles is empty"),
    ],
)
def test_who_gets_no_role_is_left_out_with_the_reason(roster: str, title: str, sentence: str) -> None:
    left_out = read(person(title=title), roster=roster).left_out[0]
    assert (left_out.why, left_out.sentence) == (Why.NO_ROLE, sentence)


def meaning(reading: Reading) -> object:
    """Return what rows gave, wherever they stood."""
    left_out = sorted((one.id, one.name, one.why) for one in reading.left_out)
    problems = sorted((one.column, one.message) for one in reading.problems)
    return reading.participants, reading.leavers, reading.declined, left_out, problems, reading.notes


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["E1", "E2", "row 3", "E3", ""]),
            "name": st.sampled_from(["Ann Berg", "ann berg", "Bo", ""]),
            "title": st.sampled_from(["Director", "2", "3", "", "Directr", "-"]),
            "left": st.sampled_from(["", "2026-01-31", "9999-12-31", "soon", "n/a"]),
            "agreed": st.sampled_from(["yes", "no", "", "N/A"]),
        }
    ),
    max_size=7,
)
ASKED = PLAIN.replace("department: department", "department: department, consent: agreed")


@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[dict[str, str]], random: Random) -> None:
    shuffled = random.sample(rows, len(rows))
    assert meaning(read(*shuffled, roster=ASKED, known="Bo")) == meaning(read(*rows, roster=ASKED, known="Bo"))


@given(ROWS)
def test_every_row_is_a_participant_left_out_or_a_problem(rows: list[dict[str, str]]) -> None:
    reading = read(*rows, roster=ASKED)
    wrong = {problem.line for problem in reading.problems}
    assert len(reading.participants) + len(reading.left_out) + len(wrong) == len(rows)
    assert len({one.id for one in reading.participants}) == len(reading.participants)


def changed(before: Reading, after: Reading, **standing: Standing) -> Changes:
    known = {one.id: one for one in before.participants}
    known |= {name: replace(known[name], standing=one) for name, one in standing.items()}
    people = {one.id: one.person for one in known.values()}
    return changes(programme().roster, Enrolled(people, known), after)


def test_a_re_import_tells_joiners_changes_and_leavers_apart() -> None:
    before = read(person("E1"), person("E2"), person("E3"), person("E4"))
    after = read(person("E1"), person("E2", department="HR", wants="ai"), person("E3", left="2026-01-01"), person("E5"))
    found = changed(before, after)
    assert [one.id for one in (*found.joiners, *found.unchanged, *found.leavers, *found.absent)] == [
        "E5",
        "E1",
        "E3",
        "E4",
    ]
    assert [(one.participant.id, one.facts) for one in found.changed] == [("E2", ("department", "wants"))]


def test_whoever_withdrew_stays_withdrawn_whatever_the_file_says() -> None:
    both = read(person("E1"), person("E2", department="HR"))
    found = changed(read(person("E1"), person("E2")), both, E1=Standing.WITHDRAWN, E2=Standing.WITHDRAWN)
    assert [one.id for one in found.away] == ["E2", "E1"]
    assert {one.standing for one in found.to_save} == {Standing.WITHDRAWN}


def test_facts_without_a_column_stay_as_they_are() -> None:
    full = "  columns: {role: role, site: site, wants: wants}\n  attributes: {country: country, unit: unit}\n"
    row = {"id": "E1", "name": "Ann", "role": "mentor", "site": "Oslo", "wants": "ai", "country": "NO", "unit": "X"}
    known = read(row, roster=full).participants[0]
    short = "  columns: {role: role}\n  attributes: {unit: unit}\n"
    after = read({"id": "E1", "name": "Ann", "role": "mentor"}, roster=short)
    enrolled = Enrolled({"E1": known.person}, {"E1": known})
    one = changes(programme(short).roster, enrolled, after).changed[0]
    assert (one.facts, one.participant.person.site, one.participant.wants) == (("attributes",), "Oslo", ("ai",))
    assert one.participant.person.attributes == {"country": "NO"}
