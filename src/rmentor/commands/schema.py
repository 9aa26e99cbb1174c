"""`rmentor schema`."""

from __future__ import annotations

import json

import typer

from rmentor.programme.schema import programme_schema
from rmentor.render.show import say

app = typer.Typer()


@app.command(epilog="Example: rmentor schema > programme.schema.json")
def schema() -> None:
    """Print the JSON Schema of the programme file, for editors."""
    say(json.dumps(programme_schema(), indent=2))
