"""`rmentor check` in a process of its own, so that a signal is a failure: whatever files hold, it ends in order."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import SAMPLES

SOUND = [path.read_bytes() for path in sorted(SAMPLES.glob("*/programme.yaml"))]
NOISE = (
    b"[",
    b"{",
    b"}",
    b"]",
    b": ",
    b"- ",
    b"\t",
    b"&a ",
    b"*a",
    b"!!x ",
    b"<<: ",
    b"|\n",
    b"\xff",
    b"\x00",
    b'"\\e"',
    b"\n---\n",
)
KEYS = ["format", "id", "plan", "start", "mode", "pairing", "require", "surveys", "waves", "items", "measure", "kind"]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw a sample in which some lines are lost, doubled or swapped, and some bytes are others."""
    lines = draw(st.sampled_from(SOUND)).splitlines(keepends=True)
    chance = random.Random(draw(st.integers(0, 2**32)))
    for _ in range(draw(st.integers(1, 8))):
        place = chance.randrange(len(lines))
        change = chance.randrange(4)
        if change == 0:
            lines[place] = b""
        elif change == 1:
            lines.insert(place, chance.choice(lines))
        elif change == 2:
            lines[place] = b" " * chance.randrange(6) + lines[place]
        else:
            cut = chance.randrange(len(lines[place]) + 1)
            lines[place] = lines[place][:cut] + chance.choice(NOISE) * chance.choice((1, 1, 30)) + lines[place][cut:]
    return b"".join(lines)


trees: Any = st.recursive(
    st.text(max_size=8)
    | st.sampled_from(["2027-01-11", "yes", "reverse", "3 months", "75 %", "top_box", "9999-12-31"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6),
    max_leaves=20,
)
contents = st.one_of(mutated(), st.binary(max_size=300), trees.map(lambda tree: yaml.safe_dump(tree).encode()))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(contents, min_size=1, max_size=25))
def test_whatever_files_hold_check_ends_in_order(files: list[bytes]) -> None:
    names = [f"{number}.yaml" for number in range(len(files))]
    for name, content in zip(names, files, strict=True):
        Path(name).write_bytes(content)
    ended = subprocess.run([sys.executable, "-m", "rmentor", "check", *names], capture_output=True, check=False)
    assert ended.returncode in (0, 1, 3), ended.stderr.decode()
    assert b"Traceback" not in ended.stderr
