"""The bytes of a text file to the encoding that they are written in."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from rmentor.files.raw import UNREADABLE, Unusable, unusable

_SAMPLE = 4096
_CHUNK = 1 << 20
_OTHER = "is neither UTF-8, UTF-16 nor Windows-1252; save the table as CSV UTF-8"
_NUL = "holds NUL characters, so it is not a CSV file; save the table as CSV or XLSX"
_UTF_32 = "is written in UTF-32, which is not read; save the table as CSV UTF-8"


class Encoding(NamedTuple):
    """How text is written: the codec that reads it, and the name that people know."""

    codec: str
    name: str


_MARKED = {
    b"\xef\xbb\xbf": Encoding("utf-8-sig", "UTF-8"),
    b"\xff\xfe": Encoding("utf-16", "UTF-16"),
    b"\xfe\xff": Encoding("utf-16", "UTF-16"),
}


def encoding_of(data: bytes) -> Encoding:
    """Return an encoding in which every byte is text without NUL; raises Unusable where there is none."""
    encoding = _likely(data)
    fault = _fault(data, encoding)
    if fault and encoding.codec == "utf-8":
        encoding = Encoding("cp1252", "Windows-1252")
        fault = _fault(data, encoding)
    if fault:
        raise fault
    return encoding


def _likely(data: bytes) -> Encoding:
    """Return the encoding that the mark at the beginning names, else the one that the NUL bytes tell of."""
    sample = data[: min(_SAMPLE, len(data) // 4 * 4)]
    if data.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")) or _in_fours(sample):
        raise unusable(UNREADABLE, _UTF_32)
    for mark, encoding in _MARKED.items():
        if data.startswith(mark):
            return encoding
    high, low = sample[1::2].count(0), sample[::2].count(0)
    # In every script delimiters and line ends are ASCII: one half of a tenth of the characters, or more, is NUL.
    if max(high, low) * 20 >= len(sample) and max(high, low) > 4 * min(high, low):
        return Encoding("utf-16-le" if high > low else "utf-16-be", "UTF-16 without its mark")
    return Encoding("utf-8", "UTF-8")


def _in_fours(sample: bytes) -> bool:
    """True where every character takes four bytes, the higher two of them NUL."""
    little, big = (sample[2::4], sample[3::4]), (sample[::4], sample[1::4])
    return any(sample) and (not any(map(any, little)) or not any(map(any, big)))


def _fault(data: bytes, encoding: Encoding) -> Unusable | None:
    """Return why the bytes are no text in an encoding, with the line; None where they are."""
    lines = 1
    try:
        for text in _decoded(data, encoding.codec):
            if "\0" in text:
                return unusable(UNREADABLE, _NUL, lines + text.count("\n", 0, text.index("\0")))
            lines += text.count("\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode(encoding.codec, "ignore")
        return unusable(UNREADABLE, _OTHER, lines + before.count("\n"))
    return None


def _decoded(data: bytes, codec: str) -> Iterator[str]:
    """Yield the text by pieces: the whole of it can take four times the bytes."""
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(data), _CHUNK):
        yield decoder.decode(data[start : start + _CHUNK], final=start + _CHUNK >= len(data))
