"""Every test runs in an empty folder, with an empty home, and cannot reach beyond loopback."""

from __future__ import annotations

import contextlib
import io
import os
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "sample_programmes"
_LOOPBACK = ("127.", "::1", "localhost")


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, stdout and stderr."""

    code: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the real home, the environment's settings and the network away."""
    home = tmp_path / "home"
    home.mkdir()
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("RMENTOR_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(socket.socket, "connect", _only_loopback(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", _only_loopback(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", _resolving_only_loopback(socket.getaddrinfo))


def _only_loopback(connect: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(_LOOPBACK):
            msg = f"a test reached for {address[0]}"
            raise AssertionError(msg)
        return connect(self, address)

    return guarded


def _resolving_only_loopback(resolve: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(host: Any, *rest: Any, **more: Any) -> Any:
        if not str(host).startswith(_LOOPBACK):
            msg = f"a test asked for the address of {host}"
            raise AssertionError(msg)
        return resolve(host, *rest, **more)

    return guarded


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run rmentor in this process as its user would, and return how it ended."""

    def run_once(*words: object, stdin: str = "") -> Ended:
        from rmentor.cli import main

        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        monkeypatch.setattr(sys, "argv", ["rmentor", *map(str, words)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        code: Any = 0
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                main()
            except SystemExit as end:
                code = end.code
        return Ended(int(code or 0), *(stream.buffer.getvalue().decode() for stream in (out, err)))

    return run_once
