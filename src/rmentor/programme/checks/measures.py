"""Rules about measures: what gives an objective no figure."""

from __future__ import annotations

from collections.abc import Iterator

from rmentor.errors import did_you_mean
from rmentor.programme.checks.model import Found, Rule
from rmentor.programme.kinds import Target
from rmentor.programme.model import Programme
from rmentor.programme.purpose import Measure, MeasureKind, Objective
from rmentor.programme.reader import Path
from rmentor.programme.surveys import Answering, Item, Wave
from rmentor.programme.words import Checkpoint
from rmentor.values import Value

_SURVEYED = ("item", "wave")
_NEEDS = {
    MeasureKind.TOP_BOX: _SURVEYED,
    MeasureKind.TOP_TWO: _SURVEYED,
    MeasureKind.MEAN: _SURVEYED,
    MeasureKind.CHANGE: (*_SURVEYED, "since"),
    MeasureKind.OUTCOME: ("outcome",),
    MeasureKind.MEETINGS_HELD: (),
    MeasureKind.PAIRS_COMPLETED: (),
}
_POINTS = list(Checkpoint)


class PlacedMeasure(Value):
    """A measure with its key, and the target that it is held against with its key."""

    path: Path
    measure: Measure
    target: Target | None
    target_path: Path


def measure_incomplete(programme: Programme) -> Found:
    """A measure does not say what it counts.

    A top box, a top two and a mean need an item and a wave; a change needs the earlier wave too (`since`); an
    outcome needs the outcome's name. Without them the objective is answered by no figure.

    Wrong:
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: top_two, item: useful}
              target: 80 %
    Right:
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: top_two, item: useful, wave: closing}
              target: 80 %
    """
    for one in placed_measures(programme):
        for name in _NEEDS[one.measure.kind]:
            if getattr(one.measure, name) is None:
                yield one.path, f"a measure of kind {one.measure.kind} needs the key {name!r}"


def measure_of_unknown(programme: Programme) -> Found:
    """A measure names an item, a wave or an outcome that the file does not have.

    Nobody is asked such an item and nothing is recorded under such an outcome, so the figure stays empty.

    Wrong:
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: top_two, item: useful, wave: close}
              target: 80 %
    Right:
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: top_two, item: useful, wave: closing}
              target: 80 %
    """
    waves = [wave.id for wave in programme.surveys.waves]
    known = {
        "item": [item.id for item in programme.surveys.items],
        "wave": waves,
        "since": waves,
        "outcome": list(programme.outcomes),
    }
    for one in placed_measures(programme):
        for name, names in known.items():
            value = getattr(one.measure, name)
            if value is not None and value not in names:
                what = "wave" if name == "since" else name
                yield (*one.path, name), f"there is no {what} {value!r}{did_you_mean(value, names)}"


def measure_unanswered(programme: Programme) -> Found:
    """A measure counts answers that nobody is asked for.

    Its item is not asked in its wave, or is answered in free text, or the wave asks the other role only.

    Wrong:
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, asks: mentor, items: [useful]}
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: mean, item: useful, wave: closing, role: mentee}
              target: 4
    Right:
        surveys:
          waves:
            - {id: half-way, at: midpoint, items: [useful]}
            - {id: closing, at: end, items: [useful]}
        purpose:
          objectives:
            - id: useful
              text: Useful
              measure: {kind: mean, item: useful, wave: closing, role: mentee}
              target: 4
    """
    for one in placed_measures(programme):
        item = programme.surveys.item(one.measure.item or "")
        if item is None or one.measure.kind is MeasureKind.OUTCOME:
            continue
        if item.answer is Answering.TEXT:
            yield (*one.path, "item"), f"the item {item.id!r} is answered in free text, which has no figure"
        for name, wave in _waves(programme, one.measure):
            yield from (((*one.path, name), told) for told in _unasked(one.measure, item, wave))


def change_backwards(programme: Programme) -> Found:
    """A change is measured from a wave that is not earlier than the one it leads to.

    Wrong:
        purpose:
          objectives:
            - id: useful
              text: It becomes more useful
              measure: {kind: change, item: useful, wave: half-way, since: closing}
              target: 1
    Right:
        purpose:
          objectives:
            - id: useful
              text: It becomes more useful
              measure: {kind: change, item: useful, wave: closing, since: half-way}
              target: 1
    """
    for one in placed_measures(programme):
        waves = dict(_waves(programme, one.measure))
        if one.measure.kind is MeasureKind.CHANGE and len(waves) > 1:
            later, earlier = waves["wave"], waves["since"]
            if _POINTS.index(earlier.at) >= _POINTS.index(later.at):
                told = f"the wave {earlier.id!r} ({earlier.at}) is not before the wave {later.id!r} ({later.at})"
                yield (*one.path, "since"), told


def placed_measures(programme: Programme) -> Iterator[PlacedMeasure]:
    """Yield every measure of the file: of objectives, of stop/go criteria and of comparisons."""
    for path, objective in placed_objectives(programme):
        if objective.measure:
            yield PlacedMeasure((*path, "measure"), objective.measure, objective.target, (*path, "target"))
    for index, one in enumerate(programme.evaluation.compare):
        path = ("evaluation", "compare", index)
        yield PlacedMeasure((*path, "measure"), one.measure, one.value, (*path, "value"))


def placed_objectives(programme: Programme) -> Iterator[tuple[Path, Objective]]:
    """Yield every objective and stop/go criterion with its key."""
    for index, objective in enumerate(programme.purpose.objectives):
        yield ("purpose", "objectives", index), objective
    for index, objective in enumerate(programme.plan.criteria):
        yield ("plan", "criteria", index), objective


def _waves(programme: Programme, measure: Measure) -> Iterator[tuple[str, Wave]]:
    names = ("wave", "since") if measure.kind is MeasureKind.CHANGE else ("wave",)
    for name in names:
        wave = programme.surveys.wave(getattr(measure, name) or "")
        if wave:
            yield name, wave


def _unasked(measure: Measure, item: Item, wave: Wave) -> Iterator[str]:
    if item.id not in wave.items:
        yield f"the wave {wave.id!r} does not ask the item {item.id!r}"
    if not wave.asks.plays(measure.role):
        yield f"the wave {wave.id!r} asks {wave.asks}s only, the measure counts {measure.role}s"


RULES = (
    Rule("RM231", measure_incomplete),
    Rule("RM232", measure_of_unknown),
    Rule("RM233", measure_unanswered),
    Rule("RM234", change_backwards),
)
