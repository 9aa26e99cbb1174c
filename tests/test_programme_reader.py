"""Reading a programme file: no trap of YAML's, no crash, every problem with its place."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmentor.programme.period import Period, Unit
from rmentor.programme.reader import read_programme

HEAD = "format: 1\nid: any\ntitle: Any\nmode: reverse\n"
PLAN = "plan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}\n"


def told(text: str | bytes) -> list[str]:
    data = text if isinstance(text, bytes) else text.encode()
    return [str(problem) for problem in read_programme(data, "p.yaml").problems]


def test_a_small_file_becomes_a_programme_with_defaults() -> None:
    programme = read_programme((HEAD + PLAN).encode(), "p.yaml").programme
    assert programme is not None
    assert programme.plan.end == date(2027, 4, 11)
    assert programme.plan.middle == date(2027, 2, 25)
    assert programme.meetings.every == Period(1, Unit.MONTH)


def test_all_problems_come_at_once_in_the_order_of_lines() -> None:
    text = HEAD.replace("reverse", "revers") + PLAN.replace("2027-01-11", "2027-02-30") + "tpics: []\nmode: reverse\n"
    assert told(text) == [
        "p.yaml:4:7: RM106 mode is 'revers', expected one of reverse, reciprocal, traditional; did you mean 'reverse'?",
        "p.yaml:5:15: RM106 plan.start is '2027-02-30', expected a date, as 2027-01-31; did you mean '2027-02-28'?",
        "p.yaml:6:1: RM103 unknown key 'tpics' in the file; did you mean 'topics'?",
        "p.yaml:7:1: RM104 the key 'mode' stands twice; keep one",
    ]


@pytest.mark.parametrize(
    ("line", "path", "meant"),
    [
        ("title: NO", "title", "NO"),
        ("title: off", "title", "off"),
        ("title: 1e3", "title", "1e3"),
        ("title: 007", "title", "007"),
        ("title: 1.10", "title", "1.10"),
        ("title: +4712345678", "title", "+4712345678"),
        ("title: ~", "title", "~"),
        ("title: Null", "title", "Null"),
    ],
)
def test_text_stays_text(line: str, path: str, meant: str) -> None:
    text = HEAD.replace("title: Any", line) + PLAN
    assert getattr(read_programme(text.encode(), "p").programme, path) == meant


@pytest.mark.parametrize(
    ("section", "found", "expected"),
    [
        ("meetings: {at: 12:30}", "12:30:00", ""),
        ("meetings: {at: 25:00}", "", "expected a time of day, as 14:30"),
        ("meetings: {at: 750}", "", "expected a time of day, as 14:30"),
        ("meetings: {holidays: NO}", "NO", ""),
        ("meetings: {topics_ahead: off}", "False", ""),
        ("meetings: {topics_ahead: 0}", "", "expected yes or no"),
        ("meetings: {every: 2 fortnights}", "", "expected a period, as 3 months, 2 weeks or 90 minutes"),
        ("meetings: {hours: 09:00-17:00}", "09:00-17:00", ""),
        ("meetings: {place: [a]}", "", "meetings.place is a list, expected a line of text"),
        ("meetings: later", "", "meetings is 'later', expected keys with values"),
    ],
)
def test_a_field_says_what_its_text_means(section: str, found: str, expected: str) -> None:
    reading = read_programme(f"{HEAD}{PLAN}{section}\n".encode(), "p")
    if expected:
        assert [expected in str(problem) for problem in reading.problems] == [True]
    else:
        name = section.split("{")[1].split(":", maxsplit=1)[0]
        assert reading.programme is not None
        assert str(getattr(reading.programme.meetings, name)) == found


@pytest.mark.parametrize("zone", ["Europe/Olso", "../etc/passwd", "", "Europe", "UTC+1", "/etc/localtime"])
def test_only_a_zone_that_exists_is_a_zone(zone: str) -> None:
    assert any("RM10" in one for one in told(HEAD + PLAN.replace("Europe/Oslo", f"'{zone}'")))


@pytest.mark.parametrize(
    ("data", "place", "reason"),
    [
        (b"[" * 30_000, "p.yaml:1:21: RM102", "nested deeper than 20 levels"),
        (b"", "p.yaml:1:1: RM101", "the file is empty"),
        (b"# nothing\n", "p.yaml:1:1: RM101", "the file is empty"),
        (b"a: 1\nb: \xff", "p.yaml:2:4: RM101", "byte 0xFF is not UTF-8; save the file as UTF-8"),
        ("a: 1".encode("utf-16"), "p.yaml:1:1: RM101", "in UTF-16; save it as UTF-8"),
        ("a: 1".encode("utf-16-le"), "p.yaml:1:2: RM101", "NUL"),
        (b"a: 1\nb: \0", "p.yaml:2:4: RM101", "NUL"),
        (b"a: 1\r\nb: \x01", "p.yaml:2:4: RM101", "the character U+0001 cannot stand in a text"),
        (b"a: &a [x]\nb: [*a, *a]", "p.yaml:1:4: RM102", "write the values out (and in 2 more places)"),
        (b"a: &x {}\nb: {<<: *x}", "p.yaml:1:4: RM102", "anchors, aliases and merge keys"),
        (b"a: 1\n---\nb: 2", "p.yaml:2:1: RM102", "a second document begins here"),
        (b"a: 1\n...\nb: 2", "p.yaml:3:1: RM101", "stands after the end of the document"),
        (b"<<: {a: 1}", "p.yaml:1:1: RM102", "merge keys"),
        (b"- a\n" * 50_000, "p.yaml:50000:3: RM102", "more than 50,000 values"),
        (b"a" * 1_000_001, "p.yaml:1:1: RM101", "more than 1,000,000 bytes"),
    ],
)
def test_a_hostile_file_is_one_problem_with_a_place(data: bytes, place: str, reason: str) -> None:
    (problem,) = told(data)
    assert problem.startswith(place)
    assert reason in problem


@pytest.mark.parametrize(
    ("value", "told_of"),
    [
        ('"\\e[31m"', "the text holds the invisible character U+001B; take it out"),
        ("x\u202ey", "the text holds the invisible character U+202E; take it out"),
        ("!!python/object:os.system x", "tags (tag:yaml.org,2002:python/object:os.system) are not read; take it out"),
    ],
)
def test_what_is_not_safe_in_a_value_does_not_hide_what_is_wrong_below(value: str, told_of: str) -> None:
    problems = told(HEAD.replace("Any", value) + PLAN + "tpics: []\n")
    assert problems == [
        f"p.yaml:3:8: RM102 {told_of}",
        "p.yaml:6:1: RM103 unknown key 'tpics' in the file; did you mean 'topics'?",
    ]


@pytest.mark.parametrize(
    ("text", "place", "told_of"),
    [
        ("a:\n\t- 1", "2:1", "a tab cannot indent; use spaces"),
        ("a:\n  b: 1\n\tc: 2", "3:1", "a tab cannot indent; use spaces"),
        ("a: b: c", "1:5", "no ': ' can stand here; put the text in quotes, or indent the key like those above"),
        ("a: 1\njust words\nb: 2", "2:1", "this line has no ': '; write key: value, or put the text in quotes"),
        ("a: 'it is\nb: 2", "1:4", "the quote that opens here is never closed; close it"),
        (
            "a: 'it's'",
            "1:8",
            "a key is expected here; indent it like those above, or put the text",
        ),
        (
            "a: [1\nb: 2",
            "1:4",
            "the [ that opens here is not closed; put commas between its values and ]",
        ),
        ("a: {b: 1\n", "1:4", "the { that opens here is not closed; put commas between its keys and } behind the last"),
        ("a: @x", "1:4", "a value cannot begin with @; put the text in quotes"),
        ("a: & b", "1:4", "a value cannot begin with &; put the text in quotes"),
        ("a: ]", "1:4", "a value cannot begin with ]; put the text in quotes"),
        ('a: "C:\\Users"', "1:9", "in double quotes \\ begins an escape; write \\\\, or use single quotes"),
        ("a: | x", "1:6", "no text can follow | or > here; begin it on the next line"),
        ("a: - b", "1:4", "a list cannot begin beside its key; begin it on the next line"),
        ("- a\nb: 1", "2:1", "an entry of the list is expected here; begin it with '- ', like those above"),
        ("%YAML 3.0\n---\na: 1", "1:1", "this is not YAML: found incompatible YAML document"),
    ],
)
def test_a_slip_is_told_with_what_to_change(text: str, place: str, told_of: str) -> None:
    (problem,) = told(text)
    assert problem.startswith(f"p.yaml:{place}: RM101 {told_of}")


@pytest.mark.parametrize(
    ("section", "meant"),
    [
        ("meetings: {at: 9.30}", "did you mean '09:30'?"),
        ("meetings: {hours: 9:00 to 17:00}", "did you mean '09:00-17:00'?"),
        ("meetings: {every: monthly}", "did you mean '1 month'?"),
        ("meetings: {topics_ahead: Yes}", "did you mean 'yes'?"),
        ("meetings: {holidays: no}", "did you mean 'NO'?"),
        ("outcomes: [Équipe Ventes]", "did you mean 'equipe-ventes'?"),
        ("roster: {age_on: 2027/1/9}", "did you mean '2027-01-09'?"),
        ("evaluation: {smallest_group: '1,0'}", "expected a whole number"),
        ("evaluation: {smallest_group: }\nmeetings: {at: }", ""),
    ],
)
def test_a_value_that_does_not_fit_is_mended_where_it_can_be(section: str, meant: str) -> None:
    assert [meant in one for one in told(f"{HEAD}{PLAN}{section}\n")] == ([True] if meant else [])


@pytest.mark.parametrize(("zone", "meant"), [("oslo", "Oslo"), ("Europe/Olso", "Oslo"), ("new york", "New_York")])
def test_a_zone_that_does_not_exist_is_answered_with_the_nearest(zone: str, meant: str) -> None:
    (problem,) = told(HEAD + PLAN.replace("Europe/Oslo", zone))
    assert f"/{meant}'" in problem.split("did you mean")[1]


def test_no_file_has_more_than_a_thousand_problems() -> None:
    problems = told(HEAD + PLAN + "".join(f"plam{number}: 1\n" for number in range(1_100)))
    assert len(problems) == 1_001
    assert problems[-1].endswith("the file has more than 1,000 problems; mend these first")


def test_a_mark_at_the_files_beginning_is_no_problem() -> None:
    assert told(b"\xef\xbb\xbf" + (HEAD + PLAN).encode()) == []


def test_an_id_given_twice_is_found_where_it_stands_again() -> None:
    topics = "topics:\n  - {id: a, title: A}\n  - {id: a, title: B}\n"
    assert told(HEAD + PLAN + topics) == ["p.yaml:8:6: RM107 topics has the id 'a' twice; give each its own"]


def test_a_missing_key_is_named_with_its_meaning() -> None:
    assert "p.yaml:1:1: RM105 the file lacks the key 'plan': When and how large." in told(HEAD)


def test_a_needed_key_without_a_value_is_told_where_it_stands() -> None:
    text = HEAD.replace("title: Any", "title:") + PLAN + "roster: {grades: {Director: }}\n"
    assert told(text) == [
        "p.yaml:3:1: RM105 title is empty, expected a value: What people read.",
        "p.yaml:6:29: RM106 roster.grades.Director is empty, expected a whole number from 0 to 100",
    ]


trees: Any = st.recursive(
    st.text(max_size=8) | st.sampled_from(["2027-01-11", "yes", "reverse", "3 months"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["plan", "id", "mode", "x"]), inner),
    max_leaves=12,
)


@given(trees)
def test_any_tree_ends_in_a_programme_or_in_problems(tree: Any) -> None:
    import yaml

    reading = read_programme(yaml.safe_dump(tree).encode(), "p")
    assert (reading.programme is None) == bool(reading.problems)


@given(st.binary(max_size=200), st.integers(0, 120))
def test_any_bytes_end_in_a_programme_or_in_problems(noise: bytes, place: int) -> None:
    sound = (HEAD + PLAN).encode()
    reading = read_programme(sound[:place] + noise + sound[place:], "p")
    assert (reading.programme is None) == bool(reading.problems)
    assert all(problem.line >= 1 and problem.column >= 1 for problem in reading.problems)
