"""`rmentor check`.

Annotations are no text here: the command line would compile each of them twice at every start, for two milliseconds.
"""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.checking import Format, check_files, tell_findings
from rmentor.commands.clock import now_in
from rmentor.commands.options import Json, Today, command_line
from rmentor.errors import AnswerIsNo, NotFound, WrongUsage
from rmentor.programme.checks.model import Page
from rmentor.programme.checks.rules import MANUAL
from rmentor.programme.checks.selection import selection_of
from rmentor.render.show import show

app = command_line()
_CODES = "Several with commas; RM3 stands for all that begin so."


class Standard(StrEnum):
    """The standards that files can be held against."""

    ISMCP = "ismcp"


@app.command(epilog="Example: rmentor check programme.yaml --strict")
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Programme files.", metavar="FILE…")] = None,
    output: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
    select: Annotated[
        list[str] | None, typer.Option("--select", help=f"Tell these rules alone. {_CODES}", metavar="RULES")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help="Leave these rules out.", metavar="RULES")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count too.")] = False,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="End with 0 whatever is found.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List all rules.")] = False,
    explain: Annotated[str | None, typer.Option(help="Say what a rule finds, and why.", metavar="RULE")] = None,
    standard: Annotated[
        Standard | None, typer.Option("--standard", help="Say what the files answer to each of its six standards.")
    ] = None,
    roster: Annotated[
        Path | None, typer.Option("--with", help="Hold an HR export against the file.", metavar="FILE")
    ] = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Check programme files, as a compiler checks code.

    Errors are what cannot work, warnings what good practice advises against, by its source. Ends with 0 where
    nothing counts, 1 where something was found and 3 where no file could be read.

    A comment `# rmentor: ignore[RM301] why` silences a rule on its line; alone on a line above the first key, in
    the whole file.
    """
    output = Format.JSON if as_json else output
    if rules or explain:
        from rmentor.render.rules import manual_view

        show(manual_view(_pages(explain)), as_json=output is Format.JSON)
        return
    if not files:
        raise WrongUsage("name the files to check, as in `rmentor check programme.yaml`")
    if standard and roster:
        raise WrongUsage("--standard and --with are two questions; ask one")
    if standard or roster:
        _hold(files, roster, today, as_json=output is Format.JSON)
        return
    chosen = selection_of(select or (), ignore or (), [page.code for page in MANUAL])
    findings = check_files(files, chosen, strict=strict)
    tell_findings(findings, output)
    if not exit_zero and any(map(findings.counts, findings.problems)):
        raise AnswerIsNo


def _hold(files: list[Path], roster: Path | None, today: datetime | None, *, as_json: bool) -> None:
    """Show what files answer to the standards or, with a roster, who could be paired by the file."""
    if roster is None:
        from rmentor.commands.standards import standards_of
        from rmentor.render.standard import standard_view

        show(standard_view(standards_of(files)), as_json=as_json)
        return
    from rmentor.commands.prospecting import hold_against
    from rmentor.render.prospects import held_view

    held = hold_against(files, roster, now_in("UTC", today).date())
    show(held_view(held), as_json=as_json)
    if held.problems:
        raise AnswerIsNo


def _pages(code: str | None) -> list[Page]:
    pages = [page for page in MANUAL if code in (None, page.code)]
    if not pages:
        raise NotFound("rule", code or "", [page.code for page in MANUAL])
    return pages
