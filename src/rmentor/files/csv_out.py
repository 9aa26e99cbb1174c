"""Tables to CSV: a spreadsheet shows what is in it and runs none of it, and it reads back equal."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rmentor.errors import WrongUsage
from rmentor.text import clean

_FORMULA = re.compile(r"'*[=+\-@]")
_AMBIGUOUS = re.compile(r"[;\t|'<]")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV that a spreadsheet shows and does not run; `read_sheet` undoes the defusing."""
    text = io.StringIO()
    # The headings tell the delimiter and the quotes: nothing in them may pass for another one.
    plain = len(headings) > 1 and not any(map(_AMBIGUOUS.search, headings))
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL if plain else csv.QUOTE_ALL)
    for row in (headings, *rows):
        writer.writerow([_defused(clean(cell)) for cell in row])
    return text.getvalue()


def write_new(path: Path, text: str) -> None:
    """Write a new file that only its owner can read; raises WrongUsage where it exists or cannot be written."""
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise WrongUsage(f"{path} cannot be written: {error.strerror}") from None


def refuse_existing(path: Path) -> None:
    """Raise what `write_new` would where a file has that name already."""
    if os.path.lexists(path):
        raise _taken(path)


def _taken(path: Path) -> WrongUsage:
    return WrongUsage(f"{path} exists already; name another file")


def _defused(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
