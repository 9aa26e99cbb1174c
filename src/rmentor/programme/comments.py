"""Comments in a programme file that silence rules: `# rmentor: ignore[RM301] why`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from rmentor.programme.decoding import Place, lines_of
from rmentor.programme.nodes import quoted_spans
from rmentor.values import Value

_IGNORE = r"(?:^|(?<=[ \t]))#[ \t]*rmentor:[ \t]*ignore\b(?:\[(?P<codes>[^\]]*)\])?"
_BEFORE_KEYS = r"[ \t]*(#.*)?|---.*|%.*"


class Ignore(Value):
    """One such comment: its place, the words that stand for rules, and where it counts.

    `alone` is a comment with nothing before it in its line; above the first key it counts for the whole file.
    """

    line: int
    column: int
    words: tuple[str, ...]
    alone: bool
    whole_file: bool


def ignores_in(text: str) -> Iterator[Ignore]:
    """Yield the comments that silence rules, in their order; the text is one that could be read as YAML."""
    if "rmentor:" not in text:
        return
    spans = tuple(quoted_spans(text))
    above = True
    for number, line in enumerate(lines_of(text), start=1):
        above = above and bool(re.fullmatch(_BEFORE_KEYS, line))
        for found in re.finditer(_IGNORE, line):
            if not _inside((number, found.start() + 1), spans):
                alone = line.lstrip(" \t").startswith("#")
                yield Ignore(number, found.start() + 1, _words(found["codes"]), alone, alone and above)


def _inside(place: Place, spans: Sequence[tuple[Place, Place]]) -> bool:
    before = bisect_right(spans, place, key=lambda span: span[0])
    return before > 0 and place < spans[before - 1][1]


def _words(codes: str | None) -> tuple[str, ...]:
    words = (word.strip().upper() for word in (codes or "").split(","))
    return tuple(dict.fromkeys(word for word in words if word))
