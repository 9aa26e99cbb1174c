"""Files that rmentor hands out in a folder, readable by their owner alone."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from rmentor.errors import WrongUsage


def write_folder(folder: Path, files: Mapping[str, bytes | None]) -> None:
    """Make a folder hold files under these names, and none under a name that comes with None.

    A file is there whole or not at all; whatever else the folder holds stays. Raises WrongUsage where the
    folder cannot be written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name, content in files.items():
            if content is None:
                (folder / name).unlink(missing_ok=True)
            else:
                _write(folder / name, content)
    except OSError as error:
        raise WrongUsage(f"{error.filename} cannot be written: {error.strerror}") from None


def _write(path: Path, content: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
