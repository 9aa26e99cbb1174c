"""The six standards of a workplace programme, and how far a programme file answers them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rmentor.programme.checks.standard import Standard
from rmentor.render.view import Block, Grid, View, Words

_LONGEST = 160


def standard_view(found: Sequence[tuple[str, Sequence[Standard]]]) -> View:
    """Return what each file, by its name, answers to the six standards and what it leaves open."""
    blocks = [block for file, standards in found for block in _told(file, standards)]
    data = [{"file": file, "standards": [asdict(one) for one in standards]} for file, standards in found]
    return View(kind="standard", data={"standard": "EMCC ISMCP", "files": data}, blocks=blocks)


def gaps_in(found: Sequence[tuple[str, Sequence[Standard]]]) -> int:
    """Return how many things are missing in all files."""
    return sum(len(one.gaps) for _, standards in found for one in standards)


def _told(file: str, standards: Sequence[Standard]) -> Iterator[Block]:
    met = sum(not one.gaps for one in standards)
    yield Words(f"{file}: answers {met} of {len(standards)} standards (EMCC ISMCP)\n", strong=True)
    for number, one in enumerate(standards, start=1):
        yield Words(f"{number}. {one.name}{'' if one.gaps else ': answered'}", strong=True)
        if one.answers:
            yield Grid(("answered by", "with"), list(_answers(one)))
        if one.gaps:
            yield Grid(("missing", ""), [(gap.code or "", gap.missing) for gap in one.gaps])
        yield Words("")


def _answers(one: Standard) -> Iterator[tuple[str, str]]:
    """Yield each answer, a key that has several only beside the first."""
    before = ""
    for answer in one.answers:
        yield ("" if answer.key == before else answer.key), _short(answer.value)
        before = answer.key


def _short(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
