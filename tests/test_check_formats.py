"""What `check` prints in each format, read back by the schema or the reader of others."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator
from junitparser import Failure, JUnitXml

from conftest import ROOT, Run
from published import published
from rmentor.commands.checking import check_files
from rmentor.errors import Problem
from rmentor.programme.checks.rules import MANUAL
from rmentor.programme.checks.selection import Selection
from rmentor.render.findings import Findings, found_and_help
from rmentor.render.findings_concise import report as concise
from rmentor.render.findings_github import report as github
from rmentor.render.findings_json import report as as_json
from rmentor.render.findings_junit import report as junit
from rmentor.render.findings_sarif import report as sarif
from rmentor.render.findings_text import report as text

ALL = Selection(None, frozenset())
FORMATS = ("text", "concise", "json", "github", "sarif", "junit")
START = (
    "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}\n"
)
WRONG = f"{START}meetings:\n  evry: 2 weeks\n  length: 6 moons\n"
SOUND = (ROOT / "sample_programmes" / "hartford" / "programme.yaml").read_text("utf-8")


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def checked(run: Run, form: str, *words: object) -> Any:
    """Check and read what was printed as its reader would."""
    told = run("check", "--format", form, *words).out
    return json.loads(told) if form in ("json", "sarif") else JUnitXml.fromstring(told.encode())


def results(sarif_log: Any) -> list[Any]:
    """Return the results of a log that is as the published schema says."""
    Draft7Validator(published("https://json.schemastore.org/sarif-2.1.0.json")).validate(sarif_log)
    (one,) = sarif_log["runs"]
    return list(one["results"])


def test_text_quotes_the_line_and_says_what_to_do(run: Run) -> None:
    ended = run("check", write("p.yaml", WRONG))
    assert ended.out == (
        "p.yaml:7:3: RM103 unknown key 'evry' in meetings\n"
        "  7 |   evry: 2 weeks\n"
        "    |   ^^^^\n"
        "  help: did you mean 'every'?\n"
        "\n"
        "p.yaml:8:11: RM106 meetings.length is '6 moons', expected a period, as 3 months, 2 weeks or 90 minutes\n"
        "  8 |   length: 6 moons\n"
        "    |           ^^^^^^^\n"
        "\n"
    )
    assert (ended.code, ended.err) == (1, "1 file checked: 2 errors\n")


def test_concise_is_one_line_for_each(run: Run) -> None:
    ended = run("check", "--format", "concise", write("p.yaml", WRONG))
    assert ended.out.splitlines()[0] == "p.yaml:7:3: RM103 unknown key 'evry' in meetings; did you mean 'every'?"
    assert len(ended.out.splitlines()) == 2


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("a; b", ("a", "b")),
        ("a; b; c", ("a; b", "c")),
        ("a", ("a", "")),
        ("the title is 'x; y', expected z", ("the title is 'x; y', expected z", "")),
        ("the title is 'x; y'; take z", ("the title is 'x; y'", "take z")),
    ],
)
def test_help_is_what_follows_the_last_semicolon_outside_of_quotes(message: str, parts: tuple[str, str]) -> None:
    assert found_and_help(message) == parts


@pytest.mark.parametrize("column", [1, 50, 101, 2990])
def test_a_long_line_is_cut_around_the_place(column: int) -> None:
    line = "a" * (column - 1) + "!" + "b" * 3000
    told = _told(line, column)
    assert max(map(len, told)) <= 80
    assert told[1][told[2].index("^")] == "!"


def test_a_caret_stands_under_its_place_after_wide_letters() -> None:
    assert _told("日本: {é: !}", 9)[1:3] == ["  1 | 日本: {é: !}", "    |           ^"]


def test_what_could_steer_a_terminal_is_not_quoted() -> None:
    assert _told("a: \x1b[31m \u202e!", 10)[1] == "  1 | a: ?[31m ?!"


def test_a_line_of_one_megabyte_is_quoted_at_once() -> None:
    problems = [Problem("f", 1, column, "RM103", "m") for column in range(1, 1_000_000, 1000)]
    assert text(Findings(problems=problems, sources={"f": "é: ," * 250_000})).count("^") >= 1000


def _told(line: str, column: int) -> list[str]:
    findings = Findings(problems=[Problem("f", 1, column, "RM103", "m")], sources={"f": line})
    return _plain(text(findings)).splitlines()


def _plain(told: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", told)


@pytest.mark.parametrize(("setting", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_colour_is_for_terminals_that_want_it(setting: dict[str, str], coloured: bool) -> None:
    told = _on_a_terminal("check", str(write("p.yaml", WRONG)), **setting)
    assert "p.yaml:7:3:" in told
    assert ("\x1b[1;31mRM103\x1b[0m" in told, "\x1b" in told) == (coloured, coloured)


def _on_a_terminal(*words: str, **setting: str) -> str:
    leader, follower = pty.openpty()
    environment = {"TERM": "xterm", **{k: v for k, v in os.environ.items() if k not in ("TERM", "NO_COLOR")}, **setting}
    subprocess.run([sys.executable, "-m", "rmentor", *words], stdout=follower, env=environment, check=False)
    os.close(follower)
    told = os.read(leader, 100_000).decode()
    os.close(leader)
    return told


def test_json_is_as_its_schema_says(run: Run) -> None:
    told = checked(run, "json", write("p.yaml", WRONG), "nowhere.yaml", write("q.yaml", SOUND))
    schema = json.loads((ROOT / "docs" / "findings.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(told)
    assert told["findings"]["files"] == ["p.yaml", "q.yaml"]
    assert told["findings"]["problems"][0] == {
        "file": "p.yaml",
        "line": 7,
        "column": 3,
        "code": "RM103",
        "message": "unknown key 'evry' in meetings; did you mean 'every'?",
        "severity": "error",
    }


def test_github_gets_a_command_for_each(run: Run) -> None:
    told = run("check", "--format", "github", write("a/b, 5 %: c.yaml", WRONG)).out.splitlines()
    assert told[0] == (
        "::error file=a/b%2C 5 %25%3A c.yaml,line=7,col=3,title=RM103"
        "::unknown key 'evry' in meetings; did you mean 'every'?"
    )
    bare = run("check", "--format", "github", "--select", "RM302", write("q.yaml", START)).out
    assert bare.startswith("::warning file=q.yaml,line=1,title=RM302::")


def test_a_file_that_is_not_there_cannot_start_a_command_by_its_name(run: Run) -> None:
    ended = run("check", "--format", "github", "\n::set-output name=a::b\r::stop-commands::c")
    assert ended.code == 3
    assert [line[:8] for line in (ended.out + ended.err).splitlines() if "::" in line] == ["::error "]


def test_sarif_names_rules_places_and_levels(run: Run) -> None:
    log = checked(run, "sarif", write("in here/p.yaml", WRONG))
    (first, second) = results(log)
    driver = log["runs"][0]["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == [page.code for page in MANUAL]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "RM103"
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "in%20here/p.yaml"}, "region": {"startLine": 7, "startColumn": 3}}
    assert (first["level"], second["ruleId"]) == ("error", "RM106")


def test_a_warning_without_a_column_is_a_place_in_sarif_too(run: Run) -> None:
    (one,) = results(checked(run, "sarif", "--select", "RM302", write("p.yaml", START)))
    assert one["level"] == "warning"
    assert one["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_paths_are_told_from_the_folder_and_else_as_given(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    written = write("inner/p.yaml", WRONG).resolve()
    assert _uris(run, written) == {"inner/p.yaml"}
    assert _uris(run, "inner/../inner/p.yaml") == {"inner/p.yaml"}
    Path("other").mkdir()
    monkeypatch.chdir("other")
    assert _uris(run, "../inner/p.yaml") == {"../inner/p.yaml"}
    assert _uris(run, written) == {written.as_uri()}


def _uris(run: Run, path: object) -> set[str]:
    found = results(checked(run, "sarif", path))
    return {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in found}


def test_a_fingerprint_stays_when_lines_move_and_tells_the_same_line_twice_apart(run: Run) -> None:
    before = _fingerprints(run, f"{START}x: 1\nx: 1\ny: 1\n")
    after = _fingerprints(run, f"# new\n\n{START}z: 1\nx:   1\nx: 1 \ny: 1\n")
    assert len(set(before)) == 3
    assert len(set(after) & set(before)) == 3
    assert len(after) == 4


def _fingerprints(run: Run, told: str) -> list[str]:
    found = results(checked(run, "sarif", write("p.yaml", told)))
    return [one["partialFingerprints"]["primaryLocationLineHash"] for one in found]


def test_sarif_says_when_a_file_could_not_be_read(run: Run) -> None:
    log = checked(run, "sarif", "nowhere.yaml", write("p.yaml", SOUND))
    assert len(results(log)) == 1
    assert log["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_rule(run: Run) -> None:
    wrong, sound = list(checked(run, "junit", write("b.yaml", WRONG + "x: 1\n"), write("c.yaml", SOUND)))
    assert (wrong.name, wrong.tests, wrong.failures, wrong.errors) == ("b.yaml", 2, 2, 0)
    assert [(case.name, case.classname) for case in wrong] == [("RM103", "b.yaml"), ("RM106", "b.yaml")]
    (failure,) = next(iter(wrong)).result
    assert isinstance(failure, Failure)
    assert (failure.type, len(str(failure.text).splitlines())) == ("error", 2)
    assert [(case.name, case.is_passed) for case in sound] == [("no findings", True)]


def test_junit_fails_for_what_counts(run: Run) -> None:
    weak = write("p.yaml", START)
    (lenient,) = list(checked(run, "junit", weak))
    (strict,) = list(checked(run, "junit", weak, "--strict"))
    assert (lenient.failures, strict.failures) == (0, strict.tests)
    assert all(case.is_passed and "RM3" in str(case.system_out) for case in lenient)


@pytest.mark.parametrize("form", FORMATS)
def test_exit_codes_are_the_same_in_every_format(run: Run, form: str) -> None:
    wrong, weak, sound = write("wrong.yaml", WRONG), write("weak.yaml", START), write("sound.yaml", SOUND)
    ends: list[list[object]] = [
        [wrong],
        [wrong, "--exit-zero"],
        [weak],
        [weak, "--strict"],
        [sound, "--strict"],
        ["no"],
        ["no", sound],
    ]
    codes = [run("check", "--format", form, *words).code for words in ends]
    assert codes == [1, 0, 0, 1, 0, 3, 1]
    assert run("check", "--format", form).code == 2
    assert run("check", "--format", form, "no", "--exit-zero").code == 3


@pytest.mark.parametrize("form", FORMATS)
def test_a_bug_ends_with_70_in_every_format(run: Run, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rmentor.commands.checking.told_of", lambda *_: 1 / 0)
    ended = run("check", "--format", form, write("p.yaml", START))
    assert (ended.code, ended.out) == (70, "")


@pytest.mark.parametrize("form", ["json", "github", "sarif", "junit"])
def test_where_nothing_could_be_read_a_machine_is_told_too(run: Run, form: str) -> None:
    ended = run("check", "--format", form, "nowhere.yaml")
    assert "RM101" in ended.out
    assert ended.err == "0 files checked: 1 error\n"


def test_an_unknown_format_is_wrong_usage(run: Run) -> None:
    assert run("check", "--format", "xml", write("p.yaml", START)).code == 2


def test_a_file_named_twice_is_checked_once(run: Run) -> None:
    path = write("p.yaml", WRONG)
    Path("link.yaml").symlink_to(path)
    ended = run("check", "--format", "concise", "./p.yaml", path.resolve(), path, "link.yaml")
    assert (len(ended.out.splitlines()), ended.err) == (2, "1 file checked: 2 errors\n")
    assert ended.out.startswith("p.yaml:7:3:")


def test_files_are_told_in_their_order_and_problems_in_the_order_of_lines(run: Run) -> None:
    found = checked(run, "json", write("z.yaml", WRONG), write("a.yaml", START))["findings"]["problems"]
    assert list(dict.fromkeys(one["file"] for one in found)) == ["z.yaml", "a.yaml"]
    for file in ("z.yaml", "a.yaml"):
        places = [(one["line"], one["column"], one["code"], one["message"]) for one in found if one["file"] == file]
        assert places == sorted(set(places))


_ANY = st.text(st.characters(codec="utf-8"), max_size=40)
_STEERING = ["::error::x", "\n::set-output name=a::b", "\r\n##[x]", "]]>", "%0A::x", "\x1b[2J", "\u2028::x", "\0"]
_PIECES = st.lists(_ANY | st.sampled_from(_STEERING), max_size=4).map("".join)
_LINES = ["{}", "{}: 1", 'x: "{}"', "title: {}", "# {}", "# rmentor: ignore[{}]", "mode: |\n  {}"]
_PROBLEMS = st.lists(
    st.builds(Problem, _PIECES, st.integers(0, 3), st.integers(0, 9), st.just("RM103"), _PIECES), max_size=3
)


@given(st.sampled_from([START, ""]), _PIECES, st.sampled_from(_LINES))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_a_file_every_format_can_be_read(start: str, piece: str, line: str) -> None:
    Path("p.yaml").write_bytes((start + line.format(piece)).encode())
    findings = check_files([Path("p.yaml")], ALL, strict=False)
    ours = ("::error file=p.yaml,line=", "::warning file=p.yaml,line=")
    assert all(line.startswith(ours) for line in github(findings).splitlines())
    _assert_readable(findings)


@given(_PROBLEMS, _PIECES)
@settings(deadline=None)
def test_whatever_a_file_is_called_every_format_can_be_read(problems: list[Problem], source: str) -> None:
    findings = Findings(problems=problems, sources={one.file: source for one in problems}, folder=Path("/here"))
    assert all(line.startswith("::error ") for line in github(findings).splitlines())
    _assert_readable(findings)


def _assert_readable(findings: Findings) -> None:
    count = len(findings.problems)
    assert len(concise(findings).splitlines()) == len(github(findings).splitlines()) == count
    assert len(json.loads(as_json(findings))["findings"]["problems"]) == count
    assert len(json.loads(sarif(findings))["runs"][0]["results"]) == count
    assert sum(1 for _ in JUnitXml.fromstring(junit(findings).encode())) == len(findings.sources)
    assert "\x1b" not in _plain(text(findings)) + junit(findings) + github(findings) + concise(findings)


def test_sarif_about_a_hostile_file_is_as_published(run: Run) -> None:
    hostile = "".join(f"{one!r}: 1\n{json.dumps(one)}: [\n" for one in _STEERING[:-1])
    assert results(
        checked(run, "sarif", write("::a\n%:b.yaml", START + hostile), write("c.yaml", START + '"::x\\n": 1'))
    )
