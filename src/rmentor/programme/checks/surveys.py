"""Rules about surveys: questions that reach nobody, and scales that cannot be answered."""

from __future__ import annotations

from collections.abc import Iterator

from rmentor.errors import did_you_mean
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.model import Programme
from rmentor.programme.reader import Path
from rmentor.programme.surveys import Scale


def wave_asks_unknown(programme: Programme) -> Found:
    """A survey wave asks an item that the file does not have.

    Wrong:
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, items: [useful, open]}
    Right:
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, items: [useful]}
    """
    known = [item.id for item in programme.surveys.items]
    for index, wave in enumerate(programme.surveys.waves):
        for number, name in enumerate(wave.items):
            if name not in known:
                place = ("surveys", "waves", index, "items", number)
                yield place, f"there is no item {name!r}{did_you_mean(name, known)}"


def scale_upside_down(programme: Programme) -> Found:
    """A scale's lowest answer is not below its highest, or an anchor names an answer outside of the scale.

    Wrong:
        surveys: {scale: {low: 1, high: 5, anchors: {0: not at all, 5: very much}}}
    Right:
        surveys: {scale: {low: 1, high: 5, anchors: {1: not at all, 5: very much}}}
    """
    for path, scale in _scales(programme):
        if scale.low >= scale.high:
            yield (*path, "low"), f"the lowest answer {scale.low} is not below the highest, {scale.high}"
        else:
            for answer in sorted(scale.anchors):
                if not scale.low <= answer <= scale.high:
                    place = (*path, "anchors", str(answer))
                    yield place, f"{answer} is not on the scale from {scale.low} to {scale.high}"


def item_never_asked(programme: Programme) -> Found:
    """A survey item is in no wave, so nobody is ever asked.

    Wrong:
        surveys:
          items:
            - {id: useful, text: "How useful was it?"}
            - {id: open, text: "How openly do you speak?"}
    Right:
        surveys:
          items:
            - {id: useful, text: "How useful was it?"}
            - {id: open, text: "How openly do you speak?"}
          waves:
            - {id: half-way, at: midpoint, items: [open]}
            - {id: closing, at: end, items: [useful, open]}
    """
    asked = {name for wave in programme.surveys.waves for name in wave.items}
    for index, item in enumerate(programme.surveys.items):
        if item.id not in asked:
            yield ("surveys", "items", index, "id"), f"nobody is asked the item {item.id!r}; add it to a wave"


def _scales(programme: Programme) -> Iterator[tuple[Path, Scale]]:
    yield ("surveys", "scale"), programme.surveys.scale
    for index, item in enumerate(programme.surveys.items):
        if item.scale:
            yield ("surveys", "items", index, "scale"), item.scale


RULES = (
    Rule("RM211", wave_asks_unknown),
    Rule("RM212", scale_upside_down),
    Rule("RM224", item_never_asked),
)
