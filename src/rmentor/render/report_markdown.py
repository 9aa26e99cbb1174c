"""The report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rmentor.evaluation.report import Report
from rmentor.render import report_words as words
from rmentor.render.report_terminal import report_parts
from rmentor.render.view import Block, Grid

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINE_START = re.compile(r"^([0-9]*)([-+=.)])(?=[\s=-]|$)")


def report_markdown(report: Report) -> str:
    """Return the report as a Markdown text; what comes from outside is never markup in it."""
    lines = [words.MARK, "", f"# {_plain(report.programme.title)}", "", _plain(words.subtitle(report))]
    for part in report_parts(report):
        lines += ["", f"## {part.heading}"]
        for block in part.blocks:
            written = list(_block(block))
            lines += ["", *written] if written else []
    return "\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Grid):
        yield _row([_plain(column) for column in block.columns])
        yield _row(["---:" if index in block.numbers else "---" for index in range(len(block.columns))])
        yield from (_row([_plain(cell) for cell in row]) for row in block.rows)
    elif block.text:
        item = block.text.startswith("- ")
        yield f"- {_plain(block.text[2:])}" if item else _LINE_START.sub(r"\1\\\2", _plain(block.text))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
