"""Why somebody is left without a pair, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from rmentor.pairing.asked import attribute_of
from rmentor.pairing.terms import Mask
from rmentor.people.model import Participant
from rmentor.people.special import HIDDEN, is_hidden
from rmentor.programme.model import Programme
from rmentor.programme.pairing import Requirements
from rmentor.values import Value

_RULES: Mapping[str, Callable[[Requirements], str]] = {
    "grade_gap": lambda rules: f"a grade gap of {rules.grade_gap}",
    "outside_reporting_line": lambda _: "the reporting line",
    "not_under_direct_report": lambda _: "the direct reports and theirs",
    "no_shared_manager": lambda _: "a shared manager",
    "junior_ways": lambda rules: f"being junior in {rules.junior_ways} of three ways",
    "overlap": lambda rules: f"{rules.overlap} of common working hours",
    "shared_language": lambda _: "a common language",
    "shared_topic": lambda _: "a topic both offered and wanted",
    "never": lambda _: "`never`",
    "consent": lambda _: "the lack of consent",
    "away": lambda _: "absence",
    "no_repeats": lambda _: "an earlier pair",
}
_FACTS: Mapping[str, Callable[[Participant], bool]] = {
    "grade_gap": lambda one: one.person.grade is not None,
    "overlap": lambda one: one.person.hours is not None,
    "shared_language": lambda one: bool(one.person.languages),
    "shared_topic": lambda one: bool(one.offers or one.wants),
}
_MISSING = {
    "grade_gap": "grade",
    "overlap": "working hours",
    "shared_language": "languages",
    "shared_topic": "topics",
}


_NO_THIRD = ", and no pair of this round may take a third"


class Outlook(Value):
    """One person's view of everybody on the other side: who may be paired, who meets what, who had a place left."""

    person: Participant
    may: Mask
    met: Mapping[str, Mask]
    free: Mask


def reason(outlook: Outlook, programme: Programme, *, full: bool) -> str:
    """Say why a person got no pair; `full` is True where the planned number of pairs was reached."""
    if outlook.person.capacity == 0:
        return "takes no pair (capacity 0)"
    if not len(outlook.may):
        return "there is nobody on the other side"
    fitting = int(outlook.may.sum())
    if not fitting:
        return f"nobody of {len(outlook.may)} is allowed: {_costliest(outlook, programme)}"
    if full and bool((outlook.may & outlook.free).any()):
        return f"the planned number of pairs is reached ({fitting} allowed)"
    told = "the only one allowed is" if fitting == 1 else f"all {fitting} allowed are"
    no_third = _NO_THIRD if programme.pairing.groups_of_three and not full else ""
    return f"{told} paired with others{no_third}"


def all_asked(told: str) -> str:
    """Return a reason as it is once the pairs that run were asked too."""
    rest = told.removesuffix(_NO_THIRD)
    return told if rest == told else f"{rest}, and no pair, of this round or running, may take a third"


def _costliest(outlook: Outlook, programme: Programme) -> str:
    """Name what excludes the most people, the two costliest first come first."""
    excluded = {name: int(np.count_nonzero(~mask)) for name, mask in outlook.met.items()}
    order = sorted((name for name in excluded if excluded[name]), key=lambda name: -excluded[name])
    return ", ".join(dict.fromkeys(_told(name, excluded[name], outlook.person, programme) for name in order[:2]))


def _told(name: str, excluded: int, person: Participant, programme: Programme) -> str:
    """Say whom a requirement excludes; of special-category data not even how many, which would tell what they have."""
    kind, _, attribute = name.partition(" ")
    if attribute and is_hidden(programme, attribute):
        return f"{HIDDEN} excludes some"
    if attribute:
        known = attribute_of(programme, person.person, attribute)
        return f"{f'{kind} {attribute}' if known else f'the unknown {attribute}'} excludes {excluded}"
    lacking = name in _FACTS and not _FACTS[name](person)
    told = f"the lack of {_MISSING[name]}" if lacking else _RULES[name](programme.pairing.require)
    return f"{told} excludes {excluded}"
