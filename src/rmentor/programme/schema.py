"""The JSON Schema of a programme file, made from the field table that the reader uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rmentor.programme.fields import Key, Kind, Many, Scalar, Section, Table
from rmentor.programme.model import Programme


def programme_schema() -> dict[str, Any]:
    """Return the schema (draft 2020-12); a value that may be left out may also be empty."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "rmentor programme",
        **_schema_of(Section(Programme)),
    }


def _schema_of(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, Scalar):
        return dict(kind.schema)
    if isinstance(kind, Many):
        return {"type": "array", "items": _schema_of(kind.kind), "minItems": kind.least}
    if isinstance(kind, Table):
        return {
            "type": "object",
            "propertyNames": _schema_of(kind.keys),
            "additionalProperties": _schema_of(kind.values),
        }
    return _section_schema(kind.record.keys)


def _section_schema(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _key_schema(one) for name, one in keys.items()},
        "required": [name for name, one in keys.items() if one.required],
        "additionalProperties": False,
    }


def _key_schema(one: Key) -> dict[str, Any]:
    schema = _schema_of(one.kind)
    return {"description": one.meaning, **(schema if one.required else _or_empty(schema))}


def _or_empty(schema: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in schema:
        return {**schema, "anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    types = schema["type"]
    return {**schema, "type": [*([types] if isinstance(types, str) else types), "null"]}
