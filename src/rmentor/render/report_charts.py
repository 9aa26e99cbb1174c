"""Charts as SVG to stand inside a page: no script, no font, no date; the same report gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any

from rmentor.evaluation.activity import Month
from rmentor.evaluation.figures import Figure, Unit
from rmentor.evaluation.items import ItemChange
from rmentor.programme.kinds import Target
from rmentor.render.report_words import span_of, value_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

INK, QUIET, LINE = "#1d2a33", "#6b7780", "#d8dee2"
VALUE, TARGET, MISSED, UNRECORDED = "#0b6e69", "#c2410c", "#e0a458", "#c3cbd0"
_INCH_WIDTH = 7.2
_NO_METADATA = {"Creator": None, "Date": None, "Format": None, "Type": None}
_NAMES = re.compile(r'(\bid="|url\(#|href="#)')


class Charts:
    """Draws the charts of one page; ids do not clash between them."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def interval(self, figure: Figure, target: Target | None) -> str:
        """Draw a value with its interval on its axis, and its target."""
        canvas, axes = _canvas(0.62)
        span = figure.interval
        if span:
            axes.plot([span.low, span.high], [0, 0], color=VALUE, alpha=0.35, linewidth=9, solid_capstyle="butt")
        axes.plot([figure.value], [0], "o", color=VALUE, markersize=9, markeredgecolor="white")
        if target:
            axes.axvline(target.number, color=TARGET, linewidth=2)
        _bare(axes)
        axes.set_xlim(_widened(figure.axis.low, figure.axis.high))
        axes.set_ylim(-1, 1)
        axes.set_yticks([])
        if figure.unit is Unit.PERCENT:
            axes.set_xticks(range(0, 101, 25), [f"{share} %" for share in range(0, 101, 25)])
        held = f", target {target}" if target else ""
        return self._drawn(canvas, f"{value_of(figure)}, 95 % interval {span_of(span)}{held}")

    def months(self, months: Sequence[Month]) -> str:
        """Draw the meetings of each month: held, missed and not recorded; hidden months are left empty."""
        canvas, axes = _canvas(2.3)
        base = [0] * len(months)
        for name, colour in (("held", VALUE), ("missed", MISSED), ("unrecorded", UNRECORDED)):
            counts = [getattr(one, name) or 0 for one in months]
            label = "not recorded" if name == "unrecorded" else name
            axes.bar(range(len(months)), counts, bottom=base, color=colour, width=0.62, label=label)
            base = [below + more for below, more in zip(base, counts, strict=True)]
        for place, month in enumerate(months):
            if month.held is None:
                axes.text(place, 0, "hidden", ha="center", va="bottom", color=QUIET, fontsize=8)
        _bare(axes)
        axes.set_xticks(range(len(months)), [one.month for one in months])
        axes.yaxis.set_major_locator(_whole_numbers())
        axes.grid(axis="y", color=LINE, linewidth=0.6)
        axes.legend(frameon=False, fontsize=8, ncols=3, loc="lower left", bbox_to_anchor=(0, 1), labelcolor=INK)
        return self._drawn(canvas, "Meetings by month: held, missed and not recorded")

    def changes(self, changes: Sequence[ItemChange]) -> str:
        """Draw the change of each item with its interval around no change."""
        canvas, axes = _canvas(0.55 + 0.34 * len(changes))
        for place, one in enumerate(changes):
            span = one.figure.interval
            if span:
                axes.plot([span.low, span.high], [place, place], color=VALUE, alpha=0.35, linewidth=7)
            axes.plot([one.figure.value], [place], "o", color=VALUE, markersize=7, markeredgecolor="white")
        _bare(axes)
        axes.axvline(0, color=INK, linewidth=1)
        axes.set_yticks(range(len(changes)), [f"{one.item.id}, {one.since} to {one.wave}" for one in changes])
        axes.set_ylim(len(changes) - 0.5, -0.5)
        reach = max(abs(end) for one in changes for end in _ends(one.figure))
        axes.set_xlim(_widened(-reach, reach))
        axes.grid(axis="x", color=LINE, linewidth=0.6)
        return self._drawn(canvas, "Mean change of the same people, with 95 % intervals")

    def _drawn(self, canvas: Canvas, label: str) -> str:
        """Return the drawing as an element of a page; its ids begin with the number of the chart."""
        from matplotlib import rc_context

        out = BytesIO()
        with rc_context({"svg.hashsalt": "rmentor", "svg.fonttype": "path"}):
            canvas.savefig(out, format="svg", metadata=_NO_METADATA, transparent=True)
        drawn = out.getvalue().decode()
        drawn = _NAMES.sub(rf"\1chart{next(self._numbers)}-", drawn[drawn.index("<svg") :])
        return drawn.replace("<svg", f'<svg role="img" aria-label="{_attribute(label)}"', 1).strip()


def _canvas(height: float) -> tuple[Canvas, Axes]:
    from matplotlib.figure import Figure as MatplotlibFigure

    canvas = MatplotlibFigure(figsize=(_INCH_WIDTH, height), layout="constrained")
    return canvas, canvas.subplots()


def _bare(axes: Axes) -> None:
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(LINE)
    axes.tick_params(length=0, labelsize=8, labelcolor=QUIET)
    axes.set_axisbelow(True)


def _whole_numbers() -> Any:
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(integer=True, nbins=5)


def _widened(low: float, high: float) -> tuple[float, float]:
    margin = (high - low) * 0.02 or 1.0
    return low - margin, high + margin


def _ends(figure: Figure) -> tuple[float, ...]:
    return (figure.value, figure.interval.low, figure.interval.high) if figure.interval else (figure.value,)


def _attribute(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
