"""A programme file to a programme: each value typed by its field, every problem with its place, all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rmentor.errors import Problem, did_you_mean
from rmentor.programme.fields import Kind, Many, Scalar, Section, Table
from rmentor.programme.model import Programme
from rmentor.programme.nodes import MappingNode, Node, ScalarNode, SequenceNode, compose

Path = tuple[str | int, ...]
Place = tuple[int, int]
_UNKNOWN, _DUPLICATE, _MISSING_KEY, _WRONG_VALUE, _REPEATED_ID = "RM103", "RM104", "RM105", "RM106", "RM107"
_NONE: Any = object()


@dataclass(frozen=True, slots=True)
class Reading:
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
    walk = _Walk(file)
    programme = walk.read(Section(Programme), document.root, ())
    problems = tuple(sorted(walk.problems))
    return Reading(None if problems else programme, problems, walk.places)


@dataclass(slots=True)
class _Walk:
    """One walk over a file's tree along the field table."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, Place] = field(default_factory=dict)

    def read(self, kind: Kind, node: Node, path: Path) -> Any:
        """Return the value of a node, or `_NONE` after noting why it has none."""
        self.places.setdefault(path, _place(node))
        readers: dict[type, Callable[..., Any]] = {
            Scalar: self._scalar,
            Many: self._many,
            Table: self._table,
            Section: self._section,
        }
        return readers[type(kind)](kind, node, path)

    def _scalar(self, kind: Scalar, node: Node, path: Path) -> Any:
        if not isinstance(node, ScalarNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected {kind.expected}")
        try:
            return kind.parse(node.value)
        except (ValueError, OverflowError):
            near = did_you_mean(node.value, kind.schema.get("enum", ()))
            found = f"{_named(path)} is {_quoted(node.value)}, expected {kind.expected}{near}"
            return self._note(node, _WRONG_VALUE, found)

    def _many(self, kind: Many, node: Node, path: Path) -> Any:
        if not isinstance(node, SequenceNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected a list")
        values = [self.read(kind.kind, one, (*path, index)) for index, one in enumerate(node.value)]
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
            if not _is_empty(value):
                found = self.read(kind.keys, name_node, (*path, name))
                table[found] = self.read(kind.values, value, (*path, name))
        return table

    def _section(self, kind: Section, node: Node, path: Path) -> Any:
        if not isinstance(node, MappingNode):
            return self._note(node, _WRONG_VALUE, f"{_named(path)} is {_what(node)}, expected keys with values")
        known = kind.record.keys
        values = {}
        for name, name_node, value in self._entries(node, path):
            if name not in known:
                unknown = f"unknown key {_quoted(name)} in {_named(path)}{did_you_mean(name, list(known))}"
                self._note(name_node, _UNKNOWN, unknown)
            elif not _is_empty(value):
                values[name] = self.read(known[name].kind, value, (*path, name))
        missing = [name for name, one in known.items() if one.required and name not in values]
        for name in missing:
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
        self.problems.append(Problem(self.file, *place, code, message))
        return _NONE


def _place(node: Node) -> Place:
    return node.start_mark.line + 1, node.start_mark.column + 1


def _is_empty(node: Node) -> bool:
    return isinstance(node, ScalarNode) and not node.value and not node.style


def _named(path: Path) -> str:
    words = [f"{part}" if isinstance(part, str) else f"[{part + 1}]" for part in path]
    return ".".join(words).replace(".[", "[") or "the file"


def _what(node: Node) -> str:
    if isinstance(node, ScalarNode):
        return _quoted(node.value)
    return "a list" if isinstance(node, SequenceNode) else "a mapping"


def _quoted(value: str) -> str:
    return repr(value if len(value) <= 60 else f"{value[:57]}...")
