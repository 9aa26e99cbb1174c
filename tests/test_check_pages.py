"""The manual's own examples: in each rule's wrong one that rule finds something, in the right one nothing does."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from conftest import ROOT, Run
from rmentor.programme.checks.model import Page
from rmentor.programme.checks.rules import MANUAL, problems_of, told_of
from rmentor.programme.reader import read_programme

BASE = (ROOT / "tests" / "files" / "valid" / "good-practice.yaml").read_text("utf-8")
HEAD = "format: 1\nid: p\ntitle: T\nmode: reverse\nplan: {start: 2027-01-11, length: 6 months, zone: Europe/Oslo}\n"
READ = [page for page in MANUAL if page.code < "RM2"]
RULED = [page for page in MANUAL if page.code >= "RM2"]


@pytest.mark.parametrize("page", RULED, ids=lambda page: page.code)
def test_a_rules_wrong_example_breaks_it_and_no_other(page: Page) -> None:
    assert codes(completed(page.wrong)) == {page.code}


@pytest.mark.parametrize("page", RULED, ids=lambda page: page.code)
def test_a_rules_right_example_breaks_none(page: Page) -> None:
    assert codes(completed(page.right)) == set()


@pytest.mark.parametrize("page", READ, ids=lambda page: page.code)
def test_the_readers_examples_show_what_it_refuses(page: Page) -> None:
    wrong, right = HEAD + page.wrong, HEAD + page.right
    told = {one.code for one in told_of(read_programme(wrong.encode(), "p"), "p", wrong)}
    assert {code for code in told if code < "RM2"} == {page.code}
    told = {one.code for one in told_of(read_programme(right.encode(), "p"), "p", right)}
    assert {code for code in told if code < "RM3"} == set()


@pytest.mark.parametrize("page", MANUAL, ids=lambda page: page.code)
def test_a_page_has_all_its_parts(page: Page) -> None:
    assert page.finds.endswith(".")
    assert page.source.endswith(".")
    assert page.code < "RM3" or ("(" in page.source and page.why)
    assert all(len(line) <= 76 for line in (page.wrong + "\n" + page.right).splitlines())


@pytest.mark.parametrize("code", ["RM102", "RM237", "RM312"])
def test_a_page_is_shown_whole(run: Run, code: str) -> None:
    page = next(page for page in MANUAL if page.code == code)
    told = run("check", "--explain", code).out
    for part in (page.finds, page.source, *page.why):
        assert part in " ".join(told.split())
    for example in (page.wrong, page.right):
        assert "\n".join(f"    {line}" for line in example.splitlines()) in told
    assert (f"# rmentor: ignore[{code}]" in told) == (code > "RM2")


def completed(piece: str) -> str:
    """Return the whole programme that a piece of one stands for; an empty value takes its key away."""
    return str(yaml.safe_dump(_over(_tree(BASE), _tree(piece)), allow_unicode=True))


def codes(text: str) -> set[str]:
    return {problem.code for problem in problems_of(read_programme(text.encode(), "p"), "p")}


def _tree(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def _over(base: Any, piece: Any) -> Any:
    if not isinstance(piece, dict) or not isinstance(base, dict):
        return piece
    merged = base | {name: _over(base.get(name), value) for name, value in piece.items()}
    return {name: value for name, value in merged.items() if value != ""}
