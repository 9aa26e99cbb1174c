"""`rmentor status`."""

from __future__ import annotations

from dataclasses import replace

from rmentor.commands.desk import Choice, looking
from rmentor.commands.options import DATABASE, Db, Json, ProgrammeId, Today, command_line
from rmentor.commands.reminder_facts import facts_of
from rmentor.reminders.attention import attention, next_date
from rmentor.render.show import show
from rmentor.render.status import Week, status_view
from rmentor.store import notices, people

app = command_line()


@app.command(epilog="Example: rmentor status")
def status(
    db: Db = DATABASE,
    programme: ProgrammeId = None,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """List what needs a human this week, worst first."""
    with looking(Choice(db, programme, today)) as desk:
        facts = replace(facts_of(desk), managers=people.managers(desk.db))
        matters = attention(facts, notices.notices(desk.db, desk.programme.id))
    week = Week(title=desk.programme.title, today=desk.today, matters=matters, ahead=next_date(facts))
    show(status_view(week), as_json=as_json)
