"""Free-text answers, where enough people gave them, in no person's order and without names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from rmentor.evaluation.disclosure import Publication
from rmentor.evaluation.facts import Facts
from rmentor.evaluation.naming import striker
from rmentor.programme.surveys import Answering, Item, Wave


@dataclass(frozen=True, slots=True)
class Comments:
    """What n people answered to a question, sorted by the text so that the order tells nothing."""

    item: Item
    wave: str
    n: int
    texts: tuple[str, ...]


def comments(facts: Facts, publication: Publication) -> tuple[Comments, ...]:
    """Return the texts of every item and wave that enough people answered; the others are noted as hidden."""
    least = facts.programme.evaluation.comments_from
    without_names = striker([one.person for one in facts.participants])
    shown = []
    for wave, item in product(facts.waves, facts.programme.surveys.items):
        given = _texts(facts, item, wave)
        if item.answer is Answering.TEXT and len(given) >= least:
            texts = tuple(sorted(map(without_names, given)))
            shown.append(Comments(item, wave.id, len(given), texts))
        elif given:
            publication.hidden.append(f"texts of {item.id} in {wave.id}: from fewer than {least} people")
    return tuple(shown)


def _texts(facts: Facts, item: Item, wave: Wave) -> list[str]:
    return [one.texts[item.id] for one in facts.responses if one.wave == wave.id and item.id in one.texts]
