"""Which findings are told: by codes on the command line, and by comments in the file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from conftest import Run
from rmentor.programme.checks.rules import told_of
from rmentor.programme.comments import Ignore, ignores_in
from rmentor.programme.reader import read_programme

START = (
    "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}\n"
)
SLOW = f"{START}meetings:\n  every: 6 weeks"
OVERDUE = f"{START[:-2]}, evaluation: 2026-01-11}}\n"


def found(run: Run, text: str, *words: str) -> set[str]:
    Path("p.yaml").write_text(text, encoding="utf-8")
    told = run("check", "p.yaml", "--format", "concise", *words).out
    return {line.split(" ")[1] for line in told.splitlines()}


def test_selected_rules_are_told_alone(run: Run) -> None:
    everything = found(run, OVERDUE)
    assert {"RM202", "RM301", "RM302", "RM321"} < everything
    assert found(run, OVERDUE, "--select", "RM301,RM302") == {"RM301", "RM302"}
    assert found(run, OVERDUE, "--select", "RM301", "--select", "rm302, RM2") == {"RM202", "RM301", "RM302"}
    assert found(run, OVERDUE, "--select", "RM32") == {code for code in everything if code.startswith("RM32")}


def test_ignored_rules_are_left_out(run: Run) -> None:
    everything = found(run, OVERDUE)
    assert found(run, OVERDUE, "--ignore", "RM301", "--ignore", "RM32,RM34") == {
        code for code in everything if not code.startswith(("RM301", "RM32", "RM34"))
    }
    assert found(run, OVERDUE, "--select", "RM30", "--ignore", "RM301") == {"RM302", "RM303", "RM304"}


def test_what_is_not_told_does_not_count(run: Run) -> None:
    Path("p.yaml").write_text(OVERDUE, encoding="utf-8")
    assert [run("check", "p.yaml", *words).code for words in ([], ["--ignore", "RM2"], ["--select", "RM3"])] == [
        1,
        0,
        0,
    ]
    assert run("check", "p.yaml", "--ignore", "RM2", "--strict").code == 1
    assert run("check", "p.yaml", "--ignore", "RM2,RM3", "--strict").err == "1 file checked: no findings\n"


@pytest.mark.parametrize("text", ["a: [", f"{START}x: 1\n", START.replace("reverse", "revers")])
def test_a_file_that_cannot_be_read_is_told_whatever_is_selected(run: Run, text: str) -> None:
    assert found(run, text, "--select", "RM3") == found(run, text)


def test_ignoring_why_a_file_cannot_be_read_is_no_clean_bill(run: Run) -> None:
    Path("p.yaml").write_text(f"{START}x: 1\n", encoding="utf-8")
    ended = run("check", "p.yaml", "--ignore", "RM103")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == (
        "1 file checked: no findings\n"
        "rmentor: p.yaml: what is ignored keeps it from being read, so no other rule was held against it\n"
    )


@pytest.mark.parametrize("option", ["--select", "--ignore"])
@pytest.mark.parametrize("word", ["RM999", "RM1 RM2", "", "RM301,", "E501"])
def test_an_unknown_rule_is_wrong_usage(run: Run, option: str, word: str) -> None:
    Path("p.yaml").write_text(START, encoding="utf-8")
    ended = run("check", "p.yaml", option, word)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"rmentor: {option}: there is no rule ")


def test_the_nearest_rules_are_offered(run: Run) -> None:
    Path("p.yaml").write_text(START, encoding="utf-8")
    assert "did you mean 'RM301'" in run("check", "p.yaml", "--select", "RM3001").err


@pytest.mark.parametrize(
    "comment", ["ignore[RM331] asked for", "ignore[RM302,RM331]", "ignore[rm33 , RM302]", "  ignore[RM3]"]
)
def test_a_comment_silences_rules_in_its_line(run: Run, comment: str) -> None:
    assert "RM331" in found(run, SLOW)
    assert "RM331" not in found(run, f"{SLOW} # rmentor:{comment}\n")
    assert "RM331" in found(run, f"{SLOW}\n  length: 1 hour # rmentor:{comment}\n")


def test_a_comment_above_the_first_key_counts_for_the_whole_file(run: Run) -> None:
    comment = "# rmentor: ignore[RM331, RM301] a trial"
    for above in (comment, f"\n# why\n{comment}\n", f"%YAML 1.1\n---\n{comment}", f"# too slow {comment}"):
        assert found(run, SLOW) - found(run, f"{above}\n{SLOW}") == {"RM331", "RM301"}, above
    below = SLOW.replace("meetings", f"{comment}\nmeetings")
    assert found(run, below) - found(run, SLOW) == {"RM108"}


def test_what_keeps_a_file_from_being_read_is_not_silenced(run: Run) -> None:
    text = f"# rmentor: ignore[RM103, RM331]\n{START}tittle: x # rmentor: ignore[RM1] ours\n"
    assert found(run, text) == {"RM103"}


@pytest.mark.parametrize(
    ("comment", "told"),
    [
        ("ignore[RM302]", "RM302 finds nothing in this line to ignore; take it out"),
        ("ignore", "this ignore names no rule; say which it means, as ignore[RM301]"),
        ("ignore[]", "this ignore names no rule; say which it means, as ignore[RM301]"),
        ("ignore[RM3O1]", "there is no rule 'RM3O1' to ignore; did you mean 'RM3"),
    ],
)
def test_a_comment_that_silences_nothing_is_told(run: Run, comment: str, told: str) -> None:
    Path("p.yaml").write_text(f"{START}meetings: {{at: 10:00}} # rmentor: {comment}\n", encoding="utf-8")
    ended = run("check", "p.yaml", "--select", "RM108", "--format", "concise")
    assert (ended.code, ended.out.startswith(f"p.yaml:6:23: RM108 {told}")) == (0, True)
    assert run("check", "p.yaml", "--select", "RM108", "--strict").code == 1


def test_one_idle_word_of_a_comment_is_told_alone() -> None:
    text = f"{SLOW} # rmentor: ignore[RM331,RM302] # rmentor: ignore[RM331]\n"
    told = [one for one in told_of(read_programme(text.encode(), "p"), "p", text) if one.code == "RM108"]
    assert [(one.column, one.message.split()[0]) for one in told] == [(18, "RM302")]


def test_selecting_does_not_make_a_comment_idle(run: Run) -> None:
    assert found(run, f"{SLOW} # rmentor: ignore[RM331]\n", "--ignore", "RM3") == set()
    assert found(run, f"{SLOW} # rmentor: ignore[RM331]\n", "--select", "RM1,RM302") == {"RM302"}


def test_many_idle_comments_are_told_in_part_and_quickly() -> None:
    text = (
        START
        + "# rmentor: ignore["
        + ",".join(f"X{number}" for number in range(50_000))
        + "]\n"
        + "# rmentor: ignore\n" * 9999
    )
    assert len([one for one in told_of(read_programme(text.encode(), "p"), "p", text) if one.code == "RM108"]) == 20


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a: '# rmentor: ignore[RM1]'", []),
        ('a: "x\n  # rmentor: ignore[RM1]\n  y" # rmentor: ignore[RM1]', [3]),
        (
            "a: | # rmentor: ignore[RM1]\n  x # rmentor: ignore[RM1]\n  # rmentor: ignore[RM1]\n# rmentor: ignore[RM1]",
            [1, 4],
        ),
        ("a: >-\n  x\n\n  # rmentor: ignore[RM1]\nb: 1 # rmentor: ignore[RM1]", [5]),
        ("a: x# rmentor:ignore[RM1]", []),
        ("a: x\u00a0# rmentor:ignore[RM1]", []),
        ("a: x\t#rmentor:ignore[RM1]", [1]),
        ("a: x # said: # rmentor: ignore[RM1]", [1]),
        ("'# rmentor: ignore[RM1]': x # rmentor: ignore[RM1]", [1]),
        ("a: [x, # rmentor: ignore[RM1]\r\n 'y # rmentor: ignore[RM1]']", [1]),
        ("日本: '日本 # rmentor: ignore[RM1]' # rmentor: ignore[RM1]", [1]),
        ("a: x # rmentor: ignored[RM1]", []),
    ],
)
def test_only_a_comment_is_a_comment(text: str, lines: list[int]) -> None:
    assert [one.line for one in ignores_in(text)] == lines


_MARK = "# rmentor: ignore[RM1]"
_TEXTS = st.lists(st.sampled_from(["x", " ", "\n", "'", '"', "é", _MARK, f" {_MARK}", ": ", "- ", "|"]), max_size=6)
_VALUES = st.recursive(
    _TEXTS.map("".join),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS.map("".join), inner, max_size=3),
)


@given(_VALUES, st.sampled_from([None, '"', "'", "|", ">"]), st.booleans())
def test_no_text_is_taken_for_a_comment(value: object, style: str | None, flow: bool) -> None:
    """A dumper writes no comments, so whatever it wrote holds none."""
    text = yaml.safe_dump(value, default_style=style, default_flow_style=flow, allow_unicode=True, width=20)
    assert list(ignores_in(text)) == []
    assert [one.line for one in ignores_in(f"{_MARK}\n{text}")] == [1]


def _columns(ignores: Iterator[Ignore]) -> list[int]:
    return [one.column for one in ignores]


def test_a_comment_has_its_column() -> None:
    assert _columns(ignores_in(f"日本: 1  {_MARK} {_MARK}")) == [8, 31]
