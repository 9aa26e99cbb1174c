"""Survey items one by one: how the same people changed, and what was answered where no change is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from statistics import fmean

from rmentor.evaluation.disclosure import Publication
from rmentor.evaluation.facts import Facts, scores
from rmentor.evaluation.figures import Figure, Missing
from rmentor.evaluation.measures import answer
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.programme.surveys import Answering, Item


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """The change of an item between two waves; the means are those of the people who answered both."""

    item: Item
    since: str
    wave: str
    before: float
    after: float
    figure: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemLevel:
    """The mean of an item in one wave, and the share of its best two answers where that is shown."""

    item: Item
    wave: str
    mean: Figure
    top_two: Figure | None


def item_changes(facts: Facts, publication: Publication) -> tuple[ItemChange, ...]:
    """Return each item's change since the first wave that asked it; the latest wave comes first."""
    spans = [span for item in scaled_items(facts) for span in _spans(facts, item)]
    shown = [_change(facts, span, publication) for span in spans]
    return tuple(one for one in shown if one)


def item_levels(facts: Facts, publication: Publication, changes: Collection[ItemChange]) -> tuple[ItemLevel, ...]:
    """Return what was answered in each wave to the items whose change does not tell it already."""
    told = {(one.item.id, wave) for one in changes for wave in (one.since, one.wave)}
    asked = [(item, wave.id) for wave in facts.waves for item in scaled_items(facts) if item.id in wave.items]
    shown = [_level(facts, item, wave, publication) for item, wave in asked if (item.id, wave) not in told]
    return tuple(one for one in shown if one)


def scaled_items(facts: Facts) -> list[Item]:
    """Return the items that are answered with a number, in the order of the file."""
    return [item for item in facts.programme.surveys.items if item.answer is Answering.SCALE]


def _spans(facts: Facts, item: Item) -> Iterator[Measure]:
    asking = [wave for wave in facts.waves if item.id in wave.items]
    for wave in reversed(asking[1:]):
        if asking[0].asks.plays(wave.asks):
            yield Measure(kind=MeasureKind.CHANGE, item=item.id, since=asking[0].id, wave=wave.id)


def _change(facts: Facts, span: Measure, publication: Publication) -> ItemChange | None:
    item = facts.programme.surveys.item(span.item)
    found = answer(span, facts)
    if item is None or isinstance(found, Missing):
        return None
    since, wave = span.since or "", span.wave or ""
    before, after = scores(facts, item, since), scores(facts, item, wave)
    both = sorted(before.keys() & after.keys())
    shown = publication.show(found, f"change of {item.id} from {since} to {wave}")
    if isinstance(shown, Missing):
        return None
    first, last = (round(fmean(given[person] for person in both), 1) for given in (before, after))
    return ItemChange(item=item, since=since, wave=wave, before=first, after=last, figure=shown)


def _level(facts: Facts, item: Item, wave: str, publication: Publication) -> ItemLevel | None:
    measure = Measure(kind=MeasureKind.MEAN, item=item.id, wave=wave)
    mean = publication.show(answer(measure, facts), f"{item.id} in {wave}")
    if isinstance(mean, Missing):
        return None
    share = answer(replace(measure, kind=MeasureKind.TOP_TWO), facts)
    top_two = publication.show(share, f"best two answers of {item.id} in {wave}")
    return ItemLevel(item=item, wave=wave, mean=mean, top_two=None if isinstance(top_two, Missing) else top_two)
