"""The report for scripts.

- `programme` (`id`, `title`, `mode`, `stage`, `start`, `end`), `as_of`, `smallest_group`, `comments_from`
- `objectives`, `criteria`: `id`, `text`, `target`, `verdict` (`met`, `not met`, `cannot be told`), `figure`, `remark`
- `comparisons`: `measure`, `theirs`, `source`, `ours` (a figure), `remark`
- `activity`: `mentors`, `mentees`, `both`, `pairs`; `tallies` (`what`, `count`, `n`); `months` (`month`, `held`,
  `missed`, `unrecorded`)
- `waves`: `id`, `day`, `asked`, `answered`; `kept` of the `before` who answered the first wave answered this one
- `changes`: `item`, `text`, `since`, `wave`, `before`, `after`, `figure`
- `levels`: `item`, `text`, `wave`, `mean`, `top_two` (figures)
- `sides`: `item`, `text`, `wave`, `mentors`, `mentees`, `mentor_mean`, `mentee_mean`, `difference`, `interval`, `p`,
  `effect`
- `comments`: `item`, `text`, `wave`, `n`, `texts`
- `hidden`, `methods`: sentences

A figure has `kind`, `unit` (`percent` or `points`), `value`, `n`, `people`, `count`, `asked`, `interval` and `exact`
(`[low, high]`), `p`, `effect`, `counted` and `source`. Null stands where there
is nothing, or nothing that may be shown.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rmentor.evaluation.figures import Figure
from rmentor.evaluation.objectives import Answered
from rmentor.evaluation.report import Report
from rmentor.evaluation.sides import Sides
from rmentor.evaluation.statistics import Interval
from rmentor.programme.surveys import Item
from rmentor.render.report_words import measure_of

_FIGURE = ("kind", "unit", "value", "n", "people", "count", "asked")


def report_data(report: Report) -> dict[str, Any]:
    """Return the report under the keys that this file documents."""
    programme = report.programme
    return {
        "programme": {
            "id": programme.id,
            "title": programme.title,
            "mode": programme.mode,
            "stage": programme.plan.stage,
            "start": programme.plan.start,
            "end": programme.plan.end,
        },
        "as_of": report.today,
        "smallest_group": programme.evaluation.smallest_group,
        "comments_from": programme.evaluation.comments_from,
        "objectives": [_answered(one) for one in report.objectives],
        "criteria": [_answered(one) for one in report.criteria],
        "comparisons": _comparisons(report),
        "activity": asdict(report.activity),
        "waves": [asdict(one) for one in report.waves],
        **_items(report),
        "hidden": report.hidden,
        "methods": report.methods,
    }


def _items(report: Report) -> dict[str, Any]:
    return {
        "changes": [
            {
                **_asked(one.item, one.wave),
                "since": one.since,
                "before": one.before,
                "after": one.after,
                "figure": _figure(one.figure),
            }
            for one in report.changes
        ],
        "levels": [
            {**_asked(one.item, one.wave), "mean": _figure(one.mean), "top_two": _figure(one.top_two)}
            for one in report.levels
        ],
        "sides": [_sides(one) for one in report.sides],
        "comments": [{**_asked(one.item, one.wave), "n": one.n, "texts": one.texts} for one in report.comments],
    }


def _answered(answered: Answered) -> dict[str, Any]:
    return {
        "id": answered.id,
        "text": answered.text,
        "target": answered.target and str(answered.target),
        "verdict": answered.verdict,
        "figure": _figure(answered.figure),
        "remark": answered.remark,
    }


def _comparisons(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "measure": measure_of(one.comparison.measure),
            "theirs": str(one.comparison.value),
            "source": one.comparison.source,
            "ours": _figure(one.ours),
            "remark": one.remark,
        }
        for one in report.comparisons
    ]


def _figure(figure: Figure | None) -> dict[str, Any] | None:
    if figure is None:
        return None
    return {
        **{name: getattr(figure, name) for name in _FIGURE},
        "interval": _ends(figure.interval),
        "exact": _ends(figure.exact),
        "p": figure.p,
        "effect": figure.effect,
        "counted": figure.counted,
        "source": figure.source,
    }


def _sides(sides: Sides) -> dict[str, Any]:
    numbers = ("mentors", "mentees", "mentor_mean", "mentee_mean", "difference", "p", "effect")
    told = {name: getattr(sides, name) for name in numbers}
    return {**_asked(sides.item, sides.wave), **told, "interval": _ends(sides.interval)}


def _asked(item: Item, wave: str) -> dict[str, str]:
    return {"item": item.id, "text": item.text, "wave": wave}


def _ends(interval: Interval | None) -> list[float] | None:
    return [interval.low, interval.high] if interval else None
