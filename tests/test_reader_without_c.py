"""Where PyYAML lacks its C part, files are read alike, or the problem says why they are not."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from conftest import ROOT, SAMPLES
from rmentor.errors import Problem
from rmentor.programme.reader import read_programme

FILES = sorted([*SAMPLES.glob("*/programme.yaml"), *(ROOT / "tests" / "files").glob("*/*.yaml")])
BASE = "format: 1\nid: any\ntitle: {}\nmode: reverse\nplan: {{start: 2027-01-11, length: 3 months, zone: UTC}}\n"
VALUES = [
    "A: b",
    "'a",
    "[a",
    "{a",
    "@a",
    "& a",
    "!a b",
    "*a",
    "|",
    "| a",
    "- a",
    '"\\e"',
    '"C:\\Users"',
    "a\u202eb",
    "",
]
UNLIKE = ("a:\t1", "a: b\tc", "purpose: {need: Why?}")  # what the other part refuses though it is YAML
SCRIPT = (
    "import json, sys\n"
    "sys.modules['yaml._yaml'] = None\n"
    "from rmentor.programme.reader import read_programme\n"
    "texts = json.load(sys.stdin)\n"
    "problems = [[vars(one) for one in read_programme(text.encode('utf-8', 'surrogateescape'), 'p').problems]"
    " for text in texts]\n"
    "json.dump(problems, sys.stdout)"
)


def _read_without_c(texts: list[str]) -> list[list[dict[str, Any]]]:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    found: list[list[dict[str, Any]]] = json.loads(ended.stdout)
    return found


def test_files_are_read_alike() -> None:
    texts = [path.read_bytes().decode("utf-8", "surrogateescape") for path in FILES]
    texts += [BASE.format(value) for value in VALUES]
    for text, without in zip(texts, _read_without_c(texts), strict=True):
        problems = read_programme(text.encode("utf-8", "surrogateescape"), "p").problems
        assert [_told(one) for one in without] == [_told(vars(one)) for one in problems], text


def test_what_is_read_otherwise_says_why() -> None:
    for problems in _read_without_c(list(UNLIKE)):
        assert "without its C part" in problems[0]["message"]


def _told(problem: dict[str, Any]) -> Problem:
    shared = problem["message"].partition("; PyYAML is installed without")[0]
    return Problem(**{**problem, "message": shared})
