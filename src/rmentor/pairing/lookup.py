"""Finds the pair that somebody means."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from rmentor.errors import NotFound, WrongUsage
from rmentor.pairing.model import Pair

_NUMBER = re.compile(r"[1-9][0-9]{0,8}", re.ASCII)


def find_pair(pairs: Sequence[Pair], name: str, enrolled: Iterable[str]) -> Pair:
    """Return the pair of that number, or the one open pair of the enrolled person of that id.

    Raises NotFound where there is none, WrongUsage where the person is in several or the name may mean both.
    """
    numbers = {pair.number: pair for pair in pairs}
    meant = number_or_person(name, numbers, frozenset(enrolled))
    if isinstance(meant, int):
        return numbers[meant]
    found = [pair for pair in pairs if pair.open and meant in pair.people]
    if not found:
        raise NotFound("pair", name, sorted({person for pair in pairs if pair.open for person in pair.people}))
    if len(found) > 1:
        several = ", ".join(str(pair.number) for pair in found)
        raise WrongUsage(f"{meant} is in the pairs {several}; say which by its number")
    return found[0]


def number_or_person(name: str, numbers: Container[int], people: Container[str]) -> int | str:
    """Return the number of the pair that a name means, or the id of a person, who may not be there.

    `pair:3` and `person:3` say which. Raises NotFound where no pair has the number that is asked for, WrongUsage
    where a pair and a person go by the name.
    """
    kind, _, rest = name.partition(":")
    if kind == "person" and rest:
        return rest
    number = _number(rest if kind == "pair" else name, numbers)
    if kind == "pair" and rest and number is None:
        raise NotFound("pair", rest)
    if number is not None and name in people:
        raise WrongUsage(f"{name} is a pair's number and a person's id; say pair:{name} or person:{name}")
    return name if number is None else number


def _number(text: str, numbers: Container[int]) -> int | None:
    number = int(text) if _NUMBER.fullmatch(text) else None
    return number if number in numbers else None
