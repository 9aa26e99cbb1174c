"""What a workbook really unpacks to, found out by unpacking it: the sizes that a ZIP file names may be lies."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from rmentor.files.raw import MOST_COLUMNS, SHAPE, TOO_LARGE, UNREADABLE, unusable

_MOST_PARTS = 2_000
_MOST = 200_000_000
_MOST_TIMES = 40  # tables whose rows are all alike pack to a twentieth or thirtieth
_LITTLE = 20_000_000
_CHUNK = 1 << 20
_LISTED, _CELL, _ROW = b"PK\x01\x02", b"<c ", b"<row"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OTHERS = {
    "content.xml": "is an OpenDocument file; save it as XLSX or as CSV",
    "xl/workbook.bin": "is a workbook in Excel's binary form; save it as XLSX or as CSV",
}


def unpacked_size(file: BinaryIO) -> int:
    """Return how many bytes are in a workbook; raises Unusable for what is none, is locked or unpacks to too much."""
    file.seek(0)
    data = file.read()
    parts = data.count(_LISTED)
    if parts > _MOST_PARTS:
        raise unusable(TOO_LARGE, f"has {parts:,} parts; no workbook has more than {_MOST_PARTS:,}")
    try:
        with zipfile.ZipFile(file) as archive:
            _refuse_others(set(archive.namelist()))
            return _unpacked(archive, min(_MOST, max(_LITTLE, _MOST_TIMES * len(data))))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise unusable(UNREADABLE, f"is not a workbook that can be read: {error}") from None


def _refuse_others(names: set[str]) -> None:
    for name, told in _OTHERS.items():
        if name in names:
            raise unusable(UNREADABLE, told)
    if "xl/workbook.xml" not in names:
        raise unusable(UNREADABLE, "is a ZIP file and not a workbook; save the table as XLSX or CSV")


def _unpacked(archive: zipfile.ZipFile, most: int) -> int:
    size = 0
    for part in archive.infolist():
        if part.flag_bits & 1:
            raise unusable(UNREADABLE, "is locked with a password; save it without one")
        if part.compress_type not in _METHODS:
            raise unusable(UNREADABLE, "is packed in a way in which workbooks are not; save it anew")
        # Read to its end, and not to the end that the file claims.
        part.file_size = most + 2 * _CHUNK
        with archive.open(part) as unpacked:
            while chunk := unpacked.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise unusable(TOO_LARGE, f"unpacks to more than {most:,} bytes; save the one sheet as CSV")
                _refuse_endless_row(part.filename, chunk)
    return size


def _refuse_endless_row(name: str, chunk: bytes) -> None:
    """Raise Unusable where a piece of a sheet is the inside of one row: a million columns take seconds to read."""
    if len(chunk) == _CHUNK and name.endswith(".xml") and _CELL in chunk and _ROW not in chunk:
        raise unusable(SHAPE, f"a row with more columns than the {MOST_COLUMNS} that are read")
