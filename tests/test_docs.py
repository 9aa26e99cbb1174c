"""The pages in docs/ say what the program says."""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterator

import pytest

from conftest import ROOT
from rmentor.programme.checks.rules import MANUAL
from rmentor.programme.fields import Key, Kind, Many, Record, Scalar, Section, Table
from rmentor.programme.model import Programme

DOCS = ROOT / "docs"
NAMES = ("rules.md", "programme-file.md", "commands.md")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    pages: dict[str, str] = runpy.run_path(str(DOCS / "generate.py"))["texts"]()
    return pages


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_up_to_date(made: dict[str, str], name: str) -> None:
    assert (DOCS / name).read_text("utf-8") == made[name], f"docs/{name} is out of date: run `make docs`"


@pytest.mark.parametrize("name", NAMES)
def test_a_pages_links_lead_somewhere(made: dict[str, str], name: str) -> None:
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ")).lower().replace(" ", "-") for line in made[name].splitlines()}
    assert set(re.findall(r"\]\(#([^)]*)\)", made[name])) <= headings


def test_every_rule_has_its_place(made: dict[str, str]) -> None:
    assert re.findall(r"^### (RM\d+)$", made["rules.md"], re.MULTILINE) == [page.code for page in MANUAL]


def test_every_key_shows_a_value_that_it_takes() -> None:
    """An example, or what holds anyway: none but sections go without."""
    for path, one in keys(Programme):
        kind = innermost(one.kind)
        if isinstance(kind, Table):
            name, value = one.example.split(": ", 1)
            assert kind.keys.parse(name) is not None, path
            kind, example = kind.values, value
        else:
            example = one.example
        if isinstance(kind, Scalar) and (example or one.required or one.default in (None, ())):
            assert example != "", path
            assert kind.parse(example) is not None, path


def keys(record: type[Record], path: str = "") -> Iterator[tuple[str, Key]]:
    for name, one in record.keys.items():
        yield f"{path}{name}", one
        below = innermost(one.kind)
        if isinstance(below, Section):
            yield from keys(below.record, f"{path}{name}.")


def innermost(kind: Kind) -> Kind:
    return innermost(kind.kind) if isinstance(kind, Many) else kind
