"""Makes the README's pictures from a real run: python docs/pictures.py DEMO, where DEMO is what `make demo` left.

The terminal is drawn by rich from what the commands print; the report is photographed by Chromium, which must be
installed for it.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

HERE = Path(__file__).parent
WIDTH = 80
SHOWN = (("2027-02-15", "rmentor status", 14), ("2027-01-04", "rmentor pair list", 12))
# rich's own frame without its web font: a picture asks nobody for anything.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px;
        line-height: {line_height}px; font-variant-east-asian: full-width; }}
    .{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def output_of(folder: Path, day: str, command: str) -> list[str]:
    """Return the lines that a command prints on a day in the demo's folder."""
    environment = {**os.environ, "RMENTOR_TODAY": day, "COLUMNS": str(WIDTH)}
    words = [sys.executable, "-m", *command.split()]
    ended = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return ended.stdout.splitlines()


def draw_terminal(folder: Path) -> None:
    """Write terminal.svg: the commands shown, with the beginning of what they print."""
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    for day, command, lines in SHOWN:
        console.print(Text.assemble(("$ ", "bold green"), (f"{command} --today {day}", "bold")))
        for line in output_of(folder, day, command)[:lines]:
            console.print(Text(line))
        console.print(Text("…\n"))
    svg = console.export_svg(title="rmentor", code_format=FRAME, unique_id="rmentor")
    (HERE / "terminal.svg").write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", "utf-8")


def photograph_report(folder: Path) -> None:
    """Write report.png: the top of the demo's report as Chromium shows it."""
    page = next(folder.glob("*.html")).resolve().as_uri()
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking")
    size, picture = "--window-size=1000,1300", f"--screenshot={HERE / 'report.png'}"
    subprocess.run(["chromium", *flags, size, picture, page], check=True, capture_output=True)


if __name__ == "__main__":
    draw_terminal(Path(sys.argv[1]))
    photograph_report(Path(sys.argv[1]))
