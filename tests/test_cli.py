"""The root command: help, version, exit codes and the one error boundary."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import pytest
import typer

from conftest import Ended, Run
from rmentor.cli import COMMANDS

ANY = "format: 1\nid: any\ntitle: Any\nmode: reverse\nplan: {start: 2027-01-11, length: 3 months, zone: Europe/Oslo}\n"


def in_a_process(*words: str, **environment: str) -> Ended:
    env: Mapping[str, str] = {**os.environ, **environment}
    ended = subprocess.run(
        [sys.executable, "-m", "rmentor", *words], capture_output=True, text=True, env=env, check=False
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def loaded_modules(*words: str, **environment: str) -> set[str]:
    """Return the modules that a run of the command line left loaded."""
    script = (
        "import sys, atexit\n"
        "atexit.register(lambda: open('modules', 'w').write(' '.join(sys.modules)))\n"
        f"sys.argv = {['rmentor', *words]!r}\n"
        "from rmentor.cli import main\nmain()"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, env={**os.environ, **environment}, check=False)
    return set(Path("modules").read_text("utf-8").split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_the_same_of_itself_as_the_root_does(name: str) -> None:
    command = typer.main.get_command(import_module(f"rmentor.commands.{name}").app)
    assert (command.help or "").split("\n\n")[0].replace("\n", " ") == COMMANDS[name]


def commands_of(name: str) -> list[tuple[str, ...]]:
    command = typer.main.get_command(import_module(f"rmentor.commands.{name}").app)
    return [(name, inner) for inner in getattr(command, "commands", {})] or [(name,)]


@pytest.mark.parametrize("words", [words for name in COMMANDS for words in commands_of(name)])
def test_every_command_has_a_help_with_an_example(run: Run, words: tuple[str, ...]) -> None:
    ended = run(*words, "--help")
    assert ended.code == 0
    assert f"rmentor {' '.join(words)}" in ended.out.split("Example:")[1].replace("\n ", "")


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").out.startswith("rmentor 0.")


def test_a_mistyped_command_is_answered_with_the_nearest(run: Run) -> None:
    ended = run("chek")
    assert (ended.code, ended.out) == (2, "")
    assert "check" in ended.err


def test_a_missing_database_is_said_with_what_to_do(run: Run) -> None:
    ended = run("status")
    assert (ended.code, ended.out) == (6, "")
    assert ended.err == "rmentor: there is no database rmentor.db; `rmentor load FILE` makes one, --db names another\n"
    assert list(Path.cwd().iterdir()) == []


def test_an_unknown_programme_is_not_found(run: Run) -> None:
    Path("any.yaml").write_text(ANY, encoding="utf-8")
    assert run("load", "any.yaml").code == 0
    ended = run("status", "--programme", "amy")
    assert (ended.code, ended.err) == (4, "rmentor: there is no programme 'amy'; did you mean 'any'?\n")


def test_a_bug_is_one_line_without_personal_data(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("any.yaml").write_text(ANY, encoding="utf-8")
    monkeypatch.setattr("rmentor.commands.load.changes", lambda *_: 1 / 0)
    run("load", "any.yaml")
    ended = run("load", "any.yaml")
    assert (ended.code, ended.out) == (70, "")
    assert ended.err == "rmentor: this is a bug in rmentor (ZeroDivisionError); `rmentor --debug …` shows where\n"
    told = run("--debug", "load", "any.yaml").err
    assert "load.py" in told
    assert "any.yaml" not in told


def test_no_colour_is_printed_into_a_pipe() -> None:
    Path("any.yaml").write_text(ANY, encoding="utf-8")
    ended = in_a_process("load", "any.yaml", TERM="xterm-256color")
    assert ended.code == 0
    assert "\x1b" not in ended.out + ended.err


def test_a_stream_that_cannot_print_every_letter_does_not_stop_a_command() -> None:
    Path("any.yaml").write_text(ANY.replace("Any", "Ångström ☂"), encoding="utf-8")
    ended = in_a_process("load", "any.yaml", PYTHONIOENCODING="ascii")
    assert (ended.code, "ngstr" in ended.out) == (0, True)


LIGHT = {"yaml", "sqlite_utils", "rich", "pydantic"}
CHECKING = {"sqlite_utils", "pydantic", "jinja2", "icalendar", "holidays", "numpy"}
QUIET = {"smtplib", "email", "rich", "jinja2", "numpy", "scipy", "pandas", "icalendar", "holidays"}
LISTING = {"numpy", "scipy", "pandas", "openpyxl", "holidays", "matplotlib", "icalendar"}


@pytest.mark.parametrize(
    ("words", "forbidden"),
    [
        (["--version"], LIGHT),
        (["check", "any.yaml"], CHECKING),
        (["remind"], QUIET),
        (["people", "list"], LISTING),
        (["pair", "list"], LISTING | {"ortools", "rustworkx"}),
        (["schedule", "list"], LISTING),
        (["status"], LISTING),
    ],
)
def test_a_command_loads_only_what_it_needs(run: Run, words: list[str], forbidden: set[str]) -> None:
    Path("any.yaml").write_text(ANY, encoding="utf-8")
    assert run("load", "any.yaml", "--today", "2026-12-01").code == 0
    loaded = {name.split(".")[0] for name in loaded_modules(*words, RMENTOR_TODAY="2026-12-01")}
    assert "rmentor" in loaded
    assert not loaded & forbidden


def test_completing_a_commands_name_loads_no_command() -> None:
    environment = {"_RMENTOR_COMPLETE": "complete_bash", "COMP_WORDS": "rmentor sc", "COMP_CWORD": "1"}
    assert in_a_process(**environment).out.split() == ["schema", "schedule"]
    loaded = loaded_modules(**environment)
    assert not {name.split(".")[0] for name in loaded} & LIGHT
    assert not [name for name in loaded if name.startswith("rmentor.commands.")]
