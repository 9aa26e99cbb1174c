"""The rules of `check`, for whoever asks what is checked and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rmentor.programme.checks.model import Page
from rmentor.render.view import Grid, View, Words


def manual_view(pages: Sequence[Page]) -> View:
    """Return the rules in a table; a single one with its whole page."""
    grid = Grid(("code", "severity", "finds"), [(page.code, page.severity, page.name) for page in pages])
    whole = [block for page in pages for block in _page(page)]
    return View(kind="rules", data=[_data(page) for page in pages], blocks=whole if len(pages) == 1 else [grid])


def _page(page: Page) -> Iterator[Words]:
    yield Words(f"{page.code} {page.severity}: {page.name}", strong=True)
    yield from (Words(f"\n{part}") for part in (page.finds, *page.why))
    yield Words(f"\nSource: {page.source}")
    for heading, example in (("Wrong", page.wrong), ("Right", page.right)):
        yield Words(f"\n{heading}:\n\n" + "\n".join(f"    {line}" for line in example.splitlines()))
    yield Words(f"\n{page.silencing}")


def _data(page: Page) -> dict[str, object]:
    return {
        "code": page.code,
        "name": page.name,
        "severity": page.severity,
        "finds": page.finds,
        "why": page.why,
        "source": page.source,
        "wrong": page.wrong,
        "right": page.right,
        "silencing": page.silencing,
    }
