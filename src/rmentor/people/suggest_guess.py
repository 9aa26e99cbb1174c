"""Which column of an export holds which fact, guessed from its headings and its cells."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from rmentor.people.suggest_choice import best_choice
from rmentor.people.suggest_columns import Column, columns_of, quoted
from rmentor.people.suggest_dates import Dates, dates_of, looks_dated, shared_order
from rmentor.people.suggest_headings import FACTS, is_of_others, likeness
from rmentor.people.suggest_values import SPEAK_FOR_THEMSELVES, Fit, Seen, fit_of
from rmentor.programme.fields import Scalar
from rmentor.programme.special import is_special
from rmentor.sheets import Sheet

_LEAST = 40
_CALLED_SO = 75
_CLOSE = 15
_CLOSE_WITH_DATES = 30


@dataclass(frozen=True, slots=True)
class Rated:
    """How well a column would do for a fact: the likeness of its heading, what its cells say, and both in one."""

    column: Column
    near: int
    fit: Fit

    @property
    def score(self) -> int:
        """The higher the better."""
        return self.near + self.fit.points if self.near else self.fit.alone


_Ratings = Mapping[str, Mapping[int, Rated]]


@dataclass(frozen=True, slots=True)
class Mapped:
    """The column chosen for a fact, and what makes that doubtful; nothing where it is certain."""

    column: Column
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What was guessed of a file: the column of each fact, the dates by heading, and the columns that are left.

    `refused` are those whose heading names a fact that their cells cannot be.
    """

    mapped: Mapping[str, Mapped]
    dates: Mapping[str, Dates]
    left: tuple[Column, ...]
    refused: Mapping[str, Column]


def guess(sheet: Sheet, kinds: Mapping[str, Scalar], today: date, *, topics: bool) -> Guess:
    """Return which column holds which fact, as far as headings and cells tell.

    `kinds` says how the cells of each fact read; `topics` is True where they know the programme's topics. Special
    categories of data are never mapped.
    """
    columns = {one.place: one for one in columns_of(sheet) if not is_special(one.heading)}
    seen = Seen(kinds, topics, _dates(columns.values()), frozenset(), today)
    first = best_choice(_scores(_rated(columns.values(), seen)))
    named = [columns[first[fact]].cells for fact in ("id", "name") if fact in first]
    seen = replace(seen, people=frozenset(text.casefold() for cells in named for text in cells))
    rated = _rated(columns.values(), seen)
    chosen = _Chosen(sheet, seen.dates, rated, _without_repeats(best_choice(_scores(rated))))
    taken = set(chosen.places.values())
    left = tuple(one for place, one in columns.items() if place not in taken)
    return Guess(chosen.mapped(), seen.dates, left, dict(_refused(left, seen, chosen.places)))


def _refused(left: Iterable[Column], seen: Seen, chosen: Container[str]) -> Iterator[tuple[str, Column]]:
    for column in left:
        fact = max(FACTS, key=lambda one: likeness(one, column.words))
        named = likeness(fact, column.words) >= _CALLED_SO
        if named and fact not in chosen and fit_of(fact, column, seen) is None:
            yield fact, column


def _dates(columns: Iterable[Column]) -> dict[str, Dates]:
    """Return how columns of dates are spelled; what one leaves open the others may tell."""
    dated = [column for column in columns if column.filled and looks_dated(column)]
    found = {column.heading: dates_of(column) for column in dated}
    order = shared_order(found.values())
    if order:
        found = {column.heading: dates_of(column, order) for column in dated}
    return {heading: dates for heading, dates in found.items() if dates.usual}


def _rated(columns: Iterable[Column], seen: Seen) -> _Ratings:
    several = tuple(columns)
    return {fact: {one.column.place: one for one in _ratings(fact, several, seen)} for fact in FACTS}


def _ratings(fact: str, columns: Iterable[Column], seen: Seen) -> Iterator[Rated]:
    for column in columns:
        near = likeness(fact, column.words)
        alone = fact in SPEAK_FOR_THEMSELVES and not is_of_others(column.words)
        fit = fit_of(fact, column, seen) if near or alone else None
        if fit is not None and Rated(column, near, fit).score >= _LEAST:
            yield Rated(column, near, fit)


def _scores(rated: _Ratings) -> dict[str, dict[int, int]]:
    return {fact: {place: one.score for place, one in row.items()} for fact, row in rated.items()}


def _without_repeats(places: Mapping[str, int]) -> dict[str, int]:
    """Leave out what says a person's age over again: the date of birth tells most, the age least."""
    ages = [fact for fact in ("birth_date", "birth_year", "age") if fact in places]
    return {fact: place for fact, place in places.items() if fact not in ages[1:]}


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The places of the columns that were chosen, by fact, and what else could have been."""

    sheet: Sheet
    dates: Mapping[str, Dates]
    rated: _Ratings
    places: Mapping[str, int]

    def mapped(self) -> dict[str, Mapped]:
        """Return the column of each fact with what makes it doubtful, in the facts' order."""
        return {
            fact: Mapped(self.rated[fact][self.places[fact]].column, tuple(self._doubts(fact)))
            for fact in FACTS
            if fact in self.places
        }

    def _doubts(self, fact: str) -> Iterator[str]:
        chosen = self.rated[fact][self.places[fact]]
        if not chosen.near:
            yield "told by its cells alone"
        elif chosen.near < _CALLED_SO:
            yield "the heading comes near, no more"
        if fact in ("id", "manager") and chosen.column.heading in self.sheet.numbers:
            yield "stored as numbers, so leading zeros would be lost"
        if chosen.fit.told:
            yield chosen.fit.told
        for rival in self._rivals(fact):
            yield self._against(chosen.column, rival)

    def _rivals(self, fact: str) -> list[Column]:
        """Return the columns that would do nearly as well and serve nothing else."""
        chosen = self.rated[fact][self.places[fact]]
        least = chosen.score - (_CLOSE_WITH_DATES if chosen.column.heading in self.dates else _CLOSE)
        taken = set(self.places.values())
        return [one.column for place, one in self.rated[fact].items() if one.score >= least and place not in taken]

    def _against(self, chosen: Column, rival: Column) -> str:
        """Say of another column that it could be meant, and how far its days are others."""
        ours, theirs = self.dates.get(chosen.heading), self.dates.get(rival.heading)
        told = f"could be {quoted(rival.heading)} as well"
        if ours is None or theirs is None:
            return told
        cells = [(row.cells.get(chosen.heading, ""), row.cells.get(rival.heading, "")) for row in self.sheet.rows]
        others = sum(ours.day(one) != theirs.day(other) for one, other in cells)
        return f"{told}, which has another day in {others:,} rows" if others else told
