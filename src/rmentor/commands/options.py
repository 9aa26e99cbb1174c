"""Options that are spelled the same in every command."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.clock import moment_of

DATABASE = Path("rmentor.db")


def command_line() -> typer.Typer:
    """Return an empty command; completion belongs to the root alone, and brackets in a help are no markup."""
    return typer.Typer(add_completion=False, rich_markup_mode=None)


def command_group(told: str) -> typer.Typer:
    """Return an empty group of commands that says of itself what is told."""
    return typer.Typer(help=told, no_args_is_help=True, add_completion=False, rich_markup_mode=None)


def _programmes(ctx: typer.Context, incomplete: str) -> Sequence[str]:
    from rmentor.commands.completing import programmes

    return programmes(ctx, incomplete)


Db = Annotated[Path, typer.Option("--db", envvar="RMENTOR_DB", help="The database file.", metavar="FILE")]
ProgrammeId = Annotated[
    str | None,
    typer.Option(
        "--programme",
        "-p",
        help="The programme; needed only when several are loaded.",
        metavar="ID",
        autocompletion=_programmes,
    ),
]
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        envvar="RMENTOR_TODAY",
        parser=moment_of,
        help="Act as on this day, or at this moment (2027-01-31T08:00).",
        metavar="DATE",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Seconds = Annotated[
    float | None,
    typer.Option(
        "--time", help="Search no longer than this; what is proved by then is said.", metavar="SECONDS", min=0
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
