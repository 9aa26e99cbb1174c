"""The rules by which people are reminded: the programme's own, or a usual set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rmentor.programme.model import Programme
from rmentor.programme.period import Period, Unit
from rmentor.programme.reminders import ReminderRule
from rmentor.programme.words import Occasion


def _rule(occasion: Occasion, days: int) -> ReminderRule:
    return ReminderRule(on=occasion, lead=Period(days, Unit.DAY))


_USUAL = (
    _rule(Occasion.BRIEFING_DUE, 7),
    _rule(Occasion.AGREEMENT_DUE, 7),
    _rule(Occasion.GOALS_MISSING, 14),
    _rule(Occasion.MEETING_AHEAD, 2),
    _rule(Occasion.MEETING_UNRECORDED, 2),
    _rule(Occasion.SILENT_PAIR, 28),
    _rule(Occasion.MIDPOINT, 7),
    _rule(Occasion.SURVEY_DUE, 3),
    _rule(Occasion.CLOSURE, 14),
    _rule(Occasion.FOLLOW_UP, 3),
)


def rules(programme: Programme) -> Iterator[tuple[str, ReminderRule]]:
    """Yield each rule after a mark that tells it from the earlier rules on the same occasion, the first's empty."""
    seen: Counter[Occasion] = Counter()
    for rule in programme.reminders.occasions or _USUAL:
        seen[rule.on] += 1
        yield (f" #{seen[rule.on]}" if seen[rule.on] > 1 else ""), rule
