"""The report as one HTML page that needs nothing else and runs nothing."""

from __future__ import annotations

from rmentor.evaluation.report import Report
from rmentor.render import report_words
from rmentor.render.report_charts import Charts


def report_html(report: Report) -> str:
    """Return the page; everything that comes from outside is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    charts = Charts()
    page = Environment(
        loader=PackageLoader("rmentor.render"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    ).get_template("report.html.j2")
    answers = [
        (heading, [(one, charts.interval(one.figure, one.target) if one.figure else "") for one in some])
        for heading, some in (("Objectives", report.objectives), ("Go on or stop", report.criteria))
        if some
    ]
    months, changes = report.activity.months, report.changes
    return page.render(
        report=report,
        programme=report.programme,
        words=report_words,
        answers=answers,
        months=charts.months(months) if any(one.held is not None for one in months) else "",
        changes=charts.changes(changes) if changes else "",
    )
