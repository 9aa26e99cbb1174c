"""The report as sections of paragraphs and tables, for a terminal and for Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rmentor.evaluation.objectives import Answered
from rmentor.evaluation.report import Report
from rmentor.evaluation.waves import WaveAnswers
from rmentor.render import report_words as words
from rmentor.render.report_data import report_data
from rmentor.render.view import Block, Grid, View, Words


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the report under its heading."""

    heading: str
    blocks: Sequence[Block]


def report_view(report: Report) -> View:
    """Return the whole report for a terminal or a script."""
    blocks: list[Block] = [Words(report.programme.title, strong=True), Words(words.subtitle(report))]
    for part in report_parts(report):
        blocks += [Words(f"\n{part.heading}", strong=True), *part.blocks]
    return View(
        kind="report",
        data=report_data(report),
        blocks=blocks,
        next_step="rmentor report --format html --out report.html",
    )


def report_parts(report: Report) -> list[Part]:
    """Return the parts of a report that have something to say, in their order."""
    need = report.programme.purpose.need
    parts = [
        Part("Purpose", [Words(one) for one in words.paragraphs_of(need or "")]),
        Part("Objectives", _answers("objective", report.objectives)),
        Part("Go on or stop", _answers("criterion", report.criteria)),
        Part("Beside others", _comparisons(report)),
        Part("What happened", [Words(words.size_of(report)), *_activity(report)]),
        Part("Who answered", _waves(report.waves)),
        Part("How the same people changed", _changes(report)),
        Part("What was answered", _levels(report)),
        Part("Mentors beside mentees", _sides(report)),
        Part("In their own words", list(_comments(report))),
        Part("How this was found", [Words(one) for one in (*report.methods, words.privacy_of(report))]),
        Part("What is hidden", [Words(f"{one}.") for one in report.hidden]),
    ]
    return [part for part in parts if part.blocks]


def _answers(what: str, answers: Sequence[Answered]) -> list[Block]:
    rows = [
        (
            str(number),
            one.text,
            f"{words.value_of(one.figure)} ({words.basis_of(one.figure)})" if one.figure else "-",
            words.span_of(one.figure.interval if one.figure else None),
            str(one.target or "-"),
            one.verdict,
        )
        for number, one in enumerate(answers, start=1)
    ]
    if not rows:
        return []
    notes = [Words(f"{number}: {words.fine_print(one)}") for number, one in enumerate(answers, start=1)]
    return [Grid(("", what, "figure", "95 % interval", "target", "answer"), rows), *notes]


def _comparisons(report: Report) -> list[Block]:
    rows = [
        (
            words.measure_of(one.comparison.measure),
            f"{words.value_of(one.ours)} ({words.basis_of(one.ours)})" if one.ours else one.remark,
            words.span_of(one.ours.interval if one.ours else None),
            str(one.comparison.value),
            one.comparison.source,
        )
        for one in report.comparisons
    ]
    return [Grid(("figure", "ours", "95 % interval", "theirs", "source"), rows)] if rows else []


def _activity(report: Report) -> Iterator[Block]:
    tallies = [
        (one.what, words.tallied(one), words.count_of(one.n), words.share_of(one)) for one in report.activity.tallies
    ]
    if tallies:
        yield Grid(("", "count", "of", "share"), tallies, frozenset({1, 2, 3}))
    months = [
        (one.month, *map(words.count_of, (one.held, one.missed, one.unrecorded))) for one in report.activity.months
    ]
    if months:
        yield Grid(("meetings due in", "held", "missed", "not recorded"), months, frozenset({1, 2, 3}))


def _waves(waves: Sequence[WaveAnswers]) -> list[Block]:
    rows = [
        (
            one.id,
            str(one.day or "-"),
            str(one.asked),
            words.count_of(one.answered),
            words.rate_of(one),
            words.kept_of(one),
        )
        for one in waves
    ]
    columns = ("wave", "day", "could answer", "answered", "rate", "kept of the first")
    return [Grid(columns, rows, frozenset({2, 3, 4, 5}))] if rows else []


def _changes(report: Report) -> list[Block]:
    rows = [
        (
            f"{one.item.text} ({one.since} to {one.wave})",
            str(one.figure.n),
            f"{one.before:.1f}",
            f"{one.after:.1f}",
            words.value_of(one.figure),
            words.span_of(one.figure.interval),
            words.p_of(one.figure.p),
            words.effect_of(one.figure.effect),
        )
        for one in report.changes
    ]
    columns = ("item", "n", "first", "last", "change", "95 % interval", "p", "d")
    return [Grid(columns, rows, frozenset({1, 2, 3, 4, 6, 7}))] if rows else []


def _levels(report: Report) -> list[Block]:
    rows = [
        (
            f"{one.item.text} ({one.wave})",
            str(one.mean.n),
            words.value_of(one.mean),
            words.span_of(one.mean.interval),
            words.value_of(one.top_two) if one.top_two else words.HIDDEN,
            words.span_of(one.top_two.interval if one.top_two else None),
        )
        for one in report.levels
    ]
    columns = ("item", "n", "mean", "95 % interval", "best two", "95 % interval")
    return [Grid(columns, rows, frozenset({1, 2, 4}))] if rows else []


def _sides(report: Report) -> list[Block]:
    rows = [
        (
            f"{one.item.text} ({one.wave})",
            f"{one.mentor_mean:.1f} ({one.mentors})",
            f"{one.mentee_mean:.1f} ({one.mentees})",
            f"{one.difference:+.1f}",
            words.span_of(one.interval),
            words.p_of(one.p),
            words.effect_of(one.effect),
        )
        for one in report.sides
    ]
    columns = ("item", "mentors (n)", "mentees (n)", "less", "95 % interval", "p", "d")
    return [Grid(columns, rows, frozenset({3, 5, 6}))] if rows else []


def _comments(report: Report) -> Iterator[Block]:
    for one in report.comments:
        yield Words(f"{one.item.text} ({one.wave}, n = {one.n})")
        yield from (Words(f"- {text}") for text in words.texts_of(one))
