"""Schema and reader agree on whatever the field table can hold: what one refuses the other refuses, where both can.

A walk down the table makes a file that is right, and puts at its end a value that may be wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from rmentor.programme.fields import Key, Kind, Many, Record, Scalar, Section, Table
from rmentor.programme.kinds import DATE, ZONE
from rmentor.programme.model import Programme
from rmentor.programme.reader import read_programme
from rmentor.programme.schema import programme_schema
from test_schema import core

_COMMON = """0|1|2|3|5|10|60|100|101|1000|200001|-1|007|1.5|4.50|1234567|1e3|75 %|75%|100.5 %|4,5|-4
yes|no|on|off|true|false|Yes|maybe|a|any-id|any_id|Any Id|-id|Europe/Oslo|UTC|Europe/Olso|Oslo
2027-01-31|2027-02-30|2027-1-31|9999-12-31|31.01.2027|14:30|9:30|24:00|14:60|12:30:00
09:00-17:00|17:00-09:00|9-17|3 months|1 month|3 Months|90 minutes|12345 days|monthly
NO|GB-SCT|no-no|NO-| |  padded  |Å|a@b.example|%d.%m.%Y|[|{|a: b|# c|'|-|?|\""""
TEXTS = (*_COMMON.replace("\n", "|").split("|"), "", "|", "a" * 65, "x" * 300, "x" * 301)
_READING = {"RM101", "RM102", "RM103", "RM104", "RM105", "RM106"}
_PLAIN = re.compile(r"-?[A-Za-z0-9][A-Za-z0-9 .%/_+-]*(:[0-9-]+)*")
_MERE_DIGITS = re.compile(r"-?[0-9]+")
VALIDATOR = Draft202012Validator(programme_schema())


class Plain(str):
    """A text to be written without quotes where that says the same."""

    __slots__ = ()


def written(value: Any) -> str:
    """Return a value as YAML in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{json.dumps(name)}: {written(one)}' for name, one in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if value is None:
        return ""
    if isinstance(value, Plain) and _PLAIN.fullmatch(value.strip()):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def fits(kind: Scalar, text: str) -> bool:
    try:
        kind.parse(text)
    except (ValueError, OverflowError):
        return False
    return True


def words(kind: Scalar) -> list[str]:
    """Return the texts that may be given to a kind: the common ones, and its own words."""
    return [*kind.schema.get("enum", ()), *TEXTS]


def right(kind: Kind) -> Any:
    """Return the first value that fits a kind, as small as it may be."""
    if isinstance(kind, Scalar):
        return Plain(next(text for text in words(kind) if fits(kind, text)))
    if isinstance(kind, Many):
        return [right(kind.kind)] * max(kind.least, 1)
    if isinstance(kind, Table):
        return {right(kind.keys): right(kind.values)}
    return {name: right(one.kind) for name, one in kind.record.keys.items() if one.required}


def doubtful(kind: Kind) -> st.SearchStrategy[Any]:
    """Draw a value that may or may not fit the kind."""
    if isinstance(kind, Scalar):
        texts = st.sampled_from(words(kind))
        return texts | texts.map(Plain) | st.sampled_from([[], {}, [Plain("a")], {"a": Plain("b")}])
    return st.sampled_from([right(kind), None, [], {}, Plain("a"), [None], [[]], {"a": None}, {"": Plain("1")}])


@st.composite
def files(draw: st.DrawFn, kind: Kind) -> Any:
    """Draw a value that is right but for, perhaps, one place."""
    if isinstance(kind, Scalar) or draw(st.integers(0, 9)) == 0:
        return draw(doubtful(kind))
    if isinstance(kind, Many):
        return [*right(kind), draw(files(kind.kind))]
    if isinstance(kind, Table):
        name = right(kind.keys) if draw(st.booleans()) else draw(st.sampled_from(words(kind.keys)))
        return {name: draw(files(kind.values))}
    keys = kind.record.keys
    name = draw(st.sampled_from([*keys, "unknown"]))
    if name not in keys or draw(st.integers(0, 19)) == 0:
        return {**right(kind), name: None}
    values = {**right(kind), name: draw(files(keys[name].kind))}
    lost = draw(st.sampled_from([*values, *[""] * 20]))
    return {one: value for one, value in values.items() if one != lost}


@settings(max_examples=400, deadline=None)
@given(files(Section(Programme)))
def test_schema_and_reader_agree_on_any_file(tree: Any) -> None:
    _compare(written(tree) + "\n")


def keys_below(record: type[Record], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Key]]:
    """Yield every key of the table with the keys above it."""
    for name, one in record.keys.items():
        yield (*path, name), one
        kind: Any = one.kind
        while isinstance(kind, Many | Table):
            kind = kind.kind if isinstance(kind, Many) else kind.values
        if isinstance(kind, Section):
            yield from keys_below(kind.record, (*path, name))


KEYS = list(keys_below(Programme))


@pytest.mark.parametrize(("path", "one"), KEYS, ids=[".".join(path) for path, _ in KEYS])
def test_every_key_takes_what_is_right_and_nothing_where_it_need_not_be(path: tuple[str, ...], one: Key) -> None:
    assert _compare(written(_placed(Section(Programme), path, right(one.kind))) + "\n")
    assert _compare(written(_placed(Section(Programme), path, None)) + "\n") is not one.required


SCALARS = {one.kind.expected: one.kind for _, one in KEYS if isinstance(one.kind, Scalar)}


@pytest.mark.parametrize("kind", SCALARS.values(), ids=lambda kind: kind.expected)
def test_every_kind_of_value_takes_what_its_schema_takes(kind: Scalar) -> None:
    schema = Draft202012Validator(dict(kind.schema))
    for text in (way(text) for text in words(kind) for way in (str, Plain)):
        value = core(written(text))
        read = value if isinstance(value, str) else text
        if not _beyond_a_schema(kind, read):
            assert schema.is_valid(value) == fits(kind, read), read


def _placed(kind: Kind, path: tuple[str, ...], value: Any) -> Any:
    """Return the smallest right file that has the value at the path."""
    if not path:
        return value
    if isinstance(kind, Many):
        return [_placed(kind.kind, path, value)]
    if isinstance(kind, Table):
        return {right(kind.keys): _placed(kind.values, path, value)}
    assert isinstance(kind, Section)
    return {**right(kind), path[0]: _placed(kind.record.keys[path[0]].kind, path[1:], value)}


def _compare(text: str) -> bool:
    """Return whether the reader takes a file, after asking whether the schema says the same."""
    problems = [one for one in read_programme(text.encode(), "p").problems if one.code in _READING]
    taken = VALIDATOR.is_valid(core(text))
    assert taken or problems, f"the schema alone refuses {text}"
    assert not taken or all(_only_ours(one.message) for one in problems), f"the reader alone refuses {text}"
    return not problems


def _only_ours(message: str) -> bool:
    """True for a problem that takes a calendar, a list of zones, or the size of a number in quotes."""
    return bool(
        re.search(r"is '(\d{4}-\d\d-\d\d|[\w+/-]+)', expected (a date|a time zone)|is '-?\d+', expected ", message)
    )


def _beyond_a_schema(kind: Scalar, text: str) -> bool:
    pattern = str(kind.schema.get("pattern", ""))
    number = "whole number" in kind.expected or kind.expected.isdigit()
    return (kind in (DATE, ZONE) and bool(re.search(pattern, text))) or (number and bool(_MERE_DIGITS.fullmatch(text)))
