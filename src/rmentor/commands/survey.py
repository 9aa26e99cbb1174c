"""`rmentor survey`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rmentor.commands.desk import Choice, Desk, changing, looking
from rmentor.commands.evaluation_facts import facts_of
from rmentor.commands.options import DATABASE, Db, DryRun, Json, ProgrammeId, Today, command_group
from rmentor.errors import FileProblems, NotFound
from rmentor.evaluation.answers import AnswersRead, Asking, joined, read_answers
from rmentor.evaluation.facts import answered, asked
from rmentor.files.tables import read_sheet
from rmentor.people.export import Export
from rmentor.programme.surveys import Wave
from rmentor.render.show import show, tell
from rmentor.render.survey import Brought, Turnout, brought_view, turnouts_view
from rmentor.sheets import Sheet
from rmentor.store import answers, people

app = command_group("Bring in the answers of a survey.")


@app.command("import", epilog="Example: rmentor survey import answers.csv --wave end")
def import_(
    file: Annotated[Path, typer.Argument(help="An export of a form, CSV or XLSX.", metavar="FILE")],
    wave: Annotated[str, typer.Option("--wave", help="The wave that was answered.", metavar="WAVE")],
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
    dry_run: DryRun = False,
) -> None:
    """Bring in the answers of a survey.

    The file has a column `person` with ids or e-mail addresses, and a column for each item, named by its id or its
    text. A given answer takes the place of the same person's earlier one; where a file has no column for an item, or
    an empty cell, the earlier answer stays.
    """
    sheet = read_sheet(file)
    with changing(Choice(db, programme, today), dry_run=dry_run) as desk:
        asking = _wave(desk, wave)
        read = _read(desk, asking, sheet)
        brought = _keep(desk, asking, read, dry_run=dry_run)
    tell(*(f"{sheet.file}: {note}" for note in (*sheet.notes, *read.notes)))
    show(brought_view(brought), as_json=as_json)


@app.command(epilog="Example: rmentor survey status")
def status(
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Show how many answered each wave."""
    with looking(Choice(db, programme, today)) as desk:
        facts = facts_of(desk)
    counts = [
        Turnout(wave, facts.programme.day_of(wave.at), len(asked(facts, wave)), len(answered(facts, wave)))
        for wave in facts.waves
    ]
    show(turnouts_view(counts), as_json=as_json)


def _wave(desk: Desk, name: str) -> Wave:
    wave = desk.programme.surveys.wave(name)
    if wave is None:
        raise NotFound("survey wave", name, [one.id for one in desk.programme.surveys.waves])
    return wave


def _read(desk: Desk, wave: Wave, sheet: Sheet) -> AnswersRead:
    """Read a file against its wave; raises FileProblems, and nothing is kept, where anything is wrong with it."""
    enrolled = people.participants(desk.db, desk.programme.id)
    read = read_answers(Asking(desk.programme, wave, enrolled), Export(sheet, desk.today))
    if read.problems:
        raise FileProblems(read.problems)
    return read


def _keep(desk: Desk, wave: Wave, read: AnswersRead, *, dry_run: bool) -> Brought:
    """Keep what a file adds or changes; the journal tells of it where there is anything."""
    before = {one.person: one for one in facts_of(desk).responses if one.wave == wave.id}
    whole = [joined(before.get(one.person), one) for one in read.responses]
    changed = [one for one in whole if one != before.get(one.person)]
    replaced = sum(one.person in before for one in changed)
    if changed:
        answers.save(desk.db, desk.programme.id, changed)
        desk.note("survey import", f"wave {wave.id}: {len(changed) - replaced} new, {replaced} replaced")
    facts = facts_of(desk)
    return Brought(
        wave=wave.id,
        new=len(changed) - replaced,
        replaced=replaced,
        unchanged=len(whole) - len(changed),
        answered=len(answered(facts, wave)),
        asked=len(asked(facts, wave)),
        dry_run=dry_run,
    )
