"""YAML text to a tree of nodes with places, without YAML's traps: every scalar stays text.

The text is first read as a stream of events with limits, because composing a hostile file can take the
process down (deep nesting ends the C loader by a signal; aliases multiply). Only then is it composed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from rmentor.errors import Problem
from rmentor.text import is_clean

Node = yaml.Node
ScalarNode = yaml.ScalarNode
MappingNode = yaml.MappingNode
SequenceNode = yaml.SequenceNode

Place = tuple[int, int]

LARGEST_FILE = 1_000_000
_DEEPEST = 20
_SYNTAX = "RM101"
_UNSAFE = "RM102"
_LINE_END = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Document:
    """The root of a file's tree, or the problems that kept it from being read."""

    root: Node | None
    problems: tuple[Problem, ...] = ()


def compose(data: bytes, file: str) -> Document:
    """Read one YAML document; a file that is not exactly one safe UTF-8 document is a problem, never a crash."""
    try:
        text = _decoded(data)
        problems = tuple(_problem(file, *found) for found in _dangers(text))
        if problems:
            return Document(None, problems[:20])
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        return Document(None, (_syntax_problem(file, error),))
    except (yaml.YAMLError, _UndecodableError) as error:
        return Document(None, (_problem(file, 1, 1, _SYNTAX, str(error)),))
    if root is None:
        told = "the file is empty; `rmentor init` writes one to start from"
        return Document(None, (_problem(file, 1, 1, _SYNTAX, told),))
    return Document(root)


def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them."""
    return _LINE_END.split(text)


def quoted_spans(text: str) -> Iterator[tuple[Place, Place]]:
    """Yield where each quoted or block scalar begins and ends in a text that `compose` could read.

    A block begins with the line after its header, which may have a comment of its own.
    """
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.ScalarEvent) and event.style:
            begin = _place(event.start_mark)
            yield (begin[0] + 1, 1) if event.style in "|>" else begin, _place(event.end_mark)


class _UndecodableError(ValueError):
    """The bytes are not a text that a programme file can be."""


def _decoded(data: bytes) -> str:
    if len(data) > LARGEST_FILE:
        raise _UndecodableError(f"the file has {len(data):,} bytes; a programme file has at most {LARGEST_FILE:,}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _UndecodableError(f"byte {error.start + 1} is not UTF-8; save the file as UTF-8") from None
    if "\0" in text:
        raise _UndecodableError("the file holds a NUL character; it is not a text file")
    return text


def _dangers(text: str) -> Iterator[tuple[int, int, str, str]]:
    depth = documents = 0
    for event in yaml.parse(text, Loader=_Loader):
        line, column = _place(event.start_mark)
        documents += isinstance(event, yaml.DocumentStartEvent)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            yield line, column, _UNSAFE, f"nested deeper than {_DEEPEST} levels"
            return
        if documents > 1:
            yield line, column, _UNSAFE, "a second document begins here; write one programme in each file"
            return
        reason = _danger_of(event)
        if reason:
            yield line, column, _UNSAFE, reason


def _danger_of(event: yaml.Event) -> str:
    if isinstance(event, yaml.AliasEvent):
        return "aliases (*name) are not read; write the value out"
    if getattr(event, "anchor", None):
        return "anchors (&name) are not read; write the value out"
    tag = getattr(event, "tag", None)
    if tag:
        return f"tags ({tag}) are not read; remove it"
    if isinstance(event, yaml.ScalarEvent):
        return _danger_of_scalar(event)
    return ""


def _danger_of_scalar(event: yaml.ScalarEvent) -> str:
    if event.value == "<<" and not event.style:
        return "merge keys (<<) are not read; write the keys out"
    if not all(is_clean(line) for line in event.value.replace("\t", " ").split("\n")):
        return "the text holds a control, bidi or zero-width character; remove it"
    return ""


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _syntax_problem(file: str, error: yaml.MarkedYAMLError) -> Problem:
    line, column = _place(error.problem_mark or error.context_mark)
    return _problem(file, line, column, _SYNTAX, f"this is not YAML: {error.problem or error.context}")


def _problem(file: str, line: int, column: int, code: str, message: str) -> Problem:
    return Problem(file, line, column, code, message)
