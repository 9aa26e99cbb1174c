"""The root command and the one error boundary.

Annotations are no text here, which Typer would compile at every start.
"""

import gc
import sys
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from rmentor.errors import FileProblems, RmentorError
from rmentor.version import VERSION

COMMANDS = {
    "init": "Write a programme file, a roster template and a CI workflow to start from.",
    "check": "Check programme files, as a compiler checks code.",
    "schema": "Print the JSON Schema of the programme file, for editors.",
    "load": "Load programme files into the database.",
    "status": "List what needs a human this week, worst first.",
    "enrol": "Enrol one person, or everyone in an HR export.",
    "people": "See who takes part, and let people go.",
    "pair": "Propose, approve, list and end pairs.",
    "schedule": "Plan meetings and hand out calendar files.",
    "record": "Record what happened, and nothing of what was said.",
    "guide": "Show what a mentor, a mentee or a pair needs before a meeting.",
    "survey": "Bring in the answers of a survey.",
    "remind": "Send the reminders that are due, each once.",
    "report": "Report what came of the programme, with its uncertainty.",
    "backup": "Write a checked copy of the database.",
    "demo": "Walk a sample programme through its whole life.",
}
_BUG = 70


class _Later(TyperCommand):
    """A command that is known by name and help, and imported when it is used."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        module = import_module(f"rmentor.commands.{self.name}")
        command = typer.main.get_command(module.app)
        command.name = self.name
        return command.make_context(*args, **kwargs)


class _Root(TyperGroup):
    """The root group: it knows its commands' names and imports none of them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = {name: _Later(name=name, help=told, callback=None) for name, told in COMMANDS.items()}


app = typer.Typer(
    cls=_Root,
    help="Run reverse and reciprocal mentoring programmes from local files.",
    epilog="Begin with `rmentor demo`, or with `rmentor init` in an empty folder.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"rmentor {VERSION}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and end.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show where a bug happened.")] = False,
) -> None:
    """Run reverse and reciprocal mentoring programmes from local files."""


def main() -> None:
    """Run the command line; every expected error becomes a sentence on stderr and an exit code."""
    gc.freeze()  # what is loaded by now stays: looking through it again and again took a tenth of a short command
    gc.set_threshold(50_000)
    for stream in (sys.stdout, sys.stderr):
        cast("Any", stream).reconfigure(errors="replace")
    try:
        app(prog_name="rmentor")
    except RmentorError as error:
        sys.exit(_told(error))
    except Exception as error:  # noqa: BLE001 - the boundary: whatever is left is a bug of ours
        sys.exit(_bug(error))
    finally:
        gc.freeze()  # the process ends: nothing is worth collecting any more


def _told(error: RmentorError) -> int:
    if isinstance(error, FileProblems):
        print(error, file=sys.stderr)
    elif str(error):
        print(f"rmentor: {error}", file=sys.stderr)
    return error.exit_code


def _bug(error: Exception) -> int:
    if "--debug" in sys.argv:
        import traceback

        places = traceback.extract_tb(error.__traceback__)
        print("".join(f"  {one.filename}:{one.lineno} in {one.name}\n" for one in places), end="", file=sys.stderr)
    kind = type(error).__name__
    print(f"rmentor: this is a bug in rmentor ({kind}); `rmentor --debug …` shows where", file=sys.stderr)
    return _BUG
