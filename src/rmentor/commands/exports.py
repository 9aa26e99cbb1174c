"""Tables from outside as the stages read them."""

from __future__ import annotations

from datetime import date

from rmentor.files.tables import Sheet
from rmentor.people.export import Export, Line


def export_of(sheet: Sheet, today: date) -> Export:
    """Return a table that was read from a file as an export of today."""
    return Export(sheet.file, sheet.headings, tuple(Line(row.line, row.cells) for row in sheet.rows), today)
