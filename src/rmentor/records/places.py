"""Which pair a line means: by its number, or by a person and a day."""

from __future__ import annotations

from datetime import date

from rmentor.errors import NotFound, Refused, WrongUsage
from rmentor.pairing.lookup import number_or_person
from rmentor.pairing.model import Pair
from rmentor.records.lines import NO_PAIR, UNCLEAR, UNKNOWN_NUMBER, UNKNOWN_PERSON, Reader


def pairs_on(reader: Reader, person: str, day: date) -> list[Pair]:
    """Return the pairs a person was in on a day; on the day one pair followed another, the later one."""
    there = [pair for pair in _of(reader, person) if pair.since(person) <= day <= (pair.until(person) or day)]
    return [pair for pair in there if pair.until(person) != day] or there


def lasted_over(pair: Pair, day: date) -> bool:
    """True where the pair was there on that day, its last day included."""
    return pair.started <= day and (pair.ended is None or day <= pair.ended)


def pair_of(reader: Reader, person: str, day: date) -> Pair | None:
    """Return the one pair a person was in on a day, or of several the one that the line numbers."""
    number = reader.text("pair")
    found = [pair for pair in pairs_on(reader, person, day) if number in ("", str(pair.number))]
    return _only(reader, found, person, day)


def pair_named(reader: Reader, day: date | None) -> Pair | None:
    """Return the pair that the first cell names, by its number or by one of its people.

    In a file a number that is somebody's id means that person; typed, it has to be said. Without a day the pair of
    today is meant, or the only one the person was ever in.
    """
    named = _named(reader)
    if not named or isinstance(named, int):
        return reader.scene.pairs[named] if named else None
    if named not in reader.scene.people:
        reader.fault(UNKNOWN_PERSON, reader.scene.unknown("pair or person", named))
        return None
    found = pairs_on(reader, named, day or reader.scene.today)
    if not found and day is None:
        found = _of(reader, named)
    return _only(reader, found, named, day or reader.scene.today)


def _named(reader: Reader) -> int | str | None:
    text, scene = reader.needed("person"), reader.scene
    if text is None or (reader.row.line and text in scene.people):
        return text
    try:
        return number_or_person(text, scene.pairs, scene.people)
    except (NotFound, WrongUsage) as error:
        reader.fault(UNKNOWN_NUMBER if isinstance(error, NotFound) else UNCLEAR, error)
        return None


def no_pair(reader: Reader, person: str, day: date) -> None:
    """Note that a person was in no pair on a day, and when there was one."""
    spans = [f"; {span(pair)}{_part(pair, person)}" for pair in _of(reader, person)]
    number = reader.text("pair")
    which = f"not in pair {number}" if number else "in no pair"
    reader.fault(NO_PAIR, Refused(f"{person} was {which} on {day}{''.join(spans)}"))


def span(pair: Pair) -> str:
    """Say when a pair began, and when it ended if it did."""
    until = f" and ended on {pair.ended}" if pair.ended else ""
    return f"pair {pair.number} began on {pair.started}{until}"


def _part(pair: Pair, person: str) -> str:
    """Say when somebody came or went who was not in the pair all the time."""
    since, until = pair.since(person), pair.until(person)
    joined = "" if since == pair.started else f", and {person} joined it on {since}"
    return joined if until == pair.ended else f"{joined}, and {person} left it on {until}"


def _only(reader: Reader, found: list[Pair], person: str, day: date) -> Pair | None:
    if len(found) > 1:
        numbers = ", ".join(str(pair.number) for pair in found)
        reader.fault(UNCLEAR, WrongUsage(f"{person} is in the pairs {numbers}; say which by its number"))
    if not found:
        no_pair(reader, person, day)
    return found[0] if len(found) == 1 else None


def _of(reader: Reader, person: str) -> list[Pair]:
    return list(reader.scene.pairs_of.get(person, ()))
