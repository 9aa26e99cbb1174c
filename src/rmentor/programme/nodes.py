"""YAML text to a tree of nodes with places, without YAML's traps: every scalar stays text.

The tree is built here from the parser's stream of events, within limits: the library's own composer follows
aliases, which multiply, and nesting, which ends the process by a signal where it is deep.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import yaml

from rmentor.errors import Problem
from rmentor.programme.decoding import Place, UnreadableError, decoded, lines_of, raise_unprintable
from rmentor.programme.syntax import begun, met
from rmentor.text import clean_lines, is_clean
from rmentor.values import Value

Node = yaml.Node
ScalarNode = yaml.ScalarNode
MappingNode = yaml.MappingNode
SequenceNode = yaml.SequenceNode

_MOST_NODES = 50_000
_MOST_PROBLEMS = 20
_DEEPEST = 20
_UNSAFE = "RM102"
_IN_C = hasattr(yaml, "CSafeLoader")
_Loader: type = yaml.CSafeLoader if _IN_C else yaml.SafeLoader
_WITHOUT_C = "; PyYAML is installed without its C part, which reads some texts that its other part refuses"


class Document(Value):
    """The root of a file's tree, None where it could not be read, and the problems found on the way."""

    root: Node | None
    problems: tuple[Problem, ...] = ()


def compose(data: bytes, file: str) -> Document:
    """Read one YAML document; a file that is not exactly one safe UTF-8 document is a problem, never a crash."""
    tree = _Tree()
    try:
        text = decoded(data)
        tree.grow(text)
    except UnreadableError as error:
        return Document(None, (*tree.problems(file), Problem(file, *error.place, error.code, str(error))))
    return Document(tree.root, tree.problems(file))


def quoted_spans(text: str) -> Iterator[tuple[Place, Place]]:
    """Yield where each quoted or block scalar begins and ends in a text that `compose` could read.

    A block begins with the line after its header, which may have a comment of its own.
    """
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.ScalarEvent) and event.style:
            begin = _place(event.start_mark)
            yield (begin[0] + 1, 1) if event.style in "|>" else begin, _place(event.end_mark)


class _Tree:
    """The tree of one document, growing event by event; what is not safe in it gathers by place."""

    def __init__(self) -> None:
        self._top: list[Any] = []
        self._open = [self._top]  # the children of every node that is not closed yet
        self._nodes = self._documents = 0
        self._found: list[tuple[Place, str]] = []
        self._references: list[Place] = []

    @property
    def root(self) -> Node | None:
        """The document's node; None where anchors and aliases stand in it, since their values are not followed."""
        return None if self._references else self._top[0]

    def grow(self, text: str) -> None:
        """Read the whole text; raises UnreadableError where it cannot be read on."""
        takes: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._begin,
            yaml.SequenceStartEvent: self._begin,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        try:
            for event in yaml.parse(text, Loader=_Loader):
                take = takes.get(type(event))
                if take:
                    take(event)
        except yaml.MarkedYAMLError as error:
            _raise_syntax(error, lines_of(text))
        except yaml.YAMLError:
            raise_unprintable(text)
        if not self._top:
            raise UnreadableError("the file is empty; `rmentor init` writes one to start from", (1, 1))

    def problems(self, file: str) -> tuple[Problem, ...]:
        """Return what is not safe, in the order of the file; anchors and what refers to them are one problem."""
        found = list(self._found)
        if self._references:
            more = len(self._references) - 1
            also = f" (and in {more} more place{'s' if more > 1 else ''})" if more else ""
            told = f"anchors, aliases and merge keys (&name, *name, <<) are not read; write the values out{also}"
            found.append((self._references[0], told))
        return tuple(Problem(file, *place, _UNSAFE, told) for place, told in sorted(found))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        value: str = event.value
        mark: Any = event.start_mark
        if not value.isprintable():
            value = self._without_hidden(event)
        elif value == "<<" and not event.style:
            self._references.append(_place(mark))
        self._add(ScalarNode("", value, mark, None, style=event.style), event)

    def _without_hidden(self, event: yaml.ScalarEvent) -> str:
        line = event.value.replace("\n", " ").replace("\t", " ")
        if is_clean(line):
            return event.value
        hidden = next(char for char in line if not is_clean(char))
        self._note(event, f"the text holds the invisible character U+{ord(hidden):04X}; take it out")
        return clean_lines(event.value)

    def _begin(self, event: yaml.CollectionStartEvent) -> None:
        kind = MappingNode if isinstance(event, yaml.MappingStartEvent) else SequenceNode
        children: list[Any] = []
        mark: Any = event.start_mark
        self._add(kind("", children, mark, None), event)
        self._open.append(children)
        if len(self._open) > _DEEPEST + 1:
            told = f"this is nested deeper than {_DEEPEST} levels; a programme has at most 6"
            raise UnreadableError(told, _place(event.start_mark), _UNSAFE)

    def _end(self, event: yaml.CollectionEndEvent) -> None:
        children = self._open.pop()
        if isinstance(event, yaml.MappingEndEvent):
            children[:] = zip(children[::2], children[1::2], strict=True)

    def _alias(self, event: yaml.AliasEvent) -> None:
        self._references.append(_place(event.start_mark))
        self._open[-1].append(None)  # keeps names and values in step; a tree with aliases is not used

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            told = "a second document begins here; write one programme in each file"
            raise UnreadableError(told, _place(event.start_mark), _UNSAFE)

    def _note(self, event: yaml.Event, told: str) -> None:
        if len(self._found) < _MOST_PROBLEMS:
            self._found.append((_place(event.start_mark), told))

    def _add(self, node: Node, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes > _MOST_NODES:
            told = f"the file has more than {_MOST_NODES:,} values; write less than that"
            raise UnreadableError(told, _place(event.start_mark), _UNSAFE)
        if event.anchor:
            self._references.append(_place(event.start_mark))
        if event.tag:
            self._note(event, f"tags ({event.tag[:60]}) are not read; take it out")
        self._open[-1].append(node)


def _raise_syntax(error: yaml.MarkedYAMLError, lines: list[str]) -> NoReturn:
    complaint = f"{error.context or ''} {error.problem or ''}".strip()
    stopped = _place(error.problem_mark or error.context_mark)
    began = _place(error.context_mark or error.problem_mark)
    at_the_beginning = "" if _char(lines, stopped) == "\t" else begun(complaint, _char(lines, began))
    told = at_the_beginning or met(complaint, _char(lines, stopped))
    place = began if at_the_beginning else stopped
    raise UnreadableError(told if _IN_C else told + _WITHOUT_C, place) from None


def _char(lines: list[str], place: Place) -> str:
    line, column = place
    return lines[line - 1][column - 1 : column] if line <= len(lines) else ""


def _place(mark: Any) -> Place:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
