"""`rmentor check`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.options import Json, command_line
from rmentor.errors import AnswerIsNo, FileProblems, NotFound, Problem, WrongUsage
from rmentor.programme.checks.model import Page
from rmentor.programme.checks.rules import MANUAL, problems_of
from rmentor.programme.reader import read_programme
from rmentor.render.findings import findings_lines, findings_view, manual_view, summary_of
from rmentor.render.show import show, tell

app = command_line()


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"


@app.command(epilog="Example: rmentor check programme.yaml --strict")
def check(
    files: Annotated[list[Path] | None, typer.Argument(help="Programme files.", metavar="FILE…")] = None,
    output: Annotated[Format, typer.Option("--format", help="How findings are printed.")] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count too.")] = False,
    rules: Annotated[bool, typer.Option("--rules", help="List all rules.")] = False,
    explain: Annotated[str | None, typer.Option(help="Say what a rule finds, and why.", metavar="RULE")] = None,
    as_json: Json = False,
) -> None:
    """Check programme files, as a compiler checks code.

    Errors are what cannot work, warnings what good practice advises against, by its source. Ends with 0 where
    nothing counts, 1 where something was found and 3 where no file could be read.
    """
    as_json = as_json or output is Format.JSON
    if rules or explain:
        show(manual_view(_pages(explain)), as_json=as_json)
        return
    problems, sources = _check_all(files or [])
    if as_json:
        show(findings_view(problems, sources), as_json=True)
    else:
        typer.echo("".join(f"{line}\n" for line in findings_lines(problems, sources)), nl=False)
    tell(summary_of(problems, len(sources)))
    if any(strict or problem.severity == "error" for problem in problems):
        raise AnswerIsNo


def _pages(code: str | None) -> list[Page]:
    pages = [page for page in MANUAL if code in (None, page.code)]
    if not pages:
        raise NotFound("rule", code or "", [page.code for page in MANUAL])
    return pages


def _check_all(files: list[Path]) -> tuple[list[Problem], dict[str, str]]:
    problems: list[Problem] = []
    sources = {}
    for file in dict.fromkeys(map(str, files)):
        try:
            data = Path(file).read_bytes()
        except OSError as error:
            problems.append(Problem(file, 0, 0, "RM101", f"cannot be read: {error.strerror}"))
            continue
        sources[file] = data.decode("utf-8-sig", errors="replace")
        problems += problems_of(read_programme(data, file), file)
    if not files:
        raise WrongUsage("name the files to check, as in `rmentor check programme.yaml`")
    if not sources:
        raise FileProblems(problems)
    return problems, sources
