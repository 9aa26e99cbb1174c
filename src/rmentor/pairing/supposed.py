"""A round as it would be under other rules: what is written as `--what-if` and `--without`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from rmentor.errors import NotFound, WrongUsage, did_you_mean
from rmentor.pairing.pool import Pool
from rmentor.programme.fields import Key, Many, Record, Scalar, Section
from rmentor.programme.pairing import PairingRules
from rmentor.programme.plan import Plan

_PLANNED = "plan.pairs"
_WEIGHT, _PREFER = "weight.", "prefer."


def supposed(pool: Pool, what_if: Sequence[str] = (), without: Sequence[str] = ()) -> Pool:
    """Return a pool under other rules: `KEY=VALUE` changes a key, `without` takes away a person or what a key says.

    Keys are those of the programme file's pairing section, with `weight.` for `prefer.`, and `plan.pairs`. Raises
    WrongUsage where a key or value is none, NotFound where a name is neither a key nor somebody who takes part.
    """
    for text in what_if:
        pool = _changed(pool, *_parsed(text))
    for name in without:
        pool = _without(pool, name)
    return pool


@cache
def _keys() -> dict[str, Key]:
    """Return by its dotted name each key that has a plain value, or a list of such."""
    return dict(_keys_of(PairingRules, "")) | {_PLANNED: Plan.keys["pairs"]}


def _keys_of(record: type[Record], before: str) -> Iterator[tuple[str, Key]]:
    for name, one in record.keys.items():
        if isinstance(one.kind, Section):
            yield from _keys_of(one.kind.record, f"{before}{name}.")
        elif isinstance(one.kind, Scalar) or (isinstance(one.kind, Many) and isinstance(one.kind.kind, Scalar)):
            yield f"{before}{name}", one


def _parsed(text: str) -> tuple[str, Any]:
    written, sign, value = text.partition("=")
    if not sign:
        raise WrongUsage(f"--what-if {text}: write it as KEY=VALUE, as weight.topics=3")
    name = _filed(written.strip())
    if name not in _keys():
        known = [_shown(one) for one in _keys()]
        raise WrongUsage(f"--what-if {text}: there is no key {written!r}{did_you_mean(written, known)}")
    kind = _keys()[name].kind
    if isinstance(kind, Many):
        return name, tuple(_value(text, kind.kind, part.strip()) for part in value.split(";") if part.strip())
    return name, _value(text, kind, value.strip())


def _value(text: str, kind: Any, value: str) -> Any:
    try:
        return kind.parse(value)
    except (ValueError, OverflowError) as error:
        raise WrongUsage(f"--what-if {text}: {value!r} is not {kind.expected}{kind.meant(value)}") from error


def _filed(name: str) -> str:
    """Return the key as the programme file has it."""
    name = name.removeprefix("pairing.")
    return f"{_PREFER}{name.removeprefix(_WEIGHT)}" if name.startswith(_WEIGHT) else name


def _shown(name: str) -> str:
    return f"{_WEIGHT}{name.removeprefix(_PREFER)}" if name.startswith(_PREFER) else name


def _without(pool: Pool, name: str) -> Pool:
    if any(one.id == name for one in pool.enrolled):
        return replace(pool, people=[one for one in pool.people if one.id != name])
    filed = _filed(name)
    section, _, value = filed.rpartition(".")
    if filed in _keys():
        return _changed(pool, filed, _nothing(_keys()[filed]))
    if section in _keys() and value in (listed := _said(pool, section)):
        return _changed(pool, section, tuple(one for one in listed if one != value))
    known = [*(one.id for one in pool.enrolled), *map(_shown, _keys())]
    raise NotFound("person or rule", name, known)


def _nothing(one: Key) -> Any:
    """Return what a key says that says nothing: no weight, no requirement, an empty list; else its default."""
    return False if isinstance(one.default, bool) else 0 if one.kind is _weight() else one.default


def _weight() -> Any:
    return _keys()["prefer.topics"].kind


def _said(pool: Pool, name: str) -> Sequence[str]:
    found: Any = pool.programme.pairing
    for part in name.split("."):
        found = getattr(found, part)
    return found if isinstance(found, tuple) else ()


def _changed(pool: Pool, name: str, value: Any) -> Pool:
    programme = pool.programme
    if name == _PLANNED:
        return replace(pool, programme=replace(programme, plan=replace(programme.plan, pairs=value)))
    return replace(pool, programme=replace(programme, pairing=_put(programme.pairing, name.split("."), value)))


def _put(record: Any, path: Sequence[str], value: Any) -> Any:
    """Return a record with one value changed, at the end of a path of its names."""
    name, *rest = path
    return replace(record, **{name: _put(getattr(record, name), rest, value) if rest else value})
