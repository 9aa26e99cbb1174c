"""`rmentor schema`."""

from __future__ import annotations

import json

from rmentor.commands.options import command_line
from rmentor.programme.schema import programme_schema
from rmentor.render.show import say

app = command_line()


@app.command(epilog="Example: rmentor schema > programme.schema.json")
def schema() -> None:
    """Print the JSON Schema of the programme file, for editors."""
    say(json.dumps(programme_schema(), indent=2))
