"""Writes what is told of the program from the program itself: `make docs`, which runs python docs/generate.py.

rules.md is made of the rules' docstrings, programme-file.md of the field table, commands.md of the commands' help.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from importlib import import_module
from pathlib import Path
from typing import Any

import typer

from rmentor.cli import COMMANDS
from rmentor.cli import app as root
from rmentor.programme.checks.model import Page
from rmentor.programme.checks.rules import MANUAL
from rmentor.programme.fields import Key, Kind, Many, Record, Scalar, Section, Table
from rmentor.programme.model import Programme

HERE = Path(__file__).parent
WIDTH = 80
MADE = "<!-- Made by `make docs`; change the source, not this page. -->"
FAMILIES = {"RM1": "The file", "RM2": "It cannot work", "RM3": "Good practice"}


def texts() -> dict[str, str]:
    """Return each page by its file's name."""
    pages = {"rules.md": rules(), "programme-file.md": programme_file(), "commands.md": commands()}
    return {name: "\n".join((*lines, "")) for name, lines in pages.items()}


def rules() -> Iterator[str]:
    """Yield the lines of the page on rules."""
    yield from ("# What `rmentor check` finds", "", MADE, "")
    yield "Errors are what cannot work; warnings are what good practice advises against, each by its source."
    yield "`rmentor check --explain RM301` shows a rule's page in the terminal. E and S numbers name the sources that"
    yield "the rules, the defaults and the samples rest on. The examples are pieces of a programme file; an empty value"
    yield "is an absent one."
    for family, title in FAMILIES.items():
        yield from ("", f"## {family}xx: {title.lower()}", "")
        yield from ("| code | | finds |", "|---|---|---|")
        yield from (
            f"| [{page.code}](#{page.code.lower()}) | {page.severity} | {page.name} |"
            for page in MANUAL
            if page.code.startswith(family)
        )
        for page in MANUAL:
            if page.code.startswith(family):
                yield from _rule(page)


def _rule(page: Page) -> Iterator[str]:
    yield from ("", f"### {page.code}", "", f"**{page.name}** ({page.severity}). {page.finds}")
    for paragraph in (*page.why, f"Source: {page.source}"):
        yield from ("", paragraph)
    for heading, example in (("Wrong", page.wrong), ("Right", page.right)):
        yield from ("", f"{heading}:", "", "```yaml", *example.splitlines(), "```")
    yield from ("", page.silencing.replace(f"# rmentor: ignore[{page.code}]", f"`# rmentor: ignore[{page.code}]`"))


def programme_file() -> Iterator[str]:
    """Yield the lines of the page on the programme file."""
    yield from ("# The programme file", "", MADE, "")
    yield "Every key, with what it expects, what holds where it is absent, and an example. An empty value is an absent"
    yield "one. `rmentor init` writes a file to start from, `rmentor schema` the same table for editors."
    yield from _section("", Programme, {})


def _section(path: str, record: type[Record], known: dict[type[Record], str]) -> Iterator[str]:
    known[record] = path
    yield from ("", f"## {path or 'The file'}", "", (record.__doc__ or "").strip(), "")
    yield from ("| key | expects | default | meaning | example |", "|---|---|---|---|---|")
    inner: list[tuple[str, type[Record]]] = []
    for name, one in record.keys.items():
        full = f"{path}.{name}" if path else name
        below = _record_in(one.kind)
        if below and below not in known and all(below is not other for _, other in inner):
            inner.append((full, below))
        known_as = known.get(below, next((place for place, other in inner if other is below), "")) if below else ""
        cells = (f"`{name}`", _expects(one.kind, known_as), _default(one), one.meaning, _example(name, one))
        yield f"| {' | '.join(cells)} |"
    for full, below in inner:
        if below not in known:
            yield from _section(full, below, known)


def _record_in(kind: Kind) -> type[Record] | None:
    if isinstance(kind, Many):
        return _record_in(kind.kind)
    return kind.record if isinstance(kind, Section) else None


def _expects(kind: Kind, place: str) -> str:
    if isinstance(kind, Scalar):
        return kind.expected
    if isinstance(kind, Many):
        return f"a list: {_expects(kind.kind, place)}"
    if isinstance(kind, Table):
        return f"names with values: {_expects(kind.keys, place)}, with {_expects(kind.values, place)}"
    return f"keys, see [{place}](#{place.replace('.', '').lower()})"


def _default(one: Key) -> str:
    if one.required:
        return "**needed**"
    if isinstance(one.default, Record):
        return "those of its keys"
    if one.default is None or one.default in ((), {}):
        return "none"
    return f"`{_written(one.default)}`"


def _example(name: str, one: Key) -> str:
    """Return the key with a value: the example given, else what holds anyway."""
    if _record_in(one.kind):
        return ""
    value = one.example or _written(one.default)
    if isinstance(one.kind, Many):
        value = f"[{_quoted(value)}]"
    elif isinstance(one.kind, Table):
        value = f"{{{value}}}"
    return f"`{name}: {value}`"


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _quoted(text: str) -> str:
    return f'"{text}"' if text.startswith("%") else text


def commands() -> Iterator[str]:
    """Yield the lines of the page on commands."""
    yield from ("# Commands", "", MADE, "")
    yield from ("Every command as `--help` shows it.", "", "## rmentor")
    yield from _help("rmentor", typer.main.get_command(root))
    for name in COMMANDS:
        command: Any = typer.main.get_command(import_module(f"rmentor.commands.{name}").app)
        yield from ("", f"## rmentor {name}")
        yield from _with_subcommands(f"rmentor {name}", command)


def _with_subcommands(name: str, command: Any) -> Iterator[str]:
    yield from _help(name, command)
    inner: Mapping[str, Any] = getattr(command, "commands", {})
    for part, below in inner.items():
        yield from ("", f"### {name} {part}")
        yield from _with_subcommands(f"{name} {part}", below)


def _help(name: str, command: Any) -> Iterator[str]:
    context = command.context_class(command, info_name=name, terminal_width=WIDTH, max_content_width=WIDTH)
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    yield from ("", "```", *lines, "```")


if __name__ == "__main__":
    for file, text in texts().items():
        (HERE / file).write_text(text, "utf-8")
