"""Reading a programme file: no trap of YAML's, no crash, every problem with its place."""

from __future__ import annotations

import subprocess
import sys
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
        "p.yaml:5:15: RM106 plan.start is '2027-02-30', expected a date, as 2027-01-31",
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
        (b"a: 1\nb: \xff", "p.yaml:1:1: RM101", "byte 9 is not UTF-8"),
        (b"a: \0", "p.yaml:1:1: RM101", "NUL"),
        (b"a: 1\nb: &x 1\nc: *x", "p.yaml:2:4: RM102", "anchors"),
        (b'a: "\\e[31m"', "p.yaml:1:4: RM102", "control, bidi or zero-width"),
        ("a: x\u202ey".encode(), "p.yaml:1:4: RM102", "control, bidi or zero-width"),
        (b"a: 1\n---\nb: 2", "p.yaml:2:1: RM102", "a second document"),
        (b"a:\n\t- 1", "p.yaml:2:1: RM101", "not YAML"),
        (b"a: b: c", "p.yaml:1:5: RM101", "not YAML"),
        (b"<<: {a: 1}", "p.yaml:1:1: RM102", "merge keys"),
        (b"a: !!python/object:os.system x", "p.yaml:1:4: RM102", "tags"),
        (b"a" * 1_000_001, "p.yaml:1:1: RM101", "at most 1,000,000"),
    ],
)
def test_a_hostile_file_is_one_problem_with_a_place(data: bytes, place: str, reason: str) -> None:
    problems = told(data)
    assert problems[0].startswith(place)
    assert reason in problems[0]


def test_a_mark_at_the_files_beginning_is_no_problem() -> None:
    assert told(b"\xef\xbb\xbf" + (HEAD + PLAN).encode()) == []


def test_an_id_given_twice_is_found_where_it_stands_again() -> None:
    topics = "topics:\n  - {id: a, title: A}\n  - {id: a, title: B}\n"
    assert told(HEAD + PLAN + topics) == ["p.yaml:8:6: RM107 topics has the id 'a' twice; give each its own"]


def test_a_missing_key_is_named_with_its_meaning() -> None:
    assert "p.yaml:1:1: RM105 the file lacks the key 'plan': When and how large." in told(HEAD)


def test_a_bomb_is_refused_in_little_memory_and_time() -> None:
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (200 << 20,) * 2); "
        "resource.setrlimit(resource.RLIMIT_CPU, (2, 2))\n"
        "from rmentor.programme.reader import read_programme\n"
        "lines = ['a0: &a0 [x]'] + [f'a{n}: &a{n} [*a{n-1}, *a{n-1}]' for n in range(1, 60)]\n"
        "for bomb in ('\\n'.join(lines), '[' * 500_000, 'a: ' * 300_000, '{' * 400_000, '- ' * 450_000):\n"
        "    print(read_programme(bomb.encode(), 'p').problems[0].code)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert set(ended.stdout.split()) <= {"RM101", "RM102"}


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
