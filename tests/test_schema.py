"""The JSON Schema says what the reader says, as far as a schema can; an editor sees the file by YAML's core typing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import ROOT, SAMPLES, Run
from rmentor.programme.reader import read_programme
from rmentor.programme.schema import programme_schema

FILES = ROOT / "tests" / "files"
SOUND = sorted([*SAMPLES.glob("*/programme.yaml"), *FILES.glob("valid/*.yaml"), *FILES.glob("advised/*.yaml")])
_SAYABLE = {"RM103", "RM105", "RM106"}  # a key that stands twice (RM104) is gone before a schema sees the file
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "": None}


@pytest.mark.parametrize("path", SOUND, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_what_the_reader_takes_the_schema_takes(path: Path) -> None:
    assert [error.message for error in _validator().iter_errors(core(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("path", sorted(FILES.glob("invalid/*.yaml")), ids=lambda path: path.stem)
def test_what_the_reader_refuses_the_schema_refuses(path: Path) -> None:
    codes = {problem.code for problem in read_programme(path.read_bytes(), "p").problems}
    if codes & _SAYABLE:
        assert not _validator().is_valid(core(path.read_text("utf-8")))


def test_every_wrong_value_is_found_by_the_schema_too() -> None:
    """Two need a calendar or a list of zones, which a schema does not have."""
    path = FILES / "invalid" / "values.yaml"
    found = {
        ".".join(map(str, error.absolute_path)) for error in _validator().iter_errors(core(path.read_text("utf-8")))
    }
    told = re.findall(r"RM106 (\S+) is", path.with_suffix(".txt").read_text("utf-8"))
    keys = {re.sub(r"\[(\d+)\]", lambda match: f".{int(match[1]) - 1}", key) for key in told}
    assert keys - found == {"plan.start", "plan.zone"}


def test_the_command_prints_the_schema(run: Run) -> None:
    ended = run("schema")
    assert ended.code == 0
    assert json.loads(ended.out) == programme_schema()


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(programme_schema())


def _validator() -> Draft202012Validator:
    return Draft202012Validator(programme_schema())


def core(text: str) -> Any:
    """Return what a text holds as YAML 1.2 types it."""
    root = yaml.compose(text, Loader=yaml.CBaseLoader)
    return _value(root) if root else None


def _value(node: Any) -> Any:
    """Return a node's value as YAML 1.2 types it: only plain true, false, null and numbers are not text."""
    if isinstance(node, yaml.MappingNode):
        return {name.value: _value(value) for name, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    text = str(node.value)
    if getattr(node, "style", None):
        return text
    if _NUMBER.fullmatch(text):
        return json.loads(text)
    return _WORDS.get(text, text)
