"""The same disclosed figures in every format, and nothing that could run."""

from __future__ import annotations

import json
import re
import stat
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Run
from evaluated import START, TEXT, facts, meeting, pairs_of, people_of, responses, stored
from rmentor.evaluation.facts import Facts
from rmentor.evaluation.model import Response
from rmentor.evaluation.report import report
from rmentor.meetings.model import MeetingStatus
from rmentor.render.report_markdown import report_markdown
from rmentor.render.report_terminal import report_view
from rmentor.render.show import as_text

AT = ("--today", "2027-08-02")


def pilot(pairs: int = 12) -> Facts:
    everyone = [f"{side}{one + 1}" for side in "ME" for one in range(pairs)]
    before = responses("opening", "trust", {one: 2 + index % 3 for index, one in enumerate(everyone)})
    after = [
        Response(
            person=one,
            wave="closing",
            received=START,
            numbers={"trust": 3 + index % 3, "strain": 1 + index % 2},
            texts={"said": f"Thanks, Quillfeather {index}"},
        )
        for index, one in enumerate(everyone)
    ]
    states = [MeetingStatus.HELD, MeetingStatus.HELD, MeetingStatus.MISSED]
    planned = [meeting(pair + 1, n + 1, states[(pair + n) % 3]) for pair in range(pairs) for n in range(4)]
    return facts(people_of(pairs, pairs), pairs=pairs_of(pairs), meetings=planned, responses=[*before, *after])


def figures(value: Any) -> Iterator[dict[str, Any]]:
    """Yield everything in a JSON value that has an n."""
    if isinstance(value, dict):
        if "n" in value:
            yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from figures(one)


def test_every_format_shows_the_same_figures_and_no_name(run: Run) -> None:
    stored(pilot())
    terminal = run("report", *AT).out
    markdown = run("report", "--format", "md", *AT).out
    data = json.loads(run("report", "--format", "json", *AT).out)["report"]
    assert run("report", "--format", "html", "--out", "r.html", *AT).code == 0
    page = Path("r.html").read_text("utf-8")
    assert data["objectives"][0]["figure"]["value"] == 66.7
    for text in (terminal, markdown, page):
        assert "66.7 %" in text
        assert "8 of 12" in text
        assert "not met" in text
        assert "Quillfeather" not in text


def test_objectives_changes_and_hidden_figures_are_all_there(run: Run) -> None:
    stored(pilot())
    data = json.loads(run("report", "--json", *AT).out)["report"]
    assert [one["verdict"] for one in data["objectives"]] == ["not met", "not met"]
    assert [one["verdict"] for one in data["criteria"]] == ["met"]
    change = data["changes"][0]
    assert (change["item"], change["before"], change["after"], change["figure"]["n"]) == ("trust", 3.0, 4.0, 24)
    assert [one["ours"]["value"] for one in data["comparisons"]] == [4.0]
    assert [one["mentors"] for one in data["sides"]] == [12, 12, 12]
    assert data["comments"][0]["texts"][0] == "Thanks, … 0"


def test_the_same_report_gives_the_same_bytes(run: Run) -> None:
    stored(pilot())
    for name in ("one.html", "two.html"):
        run("report", "--format", "html", "--out", name, *AT)
    assert Path("one.html").read_bytes() == Path("two.html").read_bytes()
    assert stat.S_IMODE(Path("one.html").stat().st_mode) == 0o600


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.references: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        handled = ("src", "href", "xlink:href", "action", "data")
        self.references += [value or "" for name, value in attrs if name in handled or name.startswith("on")]


def test_the_page_loads_nothing_runs_nothing_and_escapes_what_comes_from_outside(run: Run) -> None:
    hostile = "\"'><script>alert(1)</script><img src=http://x onerror=y>{{ 7*7 }}"
    text = TEXT.replace("title: Pilot", f"title: {json.dumps(hostile)}")
    stored(pilot(), text.replace("text: How far do you trust the other?", f"text: {json.dumps(hostile)}"))
    assert run("report", "--format", "html", "--out", "r.html", *AT).code == 0
    page = _Page()
    page.feed(Path("r.html").read_text("utf-8"))
    assert not {"script", "img", "iframe", "link", "object", "embed", "a", "form"} & set(page.tags)
    assert all(one.startswith("#") and one[1:] in page.ids for one in page.references)
    assert len(page.ids) == len(set(page.ids))
    whole = Path("r.html").read_text("utf-8")
    assert "default-src 'none'" in whole
    assert "49" not in re.sub(r"<svg.*?</svg>", "", whole, flags=re.DOTALL).split("<body>")[1].split("</h1>")[0]


