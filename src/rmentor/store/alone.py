"""One run at a time over what the database and the file system must agree on."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from rmentor.errors import StoreUnusable

_PATIENCE_SECONDS = 10
_PAUSE_SECONDS = 0.05


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep every other run at the same database waiting while the block runs, for ten seconds at most.

    The lock lies on the folder, so that no file is left over, and ends with the process, however that ends: what
    a run finds claimed inside the block was claimed by a run that died. Raises StoreUnusable.
    """
    try:
        folder = os.open(path.absolute().parent, os.O_RDONLY)
    except OSError as error:
        raise StoreUnusable(f"the folder of {path} cannot be opened: {error.strerror}") from error
    try:
        _lock(folder, path)
        yield
    finally:
        os.close(folder)


def _lock(folder: int, path: Path) -> None:
    patience = monotonic() + _PATIENCE_SECONDS
    while True:
        try:
            return fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if monotonic() > patience:
                raise StoreUnusable(f"another run at {path} has not ended yet; try again when it has") from None
            sleep(_PAUSE_SECONDS)
        except OSError as error:
            raise StoreUnusable(f"the folder of {path} cannot be locked: {error.strerror}") from error
