"""Blocks in a terminal, by rich; nothing that comes from outside is ever markup."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rmentor.render.view import Block, Grid, Words

if TYPE_CHECKING:
    from rich.progress import Progress

_PIPED_WIDTH = 80


def console(*, errors: bool = False) -> Console:
    """Return a console on stdout or stderr; piped, it is 80 columns wide unless COLUMNS says otherwise."""
    stream = sys.stderr if errors else sys.stdout
    width = None if stream.isatty() or os.environ.get("COLUMNS") else _PIPED_WIDTH
    return Console(file=stream, width=width, markup=False, emoji=False, highlight=False)


def print_blocks(blocks: Iterable[Block], *, errors: bool = False) -> None:
    """Print paragraphs and tables in their order, an empty line after each table that something follows."""
    screen = console(errors=errors)
    after_table = False
    for block in blocks:
        if after_table and block != Words(""):
            screen.print()
        after_table = isinstance(block, Grid)
        if isinstance(block, Grid):
            screen.print(table_of(block))
        else:
            screen.print(Text(block.text, style="bold" if block.strong else ""))


def table_of(grid: Grid) -> Table:
    """Return rich's table of a grid."""
    title = Text(grid.title, style="bold") if grid.title else None
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, heading in enumerate(grid.columns):
        table.add_column(Text(heading), justify="right" if index in grid.numbers else "left", overflow="fold")
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


@contextmanager
def progress(title: str, total: int | None = None, done: int = 0) -> Iterator[Progress]:
    """Show a bar on stderr while the block runs, and take it away after it; advance its first task.

    Without a total the bar only moves. Nothing else may be printed meanwhile. Nothing is shown where stderr is no
    terminal.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *([] if total is None else [MofNCompleteColumn()]),
        console=console(errors=True),
        disable=not sys.stderr.isatty(),
        transient=True,
    )
    with bar:
        bar.add_task(title, total=total, completed=done)
        yield bar
