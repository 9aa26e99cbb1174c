"""A programme file to a programme: each value typed by its field, every problem with its place, all at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, ClassVar

from rmentor.errors import Problem, did_you_mean
from rmentor.programme.decoding import Place
from rmentor.programme.fields import LONGEST_QUOTED, Key, Kind, Many, Scalar, Section, Table
from rmentor.programme.model import Programme
from rmentor.programme.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose
from rmentor.values import Value

Path = tuple[str | int, ...]
MOST_PROBLEMS = 1_000
_UNKNOWN, _DUPLICATE, _MISSING_KEY, _WRONG_VALUE, _REPEATED_ID = "RM103", "RM104", "RM105", "RM106", "RM107"
_TOO_MANY = "RM102"
_NONE: Any = object()


class Reading(Value):
    """What a file gave: the programme where it has no problem, and the place of every key in it."""

    programme: Programme | None
    problems: tuple[Problem, ...]
    places: Mapping[Path, Place]

    def place(self, path: Path) -> Place:
        """Return line and column of a key, or of the nearest key around it that the file has."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_programme(data: bytes, file: str) -> Reading:
    """Read the bytes of a programme file; `file` is its name in problems."""
    document = compose(data, file)
    if document.root is None:
        return Reading(None, document.problems, {})
    walk = _Walk(file, document.problems)
    programme = walk.start(document.root)
    problems = tuple(sorted(walk.problems))
    return Reading(None if problems else programme, problems, walk.places)


class _TooManyError(Exception):
    """A file has more problems than anybody reads."""


class _Walk:
    """One walk over a file's tree along the field table."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = list(problems)
        self.places: dict[Path, Place] = {}

    def start(self, root: Node) -> Any:
        """Return the programme, or `_NONE` after noting why there is none."""
        with suppress(_TooManyError):
            return self._read(Section(Programme), root, ())
        return _NONE

    def _read(self, kind: Kind, node: Node, path: Path) -> Any:
        """Return the value of a node, or `_NONE` after noting why it has none."""
        self.places.setdefault(path, _place(node))
        return self._readers[type(kind)](self, kind, node, path)

    def _scalar(self, kind: Scalar, node: Node, path: Path) -> Any:
        if not isinstance(node, ScalarNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected {kind.expected}")
        try:
            return kind.parse(node.value)
        except (ValueError, OverflowError):
            found = f"{_named(path)} is {_what(node)}, expected {kind.expected}{kind.meant(node.value)}"
            return self._note(node, _WRONG_VALUE, found)

    def _many(self, kind: Many, node: Node, path: Path) -> Any:
        if not isinstance(node, SequenceNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected a list")
        values = [self._read(kind.kind, one, (*path, index)) for index, one in enumerate(node.value)]
        if len(values) < kind.least:
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is empty, expected at least {kind.least}")
        self._note_repeated_ids(values, path)
        return tuple(values)

    def _note_repeated_ids(self, values: list[Any], path: Path) -> None:
        seen: set[str] = set()
        for index, value in enumerate(values):
            name = getattr(value, "id", None)
            if name in seen:
                place = self.places.get((*path, index, "id"), self.places[*path, index])
                self._note_at(place, _REPEATED_ID, f"{_named(path)} has the id {name!r} twice; give each its own")
            if name:
                seen.add(name)

    def _table(self, kind: Table, node: Node, path: Path) -> Any:
        if not isinstance(node, MappingNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected keys with values")
        table = {}
        for name, name_node, value in self._entries(node, path):
            found = self._read(kind.keys, name_node, (*path, name))
            table[found] = self._read(kind.values, value, (*path, name))
        return table

    def _section(self, kind: Section, node: Node, path: Path) -> Any:
        if not isinstance(node, MappingNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected keys with values")
        known = kind.record.keys
        values = {}
        for name, name_node, value in self._entries(node, path):
            if name not in known:
                self._note(name_node, _UNKNOWN, f"unknown key {_quoted(name)} in {_named(path)}{_meant(name, known)}")
            elif not _is_empty(value):
                values[name] = self._read(known[name].kind, value, (*path, name))
            elif known[name].required:
                told = f"{_named((*path, name))} is empty, expected a value: {known[name].meaning}"
                values[name] = self._note(name_node, _MISSING_KEY, told)
        missing = kind.record.needed - values.keys()
        for name in filter(missing.__contains__, known):
            self._note(node, _MISSING_KEY, f"{_named(path)} lacks the key {name!r}: {known[name].meaning}")
        complete = not missing and all(value is not _NONE for value in values.values())
        return kind.record(**values) if complete else _NONE

    def _entries(self, node: MappingNode, path: Path) -> list[tuple[str, Node, Node]]:
        entries: dict[str, tuple[str, Node, Node]] = {}
        for name_node, value in node.value:
            if not isinstance(name_node, ScalarNode):
                self._note(name_node, _WRONG_VALUE, f"a key of {_named(path)} is {_what(name_node)}, expected a name")
            elif name_node.value in entries:
                self._note(name_node, _DUPLICATE, f"the key {_quoted(name_node.value)} stands twice; keep one")
            else:
                self.places[*path, name_node.value] = _place(name_node)
                entries[name_node.value] = (name_node.value, name_node, value)
        return list(entries.values())

    def _note(self, node: Node, code: str, message: str) -> Any:
        return self._note_at(_place(node), code, message)

    def _note_at(self, place: Place, code: str, message: str) -> Any:
        if len(self.problems) == MOST_PROBLEMS:
            told = f"from here on nothing was read: the file has more than {MOST_PROBLEMS:,} problems; mend these first"
            self.problems.append(Problem(self.file, *place, _TOO_MANY, told))
            raise _TooManyError
        self.problems.append(Problem(self.file, *place, code, message))
        return _NONE

    _readers: ClassVar[Mapping[type, Callable[..., Any]]] = {
        Scalar: _scalar,
        Many: _many,
        Table: _table,
        Section: _section,
    }


def _place(node: Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and not node.style


def _named(path: Path) -> str:
    words = [f"{part}" if isinstance(part, str) else f"[{part + 1}]" for part in path]
    return ".".join(words).replace(".[", "[") or "the file"


def _what(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return _quoted(node.value) if node.value else "empty"
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _quoted(value: str) -> str:
    return repr(value if len(value) <= LONGEST_QUOTED else f"{value[: LONGEST_QUOTED - 3]}...")


def _meant(name: str, known: Mapping[str, Key]) -> str:
    return did_you_mean(name, list(known)) if len(name) <= LONGEST_QUOTED else ""