def test_hostile_titles_are_no_markup_in_markdown_either() -> None:
    from dataclasses import replace

    given = pilot()
    told = report_markdown(report(replace(given, programme=replace(given.programme, title="a|b <b> *x* [y](z)"))))
    assert told.startswith("<!-- rmentor report -->\n\n# a\\|b \\<b\\> \\*x\\* \\[y\\](z)\n")


def test_a_report_of_nothing_says_so(run: Run) -> None:
    stored(facts(people_of(1, 1)))
    ended = run("report", *AT)
    assert ended.code == 0
    assert "cannot be told" in ended.out
    assert "There are no answers" in ended.out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--format", "html"), 2),
        (("--out", "r.txt"), 2),
        (("--format", "pdf"), 2),
        (("--format", "md", "--out", "r.md"), 0),
        (("--format", "json", "--out", "no/r.json"), 0),
        (("--format", "md", "--out", "rmentor.db/r.md"), 2),
        (("--format", "md", "--out", ""), 2),
        (("--format", "md", "--out", "."), 2),
        (("--format", "md", "--out", "rmentor.db"), 5),
        (("--format", "md", "--out", "./rmentor.db-journal"), 5),
        (("--format", "md", "--out", "/dev/null"), 5),
        (("--db", "other.db"), 6),
    ],
)
def test_exit_codes(run: Run, words: tuple[str, ...], code: int) -> None:
    stored(pilot(5))
    assert run("report", *words, *AT).code == code
    assert not list(Path().glob("**/.*.part")) + list(Path().glob("../.*.part"))


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_a_report_takes_the_place_of_an_earlier_one_and_of_nothing_else(run: Run, form: str) -> None:
    stored(pilot(5))
    for earlier in ("html", "md", "json", form):
        assert run("report", "--format", earlier, "--out", "report", *AT).code == 0
    Path("linked").symlink_to("report")
    Path("empty").touch()
    for name, text in (("pilot.yaml", TEXT), ("r.html", "<!DOCTYPE html>\n<html>"), ("list.json", '{\n  "rmentor": 1')):
        Path(name).write_text(text, "utf-8")
    before = {path: path.read_bytes() for path in Path().iterdir()}
    for name in sorted(map(str, before.keys() - {Path("report")})):
        ended = run("report", "--format", form, "--out", name, *AT)
        assert (ended.code, ended.out) == (5, "")
    assert {path: path.read_bytes() for path in Path().iterdir()} == before


def test_a_missing_extra_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    stored(pilot())
    monkeypatch.setitem(sys.modules, "scipy", None)
    ended = run("report", *AT)
    assert ended.code == 6
    assert "rmentor[report]" in ended.err


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_figure_is_about_fewer_than_the_smallest_group(data: st.DataObject) -> None:
    mentors, mentees = data.draw(st.integers(0, 8)), data.draw(st.integers(0, 8))
    everyone = people_of(mentors, mentees)
    given_answers = [
        Response(person=one.id, wave=wave, received=START, numbers={"trust": score}, texts={"said": f"zz{one.id}"})
        for one in everyone
        for wave in ("opening", "closing")
        if (score := data.draw(st.integers(0, 5))) > 0
    ]
    states = st.sampled_from(MeetingStatus)
    pairs = pairs_of(min(mentors, mentees))
    planned = [meeting(one.number, week, data.draw(states)) for one in pairs for week in (1, 8)]
    found = report(facts(everyone, pairs=pairs, meetings=planned, responses=given_answers))
    told = json.loads(as_text(report_view(found)))["report"]
    assert all(one["n"] is None or one["n"] >= 5 for one in figures(told))
    assert all(one.get("people", 5) >= 5 for one in figures(told))
    assert not [n for n in re.findall(r"\bn = (\d+)|\d+ of (\d+)", report_markdown(found)) if 0 < int("".join(n)) < 5]
    if len(given_answers) < 10:
        assert "zz" not in report_markdown(found)
