"""The suite's own guards bite."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest


def test_a_test_sees_an_empty_home_and_works_in_an_empty_folder() -> None:
    assert list(Path.home().iterdir()) == []
    assert list(Path.cwd().iterdir()) == []
    assert Path("~").expanduser() == Path(os.environ["HOME"])


@pytest.mark.parametrize("address", ["192.0.2.1", "198.51.100.7"])
def test_a_test_cannot_reach_beyond_loopback(address: str) -> None:
    with socket.socket() as reaching, pytest.raises(AssertionError, match=address):
        reaching.connect((address, 80))
    with socket.socket() as reaching, pytest.raises(AssertionError, match=address):
        reaching.connect_ex((address, 80))


def test_a_test_cannot_ask_for_an_address() -> None:
    with pytest.raises(AssertionError, match=r"example\.org"):
        socket.getaddrinfo("example.org", 80)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
