"""A mapping for an export that nobody has mapped yet: what to write under `roster` in the programme file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rmentor.people.amounts import amount
from rmentor.people.codes import Known, kinds_of
from rmentor.people.suggest_codes import codes_of, genders_of
from rmentor.people.suggest_columns import Column, fits, quoted
from rmentor.people.suggest_dates import Dates, doubts_of, spellings_for
from rmentor.people.suggest_grades import grades_of, steps_of
from rmentor.people.suggest_guess import Guess, Mapped, guess
from rmentor.people.suggest_values import is_figures
from rmentor.programme.fields import Scalar
from rmentor.programme.kinds import IDENTIFIER, LINE
from rmentor.programme.mending import as_identifier
from rmentor.programme.model import Programme
from rmentor.programme.period import Period
from rmentor.programme.plan import Plan
from rmentor.programme.roster import Columns, Roster
from rmentor.programme.special import is_special
from rmentor.programme.words import Mode
from rmentor.sheets import Sheet

_MOST_GROUPS = 12
_LONGEST_KEY = 100
_DAYS = ("birth_date", "joined", "left")
_PAY = frozenset(
    {"salary", "pay", "base", "compensation", "wage", "gehalt", "lohn", "entgelt", "salaire", "salario", "sueldo"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A mapping to paste: by fact the columns with their doubts, then what the other keys of `roster` would hold.

    `steps` are amounts that could part people into grades where no column tells them, with their column.
    `attributes` are columns of few words that could be kept beside, with the codes of those that have some;
    `special` may be kept for a stated purpose alone. `unkept` are the headings of all other columns.
    """

    file: str
    sheet: str | None
    mapped: Mapping[str, Mapped]
    dates: tuple[str, ...]
    dates_doubts: tuple[str, ...]
    age_on: date | None
    last_day: date | None
    grades: Mapping[str, int]
    steps: Mapping[str, tuple[int, ...]]
    values: Mapping[str, Mapping[str, str]]
    attributes: Mapping[str, str]
    attribute_values: Mapping[str, Mapping[str, str]]
    special: tuple[str, ...]
    unkept: tuple[str, ...]
    missing: tuple[str, ...]


def suggest(sheet: Sheet, today: date, programme: Programme | None) -> Suggestion:
    """Return what an export tells about how to map it; the topics and grades of a programme help where there is one."""
    kinds = kinds_of(_unmapped(programme), Known(today, frozenset()))
    found = guess(sheet, kinds, today, topics=bool(programme and programme.topics))
    mapped = {fact: one for fact, one in found.mapped.items() if fact in Columns.keys}
    headings = [one.column.heading for one in mapped.values()]
    dates = {heading: found.dates[heading] for heading in headings if heading in found.dates}
    attributes = _attributes(found)
    special = tuple(heading for heading in sheet.headings if is_special(heading))
    kept = {*headings, *special, *(column.heading for column in attributes.values())}
    return Suggestion(
        file=sheet.file,
        sheet=programme.roster.sheet if programme else None,
        mapped=mapped,
        dates=spellings_for(dates.values()),
        dates_doubts=tuple(doubts_of(dates)),
        age_on=today if "age" in mapped else None,
        last_day=_last_day(dates.values(), today),
        grades=_grades(mapped.get("grade"), kinds, programme),
        steps={} if "grade" in mapped else dict(_steps(found.left)),
        values={fact: codes for fact in ("role", "consent") if (codes := _codes(fact, mapped, kinds))},
        attributes={name: column.heading for name, column in attributes.items()},
        attribute_values={name: codes for name, column in attributes.items() if (codes := genders_of(column.cells))},
        special=special,
        unkept=tuple(heading for heading in sheet.headings if heading and heading not in kept),
        missing=tuple(_missing(found)),
    )


def _unmapped(programme: Programme | None) -> Programme:
    """Return a programme that maps nothing yet, so that cells read as they stand."""
    if programme is not None:
        return replace(programme, roster=Roster())
    plan = Plan(start=date(2000, 1, 1), length=Period.parse("1 month"), zone="UTC")
    return Programme(format=1, id="unmapped", title="Unmapped", mode=Mode.REVERSE, plan=plan)


def _grades(grade: Mapped | None, kinds: Mapping[str, Scalar], programme: Programme | None) -> dict[str, int]:
    """Return a grade for every title that stands in the grades' column."""
    texts = grade.column.cells if grade else ()
    titles = [text for text in texts if not fits(kinds["grade"], text) and _is_key(text)]
    return grades_of(titles, programme.roster.grades if programme else {})


def _steps(columns: Iterable[Column]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the first column of what people earn, with amounts at which a grade could begin."""
    for column in columns:
        amounts = [text for text in column.cells if _is_amount(text)]
        if _PAY & set(column.words.split()) and len(amounts) > len(column.cells) / 2 and (steps := steps_of(amounts)):
            yield column.heading, steps
            return


def _is_amount(text: str) -> bool:
    try:
        amount(text)
    except ValueError:
        return False
    return True


def _is_key(text: str) -> bool:
    return len(text) <= _LONGEST_KEY and fits(LINE, text) and bool(LINE.parse(text) == text)


def _codes(fact: str, mapped: Mapping[str, Mapped], kinds: Mapping[str, Scalar]) -> dict[str, str]:
    found = codes_of(fact, mapped[fact].column.cells, kinds[fact]) if fact in mapped else None
    return found or {}


def _attributes(found: Guess) -> dict[str, Column]:
    """Return by an id of their own the columns that part people into a few groups by words."""
    named: dict[str, Column] = {}
    for column in found.left:
        name = as_identifier(column.heading)
        grouped = 2 <= len(column.cells) <= _MOST_GROUPS and column.distinct <= 0.5
        words = not column.share(is_figures) and column.heading not in found.dates
        if grouped and words and fits(IDENTIFIER, name) and name not in Columns.keys:
            named.setdefault(name, column)
    return named


def _last_day(dates: Iterable[Dates], today: date) -> date | None:
    """Return the latest day up to today that any date column names: ages cannot be older than that."""
    days = (found.day(text) for found in dates for one in found.spelled for text in one.cells)
    return max((day for day in days if day and day <= today), default=None)


def _missing(found: Guess) -> Iterator[str]:
    """Say which facts no column holds although everybody needs them, or although one is called so."""
    parts = [quoted(found.mapped[part].column.heading) for part in ("first_name", "last_name") if part in found.mapped]
    if "id" not in found.mapped and "id" not in found.refused:
        yield "id: no column tells everybody apart; add one to the export"
    for fact, column in found.refused.items():
        counted = fact in _DAYS and column.share(is_figures) > 0.5
        hint = "; are they a spreadsheet's day numbers? Format the column as dates" if counted else ""
        yield f"{fact}: {quoted(column.heading)} is called so, but its cells are not{hint}"
    if "name" not in found.mapped and parts:
        yield f"name: it stands in {' and '.join(parts)}; rmentor reads one column, so join them in the export"
    elif "name" not in found.mapped and "name" not in found.refused:
        yield "name: no column holds names"
    elif parts:
        yield f"name: {' and '.join(parts)} not read; if the name is no full name, join them in the export"
