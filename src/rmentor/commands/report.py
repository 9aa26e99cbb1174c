"""`rmentor report`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.desk import Choice, looking
from rmentor.commands.evaluation_facts import facts_of
from rmentor.commands.extras import require
from rmentor.commands.options import DATABASE, Db, Json, ProgrammeId, Today, command_line
from rmentor.errors import WrongUsage
from rmentor.evaluation.report import Report
from rmentor.evaluation.report import report as reported
from rmentor.files.report_file import keep_database, write_report
from rmentor.render.report_terminal import report_view
from rmentor.render.report_words import BEGINNINGS
from rmentor.render.show import as_text, say, show, tell

app = command_line()


class Format(StrEnum):
    """The formats of a report."""

    TERMINAL = "terminal"
    MARKDOWN = "md"
    JSON = "json"
    HTML = "html"


@app.command(epilog="Example: rmentor report --format html --out report.html")
def report(
    form: Annotated[Format, typer.Option("--format", help="How it is written.")] = Format.TERMINAL,
    out: Annotated[Path | None, typer.Option("--out", help="Write it here; HTML needs it.", metavar="FILE")] = None,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Report what came of the programme, with its uncertainty.

    Every format shows the same figures, no name, and nothing about fewer people than the programme allows. A file is
    written over where it is an earlier report, and nothing else is.
    """
    require("report")
    form = Format.JSON if as_json else form
    if out is None and form is Format.HTML:
        raise WrongUsage("a page needs a file: add --out report.html")
    if out is not None and form is Format.TERMINAL:
        raise WrongUsage("a file needs a format: add --format md, json or html")
    with looking(Choice(db, programme, today)) as desk:
        found = reported(facts_of(desk))
    if out is not None:
        keep_database(out, db)
        write_report(out, _text(found, form), BEGINNINGS)
        tell(f"{out} is written, readable by you alone")
    elif form is Format.MARKDOWN:
        say(_text(found, form).rstrip())
    else:
        show(report_view(found), as_json=form is Format.JSON)


def _text(found: Report, form: Format) -> str:
    if form is Format.HTML:
        from rmentor.render.report_html import report_html

        return report_html(found)
    if form is Format.MARKDOWN:
        from rmentor.render.report_markdown import report_markdown

        return report_markdown(found)
    return f"{as_text(report_view(found))}\n"
