"""A suggested mapping as YAML to paste, what is uncertain in comments; and as data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from shlex import quote
from textwrap import wrap
from typing import Any

from rmentor.people.suggest import Suggestion
from rmentor.people.suggest_columns import quoted
from rmentor.people.suggest_guess import Mapped
from rmentor.render.view import View
from rmentor.sentences import first_few

_WIDTH = 80
_MOST_NAMED = 12
_PLAIN = re.compile(r"[^\W\d_](?:[\w ./&()+%'-]*[\w.()+%])?")
_NOT_TEXT_ELSEWHERE = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_CERTAIN = "the heading and the cells say so"


def suggestion_view(suggestion: Suggestion) -> View:
    """Return a suggestion as data, with the YAML in it, and what to do with it."""
    return View(kind="suggestion", data=_data(suggestion), next_step=_next_step(suggestion))


def yaml_of(suggestion: Suggestion) -> str:
    """Return a suggestion as it stands under the key `roster` of a programme file, indented by two spaces."""
    return "\n".join(f"  {line}".rstrip() for line in _lines(suggestion))


def _data(suggestion: Suggestion) -> dict[str, Any]:
    return {
        "file": suggestion.file,
        "columns": [_column(fact, one) for fact, one in suggestion.mapped.items()],
        "missing": suggestion.missing,
        "dates": {"spellings": suggestion.dates, "doubts": suggestion.dates_doubts},
        "age_on": suggestion.age_on,
        "last_day": suggestion.last_day,
        "grades": dict(suggestion.grades),
        "grade_steps": [{"heading": heading, "steps": steps} for heading, steps in suggestion.steps.items()],
        "values": suggestion.values,
        "attributes": suggestion.attributes,
        "attribute_values": suggestion.attribute_values,
        "special": suggestion.special,
        "not_kept": suggestion.unkept,
        "yaml": yaml_of(suggestion),
    }


def _column(fact: str, one: Mapped) -> dict[str, Any]:
    reason = "; ".join(one.doubts) or _CERTAIN
    return {"fact": fact, "heading": one.column.heading, "certain": not one.doubts, "reason": reason}


def _next_step(suggestion: Suggestion) -> str:
    return (
        "paste this under `roster:` in programme.yaml, look at what is uncertain, then\n"
        f"      rmentor check programme.yaml --with {quote(suggestion.file)}"
    )


def _lines(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.sheet:
        yield f"sheet: {scalar(suggestion.sheet)}"
    for told in suggestion.missing:
        yield from _comment(f"missing: {told}")
    yield "columns:" if suggestion.mapped else "columns: {}"
    for fact, one in suggestion.mapped.items():
        yield from _indented(_comment(f"uncertain: {'; '.join(one.doubts)}") if one.doubts else ())
        yield f"  {fact}: {scalar(one.column.heading)}"
    yield from _dates(suggestion)
    yield from _age(suggestion)
    yield from _grades(suggestion)
    yield from _steps(suggestion)
    yield from _attributes(suggestion)
    yield from _values(suggestion)
    yield from _not_kept(suggestion)


def _dates(suggestion: Suggestion) -> Iterator[str]:
    for told in suggestion.dates_doubts:
        yield from _comment(f"uncertain: {told}")
    if suggestion.dates:
        yield f"dates: [{', '.join(map(_in_quotes, suggestion.dates))}]"


def _age(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.age_on:
        last = f"; the latest day in the file is {suggestion.last_day}" if suggestion.last_day else ""
        yield from _comment(f"uncertain: the day on which the ages were true{last}")
        yield f"age_on: {suggestion.age_on}"


def _grades(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.grades:
        yield from _comment("uncertain: guessed from the words of the titles; higher is more senior")
        yield from _table("grades", {title: str(grade) for title, grade in suggestion.grades.items()})


def _steps(suggestion: Suggestion) -> Iterator[str]:
    for heading, steps in suggestion.steps.items():
        yield from _comment(f"no column tells grades; the amounts of {quoted(heading)} could, mapped as grade, by")
        yield f"# grade_steps: [{', '.join(map(str, steps))}]"


def _attributes(suggestion: Suggestion) -> Iterator[str]:
    """Offer, in comments alone, what may be kept beside: whoever wants it says so by taking the marks away."""
    if suggestion.attributes:
        yield from _comment("not kept, unless pairing or the report asks for it:")
        yield from _commented(_table("attributes", suggestion.attributes))


def _values(suggestion: Suggestion) -> Iterator[str]:
    """Name the codes of what is mapped, and in comments those of what may be kept beside."""
    offered = list(_tables("values", suggestion.attribute_values)) if suggestion.attribute_values else []
    if suggestion.values:
        yield from _comment("uncertain: what the words of these columns stand for")
        yield from _tables("values", suggestion.values)
        offered = offered[1:]
    yield from _commented(offered)


def _not_kept(suggestion: Suggestion) -> Iterator[str]:
    for heading in suggestion.special:
        told = "is special-category data: keep it only with a purpose under roster.special"
        yield from _comment(f"{quoted(heading)} {told}")
    if suggestion.unkept:
        yield from _comment(f"not kept: {first_few(map(quoted, suggestion.unkept), _MOST_NAMED)}")


def _table(name: str, values: Mapping[str, str]) -> Iterator[str]:
    yield f"{name}:"
    yield from _indented(f"{scalar(one)}: {scalar(other)}" for one, other in values.items())


def _tables(name: str, tables: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    yield f"{name}:"
    for one, values in tables.items():
        yield from _indented(_table(one, values))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _commented(lines: Iterable[str]) -> Iterator[str]:
    return (f"# {line}" for line in lines)


def _comment(text: str) -> Iterator[str]:
    # A heading may say what would silence a rule in a comment.
    return _commented(wrap(text.replace("rmentor:", "rmentor :"), _WIDTH - 6))


def scalar(text: str) -> str:
    """Return a text as YAML: plain where every reader takes it for the same text, else in quotes."""
    plain = _PLAIN.fullmatch(text) and text.isprintable() and text.casefold() not in _NOT_TEXT_ELSEWHERE
    return text if plain or (text.isascii() and text.isdecimal()) else _in_quotes(text)


def _in_quotes(text: str) -> str:
    """Return a text in double quotes; what could not stand there as it is, is escaped by its number."""
    return "".join(
        char if char.isprintable() else f"\\U{ord(char):08X}" for char in json.dumps(text, ensure_ascii=False)
    )
