"""The house's import table: data flows one way, and every library has one home."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "rmentor"
STAGES = ("programme", "people", "pairing", "meetings", "records", "reminders", "evaluation")
SIDES = ("store", "files", "mail", "render")
GROUND = {"errors", "sentences", "sheets", "text", "values", "version"}
HOMES = {
    "yaml": {"programme/nodes.py"},
    "sqlite_utils": {"store/"},
    "sqlite3": {"store/"},
    "typer": {"cli.py", "commands/"},
    "rich": {"render/terminal.py"},
    "numpy": {"pairing/"},
    "ortools": {"pairing/"},
    "rustworkx": {"pairing/"},
    "scipy": {"evaluation/"},
    "matplotlib": {"render/"},
    "jinja2": {"render/"},
    "icalendar": {"files/"},
    "holidays": {"programme/"},
    "python_calamine": {"files/"},
    "smtplib": {"mail/"},
    "email": {"mail/"},
}
IMPURE = {"os", "socket", "subprocess", "random", "secrets", "tempfile", "shutil", "pathlib", "logging", "sqlite3"}
FILES = sorted(path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py"))


def imports(file: str) -> Iterator[str]:
    """Yield the full names that a file imports, those for types alone included."""
    for node in ast.walk(ast.parse((SOURCE / file).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(file: str) -> Iterator[str]:
    """Yield the last name of everything a file calls."""
    for node in ast.walk(ast.parse((SOURCE / file).read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            yield node.func.id if isinstance(node.func, ast.Name) else node.func.attr


def room(name: str) -> str:
    return name.split(".")[1] if name.count(".") else ""


def allowed(place: str) -> set[str]:
    """Return the rooms that a room may import from."""
    if place in STAGES:
        return GROUND | set(STAGES[: STAGES.index(place) + 1])
    if place in SIDES:
        return GROUND | set(STAGES) | {place}
    if place == "commands":
        return GROUND | set(STAGES) | set(SIDES) | {place}
    return GROUND | {place} | ({"cli"} if place == "__main__" else set())


@pytest.mark.parametrize("file", FILES)
def test_a_room_imports_only_what_lies_before_it(file: str) -> None:
    place = file.partition("/")[0].removesuffix(".py")
    ours = {room(name) for name in imports(file) if name.split(".")[0] == "rmentor"}
    assert ours <= allowed(place)


@pytest.mark.parametrize("file", FILES)
def test_a_library_is_imported_in_its_home_alone(file: str) -> None:
    for name in {name.split(".")[0] for name in imports(file)} - {"rmentor", "__future__"}:
        if "TYPE_CHECKING" in (SOURCE / file).read_text("utf-8") and name == "sqlite_utils":
            continue
        homes = HOMES.get(name, {""} if name in sys.stdlib_module_names else set())
        assert any(file.startswith(home) for home in homes), f"{name} has no home in {file}"


@pytest.mark.parametrize("file", [file for file in FILES if file.split("/")[0] in STAGES])
def test_a_stage_knows_no_clock_no_file_and_no_chance(file: str) -> None:
    assert not {name.split(".")[0] for name in imports(file)} & IMPURE
    assert not set(calls(file)) & {"print", "open", "input", "today", "now", "utcnow", "getenv"}


@pytest.mark.parametrize("file", [file for file in FILES if file.endswith("__init__.py")])
def test_a_package_file_holds_no_code(file: str) -> None:
    assert not (SOURCE / file).read_text("utf-8")


def test_the_table_bites() -> None:
    assert "store" not in allowed("pairing")
    assert "meetings" not in allowed("pairing")
    assert "render" not in allowed("store")
    assert "commands" not in allowed("cli")
