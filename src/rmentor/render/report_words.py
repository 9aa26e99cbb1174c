"""The figures of a report in words, the same in every format."""

from __future__ import annotations

from collections import Counter
from datetime import date

from rmentor.evaluation.activity import Tally
from rmentor.evaluation.comments import Comments
from rmentor.evaluation.figures import Figure, Unit
from rmentor.evaluation.objectives import Answered
from rmentor.evaluation.report import Report
from rmentor.evaluation.statistics import Interval
from rmentor.evaluation.waves import WaveAnswers
from rmentor.programme.purpose import Measure, MeasureKind
from rmentor.sentences import counted

HIDDEN = "hidden"
MARK = "<!-- rmentor report -->"
BEGINNINGS = (f"<!DOCTYPE html>\n{MARK}\n", f"{MARK}\n", '{\n  "rmentor": 1,\n  "kind": "report",\n')


def value_of(figure: Figure) -> str:
    """The value with its unit: `91.7 %`, `4.2`, `+0.6`."""
    if figure.unit is Unit.PERCENT:
        return f"{figure.value:.1f} %"
    return f"{figure.value:+.1f}" if figure.kind is MeasureKind.CHANGE else f"{figure.value:.1f}"


def basis_of(figure: Figure) -> str:
    """What the value rests on: `11 of 12`, `n = 12`."""
    return f"n = {figure.n}" if figure.count is None else f"{figure.count} of {figure.n}"


def span_of(interval: Interval | None) -> str:
    """The interval, as `64.6 to 98.5`, `-` where there is none."""
    return f"{interval.low:.1f} to {interval.high:.1f}" if interval else "-"


def p_of(p: float | None) -> str:
    """The p of a test with three decimals."""
    if p is None:
        return "-"
    return f"{p:.3f}" if p >= 0.001 else "< 0.001"


def effect_of(effect: float | None) -> str:
    """An effect size with two decimals."""
    return "-" if effect is None else f"{effect:.2f}"


def count_of(number: int | None) -> str:
    """A count, or that it is hidden."""
    return HIDDEN if number is None else str(number)


def rate_of(wave: WaveAnswers) -> str:
    """The response rate of a wave."""
    if wave.answered is None:
        return HIDDEN
    return f"{100 * wave.answered / wave.asked:.1f} %" if wave.asked else "-"


def kept_of(wave: WaveAnswers) -> str:
    """How many of the first wave's people answered again, as `10 of 12`."""
    return "-" if wave.kept is None else f"{wave.kept} of {wave.before}"


def tallied(tally: Tally) -> str:
    """The count of a tally, `-` where it would set few people apart."""
    return "-" if tally.count is None and tally.n is not None else count_of(tally.count)


def share_of(tally: Tally) -> str:
    """The share that a tally makes."""
    return f"{100 * tally.count / tally.n:.1f} %" if tally.n and tally.count is not None else "-"


def texts_of(comments: Comments) -> list[str]:
    """Free texts, each once; what several wrote alike says how many."""
    times = Counter(comments.texts)
    return [text if count == 1 else f"{text} ({count} times)" for text, count in times.items()]


def paragraphs_of(text: str) -> list[str]:
    """The paragraphs of a text, whatever the length of its lines."""
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]


def day_of(day: date | None) -> str:
    """A day as people write it: `11 January 2027`."""
    return f"{day.day} {day:%B %Y}" if day else "-"


def measure_of(measure: Measure) -> str:
    """A measure by what it counts: `top two, item trust, wave end, mentees`."""
    role = f"{measure.role}s" if measure.role != "both" else "everyone"
    named = {"item": measure.item, "wave": measure.wave, "since": measure.since, "": measure.outcome}
    parts = [f"{word} {name}".strip() for word, name in named.items() if name]
    among = [f"{name} {value}" for name, value in measure.among.items()]
    return ", ".join((measure.kind.replace("_", " "), *parts, role, *among))


def fine_print(answered: Answered) -> str:
    """What was counted, where from, how many answered, the exact interval and what to mind, in sentences."""
    figure, told = answered.figure, []
    if figure:
        told = [figure.counted, figure.source]
        if figure.asked:
            told.append(f"{figure.n} of the {figure.asked} who could answer are counted")
        if figure.exact:
            told.append(f"exact interval {span_of(figure.exact)}")
    return ". ".join(_capital(one) for one in (*told, answered.remark) if one) + "."


def subtitle(report: Report) -> str:
    """Mode, stage, span and day of a report in one line."""
    programme, plan = report.programme, report.programme.plan
    stage = "roll-out" if plan.stage == "rollout" else plan.stage
    span = f"{day_of(plan.start)} to {day_of(plan.end)}"
    return f"{programme.mode.capitalize()} mentoring, {stage}, {span}. As of {day_of(report.today)}."


def size_of(report: Report) -> str:
    """How many people and pairs there were, in a sentence."""
    activity = report.activity
    told = [
        counted(activity.mentors, "mentor"),
        counted(activity.mentees, "mentee"),
        counted(activity.both, "person in both roles", "people in both roles"),
    ]
    some = [one for one in told if not one.startswith("0 ")]
    return f"{' and '.join(some) or 'Nobody'} took part, in {counted(activity.pairs, 'pair')}."


def privacy_of(report: Report) -> str:
    """The rules of disclosure that the report keeps."""
    rules = report.programme.evaluation
    return (
        f"No figure is about fewer than {rules.smallest_group}, no free text from fewer than {rules.comments_from} "
        "people, and what would follow from other figures by subtraction is hidden too. Of survey answers by fewer "
        f"than {2 * rules.smallest_group} people, no mean has an interval, p or d, which tell how far they are apart, "
        f"and no figure says all or none. Where people are counted, fewer than {rules.smallest_group} are not told "
        "apart from all others."
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
