"""`rmentor enrol`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.adding import enrol_one
from rmentor.commands.completing import departments, people_ids, roles, sites, topics
from rmentor.commands.desk import Choice
from rmentor.commands.enrolling import Manner, Source, enrol_file
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, Yes, command_line
from rmentor.errors import WrongUsage
from rmentor.render.added import added_view
from rmentor.render.show import show_done

app = command_line()

_Text = str | None


@app.command(epilog="Example: rmentor enrol --from roster.csv")
def enrol(
    file: Annotated[Path | None, typer.Option("--from", help="An HR export, CSV or XLSX.", metavar="FILE")] = None,
    skip_bad: Annotated[
        Path | None,
        typer.Option("--skip-bad", help="Write rows with problems here and enrol the others.", metavar="FILE"),
    ] = None,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="Propose a mapping of the file's columns, and enrol nobody.")
    ] = False,
    id: Annotated[_Text, typer.Option("--id", help="Employee id.", metavar="ID")] = None,
    name: Annotated[_Text, typer.Option("--name", help="Full name.", metavar="NAME")] = None,
    email: Annotated[_Text, typer.Option("--email", help="E-mail address.", metavar="ADDRESS")] = None,
    role: Annotated[
        _Text, typer.Option("--role", help="mentor, mentee or both.", metavar="ROLE", autocompletion=roles)
    ] = None,
    capacity: Annotated[_Text, typer.Option("--capacity", help="How many pairs the person takes.", metavar="N")] = None,
    grade: Annotated[_Text, typer.Option("--grade", help="Grade, as a number or a title.", metavar="GRADE")] = None,
    birth_year: Annotated[_Text, typer.Option("--birth-year", help="Year of birth.", metavar="YEAR")] = None,
    joined: Annotated[_Text, typer.Option("--joined", help="Day of joining.", metavar="DATE")] = None,
    industry_since: Annotated[
        _Text, typer.Option("--industry-since", help="Year of entering the industry.", metavar="YEAR")
    ] = None,
    department: Annotated[
        _Text, typer.Option("--department", help="Department.", metavar="NAME", autocompletion=departments)
    ] = None,
    site: Annotated[_Text, typer.Option("--site", help="Site.", metavar="NAME", autocompletion=sites)] = None,
    manager: Annotated[
        _Text, typer.Option("--manager", help="Id or name of the manager.", metavar="ID", autocompletion=people_ids)
    ] = None,
    zone: Annotated[_Text, typer.Option("--zone", help="Time zone, as Europe/Oslo.", metavar="ZONE")] = None,
    hours: Annotated[_Text, typer.Option("--hours", help="Working hours, as 09:00-17:00.", metavar="HOURS")] = None,
    languages: Annotated[_Text, typer.Option("--languages", help="Separated by `;`.", metavar="LIST")] = None,
    offers: Annotated[
        _Text,
        typer.Option("--offers", help="Topics, best first, separated by `;`.", metavar="TOPICS", autocompletion=topics),
    ] = None,
    wants: Annotated[
        _Text,
        typer.Option("--wants", help="Topics, best first, separated by `;`.", metavar="TOPICS", autocompletion=topics),
    ] = None,
    challenge: Annotated[
        _Text, typer.Option("--challenge", help="Readiness to challenge, 1 to 5.", metavar="N")
    ] = None,
    challenged: Annotated[
        _Text, typer.Option("--challenged", help="Readiness to be challenged, 1 to 5.", metavar="N")
    ] = None,
    away: Annotated[
        _Text, typer.Option("--away", help="Days away, as 2027-07-01..2027-07-21, separated by `;`.", metavar="DAYS")
    ] = None,
    consent: Annotated[
        _Text, typer.Option("--consent", help="Agreed to take part: yes or no.", metavar="yes|no")
    ] = None,
    yes: Yes = False,
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Enrol one person, or everyone in an HR export.

    A file that was enrolled before brings joiners, movers, other changes and
    leavers in; what it has no column for stays as it is. On a terminal they
    are shown first, and nothing is written before you agree. Pairs that a new
    manager or another changed fact forbids are named before all else. Without a file, one person is
    enrolled by options; on a terminal what is missing is asked for.
    """
    given = {
        "id": id, "name": name, "email": email, "role": role, "capacity": capacity, "grade": grade,
        "birth_year": birth_year, "joined": joined, "industry_since": industry_since, "department": department,
        "site": site, "manager": manager, "zone": zone, "hours": hours, "languages": languages, "offers": offers,
        "wants": wants, "challenge": challenge, "challenged": challenged, "away": away, "consent": consent,
    }  # fmt: skip
    choice = Choice(db, programme, today)
    if file is None and skip_bad is None and not suggest:
        added = enrol_one(choice, given, asking=not yes, dry_run=dry_run)
        show_done(added_view(added), as_json=as_json, dry_run=dry_run)
        return
    if file is None or any(text is not None for text in given.values()):
        one_of_two = "give a file with --from, or one person with --id and --name"
        raise WrongUsage(f"{one_of_two}; --skip-bad and --suggest go with --from")
    if suggest:
        from rmentor.commands.suggesting import suggest_mapping

        suggest_mapping(choice, file, as_json=as_json)
        return
    enrol_file(choice, Source(file, skip_bad), Manner(yes=yes, as_json=as_json, dry_run=dry_run))
