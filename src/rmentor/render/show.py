"""Shows a view: JSON or a terminal's blocks on stdout, the next step on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from rmentor.render.view import Block, View

JSON_VERSION = 1


def show(view: View, *, as_json: bool = False) -> None:
    """Print the view for whoever reads it."""
    if as_json:
        say(as_text(view))
        return
    from rmentor.render.terminal import print_blocks

    print_blocks(view.blocks)
    if view.next_step:
        tell(f"Next: {view.next_step}")


def show_first(blocks: Iterable[Block]) -> None:
    """Print blocks on stderr, for whoever is asked about them."""
    from rmentor.render.terminal import print_blocks

    print_blocks(blocks, errors=True)


def show_done(view: View, *, as_json: bool, dry_run: bool) -> None:
    """Print what was done; of a dry run say that nothing was, and name no next step."""
    from dataclasses import replace

    show(replace(view, next_step=None) if dry_run else view, as_json=as_json)
    if dry_run:
        tell("Dry run: nothing was changed.")


def as_text(view: View) -> str:
    """Return the documented JSON form: the format's version, the kind, and the data under it."""
    import json

    whole = {"rmentor": JSON_VERSION, "kind": view.kind, view.kind: view.data}
    return json.dumps(whole, ensure_ascii=False, indent=2, default=_plain)


def say(text: str) -> None:
    """Print a text on stdout as it is."""
    print(text)


def tell(*lines: str) -> None:
    """Print lines for people on stderr."""
    for line in lines:
        print(line, file=sys.stderr)


def _plain(value: object) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Iterable):
        return list(value)
    return str(value)
